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
  /** No other Service leads to those that are meant, and what is selected is not called after the Service, as its worker is. */
  isAlone: boolean;
}

/** What stands in for a program under its name: another version of it, or what is put before it. */
const STANDS_IN =
  /^-(?:v?\d[\w.]*|blue|green|canary|stable|next|new|old|live|beta|prod|primary|proxy|gateway|ingress|envoy|nginx|auth|cache|lb|router|frontend|web|server)$/;

export function foreignBackends(service: Service, namespace: string, evidence: Evidence): Foreign | undefined {
  const { name } = service.metadata;
  const pods = (valueOf(evidence.list('pods', namespace)) ?? []).filter(isReady);
  const isSelected = ({ metadata }: Pod) => selectsPlainly(service.spec.selector, metadata.labels);
  const isCalledSo = (pod: Pod) => Object.values(workloadLabels(pod)).includes(name);
  const [selected] = pods.filter(isSelected);
  const [pod, ...more] = pods.filter((one) => !isSelected(one) && isCalledSo(one));
  if (!selected || !pod || pods.filter(isSelected).some(isCalledSo) || more.some((one) => identityOf(one) !== identityOf(pod)))
    return undefined;
  const called = pods.filter(isSelected).flatMap((one) => Object.values(workloadLabels(one)));
  if (called.some((one) => one.startsWith(name) && STANDS_IN.test(one.slice(name.length)))) return undefined;
  const isKin = called.some((one) => one.startsWith(`${name}-`) || name.startsWith(`${one}-`));
  const selector = selectorFor(service, pod, pods);
  const wanted = service.spec.selector ?? {};
  const differs = Object.entries(selector).map(([key, value]) => ({ key, wants: wanted[key], has: value ?? undefined }));
  const services = valueOf(evidence.list('services', namespace)) ?? [];
  const isAlone = !isKin && !services.some(({ spec }) => selectsPlainly(spec.selector, pod.metadata.labels));
  return { service, namespace, selected, meant: { pod, selector, differs }, isAlone };
}
