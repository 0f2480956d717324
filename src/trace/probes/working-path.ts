/** A path that the program is known to answer well: from another probe that passes, or from its own log. */

import { specProof } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { fieldOf, PROBE_KINDS, type ProbeKind, portOf } from '../../kube/probe.ts';
import type { Proof } from '../../report.ts';
import { probeEvent } from './probe-failure.ts';
import type { ProbeTrouble } from './probe-trouble.ts';
import { passingProbes, type Serving } from './serving.ts';

export interface WorkingPath {
  path: string;
  /** Why, where it has not been seen to answer. */
  words?: string;
  proof: Proof;
}

/** Names that health pages have. */
const HEALTHY = /health|live|alive|ready|ping|status|heartbeat|\/up$/i;

export function workingPath({ kind, probe }: ProbeTrouble, subject: Subject, { requests, step }: Serving): WorkingPath | undefined {
  const { container } = subject;
  const asked = probe.httpGet?.path ?? '/';
  const port = portOf(probe, container);
  for (const other of passingProbes(subject, kind)) {
    const { httpGet } = container[fieldOf(other)] ?? {};
    const path = httpGet?.path ?? '/';
    if (!httpGet || path === asked || portOf({ httpGet }, container) !== port) continue;
    return {
      path,
      proof: specProof(
        subject,
        `${fieldOf(other)}.httpGet.path`,
        `${path}, and the container is ${other === 'startup' ? 'started' : 'ready'}`,
      ),
    };
  }
  const answered = new Map<string, { good: number; bad: number; quote: string }>();
  for (const { path, status, quote } of requests) {
    const seen = answered.get(path) ?? { good: 0, bad: 0, quote };
    answered.set(path, status < 400 ? { ...seen, good: seen.good + 1, quote } : { ...seen, bad: seen.bad + 1 });
  }
  const [best] = [...answered]
    .filter(([path, { good, bad }]) => path !== asked && good > 0 && bad === 0)
    .sort(
      ([a, x], [b, y]) => Number(HEALTHY.test(b)) - Number(HEALTHY.test(a)) || Number(b === '/') - Number(a === '/') || y.good - x.good,
    );
  return best && { path: best[0], proof: { step, quote: best[1].quote } };
}

/** The path of another probe of the same port that has not failed: it has not been asked, where the startup probe still bars the way. */
export function untriedPath({ kind, probe }: ProbeTrouble, subject: Subject): { path: string; kind: ProbeKind } | undefined {
  const { container } = subject;
  const asked = probe.httpGet?.path ?? '/';
  const failed = subject.events('Unhealthy').flatMap(({ message }) => probeEvent(message)?.kind ?? []);
  for (const other of PROBE_KINDS) {
    const { httpGet } = container[fieldOf(other)] ?? {};
    const path = httpGet?.path;
    if (other === kind || !httpGet || !path || path === asked || failed.includes(other)) continue;
    if (portOf({ httpGet }, container) === portOf(probe, container)) return { path, kind: other };
  }
  return undefined;
}
