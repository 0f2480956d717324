/** The pods that a Service was meant to select, where it selects none: by ports, by the labels that do agree, by names. */
import type { Pod, Service } from '../../kube/shapes.ts';
import { nearest } from '../../nearest.ts';
import { declaredPorts } from './backends.ts';

export interface Relabelled {
  pod: Pod;
  /** For a merge into the Service's selector: what the pod's labels say; null removes a key. */
  selector: Record<string, string | null>;
  /** Keys on which the two differ. */
  differs: { key: string; wants: string | undefined; has: string | undefined }[];
}

/** Labels that controllers write, which change with every revision or pod. */
const OF_CONTROLLERS =
  /^(?:pod-template-hash|controller-revision-hash|pod-template-generation|job-name|controller-uid|batch\.kubernetes\.io\/.*|statefulset\.kubernetes\.io\/pod-name|apps\.kubernetes\.io\/pod-index|app\.kubernetes\.io\/version|helm\.sh\/chart)$/;
/** Labels by which programs are usually told apart (kubernetes.io/docs/concepts/overview/working-with-objects/common-labels). */
const OF_PROGRAMS = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/component',
  'app',
  'k8s-app',
  'name',
  'component',
];

/** The labels that all pods of the same workload have, and others have not. */
export function workloadLabels(pod: Pod): Record<string, string> {
  const labels = Object.entries(pod.metadata.labels ?? {}).filter(([key]) => !OF_CONTROLLERS.test(key));
  const usual = labels.filter(([key]) => OF_PROGRAMS.includes(key));
  return Object.fromEntries(usual.length > 0 ? usual : labels);
}

/** The only workload that fits best; undefined where none fits, or two fit equally. */
export function relabelled(service: Service, pods: readonly Pod[]): Relabelled | undefined {
  const scored = pods
    .filter(({ status }) => status.phase !== 'Failed')
    .map((pod) => ({ pod, score: score(service, pod) }))
    .filter(({ score }) => score > 0);
  const best = Math.max(...scored.map(({ score }) => score));
  const first = scored.filter(({ score }) => score === best).map(({ pod }) => pod);
  const [pod] = first;
  if (!pod || first.some((other) => identityOf(other) !== identityOf(pod))) return undefined;
  const selector = selectorFor(service, pod, pods);
  const wanted = service.spec.selector ?? {};
  const differs = [...new Set([...Object.keys(wanted), ...Object.keys(selector)])]
    .map((key) => ({ key, wants: wanted[key], has: pod.metadata.labels?.[key] }))
    .filter(({ wants, has }) => wants !== has);
  return { pod, selector, differs };
}

/** Pods with the same are of the same program. */
export const identityOf = (pod: Pod): string => JSON.stringify(Object.entries(workloadLabels(pod)).sort());

function score(service: Service, pod: Pod): number {
  const labels = pod.metadata.labels ?? {};
  const values = Object.values(workloadLabels(pod));
  const wanted = Object.entries(service.spec.selector ?? {});
  const declared = declaredPorts(pod);
  const targets = service.spec.ports ?? [];
  const hasPort = hasTarget(service, pod);
  const own = new Set((service.spec.ports ?? []).map(({ port }) => port));
  // It declares ports, and none of them is the one: another program.
  if (declared.length > 0 && targets.length > 0 && !hasPort && !declared.some(({ port }) => own.has(port))) return 0;
  const same = wanted.filter(([key, value]) => labels[key] === value).length;
  const isNamedAlike =
    values.includes(service.metadata.name) ||
    wanted.some(([, value]) => nearest(value, values) !== undefined) ||
    nearest(service.metadata.name, values) !== undefined;
  return (hasPort ? 4 : 0) + same * 2 + (isNamedAlike ? 3 : 0);
}

/** Labels of one revision of a workload: a Service that selects them leads nowhere after the next rollout. */
const OF_REVISION = ['pod-template-hash', 'controller-revision-hash'];

/** By the keys that it has, where these tell the program from others; else by those of the workload. */
export function selectorFor(service: Service, pod: Pod, pods: readonly Pod[]): Record<string, string | null> {
  const labels = pod.metadata.labels ?? {};
  const kept = Object.fromEntries(
    Object.keys(service.spec.selector ?? {}).map((key) => [key, OF_REVISION.includes(key) ? null : (labels[key] ?? null)] as const),
  );
  const told = Object.entries(kept).filter(([, value]) => value !== null);
  const isAlsoOf = (other: Pod) =>
    identityOf(other) !== identityOf(pod) && told.every(([key, value]) => other.metadata.labels?.[key] === value);
  if (told.length > 0 && !pods.some(isAlsoOf)) return kept;
  const none = Object.fromEntries(Object.keys(kept).map((key) => [key, null]));
  return { ...none, ...workloadLabels(pod) };
}

/** The pods behind a Service are the caller's own, which have no such port, and another workload has it: that one is meant. */
export function insteadOfCaller(service: Service, selected: readonly Pod[], caller: Pod, pods: readonly Pod[]): Relabelled | undefined {
  const own = identityOf(caller);
  if (selected.length === 0 || selected.some((pod) => identityOf(pod) !== own) || hasTarget(service, caller)) return undefined;
  const meant = relabelled(
    service,
    pods.filter((pod) => identityOf(pod) !== own),
  );
  return meant && hasTarget(service, meant.pod) ? meant : undefined;
}

function hasTarget({ spec }: Service, pod: Pod): boolean {
  const known = new Set(declaredPorts(pod).flatMap(({ name, port }) => [name, port]));
  return (spec.ports ?? []).some(({ targetPort, port }) => known.has(targetPort ?? port));
}
