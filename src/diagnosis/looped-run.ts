/** A loop of its start script starts the program again each time it ends, so the container runs on: what its program ended of last. */
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { presentOf, type Subject } from '../evidence/subject.ts';
import type { FactKind } from '../logs/fact.ts';
import { readLog } from '../logs/read-log.ts';
import { startText } from '../trace/programs/start-text.ts';

const LOOP = /(?:^|[\n;&|])\s*(?:until|while)\s[\s\S]{1,2000}?\bdo\b/;
/** Of these it ends, and does not wait for something to come. */
const ENDS: readonly FactKind[] = [
  'variable-missing',
  'value-invalid',
  'module-missing',
  'exception',
  'flag-unknown',
  'config-malformed',
  'config-rejected',
];
/** Once may have been got over. */
const TIMES = 2;

/** The same container, with the log up to the end of that run. */
export function loopedRun(subject: Subject, evidence: Evidence): Subject | undefined {
  const start = subject.state === 'running' ? startText(subject, evidence) : undefined;
  const log = start && LOOP.test(start.text) ? valueOf(subject.currentLog()) : undefined;
  const last = log?.facts.findLast(({ kind }) => ENDS.includes(kind));
  // A log tells the same words as one fact.
  if (!log || !last || log.lines.filter((line) => line.includes(last.quote)).length < TIMES) return undefined;
  const value = readLog(log.lines.slice(0, last.line + 1).join('\n'));
  return value.decisive ? { ...presentOf(subject), log: () => ({ state: 'read', value }) } : undefined;
}
