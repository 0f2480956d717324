/** What a scan has seen so far: those in trouble, and how many there are of all. */

import type { Pod } from '../kube/shapes.ts';
import type { PodReport } from '../report.ts';
import { Folds } from './folds.ts';
import { controllerOf, type Page } from './read-page.ts';
import { shortReport } from './short-report.ts';
import { isReady, restartedAt, sightOf } from './suspect.ts';

export class Tally {
  readonly folds: Folds;
  pods = 0;
  starting = 0;
  namespaces = new Set<string>();
  /** Those that have a pod that is ready. */
  controllers = new Set<string>();
  /** Fine now, and restarted within the time that was asked for. */
  recovered: PodReport[] = [];
  isAgain = false;
  readonly #now: number;
  readonly #since: number;

  /** `kept`: of how many folds a pod itself is kept; `now` and `since` in milliseconds since 1970. */
  constructor(kept: number, now: number, since: number) {
    this.folds = new Folds(kept);
    this.#now = now;
    this.#since = since;
  }

  get worst(): PodReport | undefined {
    return this.folds.worst?.members[0]?.report;
  }

  add(page: Page): void {
    this.pods += page.count;
    for (const name of page.namespaces) this.namespaces.add(name);
    for (const name of page.controllers) this.controllers.add(name);
    for (const pod of page.pods) this.#look(pod);
    this.folds.trim();
  }

  /** The list was out of date, and is read once more. */
  restart(): void {
    this.pods = 0;
    this.starting = 0;
    this.namespaces = new Set();
    this.controllers = new Set();
    this.recovered = [];
    this.folds.clear();
    this.isAgain = true;
  }

  #look(pod: Pod): void {
    const sight = sightOf(pod, this.#now);
    if (sight.is === 'leaving') return;
    if (sight.is === 'in-trouble') {
      this.folds.add(sight.suspect, pod, shortReport(pod, sight.containers, this.#now));
      return;
    }
    if (sight.is === 'starting') this.starting++;
    const controller = isReady(pod) ? controllerOf(pod) : undefined;
    if (controller) this.controllers.add(controller);
    if ((restartedAt(pod) ?? 0) >= this.#since) this.recovered.push(shortReport(pod, sight.containers, this.#now));
  }
}
