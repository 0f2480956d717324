/** The workload that writes a file into a volume which outlives pods, and that does not do so now. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import { isComplete } from '../../kube/job.ts';
import { isOwnedBy, newestOf } from '../../kube/metadata.ts';
import type { Container, Pod, PodSpec, Volume, Workload } from '../../kube/shapes.ts';
import { only } from '../../only.ts';
import { startScript } from '../programs/start-script.ts';
import { writtenBy } from './filled-by.ts';
import type { MountedFile } from './mounted-file.ts';

export interface MakerElsewhere {
  kind: 'CronJob' | 'Job' | 'Deployment' | 'StatefulSet';
  name: string;
  container: string;
  /** Its line that writes. */
  line: string;
  idle: 'suspended' | 'not-yet' | 'scaled' | 'failing';
  /** It has written the file before. */
  hasRun: boolean;
  /** failing: the newest of its pods that did not succeed. */
  pod: Pod | undefined;
}

const LISTS = [
  ['cronjobs', 'CronJob'],
  ['jobs', 'Job'],
  ['deployments', 'Deployment'],
  ['statefulsets', 'StatefulSet'],
] as const;

/** Undefined where none does, several do, or the one that does is at work. */
export function makerElsewhere(
  path: string,
  mounted: MountedFile,
  subject: Subject,
  evidence: Evidence,
): MakerElsewhere | 'pending' | undefined {
  const { mount, volume } = mounted;
  if (!(volume.persistentVolumeClaim ?? volume.hostPath) || mount.subPath !== undefined || mount.subPathExpr !== undefined)
    return undefined;
  const rest = path.slice(folderPath(mount.mountPath).length);
  const known = LISTS.map(([plural, kind]) => ({ kind, read: evidence.list(plural, subject.namespace) }));
  if (known.some(({ read }) => read.state === 'pending')) return 'pending';
  const found = known.flatMap(({ kind, read }) =>
    (valueOf(read) ?? [])
      .filter(({ metadata }) => !metadata.ownerReferences?.some((one) => one.controller))
      .flatMap((workload) => {
        const writer = writerIn(specOf(workload), volume, rest, subject, evidence);
        return writer ? [{ kind, workload, ...writer }] : [];
      }),
  );
  const maker = only(found);
  if (!maker) return undefined;
  const { kind, workload, container, line } = maker;
  const state = idleState(kind, workload, subject, evidence);
  if (state === 'pending' || state === undefined) return state;
  return { kind, name: workload.metadata.name, container: container.name, line, ...state };
}

const specOf = ({ spec }: Workload): PodSpec | undefined => (spec.template ?? spec.jobTemplate?.spec.template)?.spec;

function writerIn(
  spec: PodSpec | undefined,
  volume: Volume,
  rest: string,
  subject: Subject,
  evidence: Evidence,
): { container: Container; line: string } | undefined {
  const same = (other: Volume) =>
    volume.persistentVolumeClaim
      ? other.persistentVolumeClaim?.claimName === volume.persistentVolumeClaim.claimName
      : other.hostPath?.path === volume.hostPath?.path;
  const names = (spec?.volumes ?? []).filter(same).map(({ name }) => name);
  for (const container of [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])])
    for (const { name, mountPath, subPath, subPathExpr } of container.volumeMounts ?? []) {
      if (!names.includes(name) || subPath !== undefined || subPathExpr !== undefined || !spec) continue;
      const script = startScript({ ...subject, container, pod: { ...subject.pod, spec } }, evidence)?.text;
      const wrote = writtenBy(container, script).find(({ to }) => to === `${folderPath(mountPath)}${rest}`);
      if (wrote) return { container, line: wrote.line };
    }
  return undefined;
}

type State = Pick<MakerElsewhere, 'idle' | 'hasRun' | 'pod'>;

function idleState(kind: MakerElsewhere['kind'], workload: Workload, subject: Subject, evidence: Evidence): State | 'pending' | undefined {
  const { metadata, spec, status } = workload;
  const idle = (state: MakerElsewhere['idle'], hasRun = false, pod?: Pod): State => ({ idle: state, hasRun, pod });
  if (kind === 'Deployment' || kind === 'StatefulSet') return spec.replicas === 0 ? idle('scaled', true) : undefined;
  const hasRun = status?.lastSuccessfulTime !== undefined || isComplete(workload);
  if (spec.suspend) return idle('suspended', hasRun);
  if (hasRun) return undefined;
  const pods = evidence.list('pods', subject.namespace);
  if (pods.state === 'pending') return 'pending';
  const jobs = (valueOf(evidence.list('jobs', subject.namespace)) ?? []).filter((job) =>
    kind === 'Job' ? job.metadata.uid === metadata.uid : isOwnedBy(job, metadata.uid),
  );
  const uids = jobs.map((job) => job.metadata.uid);
  const notDone = (valueOf(pods) ?? []).filter((pod) => pod.status.phase !== 'Succeeded' && isOwnedBy(pod, ...uids));
  if (jobs.some((job) => job.status?.failed)) return idle('failing', false, newestOf(notDone));
  return idle('not-yet');
}
