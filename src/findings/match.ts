/** What a cause says of a container, where it holds. */
import type { Confidence, Fix, ObjectRef, Proof, RuledOut } from '../report.ts';
import type { Maker } from '../trace/network/makers.ts';

export interface Match {
  summary: string;
  confidence: Confidence;
  /** The object, and field, that has to change. */
  object?: ObjectRef;
  proof: [Proof, ...Proof[]];
  /** The first is the one to try first. */
  fixes: Fix[];
  ruledOut?: RuledOut[];
  /** Where less than certain: the reading that would decide. */
  decides?: string;
  /**
   * Pods whose own trouble would explain this one: they are diagnosed too, and their finding goes above this one. plural: it is a workload
   * that has none, as it cannot make any.
   */
  leadsTo?: { namespace: string; name: string; plural?: Maker['plural'] }[];
  /** A pod that it meets next, once this is mended: what it ails from is told as well, below this. */
  next?: { namespace: string; name: string };
  /** The container of the same pod whose own trouble would explain this one. */
  victimOf?: string;
  /** Commands by which this pod recovers as soon as such a pod is mended; they follow those that mend it. */
  afterwards?: string;
}
