import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, keysProof, logProof, specProof } from '../evidence/proof.ts';
import { ofBlankName } from '../findings/blank-name.ts';
import { meantFile } from '../findings/meant-file.ts';
import { namedBySetting } from '../findings/named-by-setting.ts';
import { intoVariables } from '../fixes/assignment.ts';
import { dropList } from '../fixes/command-line.ts';
import { startsProgram, withoutProgram } from '../fixes/entry-point.ts';
import { advised } from '../fixes/fix.ts';
import { lackingKeyFix, nameOther } from '../fixes/lacking-key.ts';
import { beside, mountFile } from '../fixes/mount.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { writeWhereWanted } from '../fixes/written-file.ts';
import { parentOf } from '../kube/folder.ts';
import { decisiveFact } from '../logs/reading.ts';
import { filledBy } from '../trace/files/filled-by.ts';
import { holderOfFile, isPartlyMounted } from '../trace/files/holder-of-file.ts';
import { lackingKey } from '../trace/files/lacking-key.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { isPutThere, listThatNames } from '../trace/files/program-file.ts';
import { wantedFolder } from '../trace/files/wanted-folder.ts';
import { elsewhere } from '../trace/files/working-directory.ts';
import { fileInside } from '../trace/inside/inside-file.ts';
import { runsNothing } from '../trace/programs/programs.ts';
import { readByShell } from '../trace/programs/read-by-shell.ts';
import { isAssignment } from '../trace/programs/shell-line.ts';
import { placeOf, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const missingFile: Cause = {
  id: 'missing-file',
  title: 'the program wants a file that is not there',
  tier: 'container',
  covers: ['app.missing-file'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decisiveFact(valueOf(subject.log()), 'file-missing') ?? readByShell(subject);
    const path = fact?.fields.path;
    // Where its folder is missing, that is another matter.
    if (!fact || !path || wantedFolder(fact, subject, evidence)) return undefined;
    const { container } = subject;
    const blank = ofBlankName(path, fact, new WorkloadFix(subject, evidence));
    if (blank) return blank;
    const mounted = mountedFile(path, subject);
    // Where its volume should have the file, that is what to look at, whoever names it.
    const { list, word } = (mounted && isPutThere(mounted, path) ? undefined : listThatNames(path, subject)) ?? {};
    const holder = mounted || list === 'command' || !path.startsWith('/') ? undefined : holderOfFile(path, subject, evidence);
    const seen = holder || list ? undefined : valueOf(fileInside(path, subject, evidence));
    const fix = new WorkloadFix(subject, evidence);
    const filled = mounted && filledBy(path, mounted.mount, subject, evidence);
    const noJar = filled?.text && path.endsWith('.jar');
    // A file of a ConfigMap's volume is a key that is lacking; in another volume something has to put it there.
    const named =
      holder || list || mounted?.source
        ? undefined
        : namedBySetting(path, variablesOf(subject, evidence), fix, noJar ? undefined : filled?.path);
    const lacking = mounted && !filled && !named ? lackingKey(mounted, path, subject, evidence) : undefined;
    const naming = lacking && !lacking.isHidden ? nameOther(lacking, path, fix) : undefined;
    const kept =
      lacking?.keys && `${lacking.kind} ${lacking.name}, which is mounted there, has no ${lacking.alike ? 'key that matches' : 'such key'}`;
    const showing =
      kept && mounted && lacking
        ? lacking.isHidden
          ? beside(fix, mounted.mount, lacking.keys)
          : lackingKeyFix(lacking, mounted.volume.name, fix)
        : undefined;
    // The JVM says the same of an agent that is not there and of one that is no jar.
    const verb = fact.phrase === 'java/agent-jar' ? 'cannot open the Java agent' : 'does not find';
    const other = list || mounted ? undefined : elsewhere(path, subject, evidence);
    const moved = filled && !filled.text && !named?.fix ? writeWhereWanted(filled, fix, mounted.mount, path) : undefined;
    const twice = list === 'args' && startsProgram(container, path);
    const set = list && word && isAssignment(word) ? intoVariables(fix, list) : undefined;
    const meant = list && word && !set ? meantFile(path, { list, word }, filled, mounted !== undefined, fix, evidence) : undefined;
    // The image of a language, or of a bare system, runs nothing by itself.
    const isBare = list === 'command' && runsNothing(container.image ?? '');
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:image|command|args|mount|volume|env)\b/.test(change));
    const why = holder
      ? `; ${holder.kind} ${holder.name} has it, and ${isPartlyMounted(holder, subject) ? 'of that only another part is mounted' : 'is not mounted'}`
      : list
        ? twice
          ? `, the first of its args: the image's entrypoint is given all of them, and has a program already`
          : `, which its ${list} name${list === 'command' ? 's' : ''}${word === path ? '' : ` as ${word}`}${set ? ': that is no file, but a variable, as only a shell sets it' : (meant?.words ?? '')}`
        : other
          ? `: it looks from its working directory (${other.workingDir ?? 'that of the image'}), and ConfigMap ${other.map} brings it as ${other.path}`
          : mounted
            ? `${named ? `, which ${placeOf(named.setting)} names` : ''}${
                filled
                  ? `; ${filled.by} puts the file at ${filled.path}${noJar ? ', and it is text, no jar' : ''}`
                  : kept
                    ? `: ${kept}${lacking?.near === lacking?.file ? ' among the items that its volume shows' : lacking?.near ? `, but ${lacking.near}` : lacking?.isHidden ? '; if the image has it there, the volume hides it' : ''}${naming ? `; ${naming.words}` : ''}`
                    : `, though volume ${mounted.volume.name} is mounted at ${mounted.mount.mountPath}${lacking ? `; which keys ${lacking.kind} ${lacking.name} has could not be read` : ''}`
              }`
            : named
              ? `, which ${placeOf(named.setting)} names; neither image ${container.image ?? ''} nor a volume brings it`
              : `; neither image ${container.image ?? ''} nor a volume brings it`;
    return {
      summary: `the program in container ${container.name} ${verb} ${path}${why}`,
      confidence:
        holder?.isMeant || (kept && !lacking?.isHidden) || list || filled || other?.workingDir || seen?.exists === false
          ? 'certain'
          : 'likely',
      object:
        kept && lacking && !lacking.near
          ? { kind: lacking.kind, namespace: subject.namespace, name: lacking.name, field: `data[${lacking.file}]` }
          : fix.containerObject(`${list ?? (other ? 'workingDir' : named ? `env[${named.setting.name}]` : 'volumeMounts')}`),
      proof: [
        logProof(subject, fact),
        attemptProof(subject),
        ...(list ? [specProof(subject, list, (container[list] ?? []).join(' '))] : []),
        ...(holder ? [keysProof(holder.kind, holder.name, holder.key)] : []),
        ...(other
          ? [
              ...(other.workingDir ? [specProof(subject, 'workingDir', other.workingDir)] : []),
              { step: `get cm ${other.map}`, quote: `key ${other.key}, mounted as ${other.path}` },
            ]
          : []),
        ...(kept && lacking ? [keysProof(lacking.kind, lacking.name, lacking.keys?.join(', ') || 'no key')] : []),
        ...(named ? [specProof(subject, `env ${named.setting.name}`, named.setting.value ?? '')] : []),
        ...(meant?.proof ?? []),
        ...(filled ? [{ step: 'get', quote: `${filled.by}: ${filled.line}` }] : []),
        ...(seen ? [seen.proof] : []),
        ...(back ? [back.proof] : []),
      ],
      fixes: [
        ...(back ? [back.fix] : []),
        ...(holder ? [mountFile(fix, holder, path)] : []),
        ...(other?.canMove
          ? [fix.patchContainer(`let the working directory be ${other.folder}, from which it is found`, { workingDir: other.folder })]
          : []),
        ...(meant ? [meant.fix] : []),
        ...(set ? [set] : []),
        ...(list && !set && !holder && !isBare && !meant?.isThere
          ? [
              twice
                ? withoutProgram(fix)
                : dropList(fix, `take ${list} out, so that the image's own run${list === 'command' ? 's' : ''}`, list),
            ]
          : []),
        ...[named?.fix, ...(lacking?.near ? [showing, naming?.fix] : [naming?.fix, showing]), moved].flatMap((one) => one ?? []),
        ...((list && !isBare) || meant || holder || showing || other?.canMove
          ? []
          : [
              advised(
                filled && !noJar
                  ? `tell the program that it is at ${filled.path}`
                  : `bring ${path} into the image, mount it, or tell the program where it is`,
              ),
            ]),
      ],
      decides: `what there is in ${path.includes('/') ? parentOf(path) || '/' : 'the working directory'} of the container`,
    };
  },
};
