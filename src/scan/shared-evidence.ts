/** Evidence of many pods at once: what one of them has asked for is not asked, or parsed, again for another. */
import { Evidence, type Known } from '../evidence.ts';
import type { Event, Kinds } from '../kube/shapes.ts';
import type { Answer, Kubectl } from '../port.ts';
import { eventsQuery, listQuery, type Query } from '../query.ts';
import { readAnswer } from '../read-answer.ts';

/** Bytes of a list of events that are kept. */
const BYTES = 16 * 1024 * 1024;
/** Calls for one pod, on the average, at most. */
const CALLS_EACH = 15;

export class Shared {
  readonly kubectl: Kubectl;
  readonly #answers = new Map<string, Promise<Answer>>();
  readonly #values = new WeakMap<Answer, Known<unknown>>();
  /** namespace → pod → its events; the whole namespace's failure where they could not be read. */
  readonly #events = new Map<string, Map<string, Event[]> | Known<never>>();

  /** `pods`: how many of them are looked into. */
  constructor(kubectl: Kubectl, pods: number) {
    this.kubectl = (args, limits) => {
      const key = args.join('\n');
      const known = this.#answers.get(key);
      if (known) return known;
      const answer = this.#answers.size < pods * CALLS_EACH ? kubectl(args, limits) : Promise.resolve(tooMany(pods * CALLS_EACH));
      this.#answers.set(key, answer);
      return answer;
    };
  }

  readonly read = (query: Query<unknown>, answer: Answer): Known<unknown> => {
    const value = this.#values.get(answer) ?? readAnswer(query, answer);
    this.#values.set(answer, value);
    return value;
  };

  /** One list instead of one for each pod; of a namespace with more events than a list holds, each pod's own are asked for. */
  async readEvents(namespace: string, timeout: number): Promise<void> {
    const query = listQuery('events', namespace, { fieldSelector: 'involvedObject.kind=Pod' });
    const known = this.read(query, await this.kubectl(query.args, { timeout, bytes: BYTES }));
    if (known.state === 'gap' && known.failure.kind === 'forbidden') this.#events.set(namespace, known);
    if (known.state !== 'read') return;
    const { items, metadata } = known.value as { items: Event[]; metadata?: { continue?: string } };
    if (metadata?.continue) return;
    const byPod = new Map<string, Event[]>();
    for (const event of items) {
      const name = event.involvedObject?.name ?? '';
      byPod.set(name, [...(byPod.get(name) ?? []), event]);
    }
    this.#events.set(namespace, byPod);
  }

  eventsOf(namespace: string, pod: string): Known<Event[]> | undefined {
    const events = this.#events.get(namespace);
    if (!(events instanceof Map)) return events;
    return { state: 'read', value: events.get(pod) ?? [] };
  }
}

export class SharedEvidence extends Evidence {
  readonly #shared: Shared;

  constructor(now: number, flags: readonly string[], shared: Shared) {
    super(now, flags);
    this.#shared = shared;
  }

  override events(namespace: string, name: string, kind?: string): Known<Kinds['events'][]> {
    const known = kind === undefined ? this.#shared.eventsOf(namespace, name) : undefined;
    if (known?.state === 'gap') this.settle(eventsQuery(namespace, name), known);
    return known ?? super.events(namespace, name, kind);
  }
}

function tooMany(most: number): Answer {
  return {
    stdout: '',
    failure: { kind: 'stopped', message: `not asked: a scan asks at most ${most} questions about these pods` },
    cut: false,
    exit: null,
    ms: 0,
    bytes: 0,
  };
}
