/** The report on a target, by whichever kubectl, with no limit of time. */
import { targetsOf } from '../src/cli/targets.ts';
import type { Kubectl } from '../src/cluster/port.ts';
import type { Target } from '../src/command.ts';
import { investigate } from '../src/diagnosis/investigate.ts';
import type { Evidence } from '../src/evidence/evidence.ts';
import type { Report } from '../src/report.ts';

/** `target`: as a user types it, such as deploy/web. */
export function investigated(target: string, namespace: string, kubectl: Kubectl, evidence: Evidence): Promise<Report> {
  return investigate(targetsOf([target]).targets[0] as Target, namespace, {
    kubectl,
    evidence,
    deadline: Number.POSITIVE_INFINITY,
    clock: () => 0,
    calls: [],
    progress: () => {},
  });
}
