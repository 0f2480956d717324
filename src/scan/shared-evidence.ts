/** Evidence of many pods at once: what one of them has asked for is not asked, or parsed, again for another. */

import { type Answer, type Kubectl, unanswered } from '../cluster/port.ts';
import { readAnswer } from '../cluster/read-answer.ts';
import { Evidence, type Known } from '../evidence/evidence.ts';
import { eventsQuery, listQuery, type Query } from '../evidence/query.ts';
import type { Event, Kinds } from '../kube/shapes.ts';

/** Bytes of a list of events that are kept. */
const BYTES = 16 * 1024 * 1024;
/** Events of all namespaces that are read at once; a cluster with more of them is asked for those of each pod. */
const OF_ALL = 3000;
/** Namespaces; for fewer the events of the whole cluster are not read. */
const MANY = 3;
/** Calls for one pod, on the average, at most. */
const CALLS_EACH = 15;

export class Shared {
  readonly kubectl: Kubectl;
  readonly #answers = new Map<string, Promise<Answer>>();
  readonly #values = new WeakMap<Answer, Known<unknown>>();
  /** By `namespace/pod`, of what #lists has as whole. */
  readonly #events = new Map<string, Event[]>();
  /** How the list of a namespace's events, or with undefined that of all namespaces, could be read. */
  readonly #lists = new Map<string | undefined, 'whole' | Known<never>>();

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

  /**
   * One list of events instead of one for each pod: of the whole cluster, where many namespaces are looked into and it may be read, else
   * of a namespace with several pods. Where there are more events than a list holds, each pod's own are asked for.
   */
  async readEvents(namespaces: readonly string[], timeout: number): Promise<void> {
    const crowded = [...new Set(namespaces.filter((one, index) => namespaces.indexOf(one) !== index))];
    if (new Set(namespaces).size > MANY) await this.#listEvents(undefined, { limit: OF_ALL }, timeout);
    if (this.#lists.get(undefined) !== 'whole') await Promise.all(crowded.map((namespace) => this.#listEvents(namespace, {}, timeout)));
  }

  async #listEvents(namespace: string | undefined, limit: { limit?: number }, timeout: number): Promise<void> {
    const query = listQuery('events', namespace, { fieldSelector: 'involvedObject.kind=Pod', ...limit });
    const known = this.read(query, await this.kubectl(query.args, { timeout, bytes: BYTES }));
    if (known.state === 'gap' && known.failure.kind === 'forbidden') this.#lists.set(namespace, known);
    if (known.state !== 'read') return;
    const { items, metadata } = known.value as { items: Event[]; metadata?: { continue?: string } };
    if (metadata?.continue) return;
    this.#lists.set(namespace, 'whole');
    for (const event of items) {
      const place = `${event.involvedObject?.namespace ?? event.metadata.namespace}/${event.involvedObject?.name}`;
      const known = this.#events.get(place);
      if (known) known.push(event);
      else this.#events.set(place, [event]);
    }
  }

  eventsOf(namespace: string, pod: string): Known<Event[]> | undefined {
    const list = this.#lists.get(undefined) === 'whole' ? 'whole' : this.#lists.get(namespace);
    return list === 'whole' ? { state: 'read', value: this.#events.get(`${namespace}/${pod}`) ?? [] } : list;
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

const tooMany = (most: number): Answer =>
  unanswered({ kind: 'stopped', message: `not asked: a scan asks at most ${most} questions about these pods` });
