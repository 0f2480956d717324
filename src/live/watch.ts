/** `--watch`: when is it over? A state machine over looks: it knows times and pods, and reads nothing itself. Pure. */
import { timeOf } from '../kube/pod.ts';
import type { Pod } from '../kube/shapes.ts';
import { blockOf, isHealthy, newestPods } from './newest-pods.ts';
import { type EndedRun, RunBook } from './runs.ts';

/** Milliseconds for which something new has to hold it up, before that counts as the outcome. */
const HELD_UP = 10_000;
/** The same where no node takes it: nodes are made for pods that wait. */
const UNSCHEDULED = 60_000;
/** Milliseconds that a new pod may take to become ready. */
const UNREADY = 120_000;
/** The kubelet forgets a crash after 10 minutes (kuberuntime MaxContainerBackOff × 2): who lived longer has got over it. */
const LONGEST_PROOF = 600_000;

export type Outcome =
  | { kind: 'healthy'; forMs: number }
  | { kind: 'crashed'; run: EndedRun }
  /** Something new keeps it from running or from becoming ready. */
  | { kind: 'held-up'; pod: string };

export interface WatchOptions {
  healthyForMs: number;
  /** How many pods there should be, where that is known. */
  replicas?: number | undefined;
  container?: string | undefined;
}

export class Watch {
  readonly #runs = new RunBook();
  /** The pods of the first look, and what held them up. */
  #known: Set<string> | undefined;
  #blocks = new Set<string>();
  /** Since when something holds; by what it is. */
  readonly #since = new Map<string, number>();
  #healthySince: number | undefined;
  #proofMs: number;

  constructor(readonly options: WatchOptions) {
    this.#proofMs = options.healthyForMs;
  }

  /** Milliseconds for which it has to stay healthy: longer than it lived before it died. */
  get proofMs(): number {
    return this.#proofMs;
  }

  /** Milliseconds for which it has been healthy at that time. */
  healthyFor(at: number): number | undefined {
    return this.#healthySince === undefined ? undefined : at - this.#healthySince;
  }

  /** The outcome was looked into, and all is not well after all. */
  doubt(): void {
    this.#healthySince = undefined;
  }

  /** `at`: milliseconds by our clock. */
  see(pods: readonly Pod[], at: number, replicas = this.options.replicas): Outcome | undefined {
    const fresh = this.#runs.add(pods);
    const newest = newestPods(pods);
    if (this.#known === undefined) {
      this.#known = new Set(pods.map(({ metadata }) => metadata.uid ?? ''));
      this.#blocks = new Set(pods.flatMap((pod) => blockOf(pod) ?? []));
      const lived = Math.max(0, ...fresh.filter(({ isBad }) => isBad).map(({ seconds = 0 }) => seconds * 1000));
      if (lived > 0) this.#proofMs = Math.max(this.#proofMs, Math.min(LONGEST_PROOF, 2 * lived + 10_000));
    } else {
      const uids = new Set(newest.map(({ metadata }) => metadata.uid));
      const run = fresh.find((one) => one.isBad && uids.has(one.uid) && this.#isAsked(one));
      if (run) return { kind: 'crashed', run };
    }
    const heldUp = newest.find((pod) => this.#isHeldUp(pod, at));
    if (heldUp) return { kind: 'held-up', pod: heldUp.metadata.name };
    const isWell = newest.length > 0 && newest.length >= (replicas ?? 1) && newest.every(isHealthy);
    this.#healthySince = isWell ? (this.#healthySince ?? at) : undefined;
    return isWell && at - (this.#healthySince ?? at) >= this.#proofMs ? { kind: 'healthy', forMs: this.#proofMs } : undefined;
  }

  #isAsked({ container }: EndedRun): boolean {
    return this.options.container === undefined || this.options.container === container;
  }

  #isHeldUp(pod: Pod, at: number): boolean {
    const block = blockOf(pod);
    const uid = pod.metadata.uid ?? '';
    if (block !== undefined && !this.#blocks.has(block))
      return this.#holds(`${uid} ${block}`, at, block === 'not scheduled' ? UNSCHEDULED : HELD_UP);
    const isNew = !this.#known?.has(uid);
    const isYoung = block !== undefined || isHealthy(pod) || !isNew || timeOf(pod.metadata.creationTimestamp) === undefined;
    return isYoung ? this.#forget(uid) : this.#holds(`${uid} unready`, at, UNREADY);
  }

  #holds(what: string, at: number, ms: number): boolean {
    const since = this.#since.get(what) ?? at;
    this.#since.set(what, since);
    return at - since >= ms;
  }

  #forget(uid: string): false {
    for (const what of this.#since.keys()) if (what.startsWith(`${uid} `)) this.#since.delete(what);
    return false;
  }
}
