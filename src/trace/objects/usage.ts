/** What the metrics API says that a workload's containers use now (`kubectl top pod`); asked for only where a number is wanted. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { ownerOf } from '../../evidence/owner.ts';
import type { Subject } from '../../evidence/subject.ts';
import { MI, quantity } from '../../kube/quantity.ts';
import { labelsText } from '../../kube/selector.ts';
import type { Proof } from '../../report.ts';
import { siblingsOf } from '../history/siblings.ts';

export interface Usage {
  /** Of the siblings that are well, in bytes of memory: by pod, the largest first. */
  siblings: { pod: string; bytes: number; text: string }[];
  proof: Proof;
}

const whole = (bytes: number) => `${Math.ceil(bytes / MI)}Mi`;

/** Undefined where there is nobody to measure, no metrics API, or no sample of them yet. */
export function usageOf(subject: Subject, evidence: Evidence): Usage | undefined {
  const steady = valueOf(siblingsOf(subject, evidence))?.steady ?? [];
  if (steady.length === 0) return undefined;
  const { object } = ownerOf(subject.pod, evidence);
  const labelSelector = labelsText(object?.spec.selector?.matchLabels);
  const known = valueOf(evidence.list('podmetrics', subject.namespace, labelSelector ? { labelSelector } : {})) ?? [];
  const used = (pod: string) =>
    known.find(({ metadata }) => metadata.name === pod)?.containers?.find(({ name }) => name === subject.container.name)?.usage?.['memory'];
  const siblings = steady
    .flatMap(({ metadata: { name } }) => {
      const bytes = quantity(used(name));
      return bytes === undefined ? [] : [{ pod: name, bytes, text: whole(bytes) }];
    })
    .sort((a, b) => b.bytes - a.bytes);
  const own = quantity(used(subject.pod.metadata.name));
  if (siblings.length === 0) return undefined;
  const words = siblings.slice(0, 4).map(({ pod, text }) => `${pod} ${text}`);
  return {
    siblings,
    proof: {
      step: 'top pod',
      quote: `memory of container ${subject.container.name}: ${words.join(', ')}${own === undefined ? '' : `; this one ${whole(own)}`}`,
    },
  };
}
