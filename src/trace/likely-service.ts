/** The Service that a wrong name was meant for. */
import { type Evidence, valueOf } from '../evidence.ts';
import { selectsPlainly } from '../kube/selector.ts';
import type { Service } from '../kube/shapes.ts';
import type { Subject } from '../subject.ts';
import { nearest } from './references.ts';

export interface Meant {
  /** The name that reaches it from the pod's namespace. */
  host: string;
  name: string;
  namespace: string;
  /** How we come to it. */
  by: 'name' | 'namespace' | 'port';
}

/** Services of the pod's namespace, apart from those that lead to the pod itself; their names prove what there is instead. */
export function otherServices({ pod, namespace }: Subject, evidence: Evidence): Service[] | undefined {
  return valueOf(evidence.list('services', namespace))?.filter(({ metadata, spec }) => !selectsPlainly(spec.selector, pod.metadata.labels) && !(namespace === 'default' && metadata.name === 'kubernetes'));
}

const hasPort = (port: number | undefined) => ({ spec }: Service) => port === undefined || (spec.ports ?? []).some((one) => one.port === port);

/**
 * In this order: the one in the pod's namespace that is called nearly so; one of this very name in one other namespace; the only one in
 * the pod's namespace with the port. Undefined where none stands out.
 */
export function meantService(name: string, wanted: string, port: number | undefined, subject: Subject, evidence: Evidence): Meant | undefined {
  const { namespace } = subject;
  const own = otherServices(subject, evidence) ?? [];
  const here = (service: Service | undefined, by: Meant['by']): Meant | undefined => service && { host: service.metadata.name, name: service.metadata.name, namespace, by };
  // A name that is right, in a namespace that is not.
  if (wanted !== namespace) {
    const same = own.find(({ metadata }) => metadata.name === name);
    if (same) return here(same, 'namespace');
  }
  const fitting = own.filter(hasPort(port));
  const near = nearest(name, fitting.map(({ metadata }) => metadata.name));
  if (near && wanted === namespace) return here(fitting.find(({ metadata }) => metadata.name === near), 'name');
  const all = valueOf(evidence.list('services', undefined)) ?? [];
  const elsewhere = all.filter(({ metadata }) => metadata.name === name && metadata.namespace !== wanted).filter(hasPort(port));
  const [first] = elsewhere;
  if (first && elsewhere.length === 1) {
    const where = first.metadata.namespace ?? '';
    return { host: where === namespace ? name : `${name}.${where}`, name, namespace: where, by: 'namespace' };
  }
  if (port !== undefined && fitting.length === 1) return here(fitting[0], 'port');
  const loose = nearest(name, own.map(({ metadata }) => metadata.name));
  return loose && wanted === namespace ? here(own.find(({ metadata }) => metadata.name === loose), 'name') : undefined;
}

/** The only Service of the pod's namespace with this port; where several have it, the one that a variable of the container names. */
export function meantAtPort(port: number | undefined, subject: Subject, evidence: Evidence): Meant | undefined {
  if (port === undefined) return undefined;
  const fitting = (otherServices(subject, evidence) ?? []).filter(hasPort(port));
  const named = fitting.filter(({ metadata }) => subject.container.env?.some(({ value }) => value === metadata.name || value?.startsWith(`${metadata.name}:`)));
  const [service] = named.length === 1 ? named : fitting;
  if (!service || (fitting.length > 1 && named.length !== 1)) return undefined;
  return { host: service.metadata.name, name: service.metadata.name, namespace: subject.namespace, by: 'port' };
}
