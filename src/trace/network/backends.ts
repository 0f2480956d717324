/** What stands behind a Service: the pods that it selects, and the endpoints that traffic is sent to. */
import { type Evidence, type Known, valueOf } from '../../evidence/evidence.ts';
import { LIST_LIMIT } from '../../evidence/query.ts';
import { isTrue, timeOf } from '../../kube/pod.ts';
import { selectsPlainly } from '../../kube/selector.ts';
import type { EndpointSlice, Pod, Service, ServicePort } from '../../kube/shapes.ts';

export interface Endpoint {
  address: string;
  ready: boolean;
  pod: string | undefined;
  slice: string;
}

export interface Backends {
  service: Service;
  namespace: string;
  name: string;
  endpoints: Endpoint[];
  slices: EndpointSlice[];
  /** Could the endpoints be read? */
  isSeen: boolean;
  /** Selected by the Service, apart from those that are over; undefined where pods may not be listed. */
  pods: Pod[] | undefined;
  /** All pods of the namespace. */
  neighbours: Pod[];
}

export const sliceSelector = (service: string) => ({ labelSelector: `kubernetes.io/service-name=${service}` });

export function backendsOf(service: Service, namespace: string, evidence: Evidence): Known<Backends> {
  const name = service.metadata.name;
  const slices = evidence.list('endpointslices', namespace, sliceSelector(name));
  const listed = evidence.list('pods', namespace);
  if (slices.state === 'pending' || listed.state === 'pending') return { state: 'pending' };
  // The pods that it selects tell as much, but for a Service without a selector.
  if (slices.state !== 'read' && (listed.state !== 'read' || Object.keys(service.spec.selector ?? {}).length === 0)) return slices;
  const neighbours = (valueOf(listed) ?? []).filter(({ status }) => status.phase !== 'Succeeded');
  const isCut = (valueOf(listed)?.length ?? 0) >= LIST_LIMIT;
  const own = valueOf(slices) ?? [];
  const endpoints = own.flatMap((slice) =>
    (slice.endpoints ?? []).flatMap(({ addresses = [], conditions, targetRef }): Endpoint[] =>
      addresses.map((address) => ({
        address,
        ready: conditions?.ready !== false,
        pod: targetRef?.kind === 'Pod' ? targetRef.name : undefined,
        slice: slice.metadata.name,
      })),
    ),
  );
  const pods =
    listed.state !== 'read' || (isCut && endpoints.length === 0)
      ? undefined
      : neighbours.filter(({ metadata }) => selectsPlainly(service.spec.selector, metadata.labels));
  return { state: 'read', value: { service, namespace, name, endpoints, slices: own, pods, neighbours, isSeen: slices.state === 'read' } };
}

export const isHeadless = ({ spec }: Service) => spec.clusterIP === 'None';
export const isReady = (pod: Pod) => isTrue(pod, 'Ready') && !pod.metadata.deletionTimestamp;

export const readyWords = ({ isSeen, endpoints, pods = [] }: Backends) =>
  isSeen ? `${endpoints.filter(({ ready }) => ready).length} ready endpoints` : `${pods.filter(isReady).length} ready pods`;

/** When a pod became ready, in milliseconds since 1970. */
export function readySince({ status }: Pod): number | undefined {
  const condition = status.conditions?.find(({ type }) => type === 'Ready');
  return condition?.status === 'True' ? timeOf(condition.lastTransitionTime) : undefined;
}

/** Seconds until the kubelet's word of a pod that has fallen is there. */
const SLACK = 10_000;

/** Was it ready until after this time? One that has been started anew since says nothing of it. */
export function fellAfter({ status, metadata }: Pod, ended: number | undefined): boolean {
  const condition = status.conditions?.find(({ type }) => type === 'Ready');
  const [changed, made] = [timeOf(condition?.lastTransitionTime), timeOf(metadata.creationTimestamp)];
  if (ended === undefined || changed === undefined || made === undefined || condition?.status === 'True') return false;
  const isAnew = (status.containerStatuses ?? []).some(({ restartCount = 0 }) => restartCount > 0);
  return !isAnew && changed > ended + SLACK && changed > made + SLACK;
}

export const portOf = ({ spec }: Service, port: number): ServicePort | undefined =>
  spec.ports?.find((one) => one.port === port && (one.protocol ?? 'TCP') !== 'UDP');

/** Ports that a pod's containers declare, by name and number. */
export function declaredPorts(pod: Pod): { name: string | undefined; port: number; container: string }[] {
  const sidecars = (pod.spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  return [...pod.spec.containers, ...sidecars].flatMap(({ name: container, ports = [] }) =>
    ports.map(({ name, containerPort }) => ({ name, port: containerPort, container })),
  );
}

/** The port of the pod that a Service's port leads to; undefined for a name that the pod does not declare. */
export function targetPortOf({ targetPort, port }: ServicePort, pod: Pod): number | undefined {
  if (targetPort === undefined) return port;
  if (typeof targetPort === 'number') return targetPort;
  return declaredPorts(pod).find(({ name }) => name === targetPort)?.port;
}
