import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { advised } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { writersInto } from '../trace/files/filled-by.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { startsLater } from '../trace/programs/start-order.ts';
import { type Cause, RUNG } from './cause.ts';

export const fileMadeLater: Cause = {
  id: 'file-made-later',
  title: 'a container that is started later makes the file',
  tier: 'kubernetes',
  covers: ['init.order'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'file-missing');
    const path = fact?.fields.path;
    const mounted = path ? mountedFile(path, subject) : undefined;
    // What outlives the pod may have been filled before.
    if (!fact || !path || !(mounted?.volume.emptyDir ?? mounted?.volume.ephemeral)) return undefined;
    const writers = writersInto(path, mounted.mount, subject, evidence).filter((one) => one.path === path);
    const later = writers.map((writer) => ({ writer, place: startsLater(writer.container.name, subject) }));
    const [first] = later;
    if (!first?.place || later.some(({ place }) => place === undefined)) return undefined;
    const { writer, place } = first;
    const { container, pod } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const own = (pod.spec.initContainers ?? []).findIndex(({ name }) => name === container.name);
    const isInit = place.list === 'initContainers';
    const canMove = isInit && place.container.restartPolicy !== 'Always';
    const why = isInit ? 'init containers start in the order in which they stand' : 'init containers run before all others';
    return {
      summary: `init container ${container.name} does not find ${path}, which ${writer.by} makes, and that one starts only after it: ${why}`,
      confidence: 'certain',
      object: fix.object('initContainers'),
      proof: [
        logProof(subject, fact),
        { step: 'get', quote: `${writer.by}: ${writer.line}`, path: `spec.${place.list}[${place.container.name}]` },
        { step: 'get', quote: `order: ${(pod.spec.initContainers ?? []).map(({ name }) => name).join(', ')}`, path: 'spec.initContainers' },
        attemptProof(subject),
      ],
      fixes: canMove
        ? [
            fix.patchJson(`let ${place.container.name} run before ${container.name}`, [
              { op: 'move', from: `/initContainers/${place.index}`, path: `/initContainers/${own}` },
            ]),
          ]
        : [advised(`let an init container that stands before ${container.name} make ${path}`)],
    };
  },
};
