import { valueOf } from '../evidence.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { attemptProof, logProof } from '../proof.ts';
import type { Fix } from '../report.ts';
import { limitsInside } from '../trace/inside-limits.ts';
import { type Cause, RUNG } from './cause.ts';

const WORDS = {
  'threads-exhausted': 'it may start no more threads or processes (pids limit)',
  'files-exhausted': 'it may open no more files (open files limit)',
  'kernel-setting': 'a kernel setting of the node is too low for it',
  'shm-exhausted': 'its shared memory, /dev/shm, is full (64 MiB unless a volume is mounted there)',
} as const;

export const resourceExhausted: Cause = {
  id: 'resource-exhausted',
  title: 'a limit other than memory is reached',
  tier: 'environment',
  covers: ['res.pids', 'res.ulimit-rlimit', 'res.shm'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decisiveFact(valueOf(subject.log()), 'threads-exhausted', 'files-exhausted', 'kernel-setting', 'shm-exhausted');
    if (!fact) return undefined;
    const inside = fact.kind === 'threads-exhausted' ? limitsInside(subject, evidence) : undefined;
    const fix = new WorkloadFix(subject, evidence);
    const shm: Fix = fix.patchSpec('mount a larger /dev/shm', {
      volumes: [{ name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '512Mi' } }],
      containers: [{ name: subject.container.name, volumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }] }],
    });
    return {
      summary: `container ${subject.container.name} stopped as ${WORDS[fact.kind]}`,
      confidence: 'likely',
      proof: [
        logProof(subject, fact),
        ...(inside?.pidsMax ? [inside.proof(`pids.max ${inside.pidsMax}, pids.current ${inside.pidsCurrent ?? 'not told'}`)] : []),
        attemptProof(subject),
      ],
      fixes: fact.kind === 'shm-exhausted' ? [shm] : [],
      decides: 'pids.max, the ulimits or the sysctl, read inside the container or on its node',
    };
  },
};
