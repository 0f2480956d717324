import { valueOf } from '../evidence/evidence.ts';
import { specProof } from '../evidence/proof.ts';
import { isWaiting } from '../evidence/subject.ts';
import { secondsRunning } from '../evidence/trouble.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import { commandLine } from '../kube/pod.ts';
import { lastLine } from '../logs/reading.ts';
import { tracedFrom } from '../trace/network/dependency.ts';
import { failing } from '../trace/network/failing.ts';
import { type Cause, RUNG } from './cause.ts';

export const initWaits: Cause = {
  id: 'init-waits',
  title: 'an init container does not come to its end',
  tier: 'kubernetes',
  covers: ['init.hang', 'init.order'],
  rung: RUNG.fell,

  detect(subject, evidence) {
    if (!isWaiting(subject) || subject.attempt) return undefined;
    const traced = tracedFrom(subject, evidence);
    const { container, namespace, pod } = subject;
    const log = valueOf(subject.currentLog());
    const last = lastLine(log?.lines);
    const what = traced
      ? failing(subject, traced.connection)
      : `init container ${container.name} runs and does not end, so no later container is started`;
    return {
      summary: `${what}${last && !traced ? `; it says: ${last.slice(0, 200)}` : ''}`,
      confidence: 'possible',
      object: { kind: 'Pod', namespace, name: pod.metadata.name, field: `initContainers[${container.name}]` },
      proof: [
        traced?.connection.proof ??
          (last
            ? { step: 'logs', quote: last.slice(0, 300) }
            : specProof(subject, 'command', commandLine(container).join(' ') || "the image's own")),
        {
          step: 'get',
          quote: `running for ${Math.round(secondsRunning(subject.status, evidence))} s`,
          path: `status.initContainerStatuses[${container.name}].state.running`,
        },
      ],
      fixes: [
        look(
          `look what ${container.name} is doing`,
          kubectl(evidence, namespace, ['logs', pod.metadata.name, '-c', container.name, '--tail=20']),
        ),
      ],
      decides: 'what it waits for, or works on',
    };
  },
};
