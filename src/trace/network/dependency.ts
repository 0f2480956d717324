/**
 * From a connection that failed to the reason in the cluster: every stage between two programs, in the order in which a packet meets
 * them. Each fault has a cause of its own, which explains it and says what to do.
 */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { timeOf } from '../../kube/pod.ts';
import type { Pod, Service, ServicePort } from '../../kube/shapes.ts';
import { misspelt } from '../settings/misspelt.ts';
import { type Backends, backendsOf, declaredPorts, isHeadless, isReady, portOf, readySince, sliceSelector } from './backends.ts';
import { type Connection, connectionOf } from './connection.ts';
import { searchesServices } from './dns-policy.ts';
import type { Fault, OfService } from './fault.ts';
import { hostAliasOf } from './host-alias.ts';
import { mixedBackends } from './mixed-backends.ts';
import { asksCluster, nameServers } from './name-servers.ts';
import { besideIt } from './neighbour.ts';
import { blockedBy } from './network-policy.ts';
import { isAddress, leadsToSelf, type Place, placeByName, placeOf, placeOfAlias } from './place.ts';
import { insteadOfCaller, relabelled } from './selector-mismatch.ts';
import { wrongTarget } from './target-port.ts';

export interface Traced {
  connection: Connection;
  fault: Fault;
}

/** What a container failed to reach, and why; undefined where its end has nothing to do with a connection. */
export function tracedFrom(subject: Subject, evidence: Evidence): Traced | undefined {
  const connection = connectionOf(subject, evidence);
  if (!connection || connection.how === 'answered') return undefined;
  const fault = faultOf(connection, subject, evidence);
  if (fault.kind === 'pending' || ((connection.answered || connection.probed || connection.spoken) && VAGUE.has(fault.kind)))
    return undefined;
  return { connection, fault };
}

/** Faults that say less than a program's own answer to its probe. */
const VAGUE: ReadonlySet<Fault['kind']> = new Set([
  'unreadable',
  'outside',
  'in-order',
  'came-later',
  'external-name',
  'cluster-names-unknown',
]);

/** The same, only where the fault is of this kind. */
export function tracedTo<K extends Fault['kind']>(
  kind: K,
  subject: Subject,
  evidence: Evidence,
): { connection: Connection; fault: Extract<Fault, { kind: K }> } | undefined {
  const traced = tracedFrom(subject, evidence);
  return traced?.fault.kind === kind ? { connection: traced.connection, fault: traced.fault as Extract<Fault, { kind: K }> } : undefined;
}

/** All that a Service of this name takes, asked for in one go; what was not needed costs nobody a second round. */
function askAhead({ host, how }: Connection, { namespace }: Subject, evidence: Evidence): void {
  if (leadsToSelf(host) || isAddress(host) || host.split('.').length > 2) return;
  const [name = host, other] = host.toLowerCase().split('.');
  evidence.list('services', namespace);
  evidence.list('pods', other ?? namespace);
  evidence.list('endpointslices', other ?? namespace, sliceSelector(name));
  if (how === 'timeout' || how === 'unreachable') evidence.list('networkpolicies', namespace);
}

/** What a call to this Service would meet with, on its port. */
export function faultBehind(found: OfService, connection: Connection, subject: Subject, evidence: Evidence): Fault {
  const { name } = found.service.metadata;
  return atService({ kind: 'service', ...found, name, pod: undefined }, { ...connection, how: 'refused', host: name }, subject, evidence);
}

function faultOf(connection: Connection, subject: Subject, evidence: Evidence): Fault {
  askAhead(connection, subject, evidence);
  const aliased = atAlias(connection, subject, evidence);
  if (aliased) return aliased;
  const place = placeOf(connection.host, subject, evidence);
  // A name that leads to the Service may be the program's own; the address that it gives is then of no use.
  if (place.kind === 'outside' && connection.ip && connection.ip !== connection.host) {
    const byAddress = placeOf(connection.ip, subject, evidence);
    if (byAddress.kind !== 'outside') return atPlace(byAddress, connection, subject, evidence);
  }
  return atPlace(place, connection, subject, evidence);
}

/** A name of a Service that the pod leads out of the cluster, or to itself, where no container is there to stand in for the Service. */
function atAlias(connection: Connection, subject: Subject, evidence: Evidence): Fault | undefined {
  const alias = hostAliasOf(connection, subject, evidence);
  if (!alias) return undefined;
  const [there, meant] = [placeOfAlias(alias.ip, subject, evidence), placeByName(alias.hostname, subject, evidence)];
  if (there.kind === 'pending' || meant.kind === 'pending') return { kind: 'pending' };
  const stands = there.kind === 'self' && besideIt(subject, connection.port) !== undefined;
  if (stands || (there.kind !== 'self' && there.kind !== 'outside') || meant.kind !== 'service') return undefined;
  const { service, namespace } = meant;
  const behind = faultBehind({ service, namespace }, connection, subject, evidence).kind;
  if (behind === 'pending') return { kind: 'pending' };
  return { kind: 'host-alias', alias, runs: behind === 'in-order' || behind === 'came-later', service, namespace };
}

