import { hadWindowsLineEnds } from '../clean.ts';
import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, configMapProof, keyObject, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { setCommand } from '../fixes/command-line.ts';
import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { changeSettings } from '../fixes/settings.ts';
import { withoutReturns } from '../fixes/without-returns.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastName } from '../kube/folder.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { byInterpreter, interpreterFor } from '../trace/programs/interpreters.ts';
import { asWord, isShell } from '../trace/programs/shell-line.ts';
import { startFailure } from '../trace/programs/start-failure.ts';
import { startText } from '../trace/programs/start-text.ts';
import { fileOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const interpreterMissing: Cause = {
  id: 'interpreter-missing',
  title: 'the program is there, but what should run it is not: interpreter, line ends or loader',
  tier: 'container',
  covers: ['img.shebang-missing', 'img.crlf', 'img.elf-loader'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const { container } = subject;
    const started = startFailure(subject);
    const fact = started ? undefined : decidedBy(subject, 'interpreter-missing');
    const path = fact?.fields.path ?? (started?.failure.sort === 'interpreter' ? started.failure.program : undefined);
    if (!path) return undefined;
    // The shell tells which (bash, execute_cmd.c).
    const told = fact?.fields.interpreter;
    const script = told !== undefined || interpreterFor(path) !== undefined || /entrypoint/.test(path);
    const what = told
      ? `its first line (#!) names ${told}, which is not in the image`
      : script
        ? 'the interpreter that its first line (#!) names is not in the image, or the script has Windows line ends (CRLF)'
        : 'the interpreter or the dynamic loader that it needs is not in the image: a script with a wrong #! line or Windows line ends, or a program linked against glibc on an image with musl';
    const fix = new WorkloadFix(subject, evidence);
    const seen = shebangOf(path, subject, evidence);
    if (seen) return ofConfigMap(seen, path, started?.proof ?? (fact ? logProof(subject, fact) : attemptProof(subject)), fix);
    const other = otherImage(subject, evidence);
    const run = byInterpreter(path);
    const [interpreter] = run;
    const rest = container.command?.[0] === path ? container.command.slice(1) : [];
    const command = isShell(interpreter) ? withoutReturns(interpreter, [path, ...rest]) : [...run, ...rest];
    return {
      // The runtime looks the file up before it executes it, so "no such file" is not about the file itself.
      summary: `container ${container.name} cannot run ${path}, though the file exists: ${what}`,
      confidence: 'certain',
      object: { kind: 'Image', name: container.image ?? '' },
      proof: [started?.proof ?? (fact ? logProof(subject, fact) : attemptProof(subject)), attemptProof(subject), ...other.proof],
      fixes: [
        ...other.fixes,
        ...present(
          told && foundByEnv(told, path, fix),
          script &&
            !told &&
            setCommand(
              fix,
              `if only its first line or its line ends are wrong: let ${interpreter}${isShell(interpreter) ? ' read it without carriage returns' : ' run it'}`,
              command,
              false,
            ),
        ),
        advised('build the image anew: with the interpreter, with Unix line ends, or with the program linked for this image'),
      ],
    };
  },
};

/** In the line of a shell that starts it. */
function foundByEnv(interpreter: string, path: string, fix: WorkloadFix): Fix | undefined {
  const name = lastName(interpreter);
  const line = startText(fix.subject, fix.evidence)?.setting;
  if (line?.written?.match(asWord(path, 'g'))?.length !== 1) return undefined;
  const to = line.written.replace(asWord(path), () => `env ${name} ${path}`);
  return changeSettings(`if the image has ${name} elsewhere: let env find it`, [{ setting: line, to }], fix);
}

interface Shebang {
  setting: Setting;
  interpreter: string;
  place: Extract<Setting['place'], { kind: 'configmap' }>;
}

/** The interpreter that the first line names, of a script that a ConfigMap brings. One with Windows line ends has another fault. */
function shebangOf(path: string, subject: Subject, evidence: Evidence): Shebang | undefined {
  const setting = settingsOf(subject, evidence).find((one) => fileOf(one) === path);
  const [, interpreter] = /^#!\s*(\/\S+)/.exec(setting?.written ?? '') ?? [];
  if (setting?.place.kind !== 'configmap' || interpreter === undefined) return undefined;
  const { object, key } = setting.place;
  const isWindows = hadWindowsLineEnds(valueOf(evidence.object('configmaps', subject.namespace, object))?.data, key);
  return isWindows ? undefined : { setting, interpreter, place: setting.place };
}

/** `env` looks it up in PATH, wherever the image has it. */
function ofConfigMap({ setting, interpreter, place: { object, key } }: Shebang, path: string, said: Proof, fix: WorkloadFix): Match {
  const { container, namespace } = fix.subject;
  const name = lastName(interpreter).replace(/^(python3|python)[.\d]*$/, 'python3');
  const line = (setting.written ?? '').split('\n')[0] ?? '';
  const to = (setting.written ?? '').replace(interpreter, () => `/usr/bin/env ${name}`);
  // Of several words behind #! the kernel makes one, in which env finds no program.
  const change =
    name === 'env' || /\s/.test(line.replace(/^#!\s*/, '').trim())
      ? undefined
      : changeSettings(`let env find ${name}, wherever the image has it`, [{ setting, to }], fix);
  return {
    summary: `container ${container.name} cannot run ${path}, though the file exists: its first line names ${interpreter}, which image ${container.image ?? ''} does not have; it is key ${key} of ConfigMap ${object}`,
    confidence: 'certain',
    object: keyObject(namespace, object, key),
    proof: [said, configMapProof(object, `${key}: ${line}`), attemptProof(fix.subject)],
    fixes: change
      ? [change]
      : [advised(`name an interpreter in the first line of key ${key} that the image has, or use an image with ${interpreter}`)],
  };
}
