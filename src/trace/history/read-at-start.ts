/** ConfigMaps that a container has its variables from, changed since it started: it has the former values until it is made anew. */

import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { configMapProof } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { timeOf } from '../../kube/pod.ts';
import type { Proof } from '../../report.ts';
import { lastChange } from '../files/mounted-file.ts';
import { variablesOf } from '../settings/settings.ts';

export interface Reread {
  name: string;
  proof: Proof;
}

/** `words`: what the program says; it has to name one of the variables. */
export function changedSinceStart(words: string, subject: Subject, evidence: Evidence): Reread | undefined {
  const started = timeOf(subject.status?.state?.running?.startedAt);
  for (const { name, place } of variablesOf(subject, evidence)) {
    if (place.kind !== 'configmap' || !name || !new RegExp(`(?<!\\w)${name}(?!\\w)`).test(words)) continue;
    const object = valueOf(evidence.object('configmaps', subject.namespace, place.object));
    const change = object && lastChange(object);
    const at = timeOf(change?.time);
    if (change && started !== undefined && at !== undefined && at > started)
      return {
        name: place.object,
        proof: configMapProof(place.object, `changed ${change.time} by ${change.manager}, after the container started`),
      };
  }
  return undefined;
}
