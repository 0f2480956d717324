/** What a program complained of last, though it went on: a warning or an error in its log. */
import { valueOf } from '../../evidence/evidence.ts';
import { logStep } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Fact } from '../../logs/fact.ts';
import { isFault } from '../../logs/kinds.ts';
import { withoutTime } from '../../logs/times.ts';

export interface LastWords {
  text: string;
  quote: string;
  fact: Fact;
  step: string;
}

const LONGEST = 140;

export function lastWords(subject: Subject): LastWords | undefined {
  const log = valueOf(subject.log());
  const fact = log?.facts.findLast(({ kind }) => isFault(kind));
  if (!fact) return undefined;
  return {
    text: withoutTime(fact.quote).trim().slice(0, LONGEST),
    quote: fact.quote,
    fact,
    step: logStep(subject),
  };
}
