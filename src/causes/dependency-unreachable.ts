import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, endProof, logProof } from '../evidence/proof.ts';
import { isWaiting, type Subject } from '../evidence/subject.ts';
import { API_SERVER, lookAtNetwork } from '../findings/api-server-away.ts';
import { otherKindMatch } from '../findings/other-kind-match.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { kubectl } from '../fixes/command.ts';
import { advised, look } from '../fixes/fix.ts';
import { pointAt } from '../fixes/hosts.ts';
import { waitLonger } from '../fixes/wait-longer.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { reachedInside, resolvedInside } from '../trace/inside/inside-network.ts';
import { isOfPods } from '../trace/network/address.ts';
import { isApiServer } from '../trace/network/api-server.ts';
import { readyWords } from '../trace/network/backends.ts';
import type { Connection } from '../trace/network/connection.ts';
import { tracedFrom } from '../trace/network/dependency.ts';
import { addressOf, failing, unreadService } from '../trace/network/failing.ts';
import type { Fault } from '../trace/network/fault.ts';
import { knownName } from '../trace/network/known-name.ts';
import { meantAtPort } from '../trace/network/likely-service.ts';
import { otherKind } from '../trace/network/other-kind.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type TimeLimit, timeLimitIn } from '../trace/settings/time-limit.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

const KINDS = ['connection-refused', 'connection-timeout', 'connection-reset', 'name-unresolved', 'dependency-unreachable'] as const;

export const dependencyUnreachable: Cause = {
  id: 'dependency-unreachable',
  title: 'it does not reach another program',
  tier: 'environment',
  covers: ['dep.db-unreachable', 'dep.conn-refused', 'dep.timeout', 'dep.dns'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const traced = tracedFrom(subject, evidence);
    if (!traced) return unnamed(subject);
    const { connection, fault } = traced;
    const seen = seenOf(fault, connection, subject);
    if (!seen) return undefined;
    const other = fault.kind === 'in-order' ? otherKind(connection, subject, evidence) : undefined;
    if (other === 'pending') return undefined;
    if (other && fault.kind === 'in-order') return otherKindMatch(other, fault.service.metadata.name, connection, subject, evidence);
    const inside = seenInside(connection, subject, evidence);
    const meant = fault.kind === 'outside' ? meantAtPort(connection.port, subject, evidence) : undefined;
    const fix = new WorkloadFix(subject, evidence);
    const written = fault.kind === 'outside' ? knownName(connection, subject, evidence) : connection.host;
    const pointed =
      meant &&
      pointAt(
        meant.host,
        { ...connection, host: written },
        fix,
        `point ${subject.container.name} at Service ${meant.name} of this namespace, which has port ${connection.port}`,
      );
    const limit = fault.kind === 'in-order' && connection.fact ? timeLimitIn(connection.fact.quote, subject, evidence) : undefined;
    const where = pointed?.places.length ? ` (${pointed.places.join(', ')})` : '';
    return {
      summary: `${failing(subject, connection)}${where}: ${limit ? `it has ready pods, and is waited for no longer than ${timeOf(limit)}` : seen}${meant && pointed?.fix ? `; Service ${meant.name} has that port` : ''}`,
      ...(limit ? { object: settingObject(limit.setting, fix) } : fault.kind === 'unreadable' ? unreadService(connection, subject) : {}),
      confidence: inside?.fails ? 'certain' : mayBeWell(connection, fault) ? 'possible' : 'likely',
      proof: [
        connection.proof,
        ...present(
          inside?.proof,
          fault.kind === 'in-order' && { step: `get svc ${fault.service.metadata.name}`, quote: readyWords(fault.backends) },
          limit && settingProof(limit.setting, undefined, undefined, subject),
        ),
        ...endProof(connection, subject),
      ],
      fixes: [...present(pointed?.fix), ...(limit ? (waitLonger(limit, fix) ?? []) : []), lookAt(fault, connection, subject, evidence)],
      decides:
        fault.kind === 'in-order'
          ? `whether ${addressOf(connection)} answers now, and what stands in the log of its pods at that time`
          : `whether ${addressOf(askedAt(fault, connection))} answers from the pod's network`,
    };
  },
};

const timeOf = ({ setting, value }: TimeLimit) => `${placeOf(setting)} says: ${value}`;

