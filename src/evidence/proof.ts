/** The usual proofs: values of the API's own fields, beside the step that reads them. And the objects that they stand in. */

import { timesSeen } from '../kube/event.ts';
import type { Event } from '../kube/shapes.ts';
import { signalOf } from '../kube/signals.ts';
import type { Fact } from '../logs/fact.ts';
import type { ObjectRef, Proof } from '../report.ts';
import type { Subject } from './subject.ts';

/** How the last run ended, in the API's words. */
export function attemptProof({ attempt, events }: Subject): Proof {
  if (!attempt) {
    const [unhealthy] = events('Unhealthy');
    return unhealthy ? eventProof(unhealthy) : { step: 'exitCode', quote: 'no run has ended yet' };
  }
  const signal = signalOf(attempt.exitCode);
  const ran = attempt.seconds === undefined ? '' : `, ran ${attempt.seconds} s`;
  return {
    step: 'exitCode',
    quote: `${attempt.exitCode}${signal ? ` (${signal})` : ''}, reason ${attempt.reason ?? 'none'}${ran}`,
    path: `${attempt.log === 'current' ? 'state' : 'lastState'}.terminated`,
  };
}

/** The same of one that called another program; none where it still waits for an answer, as then no run has ended. */
export const endProof = ({ waits }: { waits: boolean }, subject: Subject): Proof[] => (waits ? [] : [attemptProof(subject)]);

/** A field of this container's spec, with its value. */
export function specProof({ container, kind }: Subject, field: string, value: string): Proof {
  return {
    step: 'get',
    quote: `${field}: ${value}`,
    path: `spec.${kind === 'app' ? 'containers' : 'initContainers'}[${container.name}].${field}`,
  };
}

/** What the container may do: its own field before the pod's. */
export const securityProof = (subject: Subject): Proof =>
  specProof(subject, 'securityContext', JSON.stringify({ ...subject.pod.spec.securityContext, ...subject.container.securityContext }));

/** Words of its command line, each by itself. */
export const wordsProof = (subject: Subject, field: 'command' | 'args', words: readonly string[]): Proof =>
  specProof(subject, field, words.map((word) => JSON.stringify(word)).join(', '));

export function eventProof(event: Event): Proof {
  const times = timesSeen(event);
  return { step: 'events', quote: `${event.reason}: ${(event.message ?? '').trim()}${times > 1 ? ` (x${times})` : ''}` };
}

/** The step that reads the log of the run that died. */
export const logStep = ({ attempt }: Pick<Subject, 'attempt'>): string => (attempt?.log === 'previous' ? 'logs --previous' : 'logs');

/** A line of that log. */
export const logProof = (subject: Subject, fact: Fact): Proof => ({ step: logStep(subject), quote: fact.quote });

/** What is read in a ConfigMap. */
export const configMapProof = (name: string, quote: string): Proof => ({ step: `get cm ${name}`, quote });

/** What a key of a ConfigMap holds, with its path. */
export const valueProof = (name: string, key: string, text: string): Proof => ({
  ...configMapProof(name, `${key}: ${text}`),
  path: `data[${key}]`,
});

/** A line of a ConfigMap's key, counted from 1. */
export const lineProof = ({ name, key }: { name: string; key: string }, line: number | undefined, text: string | undefined): Proof =>
  configMapProof(name, `${key}, line ${line}: ${text}`);

/** Who changed a ConfigMap last, and when (RFC 3339). */
export const changeProof = (name: string, { time, manager }: { time: string; manager: string }): Proof =>
  configMapProof(name, `changed ${time} by ${manager}`);

/** A key of a ConfigMap or Secret, as the object of a finding. */
export const keyObject = (namespace: string, name: string, key: string, kind: 'ConfigMap' | 'Secret' = 'ConfigMap'): ObjectRef => ({
  kind,
  namespace,
  name,
  field: `data[${key}]`,
});

/** Keys of a ConfigMap or Secret, by their names alone. */
export const keysProof = (kind: 'ConfigMap' | 'Secret', name: string, keys: string): Proof => ({
  step: `get ${kind === 'ConfigMap' ? 'cm' : 'secret'} (names and keys)`,
  quote: `${kind} ${name}: ${keys}`,
});

/** What waits, in the kubelet's words. */
export function waitingProof({ status }: Subject): Proof {
  const { reason, message } = status?.state?.waiting ?? {};
  return { step: 'get', quote: `${reason ?? 'waiting'}${message ? `: ${message}` : ''}`, path: 'state.waiting' };
}

/** Is it the pod's, which all its containers share? */
export function isPodLimit({ container, status, pod }: Subject): boolean {
  return !status?.resources?.limits?.memory && !container.resources?.limits?.memory && pod.spec.resources?.limits?.memory !== undefined;
}

/** Where that limit stands, as a field of the pod spec. */
export function memoryLimitField(subject: Subject): string {
  return isPodLimit(subject) ? 'resources.limits.memory' : `containers[${subject.container.name}].resources.limits.memory`;
}

export function memoryLimitProof(subject: Subject, limit: string): Proof {
  return isPodLimit(subject)
    ? { step: 'get', quote: `resources.limits.memory of the pod: ${limit}`, path: 'spec.resources.limits.memory' }
    : specProof(subject, 'resources.limits.memory', limit);
}

/** The limit that the kernel enforces: the container's, as the kubelet has set it, else the pod's. */
export function memoryLimit({ container, status, pod }: Subject): string | undefined {
  return status?.resources?.limits?.memory ?? container.resources?.limits?.memory ?? pod.spec.resources?.limits?.memory;
}
