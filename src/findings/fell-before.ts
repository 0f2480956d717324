/** An error that the program wrote before a probe ended it: why what the probe looks for was never made. */

import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { lineProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { advised } from '../fixes/fix.ts';
import { lastFact } from '../logs/reading.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { codeInConfig } from '../trace/files/code-in-config.ts';

export interface FellBefore {
  /** For the end of a sentence. */
  words: string;
  proof: Proof[];
  look: Fix;
}

/** A shell goes on after a step that failed, unless it is told to stop (set -e). */
export function fellBefore(subject: Subject, evidence: Evidence): FellBefore | undefined {
  const log = valueOf(subject.log());
  const fact = log && lastFact(log, 'exception', 'syntax-error');
  if (!fact) return undefined;
  const { frame } = fact.fields as { frame?: string };
  const code = codeInConfig(frame, subject, evidence);
  const at = code ? `${code.place}, key ${code.key} of ConfigMap ${code.name}` : frame;
  return {
    words: `; before that its log has an error, which most likely kept it from being made: ${fact.quote.slice(0, 160)}${at ? ` (at ${at})` : ''}`,
    proof: [logProof(subject, fact), ...present(code && lineProof(code, code.line, code.quote))],
    look: advised(`correct ${at ?? 'what the error is about'} first; without it the probe can never succeed`),
  };
}