function atPlace(place: Place, connection: Connection, subject: Subject, evidence: Evidence): Fault {
  switch (place.kind) {
    case 'pending':
    case 'unreadable':
      return { kind: place.kind };
    case 'self':
      return { kind: 'localhost' };
    case 'no-service':
      return { kind: 'no-service', namespace: place.namespace, name: place.name };
    case 'no-pod-name':
      return place;
    case 'outside':
      return outside(place.host, connection, subject, evidence);
    case 'pod':
      return isReady(place.pod) ? policies(undefined, [place.pod], connection, subject, evidence) : { kind: 'pod-down', pods: [place.pod] };
    case 'service':
      return atService(place, connection, subject, evidence);
  }
}

type Found = Extract<Place, { kind: 'service' }>;

function atService({ service, namespace, pod }: Found, connection: Connection, subject: Subject, evidence: Evidence): Fault {
  const of: OfService = { service, namespace };
  if (service.spec.type === 'ExternalName') {
    const target = service.spec.externalName ?? '';
    const inside = placeOf(target, subject, evidence);
    // The alias has led to a Service, and the fault is behind it.
    if (inside.kind === 'service' && inside.service.spec.type !== 'ExternalName' && connection.how !== 'unresolved')
      return atService(inside, connection, subject, evidence);
    return { kind: 'external-name', target, inside, ...of };
  }
  const known = backendsOf(service, namespace, evidence);
  if (known.state !== 'read') return { kind: known.state === 'pending' ? 'pending' : 'unreadable' };
  const backends = known.value;
  if (connection.how === 'unresolved') return unresolved(backends, pod, connection, subject, evidence);
  const port = connection.port === undefined ? undefined : portOf(service, connection.port);
  const ports = service.spec.ports ?? [];
  const index = port ? -1 : ports.findIndex((one) => one.port === connection.port);
  const other = ports[index];
  // What it is asked over is TCP, unless it says otherwise.
  if (other && !isHeadless(service) && !/\budp\b/i.test(connection.fact?.quote ?? ''))
    return { kind: 'other-protocol', port: other, index, ...of };
  if (connection.port !== undefined && !port && !other && !isHeadless(service) && service.spec.ports?.length)
    return { kind: 'no-such-port', ports: service.spec.ports, headless: false, ...of };
  if (isHeadless(service) && connection.how === 'refused' && connection.port !== undefined) {
    // Nothing stands between: the port has to be one of the pod itself.
    const ports = (backends.pods ?? [])
      .filter(isReady)
      .flatMap(declaredPorts)
      .map((one): ServicePort => ({ ...(one.name ? { name: one.name } : {}), port: one.port }));
    if (ports.length > 0 && !ports.some((one) => one.port === connection.port))
      return { kind: 'no-such-port', ports, headless: true, ...of };
  }
  return behind(backends, port, pod, connection, subject, evidence);
}

function behind(
  backends: Backends,
  port: ServicePort | undefined,
  only: string | undefined,
  connection: Connection,
  subject: Subject,
  evidence: Evidence,
): Fault {
  const { service, namespace, endpoints, pods, neighbours } = backends;
  const of: OfService = { service, namespace };
  const others = neighbours.filter(({ metadata }) => metadata.uid !== subject.pod.metadata.uid);
  if (Object.keys(service.spec.selector ?? {}).length === 0) {
    const fault = behindOwnEndpoints(backends, others, connection, subject, evidence);
    if (fault) return fault;
  } else if (pods === undefined)
    return endpoints.some(({ ready }) => ready) ? policies(backends, [], connection, subject, evidence) : { kind: 'unreadable' };
  else if (pods.length === 0) return { kind: 'selects-nothing', relabelled: relabelled(service, others), ...of };
  const selected = (pods ?? []).filter(({ metadata }) => only === undefined || metadata.name === only);
  const instead = insteadOfCaller(service, selected, subject.pod, others);
  if (instead) return { kind: 'selects-caller', relabelled: instead, ...of };
  const mixed = connection.how === 'refused' && !isHeadless(service) ? mixedBackends(service, port, selected) : undefined;
  if (mixed) return { kind: 'selects-others', mixed, ...of };
  // A port name that no pod declares leaves its endpoints without that port; readiness has nothing to do with it.
  const wrong =
    port && !isHeadless(service) && wrongTarget(service, port, selected, connection.how, evidence, timeOf(subject.attempt?.startedAt));
  if (wrong === 'pending') return { kind: 'pending' };
  if (wrong && (wrong.by === 'name' || selected.some(isReady))) return { kind: 'target-port', wrong, ...of };
  if (selected.length > 0 && !selected.some(isReady)) return { kind: 'not-ready', pods: selected, ...of };
  return policies(backends, selected.filter(isReady), connection, subject, evidence);
}

