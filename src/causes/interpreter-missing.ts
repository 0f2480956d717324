import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { setCommand } from '../fixes/command-line.ts';
import { interpreterFor } from '../fixes/execute-bit.ts';
import { otherImage, rebuild } from '../fixes/image.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { startFailure } from '../trace/programs/start-failure.ts';
import { type Cause, RUNG } from './cause.ts';

export const interpreterMissing: Cause = {
  id: 'interpreter-missing',
  title: 'the program is there, but what should run it is not: interpreter, line ends or loader',
  tier: 'container',
  covers: ['img.shebang-missing', 'img.crlf', 'img.elf-loader'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const { container } = subject;
    const started = startFailure(subject);
    const fact = started ? undefined : decisiveFact(valueOf(subject.log()), 'interpreter-missing');
    const path = fact?.fields.path ?? (started?.failure.sort === 'interpreter' ? started.failure.program : undefined);
    if (!path) return undefined;
    const script = /\.(?:sh|bash|py|rb|pl|js)$|entrypoint/.test(path);
    const what = script
      ? 'the interpreter that its first line (#!) names is not in the image, or the script has Windows line ends (CRLF)'
      : 'the interpreter or the dynamic loader that it needs is not in the image: a script with a wrong #! line or Windows line ends, or a program linked against glibc on an image with musl';
    const fix = new WorkloadFix(subject, evidence);
    const other = otherImage(subject, evidence);
    const command = [interpreterFor(path), path, ...(container.command?.[0] === path ? container.command.slice(1) : [])];
    return {
      // The runtime looks the file up before it executes it, so "no such file" is not about the file itself.
      summary: `container ${container.name} cannot run ${path}, though the file exists: ${what}`,
      confidence: 'certain',
      object: { kind: 'Image', name: container.image ?? '' },
      proof: [started?.proof ?? (fact ? logProof(subject, fact) : attemptProof(subject)), attemptProof(subject), ...other.proof],
      fixes: [
        ...other.fixes,
        ...(script
          ? [
              setCommand(
                fix,
                `if only its first line is wrong: run it by an interpreter that is there: ${command.join(' ')}`,
                command,
                false,
              ),
            ]
          : []),
        rebuild('build the image anew: with the interpreter, with Unix line ends, or with the program linked for this image'),
      ],
    };
  },
};
