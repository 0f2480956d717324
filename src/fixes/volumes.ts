/** Commands that change volumes and the claims behind them. */
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { GI, MI, mebibytes, quantity } from '../kube/quantity.ts';
import type { Pod, Volume } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import { kubectl } from './command.ts';
import { advised, restarting } from './fix.ts';
import { runCommands } from './object.ts';
import { listOf } from './spec.ts';
import type { WorkloadFix } from './workload.ts';

/** What a small volume is raised to at least; the need is not known, only that it was more. */
const LEAST = 64 * MI;

/** A small one fourfold, a large one twofold. */
const larger = (bytes: number): string => mebibytes(bytes < GI ? Math.max(LEAST, bytes * 4) : bytes * 2);

/** A volume in memory counts as the container's memory, so its limit has to leave room for both. */
export function enlargeEmptyDir(volume: Volume, fix: WorkloadFix): Fix {
  const { emptyDir } = volume;
  const { container, kind } = fix.subject;
  const size = larger(quantity(emptyDir?.sizeLimit) ?? 0);
  const limit = container.resources?.limits?.['memory'];
  const bytes = quantity(limit);
  const inMemory = emptyDir?.medium === 'Memory';
  const needed = (quantity(size) ?? 0) + (bytes ?? 0) - (quantity(emptyDir?.sizeLimit) ?? 0);
  const tight = inMemory && bytes !== undefined && (quantity(size) ?? 0) > bytes / 2;
  return fix.patchSpec(
    `raise the size of volume ${volume.name} from ${emptyDir?.sizeLimit} to ${size}${tight ? `, and the memory limit, which it counts against, to ${mebibytes(needed)}` : ''}`,
    {
      volumes: [{ name: volume.name, emptyDir: { ...(inMemory ? { medium: 'Memory' } : {}), sizeLimit: size } }],
      ...(tight
        ? {
            [listOf(kind)]: [{ name: container.name, resources: { limits: { memory: mebibytes(needed) } } }],
          }
        : {}),
    },
  );
}

/** A claim grows only where its storage class allows it; then nothing has to be moved. */
export function enlargeClaim(claim: string, namespace: string, fix: WorkloadFix): Fix | undefined {
  const known = valueOf(fix.evidence.object('persistentvolumeclaims', namespace, claim));
  const bytes = quantity(known?.status?.capacity?.['storage'] ?? known?.spec.resources?.requests?.['storage']);
  if (!known || bytes === undefined) return undefined;
  const size = larger(bytes);
  const classes = valueOf(fix.evidence.list('storageclasses', undefined)) as
    | { metadata: { name: string }; allowVolumeExpansion?: boolean }[]
    | undefined;
  const found = classes?.find(({ metadata }) => metadata.name === known.spec.storageClassName);
  if (found && !found.allowVolumeExpansion) {
    return advised(
      `claim ${claim} cannot grow: storage class ${found.metadata.name} does not allow it; delete what is not needed, or move the data to a larger claim`,
    );
  }
  const patch = kubectl(
    fix.evidence,
    namespace,
    ['patch', 'pvc', claim, '--type=merge'],
    ['-p', JSON.stringify({ spec: { resources: { requests: { storage: size } } } })],
  );
  return runCommands(`raise claim ${claim} from ${known.status?.capacity?.['storage'] ?? mebibytes(bytes)} to ${size}`, [patch], fix, {
    again: true,
  });
}

/** Other pods of the namespace that use the same claim, or the same folder of the same node, apart from those that are over. */
export function usersOf(volume: Volume, { pod, namespace }: Pick<Subject, 'pod' | 'namespace'>, evidence: Evidence): Pod[] | undefined {
  const isSame = (other: Volume, node: string | undefined) =>
    volume.persistentVolumeClaim
      ? other.persistentVolumeClaim?.claimName === volume.persistentVolumeClaim.claimName
      : volume.hostPath !== undefined && other.hostPath?.path === volume.hostPath.path && node === pod.spec.nodeName;
  return valueOf(evidence.list('pods', namespace))?.filter(
    ({ metadata, spec, status }) =>
      metadata.uid !== pod.metadata.uid &&
      !['Succeeded', 'Failed'].includes(status.phase ?? '') &&
      (spec.volumes ?? []).some((other) => isSame(other, spec.nodeName)),
  );
}

/** The old pod has to be gone before the new one starts; a rolling update does it the other way round. */
export function recreate(fix: WorkloadFix): Fix {
  const { owner, evidence, subject } = fix;
  const command = kubectl(
    evidence,
    subject.namespace,
    ['patch', owner.word],
    ['-p', JSON.stringify({ spec: { strategy: { type: 'Recreate', rollingUpdate: null } } })],
  );
  return restarting(`let ${owner.word} end the old pod before it starts a new one`, command);
}

export function oneReplica(fix: WorkloadFix): Fix {
  const { owner, evidence, subject } = fix;
  return restarting(
    `run one replica: the volume can be used by one alone`,
    kubectl(evidence, subject.namespace, ['scale', owner.word, '--replicas=1']),
  );
}
