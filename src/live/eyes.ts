/** Looks at a target again and again, cheaply: one list of its pods a look. A failed look is a failed look, no end. */

import { readAnswer } from '../cluster/read-answer.ts';
import type { Target } from '../command.ts';
import type { Failure } from '../errors.ts';
import type { Known } from '../evidence/evidence.ts';
import { eventsQuery, listQuery, newLinesQuery, type Query, type Which } from '../evidence/query.ts';
import type { Event, List, Pod } from '../kube/shapes.ts';
import type { OpenSession } from '../open-session.ts';
import { type Scope, scopeOf, scopeOfLabels } from './scope.ts';

/** Milliseconds that one reading may take. */
const PATIENCE = 10_000;
const BYTES = 32 * 1024 * 1024;
/** Looks after which the object itself is read again: its selector, its number of replicas. */
const REFRESH = 15;

export interface Look {
  /** Milliseconds by our clock, when it began. */
  at: number;
  pods: Pod[];
  replicas: number | undefined;
  failure?: Failure;
}

export class Eyes {
  #scope: Omit<Scope, 'target'> | undefined;
  #target: Target | undefined;
  #untilRefresh = 0;

  constructor(
    readonly asked: { target: Target } | { selector: string },
    readonly session: OpenSession,
  ) {
    if ('selector' in asked) this.#scope = scopeOfLabels(asked.selector);
    else this.#target = asked.target;
  }

  /** What is named now: where a pod was named, its owner. Undefined: labels were. */
  get target(): Target | undefined {
    return this.#target;
  }

  async look(): Promise<Look> {
    const { namespace, world } = this.session;
    const at = world.now();
    await this.#refresh();
    const scope = this.#scope;
    const nothing = { at, pods: [], replicas: undefined };
    if (!scope) return { ...nothing, failure: { kind: 'other', message: 'the target could not be read' } };
    const known: Known<List<Pod>> = await this.read(listQuery('pods', namespace, scope.parameters));
    if (known.state === 'gap') return { ...nothing, failure: known.failure };
    const pods = known.state === 'read' ? (known.value.items ?? []).filter(scope.owns) : [];
    if (pods.length === 0) this.#untilRefresh = Math.min(this.#untilRefresh, 2);
    return { at, pods, replicas: scope.replicas };
  }

  async #refresh(): Promise<void> {
    const { target } = this;
    if (!target || this.#untilRefresh-- > 0) return;
    const { look, namespace, world } = this.session;
    const found = await scopeOf(target, namespace, {
      kubectl: look,
      deadline: world.now() + PATIENCE,
      clock: world.now,
      calls: [],
      progress: () => {},
    });
    this.#untilRefresh = found ? REFRESH : 2;
    if (!found) return;
    this.#scope = found;
    this.#target = found.target;
  }

  async events(pod: string): Promise<Event[]> {
    const known = await this.read(eventsQuery(this.session.namespace, pod));
    return known.state === 'read' ? (known.value.items ?? []) : [];
  }

  /** Undefined: it could not be read. */
  async log(pod: string, container: string, which: Which, since?: number): Promise<string | undefined> {
    const known = await this.read(newLinesQuery(this.session.namespace, pod, container, which, since));
    return known.state === 'read' ? known.value : undefined;
  }

  async read<T>(query: Query<T>, timeout = PATIENCE): Promise<Known<T>> {
    return readAnswer(query, await this.session.look(query.args, { timeout, bytes: BYTES })) as Known<T>;
  }
}
