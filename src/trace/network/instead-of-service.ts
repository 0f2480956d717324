/** What a name is meant for that no Service has: a container beside the caller, pods without a Service, or a Service of another name. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { ownerOf } from '../../evidence/owner.ts';
import type { Subject } from '../../evidence/subject.ts';
import { containerBehind, containerCalled, type Nearby } from './called-beside.ts';
import type { Connection } from './connection.ts';
import { type Meant, meantService } from './likely-service.ts';
import { type Relabelled, relabelled } from './selector-mismatch.ts';

/** What there is instead of the Service; of the three one at most. */
export interface Instead {
  /** A container of its own pod. */
  nearby: Nearby | undefined;
  /** Pods for which the Service was to be, and which have none. */
  made: Relabelled | undefined;
  /** Another Service. */
  meant: Meant | undefined;
}

export function insteadOf(
  connection: Connection,
  { name, namespace }: { name: string; namespace: string },
  port: number | undefined,
  subject: Subject,
  evidence: Evidence,
): Instead {
  const other = meantService(name, namespace, connection, subject, evidence);
  const isOfHere = namespace === subject.namespace;
  const pods = isOfHere && (!other || other.by === 'namespace') ? podsFor(name, port, subject, evidence) : undefined;
  const nearby = isOfHere
    ? (containerCalled(name, subject) ?? (other || pods ? undefined : containerBehind(connection, subject)))
    : undefined;
  if (nearby) return { nearby, made: undefined, meant: undefined };
  // What is called so in this namespace is nearer than a Service of that name in another one.
  const made = pods && (!other || ownerOf(pods.pod, evidence).name === name) ? pods : undefined;
  return { nearby, made, meant: made ? undefined : other };
}

/** Pods of this namespace for which a Service of that name would be: they are called so, or alone have the port. */
function podsFor(name: string, port: number | undefined, subject: Subject, evidence: Evidence): Relabelled | undefined {
  const pods = valueOf(evidence.list('pods', subject.namespace));
  const owner = subject.pod.metadata.ownerReferences?.[0]?.uid;
  const others = pods?.filter(
    ({ metadata }) => metadata.uid !== subject.pod.metadata.uid && (owner === undefined || metadata.ownerReferences?.[0]?.uid !== owner),
  );
  return others && relabelled({ metadata: { name }, spec: { ports: port === undefined ? [] : [{ port }] } }, others);
}
