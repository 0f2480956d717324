/** Why a file that a program wants is not there: who has it, who names it, and which volume should bring it. */

import { escaped } from '../escaped.ts';
import { keysProof, specProof } from '../evidence/proof.ts';
import { intoVariables } from '../fixes/assignment.ts';
import { dropList, setWord } from '../fixes/command-line.ts';
import { startsProgram, withoutProgram } from '../fixes/entry-point.ts';
import { advised } from '../fixes/fix.ts';
import { lackingKeyFix, nameOther, withoutInclude } from '../fixes/lacking-key.ts';
import { beside, mountFile } from '../fixes/mount.ts';
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { writeWhereWanted } from '../fixes/written-file.ts';
import { parentOf } from '../kube/folder.ts';
import type { Volume } from '../kube/shapes.ts';
import { isSlip } from '../nearest.ts';
import { only } from '../only.ts';
import type { Fix, ObjectRef, Proof } from '../report.ts';
import { type FilledBy, filledBy } from '../trace/files/filled-by.ts';
import { type FolderMeant, folderMeant } from '../trace/files/folder-meant.ts';
import { type FileHolder, holderOfFile, isPartlyMounted } from '../trace/files/holder-of-file.ts';
import { filesNamedIn } from '../trace/files/key-for-file.ts';
import { type LackingKey, lackingKey } from '../trace/files/lacking-key.ts';
import type { MountedFile } from '../trace/files/mounted-file.ts';
import { type NamingWord, optionAt } from '../trace/files/program-file.ts';
import { unseenFiles } from '../trace/files/unseen-files.ts';
import type { Elsewhere } from '../trace/files/working-directory.ts';
import { runsNothing } from '../trace/programs/programs.ts';
import { isAssignment } from '../trace/programs/shell-line.ts';
import { fileOf, placeOf, type Setting, settingsOf, variablesOf } from '../trace/settings/settings.ts';
import { meantFile } from './meant-file.ts';
import { namedBySetting } from './named-by-setting.ts';
import { settingObject, settingProof } from './setting-proof.ts';

export interface Absence {
  /** For the end of "does not find FILE". */
  why: string;
  isCertain: boolean;
  /** What is to be changed. */
  object: ObjectRef;
  proof: Proof[];
  fixes: Fix[];
}

const bringIt = (path: string) => advised(`bring ${path} into the image, mount it, or tell the program where it is`);

/** An object has it that is not mounted there. */
export function heldBy(holder: FileHolder, named: NamingWord | undefined, path: string, fix: WorkloadFix): Absence {
  return {
    why: `; ${holder.kind} ${holder.name} has it, and ${isPartlyMounted(holder, fix.subject) ? 'of that only another part is mounted' : 'is not mounted'}`,
    isCertain: holder.isMeant || named !== undefined,
    object: fix.containerObject('volumeMounts'),
    proof: [...(named ? [listProof(named, fix)] : []), keysProof(holder.kind, holder.name, holder.key)],
    fixes: [mountFile(fix, holder, path)],
  };
}

/** Its own command line names it. */
export function namedByCommand(named: NamingWord, path: string, mounted: MountedFile | undefined, fix: WorkloadFix): Absence {
  const { subject, evidence } = fix;
  const { list, word } = named;
  const filled = mounted && filledBy(path, mounted.mount, subject, evidence);
  const isTwice = list === 'args' && startsProgram(subject.container, path);
  const set = isAssignment(word) ? intoVariables(fix, list) : undefined;
  const meant = set ? undefined : meantFile(path, named, filled, mounted !== undefined, fix, evidence);
  // The image of a language, or of a bare system, runs nothing by itself.
  const isBare = list === 'command' && runsNothing(subject.container.image ?? '');
  const without = isTwice ? withoutProgram(fix) : withoutOption(named, path, fix);
  const why = isTwice
    ? `, the first of its args: the image's entrypoint is given all of them, and has a program already`
    : `, which its ${listNames(named)}${word === path ? '' : ` as ${word}`}${set ? ': that is no file, but a variable, as only a shell sets it' : (meant?.words ?? '')}`;
  return {
    why,
    isCertain: true,
    object: fix.containerObject(list),
    proof: [listProof(named, fix), ...(meant?.proof ?? []), ...(filled ? [filledProof(filled)] : [])],
    fixes: [
      meant?.fix,
      set,
      set || isBare || meant?.isThere ? undefined : without,
      filled && !filled.text ? writeWhereWanted(filled, fix, mounted.mount, path) : undefined,
      isBare && !meant ? (filled && !isNoJar(filled, path) ? tellPlace(filled) : bringIt(path)) : undefined,
    ].flatMap((one) => one ?? []),
  };
}

