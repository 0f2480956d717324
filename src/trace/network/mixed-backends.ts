/** A Service that selects more than it is for: pods of another program beside those that have the port. A share of all calls ends there. */
import type { Pod, Service, ServicePort } from '../../kube/shapes.ts';
import { declaredPorts, isReady, targetPortOf } from './backends.ts';
import { identityOf, workloadLabels } from './selector-mismatch.ts';

export interface Mixed {
  /** The port of the pods. */
  port: number;
  right: Pod[];
  others: Pod[];
  /** What the right ones are labelled, and none of the others. */
  labels: Record<string, string>;
}

/** By number alone: a pod without a port of the name that is asked for gets no traffic (pkg/controller/endpointslice). */
export function mixedBackends({ spec }: Service, called: ServicePort | undefined, selected: readonly Pod[]): Mixed | undefined {
  const port = called ?? (spec.ports?.length === 1 ? spec.ports[0] : undefined);
  if (!port || typeof port.targetPort === 'string') return undefined;
  const ready = selected.filter(isReady);
  const has = (pod: Pod) => declaredPorts(pod).some((one) => one.port === targetPortOf(port, pod));
  const [right, others] = [ready.filter(has), ready.filter((pod) => !has(pod))];
  const [first] = right;
  if (!first || others.length === 0 || right.some((pod) => identityOf(pod) !== identityOf(first))) return undefined;
  const labels = Object.fromEntries(
    Object.entries(workloadLabels(first)).filter(([key, value]) => others.every(({ metadata }) => metadata.labels?.[key] !== value)),
  );
  return Object.keys(labels).length > 0 ? { port: targetPortOf(port, first) ?? port.port, right, others, labels } : undefined;
}
