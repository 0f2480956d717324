import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, eventProof, memoryLimit, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { MI, quantity } from '../kube/quantity.ts';
import type { Event } from '../kube/shapes.ts';
import { type Cause, RUNG } from './cause.ts';

/** Below this runc's own init, or the pause process of the sandbox, does not fit (about 10 MiB by measurement). */
const FLOOR = 16 * MI;

export const memoryLimitBelowStart: Cause = {
  id: 'memory-limit-below-start',
  title: 'the memory limit is too small even to start the container',
  tier: 'kubernetes',
  covers: ['res.oom-at-init'],
  rung: RUNG.place,

  detect(subject, evidence) {
    const tiny = tinyLimit(subject);
    if (!tiny) return undefined;
    const symptom = symptomOf(subject, tiny.container.name);
    if (!symptom) return undefined;
    const { container, limit, bytes } = tiny;
    const fix = new WorkloadFix({ ...subject, container, kind: 'app' }, evidence);
    const unit = bytes < MI ? unitOf(limit) : '';
    const wanted = limit.endsWith('m') && Number.parseInt(limit, 10) >= 16 ? `${limit.slice(0, -1)}Mi` : '64Mi';
    return {
      summary: `the memory limit of container ${container.name} is ${limit}${unit}: too small for the runtime to start it`,
      confidence: 'certain',
      object: fix.containerObject('resources.limits.memory'),
      proof: [specProof({ ...subject, container }, 'resources.limits.memory', limit), symptom],
      fixes: [
        fix.setResources(`set a limit in Mi; ${wanted} if nothing else is known of the program`, { memory: wanted }, { memory: '16Mi' }),
      ],
    };
  },
};

function unitOf(limit: string): string {
  return limit.endsWith('m') ? ' (m means thousandths: a fraction of one byte; Mi was meant)' : ' (bytes: a unit such as Mi is missing)';
}

function tinyLimit(subject: Subject) {
  for (const container of subject.pod.spec.containers) {
    const limit = container.name === subject.container.name ? memoryLimit(subject) : container.resources?.limits?.memory;
    // The API server writes 0.064 as 64m; the container's status may round it.
    const asked = container.resources?.limits?.memory ?? limit;
    const bytes = quantity(asked);
    if (asked && bytes !== undefined && bytes < FLOOR) return { container, limit: asked, bytes };
  }
  return undefined;
}

/** The network plugin has its own connections that break (containerd, internal/cri/server/sandbox_run.go). */
const OF_NETWORK = /failed to set ?up network|plugin type=|\b(?:Get|Post) \\?"https?:/i;
/** A program of a few MiB may live in such a limit for a while, and outgrow it. */
const AT_ONCE = 2;

/** The three ways in which it shows: the sandbox is killed, runc's init is killed, or the token's tmpfs (sized by the limit) is full. */
function symptomOf(subject: Subject, tiny: string) {
  const says = (event: Event) =>
    (event.reason === 'FailedCreatePodSandBox' &&
      /OOM-killed|cannot start a stopped process|EOF|broken pipe|cgroup/i.test(event.message ?? '') &&
      !OF_NETWORK.test(event.message ?? '')) ||
    (event.reason === 'FailedMount' && /no space left on device/.test(event.message ?? ''));
  if (subject.attempt?.reason === 'StartError' && /OOM-killed|memory/.test(subject.attempt.message ?? '')) {
    return { ...attemptProof(subject), quote: subject.attempt.message ?? '' };
  }
  // A program that has run, and said something, was started; and the kill of one container says nothing of another's limit.
  if (subject.attempt?.reason === 'OOMKilled')
    return subject.container.name === tiny && valueOf(subject.log())?.lines.length === 0 && (subject.attempt.seconds ?? 0) <= AT_ONCE
      ? attemptProof(subject)
      : undefined;
  const events = subject.events('FailedCreatePodSandBox', 'FailedMount').filter(says);
  const event = events.find(({ message }) => /OOM-killed|no space left/.test(message ?? '')) ?? events[0];
  return event && eventProof(event);
}