/** The option goes; where the list has nothing else, or it is no option's, the list. */
function withoutOption({ list, word }: NamingWord, path: string, fix: WorkloadFix): Fix {
  const words = fix.subject.container[list] ?? [];
  const option = optionAt(words, words.indexOf(word), path);
  if (!option || (list === 'args' && words.length === option.count))
    return dropList(fix, `take ${list} out, so that the image's own run${list === 'command' ? 's' : ''}`, list);
  const { from, count } = option;
  return fix.patchJson(
    `take ${words.slice(from, from + count).join(' ')} out, so that the program does without`,
    Array.from({ length: count }, () => ({ op: 'remove' as const, path: `${fix.containerPath}/${list}/${from}` })),
  );
}

/** A ConfigMap brings it, and not where a relative name leads: whoever names it can name its path. */
export function fromOtherFolder(other: Elsewhere, named: NamingWord | undefined, wanted: string, fix: WorkloadFix): Absence {
  const { path, folder, map, key, workingDir, canMove } = other;
  const { container } = fix.subject;
  const variable = named ? undefined : namedBySetting(wanted, variablesOf(fix.subject, fix.evidence), fix, path);
  const words = named && container[named.list];
  const put =
    named && words
      ? setWord(
          fix,
          `name ${path} in ${named.list}`,
          named.list,
          words.indexOf(named.word),
          named.word.replace(wanted, () => path),
        )
      : variable?.fix;
  const moved = canMove
    ? fix.patchContainer(`let the working directory be ${folder}, from which it is found`, { workingDir: folder })
    : undefined;
  const by = named ? `, which its ${listNames(named)}` : variable ? `, which ${placeOf(variable.setting)} names` : '';
  return {
    why: `${by}: it looks from its working directory (${workingDir ?? 'that of the image'}), and ConfigMap ${map} brings it as ${path}`,
    isCertain: workingDir !== undefined,
    object: fix.containerObject(named?.list ?? (variable ? `env[${variable.setting.name}]` : 'workingDir')),
    proof: [
      ...(workingDir ? [specProof(fix.subject, 'workingDir', workingDir)] : []),
      { step: `get cm ${map}`, quote: `key ${key}, mounted as ${path}` },
      ...(named ? [listProof(named, fix)] : []),
      ...(variable ? [specProof(fix.subject, `env ${variable.setting.name}`, variable.setting.value ?? '')] : []),
    ],
    fixes: [put ?? moved ?? bringIt(wanted)],
  };
}

