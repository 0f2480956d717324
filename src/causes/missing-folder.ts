import { escaped } from '../escaped.ts';
import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { namedProof, settingObject } from '../findings/setting-proof.ts';
import { advised } from '../fixes/fix.ts';
import { emptyFolder, makeFolder, moveMount } from '../fixes/mount.ts';
import { rollback } from '../fixes/rollback.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath, parentOf } from '../kube/folder.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { mountedFile, partsOf } from '../trace/files/mounted-file.ts';
import { volumeFiles } from '../trace/files/volume-files.ts';
import { type WantedFolder, wantedFolder } from '../trace/files/wanted-folder.ts';
import { fileOf, placeOf, type Setting } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const missingFolder: Cause = {
  id: 'missing-folder',
  title: 'a folder that the program enters or writes to is not there',
  tier: 'kubernetes',
  covers: ['app.missing-file', 'cfg.mountpath-wrong'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'file-missing');
    const wanted = fact && wantedFolder(fact, subject, evidence);
    if (!fact || !wanted) return undefined;
    const { container } = subject;
    const { folder, how, named, mount } = wanted;
    const inVolume = mountedFile(folder, subject);
    // What a ConfigMap or a Secret makes is read alone: nobody can make a folder there.
    const files =
      inVolume && partsOf(inVolume.volume).length > 0 ? (volumeFiles(inVolume.volume, subject.namespace, evidence) ?? []) : undefined;
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:image|command|args|mount|volume|env)\b/.test(change));
    const what = how === 'enters' ? `wants to use the folder ${folder}` : `wants to write in the folder ${folder}`;
    const who = named
      ? `; ${placeOf(named.setting)} names ${folder.startsWith(named.path) && named.path !== folder ? named.path : 'it'}`
      : '';
    const where = mount
      ? `, and volume ${mount.name} is mounted at ${mount.mountPath}`
      : inVolume
        ? files
          ? `; volume ${inVolume.volume.name}, which is mounted at ${inVolume.mount.mountPath}, has no such folder${files.length > 0 ? `, but ${listed(files)}` : ''}, and cannot be written to`
          : `; nothing makes it in volume ${inVolume.volume.name}, which is mounted at ${inVolume.mount.mountPath}`
        : `; neither image ${container.image ?? ''} nor a volume brings it`;
    const proof: [Proof, ...Proof[]] = [logProof(subject, fact)];
    if (named) proof.push(namedProof(named, fix));
    if (mount) proof.push(specProof(subject, 'volumeMounts', `${mount.name} at ${mount.mountPath}`));
    if (back) proof.push(back.proof);
    proof.push(attemptProof(subject));
    return {
      summary: `container ${container.name} ${what}, which is not there${who}${where}`,
      confidence: how !== 'composed' && named ? 'certain' : 'likely',
      object: settingObject(mount ? undefined : named?.setting, fix),
      proof,
      fixes: [
        ...present(back?.fix),
        ...(inVolume && files && !mount
          ? [ofFiles(wanted, inVolume.mount.mountPath, files, fix)]
          : fixesOf(wanted, inVolume !== undefined, fix)),
      ],
      decides: `what there is in ${parentOf(folder) || '/'} of the container`,
    };
  },
};

function fixesOf({ folder, how, named, mount }: WantedFolder, isInVolume: boolean, fix: WorkloadFix): Fix[] {
  const fixes: Fix[] = [];
  if (mount) fixes.push(moveMount(fix, mount, folder));
  else if (isInVolume) fixes.push(makeFolder(fix, folder));
  else if (how === 'enters' && named && optionWith(named.setting, fix)) fixes.push(withoutOption(named.setting, fix));
  else if (how === 'enters' && named && isScript(named.setting) && /\bcd\s/.test(named.line)) {
    const without = withoutCd(named.setting, folder);
    const stays = without && changeSettings(`let it stay in its working directory: without cd ${folder}`, [without], fix);
    if (stays) fixes.push(stays);
  } else fixes.push(emptyFolder(fix, folder));
  if (fixes.length === 0) fixes.push(advised(`make ${folder} in the image, or name another folder`));
  return fixes;
}

/** Where the same script goes on with one of the files of the volume, it means the volume's own folder. */
function ofFiles({ folder, how, named }: WantedFolder, own: string, files: readonly string[], fix: WorkloadFix): Fix {
  const { setting, path } = named ?? {};
  const script = setting?.written;
  const speaksOf = (file: string) => new RegExp(`(?<![\\w./-])(?:\\./)?${escaped(file)}(?![\\w/-])`).test(script ?? '');
  const moved =
    how === 'enters' && setting && path === folder && files.some(speaksOf)
      ? changeSettings(
          `let it use ${folderPath(own)}, where ${files.find(speaksOf)} is`,
          [{ setting, to: (script as string).replaceAll(folder, folderPath(own)) }],
          fix,
        )
      : undefined;
  return moved ?? advised(`name a folder that is there; the volume at ${own} has only the files of its object`);
}

const listed = (files: readonly string[]) => `${files.slice(0, 4).join(', ')}${files.length > 4 ? ', …' : ''}`;

const isScript = (setting: Setting) => setting.place.kind === 'argument' || fileOf(setting) !== undefined;

/** --chdir /srv/web, as two words. */
function optionWith({ place }: Setting, { subject }: WorkloadFix): string | undefined {
  const before = place.kind === 'argument' ? subject.container[place.list]?.[place.index - 1] : undefined;
  return before?.startsWith('--') && !before.includes('=') ? before : undefined;
}

function withoutOption(setting: Setting, fix: WorkloadFix): Fix {
  const { list, index } = setting.place as Extract<Setting['place'], { kind: 'argument' }>;
  const path = `${fix.containerPath}/${list}`;
  return fix.patchJson(`take ${optionWith(setting, fix)} ${setting.written} out, so that it stays in its working directory`, [
    { op: 'remove', path: `${path}/${index}` },
    { op: 'remove', path: `${path}/${index - 1}` },
  ]);
}

/** The line that changes to it alone, or the command before && or a semicolon. */
function withoutCd(setting: Setting, folder: string): { setting: Setting; to: string } | undefined {
  const { written } = setting;
  const form = new RegExp(`^\\s*cd\\s+["']?${escaped(folder)}/?["']?\\s*(?:$|&&|;)`);
  const at = written?.split('\n').findIndex((line) => form.test(line)) ?? -1;
  if (written === undefined || at < 0) return undefined;
  const lines = written.split('\n');
  const rest = /(?:&&|;)\s*(.+)$/.exec(lines[at] as string)?.[1];
  lines.splice(at, 1, ...(rest === undefined ? [] : [rest]));
  return { setting, to: lines.join('\n') };
}
