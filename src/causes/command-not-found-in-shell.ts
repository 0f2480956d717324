import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { callingScript } from '../findings/calling-script.ts';
import { homeOf, otherHome } from '../findings/home-folder.ts';
import { ownSearchPath } from '../findings/search-path.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { setCommand, setWord } from '../fixes/command-line.ts';
import { withoutEnvsubst } from '../fixes/envsubst.ts';
import { advised } from '../fixes/fix.ts';
import { otherImage } from '../fixes/image.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import type { Fix } from '../report.ts';
import { doubtOf, volumeBefore } from '../trace/files/volume-before.ts';
import { type CommandInOne, commandInOne } from '../trace/programs/command-in-one.ts';
import { commonProgram, mainProgramOf } from '../trace/programs/programs.ts';
import { readByShell } from '../trace/programs/read-by-shell.ts';
import { isShell, shellLine } from '../trace/programs/shell-line.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

const USUAL = '/entrypoint.sh';

export const commandNotFoundInShell: Cause = {
  id: 'command-not-found-in-shell',
  title: 'a shell does not find a program that it should run',
  tier: 'container',
  covers: ['img.cmd-not-found-shell', 'img.shebang-missing'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    const fact = decisiveFact(valueOf(subject.log()), 'command-not-found');
    if (!fact || !attempt || attempt.exitCode === 0 || readByShell(subject)) return undefined;
    const { command, shell } = fact.fields;
    const fix = new WorkloadFix(subject, evidence);
    const one = commandInOne(command, subject, evidence);
    if (one)
      return {
        summary: `container ${container.name} ends with exit code ${attempt.exitCode}: its shell looks for a program that is called "${command}" as a whole, as ${one.why}`,
        confidence: 'certain',
        object: settingObject(one.setting, fix),
        proof: [logProof(subject, fact), attemptProof(subject), settingProof(one.setting, undefined, undefined, subject)],
        fixes: [takenApart(one, fix) ?? []].flat(),
      };
    const line = shellLine(container);
    const inSpec = line?.line.includes(command) ? line : undefined;
    const script = inSpec ? undefined : callingScript(fact, fix);
    const meant = script ? script.meant : commonProgram(command);
    const carriage = command.endsWith('\r') || command.includes('\\r');
    const other = otherImage(subject, evidence);
    const path = ownSearchPath(command, fix);
    // That the node has another image says nothing of how that one runs.
    const isKnownToRun = !other.proof.some(({ step }) => step.startsWith('get node'));
    const home = path || inSpec ? undefined : homeOf(command, subject, evidence);
    const byEnv = shell === 'env' || /^env\b/.test(fact.quote);
    const repaired =
      inSpec && meant
        ? setWord(fix, `run ${meant} instead of ${command}`, inSpec.list, inSpec.index, inSpec.line.replaceAll(command, meant))
        : script?.fix;
    // A slip is no program that a volume may hide.
    const before = path || repaired ? undefined : volumeBefore(command, subject);
    // An entrypoint that hands on what it is given ("exec \"$@\"") takes the first argument for the program.
    const options = command.startsWith('-') && !container.command && container.args?.[0] === command ? container.args : undefined;
    const program = options && mainProgramOf(container.image ?? '');
    const doubt = path || options || carriage ? '' : doubtOf(command, before, subject, evidence);
    const where = options
      ? `its args hold options alone, and the image's entrypoint runs its first argument as the program: ${command}`
      : inSpec
        ? `the command line names ${command}`
        : byEnv
          ? `a script of the image asks env for ${command}`
          : `${script ? script.where : 'a script'} asks for ${command}`;
    return {
      summary: `container ${container.name} ends with exit code ${attempt.exitCode}: ${where}, ${home ? `whose folder ${placeOf(home)} names, and which ` : 'which '}is not found in ${path ? `the folders of PATH: ${path.why}` : `image ${container.image ?? ''}`}${path ? '' : program ? `; ${program} was probably meant to stand before them` : ''}${carriage ? ' (the script has Windows line ends)' : meant && (inSpec || script) ? `; ${meant} was probably meant` : ''}${doubt}`,
      // 127 is what shells and env end with when they do not find a program (POSIX 2.8.2).
      // In a file that its script reads, it may be a part of a value.
      confidence: attempt.exitCode === 127 && (options || fact.fields.file === undefined) && !doubt ? 'certain' : 'likely',
      object: path
        ? path.object
        : home
          ? settingObject(home, fix)
          : options
            ? fix.containerObject('args')
            : inSpec
              ? fix.containerObject(`${inSpec.list}[${inSpec.index}]`)
              : ((script?.fix && script.object) ?? { kind: 'Image', name: container.image ?? '' }),
      proof: [
        logProof(subject, fact),
        attemptProof(subject),
        ...(options ? [specProof(subject, 'args', options.join(' '))] : []),
        ...(inSpec ? [specProof(subject, `${inSpec.list}[${inSpec.index}]`, inSpec.line)] : script ? [script.proof] : []),
        ...(path ? [path.proof] : []),
        ...(home ? [settingProof(home, undefined, undefined, subject)] : []),
        ...(repaired || path ? [] : other.proof),
      ],
      fixes: [
        ...(path ? [path.fix] : []),
        ...(home ? [otherHome(home, fix) ?? []].flat() : []),
        ...(command === 'envsubst' ? [withoutEnvsubst(fix, evidence) ?? []].flat() : []),
        ...(repaired ? [repaired] : []),
        ...(program
          ? [fix.patchJson(`name the program first: ${program}`, [{ op: 'add', path: `${fix.containerPath}/args/0`, value: program }])]
          : []),
        ...(options && !program ? [advised('write the program that the image runs before its options')] : []),
        ...(options || !isKnownToRun ? [] : other.fixes),
        ...(before ? [advised(`let volume ${before.name} bring ${command}, or mount it elsewhere, if the image has it there`)] : []),
        // The image's own first script; the log does not say which it is.
        ...(byEnv && !repaired && !container.command && isShell(command)
          ? [setCommand(fix, `try it with sh: the log does not name the script, and most images have it at ${USUAL}`, ['sh', USUAL], false)]
          : []),
        ...(options || isKnownToRun ? [] : other.fixes),
        ...(repaired || options || path || before || other.fixes.length
          ? []
          : [advised(`build the image anew with ${command} in it${byEnv ? ', or let the script ask for a shell that is there' : ''}`)]),
      ],
      decides: before ? `what there is at ${before.mountPath} in the container, and in the image` : `whether ${command} is in the image`,
    };
  },
};

function takenApart({ setting, repair }: CommandInOne, fix: WorkloadFix): Fix | undefined {
  const text = 'write the program and its arguments as words of their own';
  if ('to' in repair) return changeSettings(text, [repair], fix);
  const { place } = setting;
  if (place.kind !== 'argument') return undefined;
  const words = [...(fix.subject.container[place.list] ?? [])];
  words.splice(place.index, 1, ...repair.words);
  return fix.patchJson(text, [{ op: 'replace', path: `${fix.containerPath}/${place.list}`, value: words }]);
}