/** A Service without a selector: its addresses are whatever somebody wrote. Undefined: pods of the namespace have them. */
function behindOwnEndpoints(
  backends: Backends,
  others: readonly Pod[],
  connection: Connection,
  subject: Subject,
  evidence: Evidence,
): Fault | undefined {
  const { service, namespace, endpoints, slices, neighbours } = backends;
  const of: OfService = { service, namespace };
  const isLive = endpoints.some(({ address }) => neighbours.some(({ status }) => status.podIP === address));
  const addresses = endpoints.map(({ address }) => address);
  const mayBeBlocked = !isLive && ['timeout', 'unreachable'].includes(connection.how);
  const blocked = mayBeBlocked ? blockedBy(subject, [], connection.port, undefined, evidence, addresses[0]) : [];
  if (blocked === 'pending') return { kind: 'pending' };
  if (blocked.length > 0) return { kind: 'blocked', blocked, ...of };
  // The API server keeps its own endpoints.
  if (namespace === 'default' && service.metadata.name === 'kubernetes') return { kind: 'in-order', backends, ...of };
  return isLive ? undefined : { kind: 'dead-address', slices, addresses, instead: relabelled(service, others), ...of };
}

/** Everything on the way is in order now: was it not then, or does a policy stop the packets? */
function policies(
  backends: Backends | undefined,
  pods: readonly Pod[],
  connection: Connection,
  subject: Subject,
  evidence: Evidence,
): Fault {
  const of = backends && { service: backends.service, namespace: backends.namespace };
  const ended = timeOf(subject.attempt?.finishedAt);
  const since = pods.map(readySince);
  const late = ended !== undefined && pods.length > 0 && since.every((time) => time !== undefined && time > ended);
  // Nobody was there to be kept from: the next try would meet the policy.
  if (['timeout', 'unreachable', 'unresolved'].includes(connection.how) || connection.waits || late) {
    const blocked = blockedBy(subject, pods, connection.port, backends, evidence);
    if (blocked === 'pending') return { kind: 'pending' };
    if (blocked.length > 0) return { kind: 'blocked', blocked, ...of };
  }
  if (late && !connection.waits) return { kind: 'came-later', what: `pod ${pods[0]?.metadata.name}`, ...of };
  const changed = of && ended !== undefined && !connection.waits ? changedSince(of.service, ended) : undefined;
  if (changed) return { kind: 'came-later', what: `Service ${of?.service.metadata.name}`, changed, ...of };
  return of && backends ? { kind: 'in-order', backends, ...of } : { kind: 'unreadable' };
}

/** Whoever set its ports or its selector last, where that was after this time. */
function changedSince({ metadata }: Service, ended: number): { time: string; manager: string } | undefined {
  const last = (metadata.managedFields ?? [])
    .filter(({ subresource, fieldsV1 }) => !subresource && /"f:(?:selector|ports)"/.test(JSON.stringify(fieldsV1 ?? '')))
    .sort((a, b) => (b.time ?? '').localeCompare(a.time ?? ''))[0];
  const time = timeOf(last?.time);
  return last?.time !== undefined && time !== undefined && time > ended
    ? { time: last.time, manager: last.manager ?? 'somebody' }
    : undefined;
}

/** The Service is there, and its name was not found. */
function unresolved(backends: Backends, only: string | undefined, connection: Connection, subject: Subject, evidence: Evidence): Fault {
  const { service, namespace } = backends;
  const of: OfService = { service, namespace };
  const made = timeOf(service.metadata.creationTimestamp);
  const ended = timeOf(subject.attempt?.finishedAt);
  if (made !== undefined && ended !== undefined && made > ended)
    return { kind: 'came-later', what: `Service ${service.metadata.name}`, ...of };
  const asks = asksCluster(subject, evidence);
  if (asks === 'pending') return { kind: 'pending' };
  const isShort = connection.host.split('.').length <= 2;
  if (!asks || (isShort && !searchesServices(subject.pod))) return { kind: 'cluster-names-unknown', ...of };
  // "Try again" is no answer about the name.
  const unheard = connection.temporary ? nameServers(backends, connection, subject, evidence) : undefined;
  if (unheard && unheard.kind !== 'in-order') return unheard;
  const mended = misspelt(connection.host, connection.fact?.quote ?? '', subject, evidence);
  if (mended.length > 0) return { kind: 'misspelt', changes: mended, ...of };
  // A headless Service has no address of its own: its name exists as long as a pod behind it is ready.
  if (isHeadless(service)) {
    const port = connection.port === undefined ? undefined : portOf(service, connection.port);
    const fault = behind(backends, port, only, connection, subject, evidence);
    if (fault.kind !== 'in-order') return fault;
  }
  return nameServers(backends, connection, subject, evidence);
}

function outside(host: string, connection: Connection, subject: Subject, evidence: Evidence): Fault {
  if (connection.how === 'unresolved' && connection.temporary) return nameServers(undefined, connection, subject, evidence);
  if (connection.how !== 'timeout') return { kind: 'outside', host };
  const blocked = blockedBy(subject, [], connection.port, undefined, evidence, connection.ip ?? host);
  if (blocked === 'pending') return { kind: 'pending' };
  return blocked.length > 0 ? { kind: 'blocked', blocked } : { kind: 'outside', host };
}
