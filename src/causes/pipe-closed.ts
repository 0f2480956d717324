import { attemptProof, specProof } from '../evidence/proof.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { only } from '../only.ts';
import { startText } from '../trace/programs/start-text.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** 128 and SIGPIPE, 13: how a shell tells of a command that the signal ended (POSIX 2.8.2). */
const ENDED_BY_SIGPIPE = 141;

/** Readers that end before their input does: head and its like by a count, grep -q and -m at the first match, sed with q, awk with exit. */
const READER = /\|\s*((?:head|grep -\w*[qm]\w*|sed [^|\n]{0,60}[\d;{/ ]q(?=[\s'"};]|$)|awk [^|\n]{0,200}?exit)(?!\w)[^|;&\n]{0,80})/g;

/** `set -euo pipefail` has the other options in the same word. */
const PIPEFAIL = /set -([a-z]*)o pipefail\b/;

export const pipeClosed: Cause = {
  id: 'pipe-closed',
  title: 'a reader ends before the writer of its pipe, and pipefail makes a failure of it',
  tier: 'kubernetes',
  covers: ['app.sigpipe'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    const start = attempt?.exitCode === ENDED_BY_SIGPIPE ? startText(subject, evidence) : undefined;
    const set = start && PIPEFAIL.exec(start.text);
    const readers = start ? [...start.text.matchAll(READER)].map(([, reader = '']) => reader.trim()) : [];
    if (!start || !set || readers.length === 0) return undefined;
    const reader = only(readers);
    const fix = new WorkloadFix(subject, evidence);
    const { setting } = start;
    const [whole, flags = ''] = set;
    const without = flags ? `set -${flags}` : 'set +o pipefail';
    const repair =
      setting.written === undefined
        ? undefined
        : changeSettings(
            `do without pipefail (${without}), so that a reader may stop early`,
            [{ setting, to: setting.written.replace(whole, without) }],
            fix,
          );
    return {
      summary: `container ${container.name} ends with exit code 141, as a writer in ${start.where} is ended by SIGPIPE: ${reader ? `"${reader}" stops` : 'what it writes to stops'} reading before all is written, and ${whole} makes a failure of that`,
      confidence: reader ? 'certain' : 'likely',
      object: settingObject(setting, fix),
      proof: [attemptProof(subject), specProof(subject, placeOf(setting), [whole, ...readers.map((one) => `| ${one}`)].join(' … '))],
      fixes: repair ? [repair] : [],
      decides: `which of them stops reading too early: ${readers.join('; ')}`,
    };
  },
};
