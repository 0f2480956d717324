/** Signs that a program is past its start, though its probe is refused: then no more time to start would help. */

import { loggedLines } from '../../evidence/end.ts';
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { specProof } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { describeProbe, portOf } from '../../kube/probe.ts';
import { atWork } from '../../logs/progress.ts';
import { present } from '../../present.ts';
import type { Proof } from '../../report.ts';
import { listeningSockets } from '../inside/sockets.ts';
import type { ProbeTrouble } from './probe-trouble.ts';
import { passingProbes, servingOf } from './serving.ts';

export interface Works {
  /** For a sentence. */
  words: string;
  proof: Proof[];
  /** By more than its own words. */
  isShown: boolean;
  /** A probe that asks in another way, and has not failed. */
  readiness: boolean;
}

export function worksAlready(trouble: ProbeTrouble, subject: Subject, evidence: Evidence): Works | undefined {
  if (trouble.kind !== 'liveness' || trouble.failure?.sort !== 'refused') return undefined;
  const { container, state } = subject;
  const { readinessProbe } = container;
  const serving = servingOf(subject);
  const line = atWork(loggedLines(subject));
  const asks = readinessProbe && portOf(readinessProbe, container) !== portOf(trouble.probe, container) ? readinessProbe : undefined;
  const passes = asks !== undefined && (passingProbes(subject, 'liveness').includes('readiness') || unfailed(subject));
  // Who writes a Deployment for a server mostly declares its port.
  const undeclared = (container.ports ?? []).length === 0 && serving.lines > 0;
  if (!passes && line === undefined && !undeclared) return undefined;
  const sockets = state === 'running' ? valueOf(listeningSockets(subject, evidence)) : undefined;
  const isMute = sockets !== undefined && sockets.length === 0 && (line !== undefined || undeclared);
  const ports = [isMute ? 'listens on no port at all' : '', undeclared ? (isMute ? 'declares none' : 'declares no port') : '']
    .filter(Boolean)
    .join(' and ');
  return {
    words: `${ports ? `, and the container ${ports}` : ''}${line === undefined ? '' : '; by its log it is past its start'}${passes ? `; its readiness probe, ${describeProbe(asks)}, has not failed` : ''}`,
    proof: [
      ...present(
        isMute && { step: 'exec', quote: '/proc/net/tcp: no LISTEN' },
        passes && specProof(subject, 'readinessProbe', describeProbe(asks)),
      ),
      ...(line === undefined ? [] : [{ step: serving.step, quote: line.slice(0, 300) }]),
    ],
    isShown: isMute || passes,
    readiness: passes,
  };
}

/** It was asked while the other one failed, and the kubelet tells of no failure (pkg/kubelet/prober/prober.go, Unhealthy). */
function unfailed({ container, attempt, events, eventsKnown }: Subject): boolean {
  const { readinessProbe } = container;
  const asked = (readinessProbe?.initialDelaySeconds ?? 0) + (readinessProbe?.periodSeconds ?? 10);
  return (
    readinessProbe !== undefined &&
    eventsKnown &&
    (attempt?.seconds ?? 0) > asked &&
    events('Unhealthy').every(({ message = '' }) => !message.startsWith('Readiness probe '))
  );
}
