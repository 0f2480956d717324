/** A volume is mounted where a file is looked for, and does not have it: a variable means another one, a neighbour puts it elsewhere, an object lacks the key. */

import { keyObject, keysProof, specProof } from '../evidence/proof.ts';
import { lackingKeyFix, nameOther, withoutInclude } from '../fixes/lacking-key.ts';
import { beside, mountPath } from '../fixes/mount.ts';
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { writeWhereWanted } from '../fixes/written-file.ts';
import { folderPath, parentOf } from '../kube/folder.ts';
import type { Volume } from '../kube/shapes.ts';
import { isSlip } from '../nearest.ts';
import { present } from '../present.ts';
import { filledBy } from '../trace/files/filled-by.ts';
import { type FilledInOther, filledInOther } from '../trace/files/filled-in-other.ts';
import { type FolderMeant, folderMeant } from '../trace/files/folder-meant.ts';
import { type FileHolder, holderOfFile } from '../trace/files/holder-of-file.ts';
import { filesNamedIn } from '../trace/files/key-for-file.ts';
import { type LackingKey, lackingKey } from '../trace/files/lacking-key.ts';
import type { MountedFile } from '../trace/files/mounted-file.ts';
import { placeOf, variablesOf } from '../trace/settings/settings.ts';
import { type Absence, bringIt, filledProof, isNoJar, tellPlace } from './absence.ts';
import { namedBySetting } from './named-by-setting.ts';
import { settingObject, settingProof } from './setting-proof.ts';

/** A volume is mounted where it is looked for: a variable names another file, a neighbour puts it elsewhere, or an object lacks the key. */
export function fromVolume(mounted: MountedFile, path: string, fix: WorkloadFix): Absence {
  const { subject, evidence } = fix;
  const meant = folderMeant(path, mounted, subject, evidence);
  if (meant) return inOtherFolder(meant, fix);
  const filled = filledBy(path, mounted.mount, subject, evidence);
  const other = filled ? undefined : filledInOther(path, mounted, subject, evidence);
  if (other) return inOtherVolume(other, mounted, path, fix);
  const noJar = isNoJar(filled, path);
  const variable = mounted.source ? undefined : namedBySetting(path, variablesOf(subject, evidence), fix, noJar ? undefined : filled?.path);
  const lacking = filled || variable ? undefined : lackingKey(mounted, path, subject, evidence);
  const key = lacking?.keys && ofLackingKey(lacking, lacking.keys, mounted, path, fix);
  const unread = lacking && !key ? `; which keys ${lacking.kind} ${lacking.name} has could not be read` : '';
  const moved = filled && !noJar && !variable?.fix ? writeWhereWanted(filled, fix, mounted.mount, path) : undefined;
  const where = filled
    ? `; ${filled.by} puts ${filled.isGuess ? 'a file of that sort' : 'the file'} at ${filled.path}${noJar ? ', and it is text, no jar' : ''}`
    : (key?.why ?? `, though volume ${mounted.volume.name} is mounted at ${mounted.mount.mountPath}${unread}`);
  return {
    why: `${variable ? `, which ${placeOf(variable.setting)} names` : ''}${where}`,
    isCertain: (filled !== undefined && !filled.isGuess) || (key?.isCertain ?? false),
    object: key?.object ?? fix.containerObject(variable ? `env[${variable.setting.name}]` : 'volumeMounts'),
    proof: [
      ...(key?.proof ?? []),
      ...present(
        variable && specProof(subject, `env ${variable.setting.name}`, variable.setting.value ?? ''),
        filled && filledProof(filled),
      ),
    ],
    fixes: present(
      variable?.fix,
      ...(key?.fixes ?? []),
      moved,
      key?.isShown ? undefined : filled && !noJar ? tellPlace(filled) : bringIt(path),
    ),
  };
}

/** Two volumes of the pod, where one is meant. */
function inOtherVolume(other: FilledInOther, { mount }: MountedFile, path: string, fix: WorkloadFix): Absence {
  const { name } = other.mount;
  const end = path.slice(folderPath(mount.mountPath).length);
  const part = other.rest.slice(1, -end.length);
  const { subPath: _, ...bare } = mount;
  const wanted = { ...bare, name, ...(part ? { subPath: part } : {}) };
  return {
    why: `: volume ${mount.name} is mounted at ${mount.mountPath}, and no other container fills it; ${other.by} puts the file into volume ${name}, which ${fix.subject.container.name} does not mount`,
    isCertain: true,
    object: fix.containerObject(`volumeMounts[${mount.name}]`),
    proof: [specProof(fix.subject, 'volumeMounts', `${mount.name} at ${mount.mountPath}`), filledProof(other)],
    fixes: other.rest.endsWith(end)
      ? [
          fix.patchJson(`mount volume ${name}${part ? `, its folder ${part},` : ''} there instead of ${mount.name}`, [
            { op: 'replace', path: mountPath(fix, mount), value: wanted },
          ]),
        ]
      : [bringIt(path)],
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
    object: near ? fix.containerObject('volumeMounts') : keyObject(fix.subject.namespace, name, file, kind),
    proof: [keysProof(kind, name, keys.join(', ') || 'no key')],
    fixes: present(...(near ? [showing, naming?.fix] : [naming?.fix ?? withoutInclude(path, fix), showing])),
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
