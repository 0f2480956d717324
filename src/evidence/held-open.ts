/** A pod of a Job whose work is done, while what only serves goes on in it: the pod, and so the Job, is over when all its app containers have ended. */
import { containersOf, stateOf, timeOf } from '../kube/pod.ts';
import type { Container } from '../kube/shapes.ts';
import type { Evidence } from './evidence.ts';
import type { Subject } from './subject.ts';

export interface HeldOpen {
  /** Names of those that have ended well, and of those that go on. */
  ended: string[];
  running: string[];
  /** Since the last of them has ended. */
  seconds: number;
}

/** Seconds after which what runs yet is not just about to end. */
const PATIENCE = 20;
/** It does nothing by itself. */
const SERVES = /prox(?:y|ies)\b|envoy|tunnel|bouncer|istio|linkerd|stunnel/i;

const serves = ({ name, image = '', ports = [], readinessProbe, livenessProbe }: Container): boolean =>
  ports.length > 0 || readinessProbe !== undefined || livenessProbe !== undefined || SERVES.test(`${name} ${image}`);

export function heldOpen({ pod, kind, state }: Subject, evidence: Evidence): HeldOpen | undefined {
  if (kind !== 'app' || state !== 'running' || !pod.metadata.ownerReferences?.some((owner) => owner.kind === 'Job')) return undefined;
  const apps = containersOf(pod).filter((one) => one.kind === 'app');
  const ended = apps.filter(({ status }) => status?.state?.terminated?.exitCode === 0);
  const running = apps.filter(({ status }) => stateOf(status) === 'running');
  if (ended.length === 0 || ended.length + running.length < apps.length) return undefined;
  if (!running.every(({ spec }) => serves(spec)) || ended.every(({ spec }) => serves(spec))) return undefined;
  const last = Math.max(...ended.map(({ status }) => timeOf(status?.state?.terminated?.finishedAt) ?? Number.POSITIVE_INFINITY));
  const seconds = (evidence.now - last) / 1000;
  return seconds >= PATIENCE
    ? { ended: ended.map(({ spec }) => spec.name), running: running.map(({ spec }) => spec.name), seconds: Math.round(seconds) }
    : undefined;
}
