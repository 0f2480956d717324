/** One cluster, or one namespace of it: read its pods, keep those in trouble, look into the worst. */

import type { Kubectl } from '../cluster/port.ts';
import type { Gap } from '../evidence/evidence.ts';
import type { PodReport, ScanReport } from '../report.ts';
import type { Looked } from './groups.ts';
import { listPods, type Place } from './list-pods.ts';
import { lookInto } from './look-into.ts';
import { foldsThatAreOver } from './over.ts';
import type { Page } from './read-page.ts';
import { Tally } from './tally.ts';

/** Kinds of trouble that are looked into, the worst of them. */
const WORST = 20;
/** Of the run's time, what the list may take; the rest is for looking into what it shows. */
const LIST_SHARE = 0.7;

export interface Scanning {
  kubectl: Kubectl;
  place: Place;
  /** Milliseconds since 1970: when the run began, and when it has to end. */
  now: number;
  deadline: number;
  clock: () => number;
  flags: readonly string[];
  /** Also what restarted, or ended, in this time and is fine now; in milliseconds. */
  sinceMs: number | undefined;
  progress: (seen: Seen) => void;
  /** Told of each pod that is looked into, as JSON: it may hold credentials, which are hidden wherever they turn up. */
  learn: (json: string) => void;
}

/** So far. */
export interface Seen {
  pods: number;
  inTrouble: number;
  worst: PodReport | undefined;
  /** The list was out of date and is read once more. */
  isAgain: boolean;
  /** Of so many that are looked into, so many are done; undefined while pods are read. */
  looked: { done: number; of: number } | undefined;
}

export interface Scanned {
  looked: Looked[];
  /** Fine now, but not always in the time that was asked for. */
  recovered: PodReport[];
  scan: ScanReport;
  gap: Gap | undefined;
}

export async function scanCluster(scanning: Scanning): Promise<Scanned> {
  const { kubectl, place, now, deadline, clock, flags, sinceMs, progress, learn } = scanning;
  const since = sinceMs === undefined ? Number.POSITIVE_INFINITY : now - sinceMs;
  const tally = new Tally(WORST, now, since);
  const say = (looked?: Seen['looked']) =>
    progress({ pods: tally.pods, inTrouble: tally.folds.size, worst: tally.worst, isAgain: tally.isAgain, looked });
  const told = {
    page: (page: Page) => {
      tally.add(page);
      say();
    },
    restart: () => {
      tally.restart();
      say();
    },
  };
  const gap = await listPods(kubectl, place, now + (deadline - now) * LIST_SHARE, clock, told);
  const ranked = tally.folds.ranked();
  const over = await foldsThatAreOver(ranked, tally.controllers, now, kubectl, Math.max(1, deadline - clock()));
  const inTrouble = ranked.filter((fold) => !over.has(fold));
  const worst = inTrouble.slice(0, WORST);
  for (const { pod } of worst) learn(JSON.stringify(pod ?? {}));
  const reports = await lookInto(worst, { kubectl, now, deadline, clock, flags, progress: (done) => say({ done, of: worst.length }) });
  const ended = [...over].flatMap(({ members }) => members);
  return {
    looked: inTrouble.map((fold) => ({ fold, report: reports.get(fold) })),
    recovered: [...tally.recovered, ...ended.filter(({ at }) => at >= since).map(({ report }) => overReport(report))],
    scan: {
      pods: tally.pods,
      namespaces: tally.namespaces.size,
      starting: tally.starting,
      over: ended.length,
      complete: gap === undefined,
    },
    gap,
  };
}

/** Failed, and not missed any more. */
function overReport(report: PodReport): PodReport {
  return {
    ...report,
    healthy: true,
    notes: [`the pod has failed (${report.status}); its controller has ready pods again, or its Job has completed since`],
  };
}
