/** Where a host name leads, resolved as the pod would resolve it. */
import { type Evidence, type Known, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { selectsPlainly } from '../../kube/selector.ts';
import type { Pod, Service } from '../../kube/shapes.ts';
import { isLoopback } from './address.ts';

export type Place =
  /** Not known yet, or not to be known. */
  | { kind: 'pending' }
  | { kind: 'unreadable'; namespace: string; name: string }
  /** The pod itself. */
  | { kind: 'self' }
  | {
      kind: 'service';
      service: Service;
      namespace: string;
      name: string /** The one pod that a headless Service is asked for. */;
      pod: string | undefined;
    }
  /** It would be this Service, which does not exist. */
  | { kind: 'no-service'; namespace: string; name: string }
  | { kind: 'pod'; pod: Pod }
  /** A pod's own name behind that of a Service which gives pods no names, or not this one: `headless` would. */
  | { kind: 'no-pod-name'; pod: string; service: string; headless: string | undefined; namespace: string }
  /** Nothing of this cluster, as far as it can be seen. */
  | { kind: 'outside'; host: string };

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]+)$/i;

/** To the pod itself, as the wildcard addresses do where they are called. */
export const leadsToSelf = (host: string) => isLoopback(host) || /^(?:0\.0\.0\.0|::)$/.test(host);
export const isAddress = (host: string) => ADDRESS.test(host);

export function placeOf(host: string, subject: Subject, evidence: Evidence): Place {
  const alias = subject.pod.spec.hostAliases?.find(({ hostnames }) => hostnames?.includes(host))?.ip;
  return alias ? placeOfAlias(alias, subject, evidence) : placeByName(host, subject, evidence);
}

export const placeOfAlias = (ip: string, { namespace }: Pick<Subject, 'namespace'>, evidence: Evidence): Place =>
  leadsToSelf(ip) ? { kind: 'self' } : placeOfAddress(ip, namespace, evidence);

/** Where it would lead without hostAliases. */
export function placeByName(host: string, { pod, namespace }: Subject, evidence: Evidence): Place {
  // Tools show names as the search list completes them.
  const name = host
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^([^.]+)(?:\.svc)?\.cluster\.local$/, '$1');
  if (leadsToSelf(name) || name === pod.metadata.name || (pod.status.podIP !== undefined && name === pod.status.podIP))
    return { kind: 'self' };
  if (isAddress(name)) return placeOfAddress(name, namespace, evidence);
  const labels = name.split('.');
  // No name of an object begins otherwise (RFC 1123), and none that looks like a flag becomes a word of a command.
  if (!labels.every((label) => /^[a-z0-9_]/.test(label))) return { kind: 'outside', host };
  const svc = labels.indexOf('svc');
  if (svc === 2) return serviceAt(labels[1] as string, labels[0] as string, undefined, evidence);
  if (svc === 3) return serviceAt(labels[2] as string, labels[1] as string, labels[0], evidence);
  if (labels.length === 1) return serviceAt(namespace, name, undefined, evidence);
  return labels.length === 2 ? placeOfTwo(labels[0] as string, labels[1] as string, host, namespace, evidence) : { kind: 'outside', host };
}

/**
 * With the search list of a pod, `a.b` is tried as pod a of headless Service b, as Service a of namespace b, and then as it is. A pod
 * has its name below the Service of its spec.subdomain alone (pkg/kubelet GeneratePodHostNameAndDomain; controllers/endpointslice).
 */
function placeOfTwo(first: string, second: string, host: string, namespace: string, evidence: Evidence): Place {
  const here = evidence.object('services', namespace, second);
  const there = evidence.object('services', second, first);
  const namespaces = evidence.list('namespaces', undefined);
  const pods = evidence.list('pods', namespace);
  const own = evidence.list('services', namespace);
  if ([here, there, namespaces, pods, own].some(({ state }) => state === 'pending')) return { kind: 'pending' };
  const isHeadless = here.state === 'read' && here.value.spec.clusterIP === 'None';
  const pod = valueOf(pods)?.find(({ metadata }) => metadata.name === first);
  const isNamed = (one: Service) =>
    one.spec.clusterIP === 'None' && selectsPlainly(one.spec.selector, pod?.metadata.labels) && one.metadata.name === pod?.spec.subdomain;
  if (here.state === 'read' && isHeadless && (pod === undefined || isNamed(here.value)))
    return { kind: 'service', service: here.value, namespace, name: second, pod: first };
  if (there.state === 'read') return { kind: 'service', service: there.value, namespace: second, name: first, pod: undefined };
  if (pod && here.state === 'gap') return { kind: 'unreadable', namespace, name: second };
  if (pod) {
    const headless = valueOf(own)?.find(isNamed);
    return { kind: 'no-pod-name', pod: first, service: second, headless: headless?.metadata.name, namespace };
  }
  if (there.state === 'gap') return { kind: 'unreadable', namespace: second, name: first };
  if (namespaces.state === 'read' && namespaces.value.some(({ metadata }) => metadata.name === second))
    return { kind: 'no-service', namespace: second, name: first };
  // No namespace of that name: a Service of the first one, somewhere, tells that one was meant.
  const all = evidence.list('services', undefined);
  if (all.state === 'pending') return { kind: 'pending' };
  return valueOf(all)?.some(({ metadata }) => metadata.name === first)
    ? { kind: 'no-service', namespace: second, name: first }
    : { kind: 'outside', host };
}

/** Asks for the Service by name: a 404 is a proof, a list that was cut is none. */
function serviceAt(namespace: string, name: string, pod: string | undefined, evidence: Evidence): Place {
  const known: Known<Service> = evidence.object('services', namespace, name);
  if (known.state === 'read') return { kind: 'service', service: known.value, namespace, name, pod };
  if (known.state === 'absent') return { kind: 'no-service', namespace, name };
  return known.state === 'pending' ? { kind: 'pending' } : { kind: 'unreadable', namespace, name };
}

function placeOfAddress(address: string, namespace: string, evidence: Evidence): Place {
  const services = evidence.list('services', namespace);
  const pods = evidence.list('pods', namespace);
  if (services.state === 'pending' || pods.state === 'pending') return { kind: 'pending' };
  const of = (list: readonly Service[]) => list.find(({ spec }) => spec.clusterIP === address || spec.clusterIPs?.includes(address));
  const own = of(valueOf(services) ?? []);
  if (own) return { kind: 'service', service: own, namespace, name: own.metadata.name, pod: undefined };
  const pod = valueOf(pods)?.find(({ status }) => status.podIP === address);
  if (pod) return { kind: 'pod', pod };
  const all = evidence.list('services', undefined);
  if (all.state === 'pending') return { kind: 'pending' };
  const other = of(valueOf(all) ?? []);
  if (other)
    return { kind: 'service', service: other, namespace: other.metadata.namespace ?? namespace, name: other.metadata.name, pod: undefined };
  return { kind: 'outside', host: address };
}
