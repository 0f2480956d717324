import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { kubectl } from '../fixes/command.ts';
import { advised, look } from '../fixes/fix.ts';
import { enlargeClaim, enlargeEmptyDir } from '../fixes/volumes.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Volume } from '../kube/shapes.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { sqliteFile } from '../trace/files/sqlite-file.ts';
import { sizedStoreWords, sizeOf, storeWords } from '../trace/files/volume-sort.ts';
import { sizedVolumes, type WrittenVolume, writtenVolume } from '../trace/files/written-volume.ts';
import { roomInside } from '../trace/inside/inside-limits.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const noSpace: Cause = {
  id: 'no-space',
  title: 'there is no space left where it writes',
  tier: 'kubernetes',
  covers: ['vol.enospc'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'no-space');
    if (!fact) return undefined;
    if (/inotify|watch/i.test(`${fact.fields.resource ?? ''} ${fact.quote}`)) return ofWatches(fact, subject);
    // Of /dev/shm, shared-memory-full tells; and the kernel's own file systems have no disk.
    if (/^\/dev\/shm\//.test(fact.fields.path ?? '')) return undefined;
    if (/^\/(?:sys|proc)\//.test(fact.fields.path ?? '')) return ofKernel(fact, subject);
    return OF_IPC.test(fact.quote) ? ofSharedMemory(fact, subject, evidence) : ofDisk(fact, subject, evidence);
  },
};

/** inotify_add_watch(2) and inotify_init(2) give ENOSPC, too, where a user may watch no more files. */
function ofWatches(fact: Fact<'no-space'>, subject: Subject): Match {
  const { nodeName } = subject.pod.spec;
  return {
    summary: `container ${subject.container.name} may watch no more files: the node's limit of inotify watches or instances is reached; the disk is not full`,
    confidence: 'likely',
    object: { kind: 'Node', name: nodeName ?? 'unknown', field: 'fs.inotify.max_user_watches' },
    proof: [logProof(subject, fact), attemptProof(subject)],
    fixes: [
      advised(
        `raise fs.inotify.max_user_watches and fs.inotify.max_user_instances on node ${nodeName ?? ''} (sysctl), or let the program watch fewer files`,
      ),
    ],
    decides: 'sysctl fs.inotify on the node',
  };
}

function ofKernel(fact: Fact<'no-space'>, subject: Subject): Match {
  const { nodeName } = subject.pod.spec;
  return {
    summary: `container ${subject.container.name} gets no more of ${fact.fields.path}: that is no disk, but the kernel's, which has reached a limit of its own (as of control groups)`,
    confidence: 'likely',
    object: { kind: 'Node', name: nodeName ?? 'unknown' },
    proof: [logProof(subject, fact), attemptProof(subject)],
    fixes: [advised(`see how many there are on node ${nodeName ?? ''} (of control groups: /proc/cgroups), and what leaves them behind`)],
    decides: `the limit behind ${fact.fields.path}, and the kernel log of the node`,
  };
}

/** semget(2) and shmget(2) give ENOSPC where a limit of their own is reached. */
const OF_IPC = /could not create (?:semaphores|shared memory segment): No space|\b(?:semget|shmget)\b/;

function ofSharedMemory(fact: Fact<'no-space'>, subject: Subject, evidence: Evidence): Match {
  return {
    summary: `container ${subject.container.name} may make no more semaphores or segments of shared memory: a limit of the kernel is reached (kernel.sem, kernel.shmmni); the disk is not full`,
    confidence: 'likely',
    object: new WorkloadFix(subject, evidence).object('securityContext.sysctls'),
    proof: [logProof(subject, fact), attemptProof(subject)],
    fixes: [advised('raise kernel.sem or kernel.shmmni where the kubelet allows it (securityContext.sysctls)')],
    decides: 'ipcs -l and ipcs -u in the container',
  };
}