/** It waits, and what it waits for may only be starting; or its log tells nothing of it, and all is well on the way: for something else. */
const mayBeWell = ({ waits, fact }: Connection, { kind }: Fault) => waits && (kind === 'unreadable' || (!fact && kind === 'in-order'));

/** An alias is asked for nothing itself. */
const askedAt = (fault: Fault, connection: Connection): Connection =>
  fault.kind === 'external-name' ? { ...connection, host: fault.target } : connection;

/** What a running container of the template sees of it now. */
function seenInside({ how, host, port }: Connection, subject: Subject, evidence: Evidence): { fails: boolean; proof: Proof } | undefined {
  const resolved = how === 'unresolved' ? resolvedInside(host, subject, evidence) : undefined;
  if (resolved) return { fails: !resolved.found, proof: resolved.proof };
  const reached = reachedInside(host, port, subject, evidence);
  return reached && { fails: reached.how !== 'accepts', proof: reached.proof };
}

/** Only where no stage on the way explains it. */
function seenOf(fault: Fault, connection: Connection, { pod }: Subject): string | undefined {
  const { how, host } = connection;
  if (fault.kind === 'outside' && host === pod.status.hostIP) return 'that is the address of its node, where nothing listens on that port';
  if (fault.kind === 'outside' && how !== 'unresolved' && isApiServer(connection)) return API_SERVER;
  if (fault.kind === 'outside')
    return how === 'unresolved'
      ? `${host} is no name of this cluster, and no DNS server that was asked knows it`
      : isOfPods(host, pod)
        ? `no pod of this namespace has the address ${host} now, though it is of those that pods get (this one has ${pod.status.podIP}), and each new pod gets another`
        : `${host} is outside of this cluster, as far as can be seen`;
  if (fault.kind === 'external-name' && fault.inside.kind === 'outside' && how !== 'unresolved')
    return `Service ${fault.service.metadata.name} is an alias (ExternalName) for ${fault.target}, which is outside of this cluster, as far as can be seen`;
  if (fault.kind === 'unreadable') return `the Service and pods behind ${host} could not be read`;
  if (fault.kind !== 'in-order') return undefined;
  const { name } = fault.service.metadata;
  if (name === 'kubernetes' && fault.namespace === 'default' && how !== 'unresolved') return API_SERVER;
  const [member, of] = host.split('.');
  if (how === 'unresolved' && of === name && fault.backends.pods?.every(({ metadata }) => metadata.name !== member))
    return `Service ${name} exists, and has no pod ${member}`;
  return how === 'unresolved'
    ? `Service ${name} exists, and its name was not found all the same`
    : how === 'refused'
      ? `Service ${name} has ready pods now, so it failed for a time, or they listen on another port than the Service sends to, which is not to be seen here`
      : `Service ${name} has ready pods now, so it failed for a time, or something on the way is not to be seen here`;
}

/** The log says that a connection failed, and neither it nor the settings say which. */
function unnamed(subject: Subject): Match | undefined {
  const fact = subject.attempt && !isWaiting(subject) ? decidedBy(subject, ...KINDS) : undefined;
  const { host, port } = (fact?.fields ?? {}) as { host?: string; port?: string };
  if (!fact || host) return undefined;
  return {
    summary: `container ${subject.container.name} does not reach another program${port ? ` on port ${port}` : ''}; neither its log nor its settings say which one`,
    confidence: 'likely',
    proof: [logProof(subject, fact), attemptProof(subject)],
    fixes: [],
    decides: 'the address that the program calls',
  };
}

function lookAt(fault: Fault, connection: Connection, subject: Subject, evidence: Evidence): Fix {
  if (fault.kind === 'in-order')
    return look('look at its pods at the time of the crash', kubectl(evidence, fault.namespace, ['get', 'pod,endpointslices,events']));
  if (fault.kind === 'unreadable')
    return look(`look at what ${connection.host} leads to`, kubectl(evidence, subject.namespace, ['get', 'service,endpointslices']));
  if (isApiServer(connection)) return lookAtNetwork(subject, evidence);
  if (isOfPods(connection.host, subject.pod))
    return advised(
      `call it by the name of a Service, which stays, if ${connection.host} was the address of a pod; else see whether it answers`,
    );
  return advised(
    `check that ${addressOf(askedAt(fault, connection))} is right and reachable from the cluster (DNS, firewall, the server itself)`,
  );
}
