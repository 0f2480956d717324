/** A variable that is not set and was taken for JSON: Node.js makes the text "undefined" of it, and names the line of code alone. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Fact } from '../../logs/fact.ts';
import { decisiveFact, type LogReading } from '../../logs/reading.ts';
import { readIn } from '../../logs/trace-fact.ts';
import { only } from '../../only.ts';
import { codeInConfig } from '../files/code-in-config.ts';

export function nothingParsed(log: LogReading | undefined, subject: Subject, evidence: Evidence): Fact<'variable-missing'> | undefined {
  const fact = decisiveFact(log, 'config-malformed');
  if (!log || fact?.phrase !== 'node/json-token' || !isOfNothing(fact.quote, log.lines)) return undefined;
  const frame = log.lines.map((line) => FRAME.exec(line)?.slice(1).join(':')).find(Boolean);
  const name = only(readIn(codeInConfig(frame, subject, evidence)?.quote ?? ''));
  return name === undefined ? undefined : { ...fact, kind: 'variable-missing', fields: { name } };
}

/** Up to Node.js 18 the text stands above the error, below the place that it has none of (lib/internal/process/execution.js). */
const isOfNothing = (quote: string, lines: readonly string[]): boolean =>
  quote.includes('"undefined" is not valid JSON') || lines.some((line, at) => line === 'undefined:1' && lines[at + 1] === 'undefined');

/** The first of the program's own. */
const FRAME = /^\s{2,8}at [^\n(]{0,200}\(?(\/[^\s:()]{1,300}):(\d{1,7}):\d{1,7}\)?$/;
