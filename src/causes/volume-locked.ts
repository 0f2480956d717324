import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, eventProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { dataFilesIn, lockedBeside } from '../findings/locked-beside.ts';
import { apart, unlock } from '../fixes/locked.ts';
import { usersOf } from '../fixes/volumes.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath } from '../kube/folder.ts';
import { partsOf } from '../kube/image.ts';
import { allContainers } from '../kube/pod.ts';
import type { Container, Pod } from '../kube/shapes.ts';
import type { Fact } from '../logs/fact.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import { type MountedFile, mountedFile } from '../trace/files/mounted-file.ts';
import { killBefore, type ProbeTrouble } from '../trace/probes/probe-trouble.ts';
import { type Cause, RUNG } from './cause.ts';

/** EAGAIN: the system refuses the lock while another has it. */
const AGAIN = /[Rr]esource temporarily unavailable|\[Errno 11\]|\berror: ?11\b/;

export const volumeLocked: Cause = {
  id: 'volume-locked',
  title: 'its data are locked by another process, or by a mark left behind',
  tier: 'kubernetes',
  covers: ['vol.lock'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'lock-held');
    if (!fact) return undefined;
    const { path } = fact.fields;
    const { container, namespace } = subject;
    const mounted = path === undefined ? onlyData(subject, evidence) : mountedFile(path, subject);
    const { persistentVolumeClaim, hostPath, emptyDir } = mounted?.volume ?? {};
    const claim = persistentVolumeClaim?.claimName;
    const users = mounted && (claim || hostPath) ? usersOf(mounted.volume, subject, evidence) : [];
    if (users === undefined && evidence.list('pods', namespace).state === 'pending') return undefined;
    const others = users ?? [];
    const fix = new WorkloadFix(subject, evidence);
    const [other] = others;
    // A folder of the node may be used from any namespace.
    const left = !other && users !== undefined && (claim !== undefined || emptyDir !== undefined);
    const killed = left && path !== undefined ? killBefore(subject) : undefined;
    // A lock of the system ends with its process (flock(2), fcntl(2)); a file that stands for one does not.
    const isOfSystem = fact.fields.ofSystem !== undefined || AGAIN.test(fact.quote);
    const beside = mounted && !other ? lockedBeside(mounted, fix) : undefined;
    const shared = claim ? `claim ${claim}` : `folder ${hostPath?.path} of the node`;
    const who = other
      ? `pod ${other.metadata.name} uses ${shared} at the same time`
      : beside && (isOfSystem || beside.same)
        ? beside.words
        : unseen(fact, isOfSystem, left ? mounted : undefined, killed, subject);
    return {
      summary: `container ${container.name} finds its data locked${path ? ` (${path})` : ''}: ${who}`,
      // What runs another program may have other files of it open.
      confidence: (other && isAlike(other, subject)) || (isOfSystem && beside?.same) ? 'certain' : 'likely',
      object: beside?.same?.object ?? (claim ? { kind: 'PersistentVolumeClaim', namespace, name: claim } : fix.object()),
      proof: [
        logProof(subject, fact),
        ...present(
          mounted && { step: 'get', quote: `${mounted.mount.mountPath}: volume ${mounted.volume.name}${claim ? `, claim ${claim}` : ''}` },
        ),
        ...others
          .slice(0, 2)
          .map((one) => ({ step: 'get pod', quote: `${one.metadata.name} uses ${shared}, on node ${one.spec.nodeName ?? 'none'}` })),
        ...(beside?.proof ?? []),
        ...present(killed && eventProof(killed.killing)),
        attemptProof(subject),
      ],
      fixes: beside?.same
        ? present(beside.same.fix)
        : other
          ? apart(others, fix)
          : left && mounted && !isOfSystem
            ? unlock(path, mounted, fix, killed)
            : [],
      decides: isOfSystem
        ? 'which process has the file open, and what kind of file system it is on (NFS, SMB)'
        : 'which process has the file open',
    };
  },
};

/** No pod or program is seen that has the lock. `left`: the volume, where no other pod uses it. */
function unseen(
  { phrase }: Fact,
  isOfSystem: boolean,
  left: MountedFile | undefined,
  killed: ProbeTrouble | undefined,
  subject: Subject,
): string {
  if (isOfSystem)
    return `a process that still runs has ${phrase === 'databases/sqlite-locked' ? 'the SQLite database' : 'it'} open, of this pod or of one that is not seen here, or the storage is a network file system, where the lock of a client that is gone may stay for a while; such a lock does not outlive its process`;
  return left ? leftBehind(left, killed, subject) : 'another process holds it, or one that was cut off has left it behind';
}

function leftBehind({ volume }: MountedFile, killed: ProbeTrouble | undefined, { pod }: Subject): string {
  const others = allContainers(pod.spec).length > 1 ? ', or another container of it,' : '';
  const by = volume.emptyDir ? `an earlier run of this pod${others}` : 'a run that was cut off';
  const why = killed ? `: the ${killed.kind} probe killed one${at(killed)}, before it could take it away` : '';
  return `no other pod uses volume ${volume.name}, so ${by} has left the lock behind${why}`;
}

const isAlike = ({ spec }: Pod, { pod }: Subject): boolean => {
  const images = pod.spec.containers.map(repositoryOf);
  return spec.containers.some((one) => images.includes(repositoryOf(one)));
};

const repositoryOf = ({ image = '' }: Container) => partsOf(image).repository;

const at = ({ unhealthy, killing }: ProbeTrouble) => {
  const time = killing?.lastTimestamp ?? unhealthy?.lastTimestamp;
  return time ? ` (${time})` : '';
};

/** The only volume that outlives a container, or the only one of them in which a variable names a file of data. */
function onlyData(subject: Subject, evidence: Evidence): MountedFile | undefined {
  const mounts = (subject.container.volumeMounts ?? []).filter(({ name }) =>
    subject.pod.spec.volumes?.some(
      (volume) => volume.name === name && (volume.persistentVolumeClaim || volume.hostPath || volume.emptyDir),
    ),
  );
  const data = only(mounts) ?? only(mounts.filter(({ mountPath }) => dataFilesIn(mountPath, subject, evidence).length > 0));
  return data && mountedFile(`${folderPath(data.mountPath)}/x`, subject);
}
