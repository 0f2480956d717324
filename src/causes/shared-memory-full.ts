import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, configMapProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { listOf } from '../fixes/spec.ts';
import { enlargeEmptyDir } from '../fixes/volumes.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import type { Proof } from '../report.ts';
import { configFiles, mountedFile } from '../trace/files/mounted-file.ts';
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
    const fact = decidedBy(subject, 'shm-exhausted', 'no-space');
    const code = fact ? undefined : sharingCode(subject, evidence);
    if (!fact && !code) return undefined;
    if (
      fact &&
      fact.kind === 'no-space' &&
      !/\/dev\/shm|shared memory/i.test(`${(fact.fields as { path?: string }).path ?? ''} ${fact.quote}`)
    )
      return undefined;
    const { container } = subject;
    const mounted = mountedFile('/dev/shm/x', subject);
    const fix = new WorkloadFix(subject, evidence);
    const size = mounted ? (mounted.volume.emptyDir?.sizeLimit ?? 'no limit of its own') : DEFAULT;
    const list = listOf(subject.kind);
    return {
      summary: `container ${container.name} ${code ? 'died of a bus error, as programs do that share more memory' : 'needs more shared memory'} than /dev/shm holds (${size}${mounted ? `, volume ${mounted.volume.name}` : ', which every container gets'})${code ? `; ${code.place} shares memory` : ''}`,
      confidence: mounted || code ? 'likely' : 'certain',
      object: mounted ? fix.object(`volumes[${mounted.volume.name}]`) : fix.containerObject('volumeMounts'),
      proof: [
        fact ? logProof(subject, fact) : attemptProof(subject),
        ...present(code?.proof),
        specProof(subject, 'volumeMounts', (container.volumeMounts ?? []).map(({ mountPath }) => mountPath).join(', ') || 'none'),
        ...present(fact && attemptProof(subject)),
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

/** A page that its file system cannot give is a bus error to who touches it (shm_overview(7): ftruncate promises more than there is). */
const BUS_ERROR = 135;
/** Python's and C's words for it, and the folder itself. */
const SHARES = /\bshared_memory\b|\bSharedMemory\b|\bshm_open\b|\/dev\/shm\b/;

/** Only the program itself tells that it shares memory: where the spec or a ConfigMap has its text. */
function sharingCode(subject: Subject, evidence: Evidence): { place: string; proof: Proof } | undefined {
  const { attempt, container } = subject;
  if (attempt?.exitCode !== BUS_ERROR) return undefined;
  for (const { name, key, text } of configFiles(subject, evidence)) {
    const line = valueOf(text)
      ?.split('\n')
      .find((one) => SHARES.test(one));
    if (line) return { place: `key ${key} of ConfigMap ${name}`, proof: configMapProof(name, `${key}: ${line.trim().slice(0, 160)}`) };
  }
  for (const list of ['command', 'args'] as const) {
    const word = container[list]?.find((one) => SHARES.test(one));
    if (word) return { place: `its ${list}`, proof: specProof(subject, list, word.slice(0, 160)) };
  }
  return undefined;
}
