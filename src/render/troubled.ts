/** Which containers deserve a block of their own, worst first. */
import type { ContainerReport, Finding, PodReport, Report } from '../report.ts';

/** Waiting for others is no trouble of its own. */
const WAITS_FOR_OTHERS = ['PodInitializing', 'ContainerCreating'];

/**
 * The containers with findings, then those that look broken though nothing was found; of a pod that is unhealthy for no visible
 * container, the one that restarted most.
 */
export function troubledContainers(pod: PodReport): ContainerReport[] {
  if (pod.healthy) return [];
  const found = pod.containers.filter(({ findings }) => findings.length > 0);
  const broken = pod.containers.filter((one) => one.findings.length === 0 && looksBroken(one));
  if (found.length + broken.length > 0) return [...found.sort((a, b) => weight(a) - weight(b)), ...broken];
  return [...pod.containers].sort((a, b) => b.restarts - a.restarts).slice(0, 1);
}

function looksBroken({ state, reason, exitCode }: ContainerReport): boolean {
  if (state === 'waiting') return reason !== null && !WAITS_FOR_OTHERS.includes(reason);
  return state === 'terminated' && exitCode !== 0;
}

/** What stopped an earlier container explains why a later one has not run; sure findings go before guesses. */
function weight({ kind, findings }: ContainerReport): number {
  const confidence = { certain: 0, likely: 1, possible: 2 }[findings[0]?.confidence ?? 'possible'];
  return (kind === 'init' ? 0 : 10) + confidence;
}

/** Unhealthy pods as they stand in the report (the worst first), then the healthy. */
export function byHealth(report: Report): { unhealthy: PodReport[]; healthy: PodReport[] } {
  return { unhealthy: report.pods.filter((pod) => !pod.healthy), healthy: report.pods.filter((pod) => pod.healthy) };
}

/** How a finding stands to the one above it: what follows from it, another root beside it, or another reading of the same facts. */
export type Relation = 'root' | 'follows' | 'beside' | 'alternative';

export function relation(finding: Finding, above: Finding | undefined): Relation {
  if (!above) return 'root';
  if (above.explains === finding.explains) return above.explains === null ? 'alternative' : 'beside';
  return above.explains === null ? 'alternative' : 'follows';
}
