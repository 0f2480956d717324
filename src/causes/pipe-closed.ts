import { attemptProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import { optionsOfShell } from '../trace/programs/shell-line.ts';
import { type StartText, startText } from '../trace/programs/start-text.ts';
import { type Change, placeOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** 128 and SIGPIPE, 13: how a shell tells of a command that the signal ended (POSIX 2.8.2). */
const ENDED_BY_SIGPIPE = 141;

/** Readers that end before their input does: head and its like by a count, grep -q and -m at the first match, sed with q, awk with exit, dd by a count, a loop with break. */
const READER =
  /\|\s*((?:head|grep -\w*[qm]\w*|sed [^|\n]{0,60}[\d;{/ ]q(?=[\s'"};]|$)|awk [^|\n]{0,200}?exit|dd\s[^|\n]{0,100}?count=\d+|while\s[^\n]{0,200}?\bbreak)(?!\w)[^|;&\n]{0,80})/g;

/** Writes for ever, so that every reader of it ends first. */
const OF_YES = /(?:^|[\s;&(])yes(?: [^|;&\n]{0,40})?\s*\|\s*([^|;&\n]{1,80})/g;

/** `set -euo pipefail` has the other options in the same word, `set -e -o pipefail` in words of their own. */
const PIPEFAIL = /\bset((?: -[a-zA-Z]+| -o [a-z]+)*?) -([a-zA-Z]*)o pipefail\b/;

/** The shell ends at the first failure, of the pipe as well. */
const isErrexit = (text: string, options: string): boolean =>
  /\bset\s[^\n;]{0,60}?(?:-[a-zA-Z]*e|-o errexit)/.test(text) || /(?:^|\s)-(?:[a-zA-Z]*e|o errexit)/.test(options);

/** Whose failure is asked for, or is that of another command: an `if`, `… || true`, `export NAME=$(…)` (POSIX, set -e). */
const ASKED = /^\s*(?:(?:if|elif|while|until|!)\s|(?:export|local|declare|readonly|typeset|echo|printf)\s[^\n]*\$\()/;

function readersIn(text: string, errexit: boolean): string[] {
  const code = text.replace(/^[ \t]*#.*$/gm, (comment) => ' '.repeat(comment.length)).trimEnd();
  return [READER, OF_YES].flatMap((form) =>
    [...code.matchAll(form)].flatMap((found) => {
      const before = code.slice(0, found.index);
      const behind = code.slice(found.index + found[0].length);
      const isLast = !/[\n;]\s*[^\s;]/.test(behind);
      const isAsked = ASKED.test(before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf(';')) + 1)) || behind.startsWith('||');
      return isAsked || !(errexit || isLast) ? [] : [(found[1] ?? '').replace(/\)["']?\s*$/, '').trim()];
    }),
  );
}

interface Pipefail {
  said: string;
  /** What stands in its place. */
  without: string;
  change: Change;
}

function setIn({ setting, text }: StartText): Pipefail | undefined {
  const [said, before = '', flags = ''] = PIPEFAIL.exec(text) ?? [];
  if (said === undefined || setting.written === undefined) return undefined;
  const others = before + (flags && ` -${flags}`);
  const without = others ? `set${others}` : 'set +o pipefail';
  return { said, without, change: { setting, to: setting.written.replace(said, without) } };
}

/** An option of the shell itself: `bash -euo pipefail -c`. */
function givenTo({ container }: Subject, { setting }: StartText): Pipefail | undefined {
  const [said] = /(?:^|\s)-[a-zA-Z]*o pipefail(?=\s|$)/.exec(optionsOfShell(commandLine(container)).join(' ')) ?? [];
  if (said === undefined || setting.written === undefined) return undefined;
  const without = 'set +o pipefail';
  return { said: said.trim(), without, change: { setting, to: setting.written.replace(/^(?:#!.*\n)?/, `$&${without}\n`) } };
}

export const pipeClosed: Cause = {
  id: 'pipe-closed',
  title: 'a reader ends before the writer of its pipe, and pipefail makes a failure of it',
  tier: 'kubernetes',
  covers: ['app.sigpipe'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    const start = attempt?.exitCode === ENDED_BY_SIGPIPE ? startText(subject, evidence) : undefined;
    const set = start && (setIn(start) ?? givenTo(subject, start));
    const readers = start ? readersIn(start.text, isErrexit(start.text, optionsOfShell(commandLine(container)).join(' '))) : [];
    if (!start || !set || readers.length === 0) return undefined;
    const reader = only(readers);
    // Another one may end early for a reason of its own.
    const pipes = start.text.match(/(?<![|>])\|(?![|])/g) ?? [];
    const fix = new WorkloadFix(subject, evidence);
    const repair = changeSettings(`do without pipefail (${set.without}), so that a reader may stop early`, [set.change], fix);
    return {
      summary: `container ${container.name} ends with exit code 141, as a writer in ${start.where} is ended by SIGPIPE: ${reader ? `"${reader}" stops` : 'what it writes to stops'} reading before all is written, and ${set.said} makes a failure of that`,
      confidence: reader && pipes.length === 1 ? 'certain' : 'likely',
      object: settingObject(start.setting, fix),
      proof: [
        attemptProof(subject),
        specProof(subject, placeOf(start.setting), [set.said, ...readers.map((one) => `| ${one}`)].join(' … ')),
      ],
      fixes: present(repair),
      decides: `which reader of a pipe stops too early: ${readers.join('; ')}${pipes.length > readers.length ? ', or another one' : ''}`,
    };
  },
};