/** A volume is mounted where it is looked for: a variable names another file, a neighbour puts it elsewhere, or an object lacks the key. */
export function fromVolume(mounted: MountedFile, path: string, fix: WorkloadFix): Absence {
  const { subject, evidence } = fix;
  const meant = folderMeant(path, mounted, subject, evidence);
  if (meant) return inOtherFolder(meant, fix);
  const filled = filledBy(path, mounted.mount, subject, evidence);
  const noJar = isNoJar(filled, path);
  const variable = mounted.source ? undefined : namedBySetting(path, variablesOf(subject, evidence), fix, noJar ? undefined : filled?.path);
  const lacking = filled || variable ? undefined : lackingKey(mounted, path, subject, evidence);
  const key = lacking?.keys && ofLackingKey(lacking, lacking.keys, mounted, path, fix);
  const unread = lacking && !key ? `; which keys ${lacking.kind} ${lacking.name} has could not be read` : '';
  const moved = filled && !filled.text && !variable?.fix ? writeWhereWanted(filled, fix, mounted.mount, path) : undefined;
  const where = filled
    ? `; ${filled.by} puts the file at ${filled.path}${noJar ? ', and it is text, no jar' : ''}`
    : (key?.why ?? `, though volume ${mounted.volume.name} is mounted at ${mounted.mount.mountPath}${unread}`);
  return {
    why: `${variable ? `, which ${placeOf(variable.setting)} names` : ''}${where}`,
    isCertain: filled !== undefined || (key?.isCertain ?? false),
    object: key?.object ?? fix.containerObject(variable ? `env[${variable.setting.name}]` : 'volumeMounts'),
    proof: [
      ...(key?.proof ?? []),
      ...(variable ? [specProof(subject, `env ${variable.setting.name}`, variable.setting.value ?? '')] : []),
      ...(filled ? [filledProof(filled)] : []),
    ],
    fixes: [
      variable?.fix,
      ...(key?.fixes ?? []),
      moved,
      key?.isShown ? undefined : filled && !noJar ? tellPlace(filled) : bringIt(path),
    ].flatMap((one) => one ?? []),
  };
}

/** The variable that names the folder was meant to name the one that is filled. */
function inOtherFolder({ setting, folder, by }: FolderMeant, fix: WorkloadFix): Absence {
  const change = changeSettings(`let ${placeOf(setting)} be ${folder}`, [{ setting, to: folder }], fix);
  return {
    why: `, in the folder that ${placeOf(setting)} names; ${by.by} fills ${folder}`,
    isCertain: false,
    object: settingObject(setting, fix),
    proof: [settingProof(setting, undefined, undefined, fix.subject), filledProof(by)],
    fixes: change ? [change] : [tellPlace({ path: folder })],
  };
}

/** `isShown`: a fix gives the volume that file. */
function ofLackingKey(
  lacking: LackingKey,
  keys: string[],
  { mount, volume }: MountedFile,
  path: string,
  fix: WorkloadFix,
): Absence & { isShown: boolean } {
  const { kind, name, file, near, hasItems, isHidden, alike } = lacking;
  const holder = hasItems || alike || (near && isSlip(near, file)) ? undefined : holderOfFile(path, fix.subject, fix.evidence);
  if (holder?.isMeant && holder.kind === kind) return heldByAnother(holder, lacking, keys, volume, path, fix);
  const naming = isHidden ? undefined : nameOther(lacking, path, fix);
  const showing = isHidden ? beside(fix, mount, keys) : lackingKeyFix(lacking, volume.name, fix);
  const which =
    near === file
      ? ' among the items that its volume shows'
      : near
        ? `, but ${near}`
        : isHidden
          ? '; if the image has it there, the volume hides it'
          : '';
  return {
    why: `: ${kind} ${name}, which is mounted there, has no ${alike ? 'key that matches' : 'such key'}${which}${naming ? `; ${naming.words}` : ''}`,
    isCertain: !isHidden,
    object: near ? fix.containerObject('volumeMounts') : { kind, namespace: fix.subject.namespace, name, field: `data[${file}]` },
    proof: [keysProof(kind, name, keys.join(', ') || 'no key')],
    fixes: (near ? [showing, naming?.fix] : [naming?.fix ?? withoutInclude(path, fix), showing]).flatMap((one) => one ?? []),
    isShown: showing !== undefined,
  };
}

