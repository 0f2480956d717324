import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { setCommand, setWord } from '../fixes/command-line.ts';
import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { withoutReturns } from '../fixes/without-returns.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import type { Fact } from '../logs/fact.ts';
import { decisiveFact, lastFact } from '../logs/reading.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { isShell, shellLine } from '../trace/programs/shell-line.ts';
import { type Cause, RUNG } from './cause.ts';

export const scriptLineEnds: Cause = {
  id: 'script-line-ends',
  title: 'a script that a shell runs has Windows line ends',
  tier: 'container',
  covers: ['img.crlf', 'img.shebang-missing', 'app.shell-syntax'],
  // What a shell then does not find or understand follows from it; where a ConfigMap brings the script, windows-line-ends has its text.
  rung: RUNG.start - 1,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    const log = valueOf(subject.log());
    if (!log || !attempt || attempt.exitCode === 0) return undefined;
    const end = decisiveFact(log, 'carriage-return', 'command-not-found', 'syntax-error', 'file-missing', 'flag-unknown', 'usage-shown');
    const fact = end && lastFact(log, 'carriage-return');
    if (!fact) return undefined;
    const { own, interpreter } = fact.fields;
    // What env is asked for by the first line of the program that the spec names.
    const path = fact.fields.path ?? (interpreter ? container.command?.[0] : undefined) ?? '';
    const fix = new WorkloadFix(subject, evidence);
    const line = shellLine(container);
    const inSpec = line?.line.includes('\n') && (path === '' || isShell(path)) ? line : undefined;
    const what = inSpec ? 'its command line' : path !== '' && !isShell(path) ? path : 'a script of its image';
    const volume = mountedFile(path, subject)?.volume;
    const other = inSpec || volume ? { fixes: [], proof: [] } : otherImage(subject, evidence);
    return {
      summary: `container ${container.name} cannot run ${what}: it has Windows line ends (CRLF), and the carriage return counts as a part of every line`,
      confidence: own ? 'certain' : 'likely',
      object: inSpec
        ? fix.containerObject(`${inSpec.list}[${inSpec.index}]`)
        : volume
          ? fix.object(`volumes[${volume.name}]`)
          : { kind: 'Image', name: container.image ?? '' },
      proof: [
        logProof(subject, fact),
        ...(end === fact ? [] : [logProof(subject, end)]),
        ...present(inSpec && specProof(subject, `${inSpec.list}[${inSpec.index}]`, inSpec.line.slice(0, 200))),
        attemptProof(subject),
        ...other.proof,
      ],
      fixes: inSpec
        ? [setWord(fix, 'write it with Unix line ends', inSpec.list, inSpec.index, inSpec.line)]
        : [...other.fixes, ...present(runAnyway(path, fact, fix)), advised(volume ? inVolume(volume.name) : IN_IMAGE)],
      decides: `whether ${what} has the carriage return, or a value that it uses`,
    };
  },
};

const inVolume = (name: string) => `write it with Unix line ends where volume ${name} has it from`;
const IN_IMAGE = 'build the image anew with Unix line ends in its scripts (git: *.sh text eol=lf in .gitattributes)';

/** Where the spec names the script, as a program or behind a shell. */
function runAnyway(path: string, { fields: { interpreter }, quote }: Fact<'carriage-return'>, fix: WorkloadFix): Fix | undefined {
  const words = commandLine(fix.subject.container);
  const at = words.indexOf(path);
  const isOperand = words.slice(0, at).every((word, index) => (index === 0 ? isShell(word) : /^-\w+$/.test(word)));
  if (!/^[\w./-]+$/.test(path) || at < 0 || !isOperand || (interpreter && !isShell(interpreter))) return undefined;
  // dash names the line without the word "line".
  const shell = at > 0 ? words.slice(0, at).join(' ') : (interpreter ?? (/: line \d/.test(quote) ? 'bash' : 'sh'));
  return setCommand(fix, 'until then, let the shell read it without them', withoutReturns(shell, words.slice(at)), true);
}
