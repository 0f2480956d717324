/**
 * What a scan keeps of the pods that it has read: a short report of each that is in trouble, and of the worst few also the pod itself, to
 * look into it. So memory grows with the trouble, not with the cluster.
 */

import type { Pod } from '../kube/shapes.ts';
import type { PodReport } from '../report.ts';
import { controllerOf } from './read-page.ts';
import type { Suspect } from './suspect.ts';

/** Pods of one template, in trouble in the same way. */
export interface Fold {
  key: string;
  severity: number;
  /** When it happened last to one of them, in milliseconds since 1970. */
  at: number;
  /** The newest; kept only of the worst folds. */
  pod: Pod | undefined;
  /** Newest first, once `ranked`. */
  members: { report: PodReport; at: number }[];
  /** The controller of the newest, where that is over and not started again (phase Failed). */
  endedOf: string | undefined;
}

export class Folds {
  readonly #folds = new Map<string, Fold>();

  /** `kept`: of how many folds the pod itself is kept. */
  constructor(readonly kept: number) {}

  add({ severity, at, fold: key }: Suspect, pod: Pod, report: PodReport): void {
    const fold: Fold = this.#folds.get(key) ?? { key, severity, at: 0, pod: undefined, members: [], endedOf: undefined };
    this.#folds.set(key, fold);
    // The newest stands for all: its log is the likeliest to be there still.
    if (!fold.pod || at >= fold.at) fold.pod = pod;
    if (at >= fold.at) fold.endedOf = pod.status.phase === 'Failed' ? controllerOf(pod) : undefined;
    fold.at = Math.max(fold.at, at);
    fold.members.push({ report, at });
  }

  /**
   * Lets go of the pods of all but the worst. None of those let go can be missed: a fold rises only when a pod is added to it, and that
   * one is kept again.
   */
  trim(): void {
    for (const fold of this.#worstFirst().slice(this.kept)) fold.pod = undefined;
  }

  /** Pods in trouble so far. */
  get size(): number {
    let size = 0;
    for (const { members } of this.#folds.values()) size += members.length;
    return size;
  }

  get worst(): Fold | undefined {
    return this.#worstFirst()[0];
  }

  /** Worst first, their members newest first. */
  ranked(): Fold[] {
    const folds = this.#worstFirst();
    for (const { members } of folds) members.sort((a, b) => b.at - a.at);
    return folds;
  }

  clear(): void {
    this.#folds.clear();
  }

  #worstFirst(): Fold[] {
    return [...this.#folds.values()].sort((a, b) => a.severity - b.severity || b.members.length - a.members.length || b.at - a.at);
  }
}