/** Another object of the sort has the very file: it takes the volume over, or comes beside the present one where that is named too. */
function heldByAnother(
  holder: FileHolder,
  { kind, name }: LackingKey,
  keys: string[],
  volume: Volume,
  path: string,
  fix: WorkloadFix,
): Absence & { isShown: boolean } {
  const { pod } = fix.subject;
  const at = `/volumes/${(pod.spec.volumes ?? []).indexOf(volume)}`;
  const isNamed = filesNamedIn(parentOf(path), fix.subject, fix.evidence).some((one) => keys.includes(one));
  const one = kind === 'ConfigMap' ? 'configMap' : 'secret';
  const both = { name: volume.name, projected: { sources: [name, holder.name].map((source) => ({ [one]: { name: source } })) } };
  return {
    why: `: ${kind} ${name}, which is mounted there, has no such key; ${kind} ${holder.name} has it, and is not mounted`,
    isCertain: true,
    object: fix.object(`volumes[${volume.name}].${one}.${kind === 'ConfigMap' ? 'name' : 'secretName'}`),
    proof: [keysProof(kind, name, keys.join(', ') || 'no key'), keysProof(kind, holder.name, holder.key)],
    fixes: [
      isNamed
        ? fix.patchJson(`let volume ${volume.name} bring both, ${name} and ${holder.name}`, [{ op: 'replace', path: at, value: both }])
        : fix.patchJson(`let volume ${volume.name} bring ${kind} ${holder.name}`, [
            { op: 'replace', path: `${at}/${one}/${kind === 'ConfigMap' ? 'name' : 'secretName'}`, value: holder.name },
          ]),
    ],
    isShown: true,
  };
}

/** No volume is mounted there; a variable, or a file of a ConfigMap, may name it. */
export function fromNowhere(path: string, fix: WorkloadFix): Absence {
  const { subject, evidence } = fix;
  const there = path.startsWith('/')
    ? undefined
    : only(unseenFiles(subject, evidence).filter((one) => one.path.endsWith(`/${path.replace(/^(?:\.\/)+/, '')}`)));
  const variable = namedBySetting(path, variablesOf(subject, evidence), fix, there?.path);
  if (there && variable?.fix)
    return {
      why: `, which ${placeOf(variable.setting)} names: that is looked for from the working directory, and key ${there.key} of ${there.kind} ${there.name} is mounted as ${there.path}`,
      isCertain: true,
      object: fix.containerObject(`env[${variable.setting.name}]`),
      proof: [
        specProof(subject, `env ${variable.setting.name}`, variable.setting.value ?? ''),
        keysProof(there.kind, there.name, there.key),
      ],
      fixes: [variable.fix],
    };
  const setting = variable?.setting ?? fileThatNames(path, fix);
  const nobody = `; neither image ${subject.container.image ?? ''} nor a volume brings it`;
  return {
    why: `${setting ? `, which ${placeOf(setting)} names` : ''}${nobody}`,
    isCertain: false,
    object: variable
      ? fix.containerObject(`env[${variable.setting.name}]`)
      : setting
        ? settingObject(setting, fix)
        : fix.containerObject('volumeMounts'),
    proof: variable ? [specProof(subject, `env ${variable.setting.name}`, variable.setting.value ?? '')] : [],
    fixes: [...(variable?.fix ? [variable.fix] : []), bringIt(path)],
  };
}

/** What has to be a jar and is a text is of no use anywhere. */
const isNoJar = (filled: FilledBy | undefined, path: string) => filled?.text === true && path.endsWith('.jar');

/** The only mounted file with the path in it, as a whole. */
const fileThatNames = (path: string, { subject, evidence }: WorkloadFix): Setting | undefined =>
  only(
    settingsOf(subject, evidence).filter(
      (one) => fileOf(one) !== undefined && new RegExp(`(?<![\\w./-])${escaped(path)}(?![\\w./-])`).test(one.written ?? ''),
    ),
  );

const tellPlace = ({ path }: Pick<FilledBy, 'path'>) => advised(`tell the program that it is at ${path}`);

const filledProof = ({ by, line }: FilledBy): Proof => ({ step: 'get', quote: `${by}: ${line}` });

const listNames = ({ list }: NamingWord) => (list === 'command' ? 'command names' : 'args name');

const listProof = ({ list }: NamingWord, { subject }: WorkloadFix) => specProof(subject, list, (subject.container[list] ?? []).join(' '));
