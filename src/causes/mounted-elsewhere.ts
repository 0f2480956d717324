import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { ofNeighbour } from '../findings/neighbour-volume.ts';
import { mountPath } from '../fixes/mount.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath, lastName } from '../kube/folder.ts';
import { othersWith } from '../kube/pod.ts';
import type { VolumeMount } from '../kube/shapes.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import { mountOf } from '../trace/files/mount-of.ts';
import { type MountedFile, mountedFile } from '../trace/files/mounted-file.ts';
import { searchedFor } from '../trace/files/searched-for.ts';
import { sharedElsewhere } from '../trace/files/shared-volume.ts';
import { type ShownItem, shownItem } from '../trace/files/shown-item.ts';
import { isCertificatePart } from '../trace/files/usual-name.ts';
import { settingsOf } from '../trace/settings/settings.ts';
import { type Cause, type Fix, type Match, RUNG } from './cause.ts';

export const mountedElsewhere: Cause = {
  id: 'mounted-elsewhere',
  title: 'the file that the program reads is mounted in another place',
  tier: 'kubernetes',
  covers: ['cfg.mountpath-wrong', 'app.missing-file'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'file-missing');
    const path = fact && (searchedFor(fact.fields, subject, evidence) ?? fact.fields.path);
    // Inside a mount the key is missing, not the mount.
    if (!fact || !path?.startsWith('/')) return undefined;
    const here = mountedFile(path, subject);
    const shown = here && shownItem(path, here);
    if (shown) return ofItem(fact, path, shown, here, subject, evidence);
    if (here && (here.source || !isPlain(here, subject))) return undefined;
    const file = lastName(path);
    const found = mountOf(file, subject, evidence);
    if (!found || found.mount === here?.mount)
      return here ? undefined : (ofNeighbour(fact, path, subject, evidence) ?? ofSharedVolume(fact, path, subject, evidence));
    const { mount, object } = found;
    // It is read where it is, by another of its settings.
    const place = mount.subPath ? mount.mountPath : `${folderPath(mount.mountPath)}/${file}`;
    if (settingsOf(subject, evidence).some(({ value }) => value?.includes(place))) return undefined;
    const { container } = subject;
    const wanted = mount.subPath ? path : path.slice(0, -file.length - 1) || '/';
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:mount|volume) /.test(change));
    // No volume can take the place of the whole root: the program looks in the folder that it is in.
    const isRoot = wanted === '/';
    return {
      summary: `container ${container.name} reads ${path}, but ${object}, which has ${file}, is mounted at ${mount.mountPath}${here ? `, and volume ${here.volume.name} at ${here.mount.mountPath}` : ''}`,
      // Each certificate has a file of that name: it may be one that nobody mounts.
      confidence: isRoot || isCertificatePart(file) ? 'likely' : 'certain',
      object: fix.containerObject(isRoot ? 'workingDir' : `volumeMounts[${mount.name}].mountPath`),
      proof: [
        logProof(subject, fact),
        specProof(subject, 'volumeMounts', `${mount.name} (${object}) at ${mount.mountPath}`),
        attemptProof(subject),
        ...present(back?.proof),
      ],
      fixes: [
        ...present(back?.fix),
        isRoot ? fix.patchContainer(`start it in ${mount.mountPath}`, { workingDir: mount.mountPath }) : moved(found, here, wanted, fix),
      ],
      decides: isRoot
        ? 'the folder that the program is in when it looks for the file'
        : `whether ${file} of ${object} is the one that is meant`,
    };
  },
};

/** The volume goes where it is wanted; one that is there already, in its place. */
function moved(
  { mount, object }: { mount: VolumeMount; object: string },
  here: MountedFile | undefined,
  wanted: string,
  fix: WorkloadFix,
): Fix {
  const put = (one: VolumeMount, value: string) => ({ op: 'replace' as const, path: `${mountPath(fix, one)}/mountPath`, value });
  return here?.mount.mountPath === wanted
    ? fix.patchJson(`mount ${object} at ${wanted}, and volume ${here.volume.name} at ${mount.mountPath}`, [
        put(mount, wanted),
        put(here.mount, mount.mountPath),
      ])
    : fix.patchJson(`mount it at ${wanted}`, [put(mount, wanted)]);
}

/** The volume is mounted where it should be, and shows the file in a folder of its own. */
function ofItem(fact: Fact, path: string, shown: ShownItem, { volume }: MountedFile, subject: Subject, evidence: Evidence): Match {
  const { kind, name, item, at, wanted, pointer } = shown;
  const fix = new WorkloadFix(subject, evidence);
  const back = rollback(subject, evidence, (change) => /(?:^| )(?:mount|volume) /.test(change));
  const index = (subject.pod.spec.volumes ?? []).indexOf(volume);
  return {
    summary: `container ${subject.container.name} reads ${path}, but volume ${volume.name} shows key ${item.key} of ${kind} ${name} as ${item.path}, which is ${at}`,
    confidence: 'certain',
    object: fix.object(`volumes[${volume.name}].${pointer.replaceAll('/', '.')}.path`),
    proof: [
      logProof(subject, fact),
      {
        step: 'get',
        quote: `volume ${volume.name}: key ${item.key} of ${kind} ${name}, path ${item.path}`,
        path: `spec.volumes[${volume.name}]`,
      },
      attemptProof(subject),
      ...present(back?.proof),
    ],
    fixes: [
      ...present(back?.fix),
      fix.patchJson(`let the volume show it as ${wanted}`, [{ op: 'replace', path: `/volumes/${index}/${pointer}/path`, value: wanted }]),
    ],
  };
}

/** An empty volume that no other container of the pod fills. */
const isPlain = ({ volume }: MountedFile, subject: Subject) =>
  volume.emptyDir !== undefined && othersWith(volume.name, subject).length === 0;

/** What another container of the pod writes or fills. */
function ofSharedVolume(fact: Fact, path: string, subject: Subject, evidence: Evidence): Match | undefined {
  const found = sharedElsewhere(path, subject);
  if (!found) return undefined;
  const { mount, volume, other, theirs, sure, wanted } = found;
  const { container } = subject;
  const fix = new WorkloadFix(subject, evidence);
  const back = rollback(subject, evidence, (change) => /(?:^| )(?:mount|volume) /.test(change));
  const where = mount ? `mounted at ${mount.mountPath} here` : 'not mounted here';
  return {
    summary: `container ${container.name} does not find ${path}: volume ${volume.name}, which it shares with container ${other} (there at ${theirs.mountPath}), is ${where}`,
    confidence: sure ? 'certain' : 'likely',
    object: fix.containerObject(`volumeMounts[${volume.name}].mountPath`),
    proof: [
      logProof(subject, fact),
      specProof(subject, 'volumeMounts', mount ? `${mount.name} at ${mount.mountPath}` : `none of ${volume.name}`),
      { step: 'get', quote: `container ${other}: ${theirs.name} at ${theirs.mountPath}` },
      attemptProof(subject),
      ...present(back?.proof),
    ],
    fixes: [
      ...present(back?.fix),
      mount
        ? fix.patchJson(`mount volume ${volume.name} at ${wanted}`, [
            { op: 'replace', path: `${mountPath(fix, mount)}/mountPath`, value: wanted },
          ])
        : fix.patchContainer(`mount volume ${volume.name} at ${wanted}, as container ${other} does`, {
            volumeMounts: [{ name: volume.name, mountPath: wanted, ...(theirs.subPath ? { subPath: theirs.subPath } : {}) }],
          }),
    ],
    decides: `what there is at ${mount?.mountPath ?? wanted} of container ${other}`,
  };
}
