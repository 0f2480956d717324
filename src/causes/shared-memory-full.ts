import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { enlargeEmptyDir } from '../fixes/volumes.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { type Cause, RUNG } from './cause.ts';

/** What the container runtimes mount where nothing else is said (containerd pkg/cri/opts, 64 MiB). */
const DEFAULT = '64Mi';

export const sharedMemoryFull: Cause = {
  id: 'shared-memory-full',
  title: 'its shared memory (/dev/shm) is full',
  tier: 'kubernetes',
  covers: ['res.shm'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decisiveFact(valueOf(subject.log()), 'shm-exhausted', 'no-space');
    if (
      !fact ||
      (fact.kind === 'no-space' && !/\/dev\/shm|shared memory/i.test(`${(fact.fields as { path?: string }).path ?? ''} ${fact.quote}`))
    )
      return undefined;
    const { container } = subject;
    const mounted = mountedFile('/dev/shm/x', subject);
    const fix = new WorkloadFix(subject, evidence);
    const size = mounted ? (mounted.volume.emptyDir?.sizeLimit ?? 'no limit of its own') : DEFAULT;
    const list = subject.kind === 'app' ? 'containers' : 'initContainers';
    return {
      summary: `container ${container.name} needs more shared memory than /dev/shm holds (${size}${mounted ? `, volume ${mounted.volume.name}` : ', which every container gets'})`,
      confidence: mounted ? 'likely' : 'certain',
      object: mounted ? fix.object(`volumes[${mounted.volume.name}]`) : fix.containerObject('volumeMounts'),
      proof: [
        logProof(subject, fact),
        specProof(subject, 'volumeMounts', (container.volumeMounts ?? []).map(({ mountPath }) => mountPath).join(', ') || 'none'),
        attemptProof(subject),
      ],
      fixes: mounted
        ? mounted.volume.emptyDir?.sizeLimit
          ? [enlargeEmptyDir(mounted.volume, fix)]
          : []
        : [
            fix.patchSpec('give it a larger one in memory; what is used counts against the memory limit', {
              volumes: [{ name: 'shm', emptyDir: { medium: 'Memory' } }],
              [list]: [{ name: container.name, volumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }] }],
            }),
          ],
      decides: 'df /dev/shm in the container',
    };
  },
};
