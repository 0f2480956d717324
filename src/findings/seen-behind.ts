/** What is seen of the server whose answer ended a program: the state of its pod, its own complaint, and what that leads to. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { statusWord } from '../kube/pod.ts';
import type { Pod } from '../kube/shapes.ts';
import type { Fact } from '../logs/fact.ts';
import { isReady } from '../trace/network/backends.ts';
import { type Beyond, beyond } from '../trace/network/beyond.ts';
import { overheard } from '../trace/servers/overheard.ts';
import { type Server, serverSubject } from '../trace/servers/server.ts';
import type { Match } from './match.ts';

export interface SeenBehind {
  pod: Pod | undefined;
  /** The same, where it is not ready. */
  down: Pod | undefined;
  /** What the server says in its own log, and what it fails to reach itself. */
  complaint: Fact | undefined;
  next: Beyond | undefined;
}

/** `status`: of its answer, where that is told. */
export function seenBehind(found: Server, status: string | undefined, evidence: Evidence): SeenBehind {
  const { pod } = found;
  // Of what it refuses by itself its log need not speak.
  const complaint = status && /^4/.test(status) ? undefined : overheard(found, evidence);
  const behind = serverSubject(found, evidence);
  return {
    pod,
    down: pod && !isReady(pod) ? pod : undefined,
    complaint,
    next: complaint && behind ? beyond(complaint, behind, evidence) : undefined,
  };
}

/** For the end of a sentence. */
export function behindWords({ pod, down, complaint, next }: SeenBehind): string {
  const state = down ? `; its pod ${down.metadata.name} is ${statusWord(down)}, not ready` : '';
  if (!complaint || !pod) return state;
  const said = next
    ? `fails to reach Service ${next.service.metadata.name}: ${next.words}`
    : `complains: ${complaint.quote.slice(0, 160)}${frameOf(complaint)}`;
  return `${state}; pod ${pod.metadata.name} itself ${said}`;
}

const frameOf = ({ fields }: Fact) => ('frame' in fields && fields.frame ? ` (at ${fields.frame})` : '');

/** The pods that are to be looked at: its own that is not ready, or those behind what it fails to reach. */
export function leadsTo(seen: SeenBehind | undefined, subject: Subject): Partial<Pick<Match, 'leadsTo'>> {
  const unready = seen?.next?.fault.kind === 'not-ready' ? seen.next.fault.pods : [];
  const pods = seen?.down ? [seen.down] : unready;
  if (pods.length === 0) return {};
  return { leadsTo: pods.map(({ metadata }) => ({ namespace: metadata.namespace ?? subject.namespace, name: metadata.name })) };
}
