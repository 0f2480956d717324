/** A command that asks a Service behind which only its own pod stands: until that pod is ready, nobody answers there. */
import { escaped } from '../../escaped.ts';
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { selectsPlainly } from '../../kube/selector.ts';
import { isReady } from './backends.ts';

/** The name where only a host can stand: -h cache, --host=cache, http://cache/x, cache:6379, nc cache 6379. */
const asHostIn = (name: string) =>
  new RegExp(
    `(?:^|\\s)(?:-h|-H|--host(?:name)?)[= ]?${escaped(name)}(?![\\w.-])|//(?:[^@/\\s]{0,100}@)?${escaped(name)}(?=[:/\\s"']|$)|(?<![\\w.@/-])${escaped(name)}[: ]\\d{2,5}(?!\\d)`,
  );

/** The Service's name; undefined where another pod behind it is ready, or it gives out those that are not. */
export function ownServiceIn(text: string, { pod, namespace }: Subject, evidence: Evidence): string | undefined {
  const services = (valueOf(evidence.list('services', namespace)) ?? []).filter(
    ({ metadata, spec }) =>
      selectsPlainly(spec.selector, pod.metadata.labels) && !spec.publishNotReadyAddresses && asHostIn(metadata.name).test(text),
  );
  const [service] = services;
  if (!service) return undefined;
  const pods = valueOf(evidence.list('pods', namespace));
  return pods && !pods.some((one) => selectsPlainly(service.spec.selector, one.metadata.labels) && isReady(one))
    ? service.metadata.name
    : undefined;
}