function ofDisk(fact: Fact<'no-space'>, subject: Subject, evidence: Evidence): Match {
  const fix = new WorkloadFix(subject, evidence);
  const path = fact.phrase === 'databases/sqlite-full' ? sqliteFile(undefined, subject, evidence)?.path : fact.fields.path;
  const place = writtenVolume(path, fact.phrase, subject);
  const claim = place?.volume.persistentVolumeClaim?.claimName;
  const isSure = place && path && (sizeOf(place.volume) || claim !== undefined);
  const rooms = isSure ? [] : roomsAt(place?.mount.mountPath ?? '/', subject, evidence);
  const full = rooms.find(({ used }) => used === 100);
  const isSmall = fact.phrase === TOO_SMALL;
  return {
    summary: `container ${subject.container.name} ${isSmall ? 'does not take a drive as small as the one that it has' : /quota/i.test(fact.quote) ? 'has used up its quota of the device' : 'finds no space left on the device'}${path ? ` for ${path}` : ''}${placeWords(place, fact, subject)}`,
    confidence: isSure || full ? 'certain' : 'likely',
    object: claim
      ? { kind: 'PersistentVolumeClaim', namespace: subject.namespace, name: claim }
      : fix.object(place && `volumes[${place.volume.name}]`),
    proof: [
      logProof(subject, fact),
      ...present(place && placeProof(place)),
      ...(full ? [full.proof] : rooms.map(({ proof }) => proof)),
      attemptProof(subject),
    ],
    fixes:
      isSmall && !place
        ? [advised('give its data a volume that is as large as it asks for')]
        : fixesOf(place?.volume, fix, subject, evidence),
    decides: 'df and df -i in the container, or on the node',
  };
}

/** MinIO refuses a drive below a size of its own: that need not be full. */
const TOO_SMALL = 'servers/minio-small';

const roomsAt = (path: string, subject: Subject, evidence: Evidence) =>
  (['blocks', 'inodes'] as const).flatMap((what) => roomInside(path, what, subject, evidence) ?? []);

function placeWords(place: WrittenVolume | undefined, { phrase, quote, fields }: Fact<'no-space'>, subject: Subject): string {
  const where = place ? `: volume ${place.volume.name} at ${place.mount.mountPath}, ${sizedStoreWords(place.volume)}` : '';
  if (phrase === TOO_SMALL) return `${where}; it says: ${quote}`;
  if (place) return `${where}, is full`;
  // Whose it is, a quota does not tell: of the file system of the node, by user or project, or of the image's own.
  if (/quota/i.test(quote)) return ': what lies outside of its volumes is on the disk of its node';
  const others = fields.path === undefined ? sizedVolumes(subject).map(({ volume }) => `volume ${volume.name}`) : [];
  return `: ${[...others, 'the disk of its node', 'or the image it runs on'].join(', ')}, is full`;
}

function placeProof({ mount, volume }: WrittenVolume): Proof {
  const size = sizeOf(volume);
  return {
    step: 'get',
    quote: `${mount.mountPath}: volume ${volume.name}, ${storeWords(volume)}${size ? `, sizeLimit ${size}` : ''}`,
    path: `spec.volumes[${volume.name}]`,
  };
}

function fixesOf(volume: Volume | undefined, fix: WorkloadFix, { namespace, pod }: Subject, evidence: Evidence): Fix[] {
  const claim = volume?.persistentVolumeClaim?.claimName;
  if (claim) {
    const grown = enlargeClaim(claim, namespace, fix);
    return present(grown);
  }
  if (volume?.emptyDir?.sizeLimit && volume.emptyDir.medium === 'Memory') return [enlargeEmptyDir(volume, fix)];
  // What is neither the node's nor a claim's is another machine's.
  const kind = volume && Object.keys(volume).find((one) => one !== 'name');
  if (kind && kind !== 'emptyDir' && kind !== 'hostPath')
    return [advised(`make room behind volume ${volume.name} (${kind}), or raise its quota there`)];
  const node = pod.spec.nodeName;
  return [
    node
      ? look(`make room on node ${node}, or let the pod run on another one`, kubectl(evidence, undefined, ['describe', 'node', node]))
      : advised('make room on its node, or let the pod run on another one'),
  ];
}
