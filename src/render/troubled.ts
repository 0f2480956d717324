/** Which pods and containers deserve a block of their own, and how their findings stand to each other. */
import type { ContainerReport, Finding, PodReport, Report } from '../report.ts';

/** Waiting for others is no trouble of its own. */
const WAITS_FOR_OTHERS = ['PodInitializing', 'ContainerCreating'];

/** What ends all containers of a pod is told at one of them. */
const OF_THE_POD = ['pod-evicted', 'pod-disrupted', 'pod-rejected'];

/**
 * The containers with findings, and those that look broken though nothing was found, as they stand in the report (the worst first); of
 * a pod that is unhealthy for no visible container, the first.
 */
export function troubledContainers(pod: PodReport): ContainerReport[] {
  if (pod.healthy) return [];
  const isWhole = pod.containers.some(({ findings: [first] }) => first && OF_THE_POD.includes(first.cause));
  const troubled = pod.containers.filter((one) => one.findings.length > 0 || (!isWhole && looksBroken(one)));
  return troubled.length > 0 ? troubled : pod.containers.slice(0, 1);
}

function looksBroken({ state, reason, exitCode }: ContainerReport): boolean {
  if (state === 'waiting') return reason !== null && !WAITS_FOR_OTHERS.includes(reason);
  return state === 'terminated' && exitCode !== 0;
}

/** Unhealthy pods as they stand in the report (the worst first), then the healthy. */
export function byHealth(report: Report): { unhealthy: PodReport[]; healthy: PodReport[] } {
  return { unhealthy: report.pods.filter((pod) => !pod.healthy), healthy: report.pods.filter((pod) => pod.healthy) };
}

/** How a finding stands to the one above it: what follows from it, another root beside it, or another reading of the same facts. */
export type Relation = 'root' | 'follows' | 'beside' | 'alternative';

export function relation(finding: Finding, above: Finding | undefined): Relation {
  if (!above) return 'root';
  // Two sure ones of one container are two faults: one that keeps it from starting now, one that ended its last run.
  if (above.explains === finding.explains) return above.explains === null && finding.confidence === 'possible' ? 'alternative' : 'beside';
  return above.explains === null ? 'alternative' : 'follows';
}
