import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { kubectl } from '../fixes/command.ts';
import { advised, look } from '../fixes/fix.ts';
import { enlargeClaim, enlargeEmptyDir } from '../fixes/volumes.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { volumeOf } from '../kube/pod.ts';
import type { Volume, VolumeMount } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { sqliteFile } from '../trace/files/sqlite-file.ts';
import { roomInside } from '../trace/inside/inside-limits.ts';
import { type Cause, RUNG } from './cause.ts';

export const noSpace: Cause = {
  id: 'no-space',
  title: 'there is no space left where it writes',
  tier: 'kubernetes',
  covers: ['vol.enospc'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'no-space');
    if (!fact) return undefined;
    const { resource } = fact.fields;
    const path = fact.phrase === 'databases/sqlite-full' ? sqliteFile(undefined, subject, evidence)?.path : fact.fields.path;
    const { container, namespace, pod } = subject;
    const fix = new WorkloadFix(subject, evidence);
    // The kernel gives the same error where a user may watch no more files.
    if (/inotify|watch/i.test(`${resource ?? ''} ${fact.quote}`)) {
      return {
        summary: `container ${container.name} may watch no more files: the node's limit of inotify watches or instances is reached; the disk is not full`,
        confidence: 'likely',
        object: { kind: 'Node', name: pod.spec.nodeName ?? 'unknown', field: 'fs.inotify.max_user_watches' },
        proof: [logProof(subject, fact), attemptProof(subject)],
        fixes: [
          advised(
            `raise fs.inotify.max_user_watches and fs.inotify.max_user_instances on node ${pod.spec.nodeName ?? ''} (sysctl), or let the program watch fewer files`,
          ),
        ],
        decides: 'sysctl fs.inotify on the node',
      };
    }
    if (OF_IPC.test(fact.quote))
      return {
        summary: `container ${container.name} may make no more semaphores or segments of shared memory: a limit of the kernel is reached (kernel.sem, kernel.shmmni); the disk is not full`,
        confidence: 'likely',
        object: fix.object('securityContext.sysctls'),
        proof: [logProof(subject, fact), attemptProof(subject)],
        fixes: [advised('raise kernel.sem or kernel.shmmni where the kubelet allows it (securityContext.sysctls)')],
        decides: 'ipcs -l and ipcs -u in the container',
      };
    const { mount, volume } = placeOf(path, fact.phrase, subject) ?? {};
    const isSmall = fact.phrase === 'servers/minio-small';
    // The kubelet evicts who goes beyond the sizeLimit of one on the disk; in memory it is the size of the file system.
    const size = volume?.emptyDir?.medium === 'Memory' ? volume.emptyDir.sizeLimit : undefined;
    const sure = volume && path && (size || volume.persistentVolumeClaim);
    const asked = mount?.mountPath ?? '/';
    const rooms = sure ? [] : (['blocks', 'inodes'] as const).flatMap((what) => roomInside(asked, what, subject, evidence) ?? []);
    const full = rooms.find(({ used }) => used === 100);
    const claim = volume?.persistentVolumeClaim?.claimName;
    const sort = !volume
      ? undefined
      : claim
        ? `claim ${claim}`
        : volume.emptyDir?.medium === 'Memory'
          ? 'an emptyDir in memory'
          : volume.emptyDir
            ? 'an emptyDir on the disk of the node'
            : volume.hostPath
              ? `folder ${volume.hostPath.path} of the node`
              : 'a volume';
    return {
      summary: `container ${container.name} ${isSmall ? 'does not take a drive as small as the one that it has' : 'finds no space left on the device'}${path ? ` for ${path}` : ''}${volume ? `: volume ${volume.name} at ${mount?.mountPath}, ${sort}${size ? ` with sizeLimit ${size}` : ''}${isSmall ? '' : ', is full'}` : isSmall ? '' : ': the disk of its node, or the image it runs on, is full'}${isSmall ? `; it says: ${fact.quote}` : ''}`,
      confidence: sure || full ? 'certain' : 'likely',
      object: claim ? { kind: 'PersistentVolumeClaim', namespace, name: claim } : fix.object(volume && `volumes[${volume.name}]`),
      proof: [
        logProof(subject, fact),
        ...(volume
          ? [
              {
                step: 'get',
                quote: `${mount?.mountPath}: volume ${volume.name}, ${sort}${size ? `, sizeLimit ${size}` : ''}`,
                path: `spec.volumes[${volume.name}]`,
              },
            ]
          : []),
        ...(full ? [full.proof] : rooms.map(({ proof }) => proof)),
        attemptProof(subject),
      ],
      fixes:
        isSmall && !volume ? [advised('give its data a volume that is as large as it asks for')] : fixesOf(volume, fix, subject, evidence),
      decides: 'df and df -i in the container, or on the node',
    };
  },
};

/** semget(2) and shmget(2) give ENOSPC where a limit of their own is reached. */
const OF_IPC = /could not create (?:semaphores|shared memory segment): No space|\b(?:semget|shmget)\b/;

/** PostgreSQL names files from its data folder, in the official image this one (PGDATA). */
const DATA = '/var/lib/postgresql/data';

/** Without a path, or a whole one: the only volume that is written to and has a size. */
function placeOf(path: string | undefined, phrase: string, subject: Subject): { mount: VolumeMount; volume: Volume } | undefined {
  const data = phrase.startsWith('postgres/') ? (subject.container.env?.find(({ name }) => name === 'PGDATA')?.value ?? DATA) : undefined;
  const whole = path === undefined || path.startsWith('/') ? path : data && `${data}/${path}`;
  if (whole !== undefined) return mountedFile(whole, subject);
  const sized = (subject.container.volumeMounts ?? []).flatMap((mount) => {
    const volume = volumeOf(subject.pod, mount.name);
    return volume && !mount.readOnly && (volume.emptyDir?.medium === 'Memory' || volume.persistentVolumeClaim) ? [{ mount, volume }] : [];
  });
  return sized.length === 1 ? sized[0] : undefined;
}

function fixesOf(volume: Volume | undefined, fix: WorkloadFix, { namespace, pod }: Subject, evidence: Evidence): Fix[] {
  const claim = volume?.persistentVolumeClaim?.claimName;
  if (claim) {
    const grown = enlargeClaim(claim, namespace, fix);
    return grown ? [grown] : [];
  }
  if (volume?.emptyDir?.sizeLimit && volume.emptyDir.medium === 'Memory') return [enlargeEmptyDir(volume, fix)];
  const node = pod.spec.nodeName;
  return [
    node
      ? look(`make room on node ${node}, or let the pod run on another one`, kubectl(evidence, undefined, ['describe', 'node', node]))
      : advised('make room on its node, or let the pod run on another one'),
  ];
}
