/** Who asks a shell for a command that it does not find, and what ends that: words of the spec, a variable, a script of the image. */

import { specProof } from '../evidence/proof.ts';
import { setCommand, setWord } from '../fixes/command-line.ts';
import { withoutEnvsubst } from '../fixes/envsubst.ts';
import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { unpiped } from '../fixes/unpiped.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { VolumeMount } from '../kube/shapes.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Fix, ObjectRef, Proof } from '../report.ts';
import { doubtOf, volumeBefore } from '../trace/files/volume-before.ts';
import { commonProgram, mainProgramOf } from '../trace/programs/programs.ts';
import { asWord, isShell, type ShellLine, shellLine } from '../trace/programs/shell-line.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type CallingScript, callingScript } from './calling-script.ts';
import { homeOf, otherHome } from './home-folder.ts';
import { ownSearchPath } from './search-path.ts';
import { settingObject, settingProof } from './setting-proof.ts';

export interface Asked {
  /** "the command line names nod, which is not found in image X; node was probably meant" */
  words: string;
  /** Why it may be there all the same; empty without doubt. */
  doubt: string;
  /** What may hide it. */
  before?: VolumeMount | undefined;
  object: ObjectRef;
  proof: Proof[];
  fixes: Fix[];
}

interface Wanted {
  command: string;
  /** The script begins with #!/usr/bin/env COMMAND. */
  byEnv: boolean;
  /** The script that is known to ask. */
  script: CallingScript | undefined;
  /** Not a shell, but a program that starts others. */
  byProgram: boolean;
}

/** What Go, Node.js say of a program that they were to start. */
const BY_PROGRAM = /^shell\/(?:go-exec|fork-exec|spawn-enoent)$/;

export function commandAsked(fact: Fact<'command-not-found'>, fix: WorkloadFix): Asked {
  const { command, shell } = fact.fields;
  const byEnv = shell === 'env' || /^env\b/.test(fact.quote);
  const script = lineWith(command, fix) ? undefined : callingScript(fact, fix);
  const wanted = { command, byEnv, script, byProgram: BY_PROGRAM.test(fact.phrase) };
  return (
    asOption(wanted, fix) ??
    bySearchPath(wanted, fix) ??
    byLine(wanted, fix) ??
    byWord(wanted, fix) ??
    byHome(wanted, fix) ??
    byScript(wanted, fix)
  );
}

/** A word of the command line that no shell reads: tini -- server, gosu app server. */
function byWord(wanted: Wanted, fix: WorkloadFix): Asked | undefined {
  const { command } = wanted;
  const { container } = fix.subject;
  const list = (['command', 'args'] as const).find((one) => container[one]?.includes(command));
  const index = list ? (container[list] ?? []).indexOf(command) : -1;
  if (!list || (list === 'command' && index === 0) || wanted.byEnv || command.startsWith('-')) return undefined;
  const meant = commonProgram(command);
  const instead = meant
    ? { proof: [], fixes: [setWord(fix, `run ${meant} instead of ${command}`, list, index, meant)], doubt: '' }
    : otherwise(wanted, fix);
  return {
    words: `${list}[${index}] names ${command}, ${notIn(fix)}${meant ? `; ${meant} was probably meant` : ''}`,
    ...instead,
    object: fix.containerObject(`${list}[${index}]`),
    proof: [specProof(fix.subject, list, (container[list] ?? []).join(' ')), ...instead.proof],
  };
}

/** An entrypoint that hands on what it is given (exec "$@") takes the first argument for the program. */
function asOption({ command }: Wanted, fix: WorkloadFix): Asked | undefined {
  const { container } = fix.subject;
  const { args = [], image = '' } = container;
  if (!command.startsWith('-') || container.command || args[0] !== command) return undefined;
  const program = mainProgramOf(image);
  return {
    words: `its args hold options alone, and the image's entrypoint runs its first argument as the program: ${command}, ${notIn(fix)}${program ? `; ${program} was probably meant to stand before them` : ''}`,
    doubt: '',
    object: fix.containerObject('args'),
    proof: [specProof(fix.subject, 'args', args.join(' '))],
    fixes: [
      program
        ? fix.patchJson(`name the program first: ${program}`, [{ op: 'add', path: `${fix.containerPath}/args/0`, value: program }])
        : advised('write the program that the image runs before its options'),
    ],
  };
}

/** The shell looks in the folders of a PATH that lacks the usual ones. */
function bySearchPath(wanted: Wanted, fix: WorkloadFix): Asked | undefined {
  const path = ownSearchPath(wanted.command, fix);
  if (!path) return undefined;
  const line = lineWith(wanted.command, fix);
  return {
    words: `${line ? lineNames(wanted) : scriptAsks(wanted)}, which is not found in the folders of PATH: ${path.why}`,
    doubt: '',
    object: path.object,
    proof: [...(line ? [lineProof(line, fix)] : wanted.script ? [wanted.script.proof] : []), path.proof],
    fixes: [path.fix],
  };
}

