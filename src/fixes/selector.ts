/** A Service that selects no pod gets the labels of those that it was meant for. */
import { labelsText } from '../kube/selector.ts';
import type { Service } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import type { Relabelled } from '../trace/network/selector-mismatch.ts';
import { patchObject } from './object.ts';
import type { WorkloadFix } from './workload.ts';

export const selectThem = (
  { metadata }: Service,
  namespace: string,
  { pod, selector }: Relabelled,
  fix: WorkloadFix,
  after: { again: boolean },
): Fix =>
  patchObject(
    `let Service ${metadata.name} select ${labelsText(selector)}, the labels of pod ${pod.metadata.name}`,
    { word: 'service', metadata, namespace },
    { spec: { selector } },
    fix,
    after,
  );
