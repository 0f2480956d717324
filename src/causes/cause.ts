/** What a cause is: one file beside its page, which decides and explains. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import type { Match } from '../findings/match.ts';
import type { Asks, Confidence, Fix, ObjectRef, Proof, RuledOut, Tier } from '../report.ts';

export type { Asks, Confidence, Fix, Match, ObjectRef, Proof, RuledOut };

/**
 * The ladder on which causes are tried, most telling first: a lower rung wins over a higher one. The order is that in which the
 * kubelet gets a container going; what stopped it earlier explains what is seen later.
 */
export const RUNG = {
  /** The pod was evicted, preempted, rejected; the node is gone. */
  pod: 10,
  /** Not scheduled, no sandbox, no volumes. */
  place: 20,
  /** Image, configuration objects, creating and starting the process. */
  start: 30,
  /** The kernel or the kubelet ended it, and says so. */
  killed: 40,
  /** The program's own words name a fault of the objects around it, and the cluster confirms it. */
  confirmed: 50,
  /** The program's own words name the fault. */
  said: 60,
  /** The program's own words name only how it fell. */
  fell: 70,
  /** Runs, but never becomes ready. */
  unready: 80,
  /** An exit code without more. */
  code: 90,
} as const;

export interface Cause {
  /** The file's name; a promise to users of the JSON. Named for the bad thing. */
  id: string;
  title: string;
  tier: Tier;
  /** Ids of the catalogue (docs/catalogue.md) that this cause answers. */
  covers: readonly string[];
  rung: number;
  detect(subject: Subject, evidence: Evidence): Match | undefined;
}
