import { decidedBy } from '../evidence/end.ts';
import { keysOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { advised } from '../fixes/fix.ts';
import { type JsonPatch, WorkloadFix } from '../fixes/workload.ts';
import { folderPath } from '../kube/folder.ts';
import { isFromApi } from '../kube/pod.ts';
import type { Fix } from '../report.ts';
import { type MountedFile, mountedFile } from '../trace/files/mounted-file.ts';
import { type Cause, RUNG } from './cause.ts';

export const volumeFolderRead: Cause = {
  id: 'volume-folder-read',
  title: 'the program opens all that lies in a mounted folder, also what the kubelet keeps there',
  tier: 'kubernetes',
  covers: ['app.missing-file', 'cfg.mountpath-wrong', 'app.python-traceback'],
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'is-directory');
    const [, folder, entry] = OWN.exec(fact?.fields.path ?? '') ?? [];
    const mounted = folder === undefined ? undefined : mountedFile(`${folder}/x`, subject);
    if (!fact || folder === undefined || entry === undefined || !mounted || !isFromApi(mounted.volume)) return undefined;
    const { mount, volume, source } = mounted;
    const fix = new WorkloadFix(subject, evidence);
    const items = (volume.configMap ?? volume.secret)?.items?.map((item) => item.path);
    const files = items ?? (volume.projected || !source ? undefined : keysOf(source.kind, source.name, subject.namespace, evidence));
    const of = source ? `${source.kind} ${source.name}` : 'projected';
    return {
      summary: `container ${subject.container.name} opens everything in ${folder} as a file, also ${entry}, which is a directory: the kubelet keeps the files of a ConfigMap, Secret or projected volume in it, and what bears their names are links (volume ${mount.name}, ${of}); the program has to leave out what begins with two dots`,
      confidence: 'certain',
      object: fix.containerObject(`volumeMounts[${mount.name}]`),
      proof: [logProof(subject, fact), specProof(subject, 'volumeMounts', `${mount.name} at ${mount.mountPath}`), attemptProof(subject)],
      fixes: [
        ...singly(mounted, files ?? [], fix),
        advised(`let the program open only the files that it means, such as *.json in ${folder}`),
      ],
    };
  },
};

/** The AtomicWriter's own entries (pkg/volume/util/atomic_writer.go): ..data, and the directory with the time in its name that it points to. */
const OWN = /^(\/.*)\/(\.\.(?:data|\d{4}_\d\d_\d\d_\d\d_\d\d_\d\d\.\d{1,10}))$/;

/** A mount with subPath shows one file alone, and no change to it (kubernetes.io/docs/concepts/storage/volumes/#using-subpath). */
function singly({ mount }: MountedFile, files: readonly string[], fix: WorkloadFix): Fix[] {
  const mounts = fix.subject.container.volumeMounts ?? [];
  const at = mounts.indexOf(mount);
  if (mount.subPath !== undefined || at < 0 || files.length === 0 || files.length > MOST || files.some((file) => file.includes('/')))
    return [];
  const one = (file: string) => ({ ...mount, mountPath: `${folderPath(mount.mountPath)}/${file}`, subPath: file });
  const [first = '', ...more] = files;
  const operations: JsonPatch[] = [
    { op: 'replace', path: `${fix.containerPath}/volumeMounts/${at}`, value: one(first) },
    ...more.map((file) => ({ op: 'add' as const, path: `${fix.containerPath}/volumeMounts/-`, value: one(file) })),
  ];
  return [
    fix.patchJson(
      `mount ${files.length === 1 ? 'its file' : `its ${files.length} files one by one`}, with nothing else in the folder; a change to ${files.length === 1 ? 'it' : 'them'} is seen only by new pods then`,
      operations,
    ),
  ];
}

const MOST = 12;
