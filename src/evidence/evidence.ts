/**
 * What is known of the cluster, and what could not be read. Causes ask it for objects, lists and logs; what was not
 * asked for yet is noted, and the gathering loop (gather.ts) fetches it before they are asked again. So a cause says
 * in one place what it needs and what it makes of it, and reads nothing itself.
 */

import type { Failure } from '../errors.ts';
import type { Parameters } from '../kube/paths.ts';
import type { Kinds, List, Plural } from '../kube/shapes.ts';
import {
  type Executed,
  eventsQuery,
  keysQuery,
  listQuery,
  logQuery,
  logStartQuery,
  objectQuery,
  type Query,
  type Step,
  type Which,
} from './query.ts';

/**
 * The state of one reading. `absent`: the cluster said that it does not exist. `gap`: it could not be read, so nothing
 * may be concluded from it. `pending`: asked for just now, or not to be asked any more; conclude nothing either.
 */
export type Known<T> = { state: 'read'; value: T } | { state: 'absent' } | { state: 'gap'; failure: Failure } | { state: 'pending' };

export interface Gap {
  step: Step;
  failure: Failure;
  args: readonly string[];
}

const PENDING = { state: 'pending' } as const;

export class Evidence {
  readonly #known = new Map<string, Known<unknown>>();
  readonly #asked = new Map<string, Query<unknown>>();
  readonly #wanted = new Map<string, Query<unknown>>();
  readonly #wished = new Map<string, Query<unknown>>();

  /**
   * `now`: milliseconds since 1970 by our clock, when the run began; compare cluster times with each other instead.
   * `flags`: the connection flags that printed commands need too, as the user gave them (--context=…); never a secret.
   */
  constructor(
    readonly now: number,
    readonly flags: readonly string[] = [],
    /** May fixed reading commands run inside running containers? A replay: only those with these keys, which were run then. */
    readonly mayExec: boolean | ReadonlySet<string> = false,
  ) {}

  /** The generic reading; the methods below name the usual ones. */
  ask<T>(query: Query<T>): Known<T> {
    const known = this.#known.get(query.key);
    if (known) return known as Known<T>;
    if (!this.#asked.has(query.key)) this.#wanted.set(query.key, query);
    return PENDING;
  }

  /** What is known of a reading, without asking for it. */
  peek<T>(query: Query<T>): Known<T> {
    return (this.#known.get(query.key) ?? PENDING) as Known<T>;
  }

  /** What would be asked inside a container if it ran: `--catch` asks it when it does. */
  wish(query: Query<unknown>): void {
    this.#wished.set(query.key, query);
  }

  wishes(): Query<unknown>[] {
    return [...this.#wished.values()];
  }

  /** What commands inside containers have answered. */
  executed(): { args: readonly string[]; answer: Executed }[] {
    return [...this.#asked.values()].flatMap(({ key, form, args }) => {
      const known = form === 'exec' ? this.#known.get(key) : undefined;
      return known?.state === 'read' ? [{ args, answer: known.value as Executed }] : [];
    });
  }

  /** Programs that a container was asked to run and does not have. */
  lacking(): string[] {
    const lacks = this.executed().filter(({ answer }) => answer.lacks);
    return [...new Set(lacks.map(({ args }) => args[args.indexOf('--') + 1] ?? ''))];
  }

  object<K extends Plural>(plural: K, namespace: string | undefined, name: string): Known<Kinds[K]> {
    return this.ask(objectQuery(plural, namespace, name));
  }

  /** The items of a list of at most 500. */
  list<K extends Plural>(plural: K, namespace: string | undefined, parameters?: Parameters): Known<Kinds[K][]> {
    const known = this.ask<List<Kinds[K]>>(listQuery(plural, namespace, parameters));
    return known.state === 'read' ? { state: 'read', value: known.value.items ?? [] } : known;
  }

  /** Events about an object. */
  events(namespace: string, name: string, kind?: string): Known<Kinds['events'][]> {
    const known = this.ask(eventsQuery(namespace, name, kind));
    return known.state === 'read' ? { state: 'read', value: known.value.items ?? [] } : known;
  }

  log(namespace: string, pod: string, container: string | undefined, which: Which): Known<string> {
    return this.ask(logQuery(namespace, pod, container, which));
  }

  logStart(namespace: string, pod: string, container: string | undefined, which: Which): Known<string> {
    return this.ask(logStartQuery(namespace, pod, container, which));
  }

  /** namespace/name → keys, for every ConfigMap or Secret there is; without a namespace, in all of them. */
  keys(plural: 'configmaps' | 'secrets', namespace: string | undefined): Known<Map<string, string[]>> {
    return this.ask(keysQuery(plural, namespace));
  }

  /** What was asked for in vain since the last call, to be fetched side by side. */
  takeWanted(): Query<unknown>[] {
    const wanted = [...this.#wanted.values()];
    for (const query of wanted) this.#asked.set(query.key, query);
    this.#wanted.clear();
    return wanted;
  }

  settle(query: Query<unknown>, known: Known<unknown>): void {
    this.#asked.set(query.key, query);
    this.#wanted.delete(query.key);
    this.#known.set(query.key, known);
  }

  /** Readings that failed, in the order in which they were asked for. */
  gaps(): Gap[] {
    return [...this.#asked.values()].flatMap((query) => {
      const known = this.#known.get(query.key);
      return known?.state === 'gap' ? [{ step: query.step, failure: known.failure, args: query.args }] : [];
    });
  }
}

/** ConfigMaps and Secrets, by their kinds. */
export const pluralOf = (kind: 'ConfigMap' | 'Secret'): 'configmaps' | 'secrets' => (kind === 'ConfigMap' ? 'configmaps' : 'secrets');

/** The keys of one ConfigMap or Secret; undefined where there is none, or the names are not read. */
export const keysOf = (kind: 'ConfigMap' | 'Secret', name: string, namespace: string, evidence: Evidence): string[] | undefined =>
  valueOf(evidence.keys(pluralOf(kind), namespace))?.get(`${namespace}/${name}`);

/** The value that was read, or undefined for any other state. Only where all others mean the same. */
export function valueOf<T>(known: Known<T>): T | undefined {
  return known.state === 'read' ? known.value : undefined;
}
