import { escaped } from '../escaped.ts';
import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, logStep, wordsProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { setCommand } from '../fixes/command-line.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { configFiles } from '../trace/files/mounted-file.ts';
import { isOrdinary, matchesPattern, type StraySigns, strayPattern, straySigns } from '../trace/programs/signs-without-shell.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const signsWithoutShell: Cause = {
  id: 'signs-without-shell',
  title: 'signs or patterns of a shell stand in a command that no shell reads',
  tier: 'kubernetes',
  covers: ['app.exit0-no-foreground', 'cfg.bad-flag', 'app.missing-file'],
  // What the program calls unknown is right but for that.
  rung: RUNG.confirmed - 2,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    const unfilled = patternAsFile(subject, evidence);
    if (unfilled) return unfilled;
    const found = attempt && attempt.reason !== 'OOMKilled' ? straySigns(container) : undefined;
    if (!found) return undefined;
    const { sign, next = '', list, index, line } = found;
    // The program tells its arguments: it prints them, or does not know them.
    const lines = valueOf(subject.log())?.lines ?? [];
    const tells = (word: string) => lines.find((one) => one.split(/[\s'"`:]+/).includes(word));
    const said = tells(sign);
    const isSaid = said !== undefined && (!isOrdinary(sign) || said.includes(next) || tells(next) !== undefined || isUnknown(sign, said));
    if (!isSaid && (attempt?.exitCode !== 0 || line === undefined)) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args)\b/.test(change));
    const [program] = container.command ?? [];
    return {
      summary: `container ${container.name} runs ${program ?? 'the program of its image'} alone, with ${sign} (${list}[${index}]) and all that stands behind it among its arguments: no shell reads its command`,
      confidence: isSaid ? 'certain' : 'likely',
      object: fix.containerObject(list),
      proof: [
        wordsProof(subject, 'command', commandLine(container)),
        ...present(isSaid && { step: logStep(subject), quote: (said as string).slice(0, 200) }),
        attemptProof(subject),
        ...present(back?.proof),
      ],
      fixes: present(
        back?.fix,
        line === undefined ? withoutRest(found, fix) : setCommand(fix, 'let a shell read it', ['sh', '-c', line], true),
      ),
      decides: `whether ${program ?? 'it'} is to get ${sign} as an argument`,
    };
  },
};

/** Its complaint is of that very word: unknown command ">". */
const isUnknown = (sign: string, said: string) =>
  new RegExp(`(?:unknown|unrecogni[sz]ed|unexpected|invalid|too many)\\b[^\\n]{0,80}["'\`]${escaped(sign)}["'\`]`, 'i').test(said);

/** The image's own program, without what only a shell understands. */
function withoutRest({ list, index, sign }: StraySigns, fix: WorkloadFix): Fix {
  const words = fix.subject.container[list] ?? [];
  return fix.patchJson(
    `take ${sign} and what stands behind it out; what it was to do needs a shell, which names the image's program first`,
    [{ op: 'replace', path: `${fix.containerPath}/${list}`, value: words.slice(0, index) }],
  );
}

function patternAsFile(subject: Subject, evidence: Evidence): Match | undefined {
  const fact = decidedBy(subject, 'file-missing');
  const found = fact && strayPattern(fact.fields.path, subject.container);
  if (!fact || !found) return undefined;
  const { word, list, index, line } = found;
  const fix = new WorkloadFix(subject, evidence);
  const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args)\b/.test(change));
  const meant = configFiles(subject, evidence).flatMap(({ path }) => (matchesPattern(word, path) ? [path] : []));
  const words = subject.container[list] ?? [];
  const named = {
    op: 'replace' as const,
    path: `${fix.containerPath}/${list}`,
    value: [...words.slice(0, index), ...meant, ...words.slice(index + 1)],
  };
  return {
    summary: `the program in container ${subject.container.name} is given the pattern ${word} (${list}[${index}]) and takes it for the name of a file: only a shell puts in the files that it means${meant.length > 0 ? ` (${meant.slice(0, 4).join(', ')})` : ''}, and no shell reads its command`,
    confidence: meant.length > 0 ? 'certain' : 'likely',
    decides: 'whether the program puts the files in itself, and there are none',
    object: fix.containerObject(`${list}[${index}]`),
    proof: [logProof(subject, fact), wordsProof(subject, list, words), attemptProof(subject), ...present(back?.proof)],
    fixes: present(
      back?.fix,
      line !== undefined && setCommand(fix, 'let a shell read it', ['sh', '-c', line], true),
      meant.length > 0 && fix.patchJson(`name ${meant.length === 1 ? 'the file' : 'the files'} of today`, [named]),
    ),
  };
}
