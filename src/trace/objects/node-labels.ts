/** Labels that a pod asks of its node (nodeSelector), and what the nodes have for them. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { nearest } from '../../nearest.ts';

export interface AskedLabel {
  key: string;
  value: string;
  /** Values that nodes have for that key; undefined: the nodes could not be read. */
  there: string[] | undefined;
  /** The one that is likely meant. */
  near: string | undefined;
}

/** Those that no node has; where the nodes could not be read, all of them. */
export function lackingLabels({ pod }: Subject, evidence: Evidence): AskedLabel[] {
  const asked = Object.entries(pod.spec.nodeSelector ?? {});
  if (asked.length === 0) return [];
  const nodes = valueOf(evidence.list('nodes', undefined));
  return asked.flatMap(([key, value]): AskedLabel[] => {
    const there = nodes && [...new Set(nodes.flatMap(({ metadata }) => metadata.labels?.[key] ?? []))];
    return there?.includes(value) ? [] : [{ key, value, there, near: there && nearest(value, there) }];
  });
}

/** "disk=nvme, a label that no node has", "disk=nvmee, while nodes have nvme". */
export function labelWords({ key, value, there }: AskedLabel): string {
  const has =
    there === undefined ? '' : there.length === 0 ? ', a label that no node has' : `, while nodes have ${there.slice(0, 4).join(', ')}`;
  return `${key}=${value}${has}`;
}
