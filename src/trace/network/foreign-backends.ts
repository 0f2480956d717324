/** A Service whose ready pods are all of another program, while the pods that are labelled with its name stand beside it. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { selectsPlainly } from '../../kube/selector.ts';
import type { Pod, Service } from '../../kube/shapes.ts';
import { isReady } from './backends.ts';
import { identityOf, type Relabelled, selectorFor, workloadLabels } from './selector-mismatch.ts';

export interface Foreign {
  service: Service;
  namespace: string;
  /** One of those that it leads to. */
  selected: Pod;
  meant: Relabelled;
  /** No other Service leads to those that are meant. */
  isAlone: boolean;
}

export function foreignBackends(service: Service, namespace: string, evidence: Evidence): Foreign | undefined {
  const { name } = service.metadata;
  const pods = (valueOf(evidence.list('pods', namespace)) ?? []).filter(isReady);
  const isSelected = ({ metadata }: Pod) => selectsPlainly(service.spec.selector, metadata.labels);
  const isCalledSo = (pod: Pod) => Object.values(workloadLabels(pod)).includes(name);
  const [selected] = pods.filter(isSelected);
  const [pod, ...more] = pods.filter((one) => !isSelected(one) && isCalledSo(one));
  if (!selected || !pod || pods.filter(isSelected).some(isCalledSo) || more.some((one) => identityOf(one) !== identityOf(pod)))
    return undefined;
  const selector = selectorFor(service, pod, pods);
  const wanted = service.spec.selector ?? {};
  const differs = Object.entries(selector).map(([key, value]) => ({ key, wants: wanted[key], has: value ?? undefined }));
  const services = valueOf(evidence.list('services', namespace)) ?? [];
  const isAlone = !services.some(({ spec }) => selectsPlainly(spec.selector, pod.metadata.labels));
  return { service, namespace, selected, meant: { pod, selector, differs }, isAlone };
}
