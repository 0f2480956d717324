/** The Service that a script looks up or calls, and that has no ready pod. */
import { escaped } from '../../escaped.ts';
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { only } from '../../only.ts';
import { backendsOf, isHeadless, isReady } from './backends.ts';
import { makersOf } from './makers.ts';

export interface AskedService {
  name: string;
  /** The workload behind it, where that is scaled to 0. */
  idle: { word: string; kind: string; name: string } | undefined;
  pods: { namespace: string; name: string }[];
  /** Then its name has no address at all, which those who asked are told from memory for a while (CoreDNS, cache). */
  isHeadless: boolean;
}

/** By a program that looks names up, or as the host of an address. */
const asks = (name: string) =>
  new RegExp(`(?:\\b(?:nslookup|getent\\s+\\w+|dig|host|nc|ping)\\s(?:[^\\n;&|]*\\s)?["']?|://)${escaped(name)}(?=[.:/\\s"']|$)`, 'm');

export function askedService(text: string, { namespace }: Subject, evidence: Evidence): AskedService | 'pending' | undefined {
  const known = evidence.list('services', namespace);
  if (known.state === 'pending') return 'pending';
  const service = only((valueOf(known) ?? []).filter(({ metadata, spec }) => spec.selector && asks(metadata.name).test(text)));
  if (!service) return undefined;
  const backends = backendsOf(service, namespace, evidence);
  const makers = makersOf(service, namespace, evidence);
  if (backends.state === 'pending' || makers === undefined) return 'pending';
  const pods = valueOf(backends)?.pods;
  if (pods === undefined || pods.some(isReady)) return undefined;
  const maker = only(makers);
  const idle = maker?.workload.spec.replicas === 0 ? { word: maker.word, kind: maker.kind, name: maker.workload.metadata.name } : undefined;
  return {
    name: service.metadata.name,
    idle,
    pods: pods.map(({ metadata }) => ({ namespace: metadata.namespace ?? namespace, name: metadata.name })),
    isHeadless: isHeadless(service),
  };
}
