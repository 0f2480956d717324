/** A volume in memory in the place of the /dev/shm that every container gets. */
import type { Fix } from '../report.ts';
import { listOf } from './spec.ts';
import type { WorkloadFix } from './workload.ts';

export function largerSharedMemory(text: string, fix: WorkloadFix): Fix {
  const { container, kind } = fix.subject;
  return fix.patchSpec(`${text}; what is used counts against the memory limit`, {
    volumes: [{ name: 'shm', emptyDir: { medium: 'Memory' } }],
    [listOf(kind)]: [{ name: container.name, volumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }] }],
  });
}
