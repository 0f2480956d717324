/** What a program that answers for another one meets there itself: the Service that its log complains of, and what is wrong with it. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Service } from '../../kube/shapes.ts';
import type { Fact } from '../../logs/fact.ts';
import { faultBehind } from './dependency.ts';
import { selectorText } from './failing.ts';
import type { Fault } from './fault.ts';
import { placeOf } from './place.ts';

export interface Beyond {
  service: Service;
  namespace: string;
  fault: Fault;
  /** For the middle of a sentence. */
  words: string;
}

const NETWORK = ['connection-refused', 'connection-timeout', 'connection-reset', 'dependency-unreachable'];

/** Only where the cluster shows what is wrong. */
export function beyond(complaint: Fact, behind: Subject, evidence: Evidence): Beyond | undefined {
  const { host, ip, port } = complaint.fields as { host?: string; ip?: string; port?: string };
  const address = host ?? ip;
  if (!NETWORK.includes(complaint.kind) || address === undefined) return undefined;
  const place = placeOf(address, behind, evidence);
  if (place.kind !== 'service') return undefined;
  const { service, namespace } = place;
  const connection = {
    how: 'refused' as const,
    host: service.metadata.name,
    port: port === undefined ? undefined : Number(port),
    ip: undefined,
    temporary: false,
    fact: complaint,
    waits: false,
    proof: { step: `logs ${behind.pod.metadata.name}`, quote: complaint.quote },
  };
  const fault = faultBehind({ service, namespace }, connection, behind, evidence);
  const words = wordsOf(fault, connection.port);
  return words === undefined ? undefined : { service, namespace, fault, words };
}

function wordsOf(fault: Fault, port: number | undefined): string | undefined {
  if (fault.kind === 'selects-nothing') return `it selects ${selectorText(fault.service)}, and no pod has these labels`;
  if (fault.kind === 'no-such-port') return `it has no port ${port}, but ${fault.ports.map((one) => one.port).join(', ')}`;
  if (fault.kind === 'not-ready') return `none of its pods is ready: ${fault.pods.map(({ metadata }) => metadata.name).join(', ')}`;
  return undefined;
}