/** The shell's line in the spec has it. */
function byLine(wanted: Wanted, fix: WorkloadFix): Asked | undefined {
  const { command } = wanted;
  const line = lineWith(command, fix);
  if (!line) return undefined;
  const meant = commonProgram(command);
  const better = meant === undefined ? line.line : line.line.replace(asWord(command, 'g'), () => meant);
  const repaired = better === line.line ? undefined : setWord(fix, `run ${meant} instead of ${command}`, line.list, line.index, better);
  const beside = repaired ? undefined : besideIt(command, line, fix);
  const instead = repaired ? { proof: [], fixes: [repaired], doubt: doubtOf(command, undefined, fix) } : otherwise(wanted, fix);
  if (beside) instead.fixes = [beside, ...instead.fixes];
  return {
    words: `${lineNames(wanted)}, ${beside ? 'which is in none of the folders of PATH' : notIn(fix)}${meant ? `; ${meant} was probably meant` : ''}`,
    ...instead,
    object: fix.containerObject(`${line.list}[${line.index}]`),
    proof: [lineProof(line, fix), ...instead.proof],
  };
}

/** A script by its name alone is looked for in PATH, not in the folder where the shell stands. */
function besideIt(command: string, { list, index, line }: ShellLine, fix: WorkloadFix): Fix | undefined {
  if (!/^[\w-]+\.(?:sh|bash|py|js|pl|rb)$/.test(command)) return undefined;
  const better = line.replace(asWord(command), () => `./${command}`);
  return better === line ? undefined : setWord(fix, `run ./${command}, if it lies in the folder where that starts`, list, index, better);
}

/** A script has it in a folder that a variable names: "$JAVA_HOME/bin/java". */
function byHome(wanted: Wanted, fix: WorkloadFix): Asked | undefined {
  const home = homeOf(wanted.command, fix.subject, fix.evidence);
  if (!home) return undefined;
  const instead = otherwise(wanted, fix);
  const asked = otherHome(home, fix);
  return {
    words: `${scriptAsks(wanted)}, whose folder ${placeOf(home)} names, and ${notIn(fix)}`,
    ...instead,
    object: settingObject(home, fix),
    proof: [...present(wanted.script?.proof), settingProof(home, undefined, undefined, fix.subject), ...instead.proof],
    fixes: [...present(asked), ...instead.fixes],
  };
}

function byScript(wanted: Wanted, fix: WorkloadFix): Asked {
  const { command, byEnv, script } = wanted;
  const { container } = fix.subject;
  const hasCarriage = command.endsWith('\r') || command.includes('\\r');
  const words = `${scriptAsks(wanted)}, ${notIn(fix)}${hasCarriage ? ' (the script has Windows line ends)' : script?.meant ? `; ${script.meant} was probably meant` : ''}`;
  // A slip is no program that a volume may hide.
  if (script?.fix)
    return { words, doubt: doubtOf(command, undefined, fix), object: script.object, proof: [script.proof], fixes: [script.fix] };
  // The image's own first script; the log does not say which it is.
  const withShell =
    byEnv && !container.command && isShell(command)
      ? [setCommand(fix, `try it with sh: the log does not name the script, and most images have it at ${USUAL}`, ['sh', USUAL], false)]
      : [];
  const instead = otherwise(wanted, fix, withShell);
  return {
    words,
    ...instead,
    ...(hasCarriage ? { doubt: '' } : {}),
    object: { kind: 'Image', name: container.image ?? '' },
    proof: [...present(script?.proof), ...instead.proof],
  };
}

const USUAL = '/entrypoint.sh';

/** Without a word that is to be corrected: another image, which is known to run or only to be there, and `besides`. */
function otherwise(
  { command, byEnv }: Wanted,
  fix: WorkloadFix,
  besides: readonly Fix[] = [],
): Pick<Asked, 'doubt' | 'before' | 'proof' | 'fixes'> {
  const { subject, evidence } = fix;
  const before = volumeBefore(command, subject);
  const alone = before ? undefined : unpiped(command, fix, evidence);
  const { proof, fixes } = otherImage(subject, evidence);
  // That the node has another image says nothing of how that one runs.
  const isKnownToRun = !proof.some(({ step }) => step.startsWith('get node'));
  const rest = [
    ...present(before && advised(`let volume ${before.name} bring ${command}, or mount it elsewhere, if the image has it there`)),
    ...besides,
  ];
  // What stands behind the program in the first line is one argument to env (execve(2), Interpreter scripts).
  const inOne = byEnv && command.includes(' ') ? advised(`write #!/usr/bin/env -S ${command} as the first line of that script`) : undefined;
  const build =
    inOne ?? advised(`build the image anew with ${command} in it${byEnv ? ', or let the script ask for a shell that is there' : ''}`);
  return {
    doubt: doubtOf(command, before, fix),
    before,
    proof,
    fixes: [
      ...present(alone),
      ...(command === 'envsubst' ? [withoutEnvsubst(fix, evidence) ?? []].flat() : []),
      ...(isKnownToRun ? [...fixes, ...rest] : [...rest, ...fixes]),
      ...(before || alone || fixes.length > 0 ? [] : [build]),
    ],
  };
}

function lineWith(command: string, { subject }: WorkloadFix): ShellLine | undefined {
  const line = shellLine(subject.container);
  return line?.line.includes(command) ? line : undefined;
}

const lineProof = ({ list, index, line }: ShellLine, { subject }: WorkloadFix) => specProof(subject, `${list}[${index}]`, line);

const notIn = ({ subject }: WorkloadFix) => `which is not found in image ${subject.container.image ?? ''}`;
const lineNames = ({ command }: Wanted) => `the command line names ${command}`;
const scriptAsks = ({ command, byEnv, script, byProgram }: Wanted) =>
  byEnv
    ? `a script of the image asks env for ${/\s/.test(command) ? `"${command}" as one program` : command}`
    : `${script?.where ?? (byProgram ? 'the program' : 'a script')} asks for ${command}`;
