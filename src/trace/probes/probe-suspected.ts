/** A run that a probe must have ended, though no event is left or may be read: by its age, its end, and its own log. */
import { valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { lastSeen } from '../../kube/event.ts';
import { timeOf } from '../../kube/pod.ts';
import { fieldOf, lifetimeFits, portOf } from '../../kube/probe.ts';
import type { Probe } from '../../kube/shapes.ts';
import type { Proof } from '../../report.ts';
import type { ProbeFailure } from './probe-failure.ts';
import type { ProbeTrouble } from './probe-trouble.ts';
import { listenerProof, openPorts, servingOf } from './serving.ts';

export function probeSuspected(subject: Subject): ProbeTrouble | undefined {
  const { attempt, container, pod } = subject;
  if (!attempt || attempt.seconds === undefined || attempt.reason === 'OOMKilled' || pod.metadata.deletionTimestamp || eventsTell(subject))
    return undefined;
  const obeyed = valueOf(subject.log())?.facts.some(({ kind }) => kind === 'term-received');
  if (![137, 143].includes(attempt.exitCode) && !obeyed) return undefined;
  for (const kind of ['startup', 'liveness'] as const) {
    const probe = container[fieldOf(kind)];
    const failed = probe && lifetimeFits(attempt, probe, pod) ? failureInLog(probe, subject) : undefined;
    if (probe && failed)
      return { kind, probe, effect: 'killed', confidence: 'likely', killing: undefined, unhealthy: undefined, detail: '', ...failed };
  }
  return undefined;
}

/** Events of this run or later are there: then the absence of a kill among them tells. */
export function eventsTell({ eventsKnown, attempt, ...subject }: Subject): boolean {
  const start = timeOf(attempt?.startedAt);
  return eventsKnown && (start === undefined || subject.events().some((event) => lastSeen(event) >= start));
}

function failureInLog(probe: Probe, subject: Subject): { failure: ProbeFailure; hint: Proof } | undefined {
  const serving = servingOf(subject);
  const path = probe.httpGet && (probe.httpGet.path ?? '/');
  const answered = serving.requests.findLast((request) => request.path === path);
  if (answered)
    return answered.status >= 400
      ? { failure: { sort: 'status', status: answered.status }, hint: listenerProof({ quote: answered.quote, step: serving.step }) }
      : undefined;
  const asked = probe.exec ? undefined : portOf(probe, subject.container);
  if (asked === undefined || openPorts(serving).includes(asked)) return undefined;
  const other = serving.listeners.find(({ port, loopback }) => port !== undefined && (port !== asked || loopback));
  return other && { failure: { sort: 'refused', port: asked, address: undefined }, hint: listenerProof(other) };
}
