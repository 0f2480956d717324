import { attemptProof, specProof } from '../evidence/proof.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { advised } from '../fixes/fix.ts';
import { rollback } from '../fixes/rollback.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { joinedLines } from '../trace/programs/joined-lines.ts';
import { startText } from '../trace/programs/start-text.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const scriptLinesJoined: Cause = {
  id: 'script-lines-joined',
  title: 'the lines of its script stand on one line, so most of them are not run',
  tier: 'kubernetes',
  covers: ['app.shell-syntax', 'app.exit0-no-foreground'],
  rung: RUNG.killed + 1,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    if (!attempt || attempt.reason === 'OOMKilled') return undefined;
    const start = startText(subject, evidence);
    const joined = start && joinedLines(start.text);
    if (!joined) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args)\b/.test(change));
    const written = start.setting.written;
    const again =
      joined.apart === undefined || written === undefined
        ? undefined
        : changeSettings(
            'write each command on a line of its own, as far as can be told where one ends: look it over; in the manifest | keeps the lines, > joins them',
            [{ setting: start.setting, to: joined.apart }],
            fix,
          );
    const isComment = joined.head.startsWith('#');
    const isWithin = joined.head === '#' && !start.text.trimStart().startsWith('#');
    // What it runs before the comment ends well, and it with that.
    if (isWithin && attempt.exitCode !== 0) return undefined;
    return {
      summary: `container ${container.name} runs a script whose lines stand on one line (as YAML's > joins them; | keeps them), in ${placeOf(start.setting)}: ${isComment ? `${joined.head} makes ${isWithin ? 'all behind it' : 'all of it'} a comment` : `what follows ${joined.head} there is taken for its arguments`}, so "${joined.lost.slice(0, 100)}" is not run`,
      confidence: 'certain',
      object: settingObject(start.setting, fix),
      proof: [specProof(subject, placeOf(start.setting), start.text.trim().slice(0, 300)), attemptProof(subject), ...present(back?.proof)],
      fixes: [
        ...present(back?.fix),
        again ?? advised(`write | in place of > in front of the script of ${placeOf(start.setting)}, so that its lines are kept`),
      ],
    };
  },
};
