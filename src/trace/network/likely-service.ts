/** The Service that a wrong name was meant for. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { selectsPlainly } from '../../kube/selector.ts';
import type { Service } from '../../kube/shapes.ts';
import { nearest } from '../../nearest.ts';
import { sameMeaning } from '../settings/variables.ts';
import type { Connection } from './connection.ts';
import { usualPort } from './server-kinds.ts';

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
  return valueOf(evidence.list('services', namespace))?.filter(
    ({ metadata, spec }) =>
      !selectsPlainly(spec.selector, pod.metadata.labels) && !(namespace === 'default' && metadata.name === 'kubernetes'),
  );
}

const hasPort =
  (port: number | undefined) =>
  ({ spec }: Service) =>
    port === undefined || (spec.ports ?? []).some((one) => one.port === port);

/**
 * In this order: the one in the namespace that is asked which is called nearly so, or the same in other words; one of this very name in
 * another namespace; the only one in the pod's namespace with the port. Undefined where none stands out.
 */
export function meantService(
  name: string,
  wanted: string,
  connection: Connection,
  subject: Subject,
  evidence: Evidence,
): Meant | undefined {
  const { namespace } = subject;
  const { host } = connection;
  const port = connection.port ?? usualPort(connection, subject);
  const own = otherServices(subject, evidence) ?? [];
  const asked = wanted === namespace ? own : (valueOf(evidence.list('services', wanted)) ?? []);
  // The rest of the name, as it is written: .data, .shop.svc.cluster.local
  const rest = host.toLowerCase().startsWith(`${name}.`) ? host.slice(name.length) : '';
  const at = (found: string | undefined): Meant | undefined =>
    found === undefined ? undefined : { host: `${found}${rest}`, name: found, namespace: wanted, by: 'name' };
  const fitting = asked.filter(hasPort(port));
  const near = alike(name, fitting);
  if (near) return at(near);
  if (wanted !== namespace && own.some(({ metadata }) => metadata.name === name)) return { host: name, name, namespace, by: 'namespace' };
  const all = valueOf(evidence.list('services', undefined)) ?? [];
  const elsewhere = all.filter(({ metadata }) => metadata.name === name && metadata.namespace !== wanted).filter(hasPort(port));
  const [first] = elsewhere;
  if (first && elsewhere.length === 1) {
    const where = first.metadata.namespace ?? '';
    return { host: where === namespace ? name : `${name}.${where}`, name, namespace: where, by: 'namespace' };
  }
  const [only] = own.filter(hasPort(port));
  if (only && port !== undefined && own.filter(hasPort(port)).length === 1)
    return { host: only.metadata.name, name: only.metadata.name, namespace, by: 'port' };
  return at(alike(name, asked));
}

function alike(name: string, services: readonly Service[]): string | undefined {
  const names = services.map(({ metadata }) => metadata.name);
  return nearest(name, names) ?? sameMeaning(name, names);
}

/** The only Service of the pod's namespace with this port; where several have it, the one that a variable of the container names. */
export function meantAtPort(port: number | undefined, subject: Subject, evidence: Evidence): Meant | undefined {
  if (port === undefined) return undefined;
  const fitting = (otherServices(subject, evidence) ?? []).filter(hasPort(port));
  const named = fitting.filter(({ metadata }) =>
    subject.container.env?.some(({ value }) => value === metadata.name || value?.startsWith(`${metadata.name}:`)),
  );
  const [service] = named.length === 1 ? named : fitting;
  if (!service || (fitting.length > 1 && named.length !== 1)) return undefined;
  return { host: service.metadata.name, name: service.metadata.name, namespace: subject.namespace, by: 'port' };
}
