/** The worst pods of a scan, through the same diagnosis as a pod that is named: a few side by side, the worst first. */

import type { Kubectl } from '../cluster/port.ts';
import { buildReport } from '../diagnosis/build-report.ts';
import { diagnosePod } from '../diagnosis/diagnose.ts';
import { gather } from '../diagnosis/gather.ts';
import { objectQuery } from '../evidence/query.ts';
import type { Pod } from '../kube/shapes.ts';
import type { PodReport } from '../report.ts';
import type { Fold } from './folds.ts';
import { Shared, SharedEvidence } from './shared-evidence.ts';

/** Pods side by side; more gain nothing, as each asks for several things at once. */
const SIDE_BY_SIDE = 4;

export interface Looking {
  kubectl: Kubectl;
  /** Milliseconds since 1970: when the scan began, and when it has to end. */
  now: number;
  deadline: number;
  clock: () => number;
  /** Connection flags that printed commands need. */
  flags: readonly string[];
  /** Told how many are done. */
  progress: (done: number) => void;
}

/** The report of the pod that stands for a fold; none of those whose turn did not come in time. */
export async function lookInto(folds: readonly Fold[], looking: Looking): Promise<Map<Fold, PodReport>> {
  const { kubectl, deadline, clock, progress } = looking;
  const reports = new Map<Fold, PodReport>();
  const queue = folds.flatMap((fold) => (fold.pod ? [{ fold, pod: fold.pod }] : []));
  const pods = queue.map(({ pod }) => pod);
  const shared = new Shared(kubectl, pods.length);
  await shared.readEvents(
    pods.map(({ metadata }) => metadata.namespace ?? 'default'),
    Math.max(1, deadline - clock()),
  );
  const next = async (): Promise<void> => {
    for (let one = queue.shift(); one && clock() < deadline; one = queue.shift()) {
      const report = await lookAt(one.pod, pods, shared, looking);
      if (report) reports.set(one.fold, report);
      progress(reports.size);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, next));
  return reports;
}

async function lookAt(
  pod: Pod,
  known: readonly Pod[],
  shared: Shared,
  { now, deadline, clock, flags }: Looking,
): Promise<PodReport | undefined> {
  const evidence = new SharedEvidence(now, flags, shared);
  for (const one of known)
    evidence.settle(objectQuery('pods', one.metadata.namespace ?? 'default', one.metadata.name), { state: 'read', value: one });
  const { kubectl, read } = shared;
  const containers = await gather({ kubectl, evidence, deadline, clock, calls: [], progress: () => {}, read }, () =>
    diagnosePod(pod, evidence),
  );
  return buildReport([{ pod, containers }], evidence, []).pods[0];
}
