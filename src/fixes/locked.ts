/** What ends a lock on data: apart from another pod that uses them, or without the mark that a run has left. */
import { isOwnedBy } from '../kube/metadata.ts';
import type { Pod } from '../kube/shapes.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import type { MountedFile } from '../trace/files/mounted-file.ts';
import type { ProbeTrouble } from '../trace/probes/probe-trouble.ts';
import { kubectl } from './command.ts';
import { look, restarting } from './fix.ts';
import { startupLike } from './probe.ts';
import { oneReplica, recreate } from './volumes.ts';
import type { WorkloadFix } from './workload.ts';

export function apart(others: readonly Pod[], fix: WorkloadFix): Fix[] {
  const { owner, subject, evidence } = fix;
  const uid = subject.pod.metadata.ownerReferences?.[0]?.uid;
  const siblings = others.filter((one) => isOwnedBy(one, uid));
  const ofDeployment = owner.kind === 'Deployment' && others.every(({ metadata }) => metadata.name.startsWith(`${owner.name}-`));
  if (ofDeployment && siblings.length === 0) return [recreate(fix)];
  if (ofDeployment || siblings.length > 0) return [oneReplica(fix), ...present(owner.kind === 'Deployment' && recreate(fix))];
  return [
    look(
      `give each its own claim, or end ${others[0]?.metadata.name}`,
      kubectl(evidence, subject.namespace, ['describe', 'pod', others[0]?.metadata.name ?? '']),
    ),
  ];
}

/** An emptyDir goes with its pod; on a claim the file has to be taken away before the program starts. */
export function unlock(path: string | undefined, mounted: MountedFile, fix: WorkloadFix, killed: ProbeTrouble | undefined): Fix[] {
  const { subject, evidence } = fix;
  const { container } = subject;
  const patient = killed && startupLike(killed.probe);
  const more = patient ? `, and a startupProbe gives the next run ${patient.seconds} s to come to the end of what it was killed in` : '';
  if (mounted.volume.emptyDir && patient)
    return [
      fix.patchContainer(`the pods are made anew: the emptyDir, with the lock, goes with the old one${more}`, {
        startupProbe: patient.probe,
      }),
    ];
  if (mounted.volume.emptyDir)
    return [
      restarting(
        'make the pod anew: its emptyDir, with the lock, goes with it',
        kubectl(evidence, subject.namespace, ['delete', 'pod', subject.pod.metadata.name]),
      ),
    ];
  if (path === undefined || !/(?:lock|\.pid|LOCK)$/.test(path)) return [];
  const { name, mountPath, subPath } = mounted.mount;
  return [
    fix.patchSpec(`take ${path} away before it starts, once it is sure that nothing uses the data${more}`, {
      ...(patient ? { containers: [{ name: container.name, startupProbe: patient.probe }] } : {}),
      initContainers: [
        {
          name: 'unlock',
          image: container.image,
          imagePullPolicy: container.imagePullPolicy,
          command: ['rm', '-f', path],
          volumeMounts: [{ name, mountPath, ...(subPath ? { subPath } : {}) }],
        },
      ],
    }),
  ];
}
