/** A loop of its start script starts the program again each time it ends, so the container runs on: what its program ended of last. */
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { presentOf, type Subject } from '../evidence/subject.ts';
import { lastName } from '../kube/folder.ts';
import type { FactKind } from '../logs/fact.ts';
import { readLog } from '../logs/read-log.ts';
import { startText } from '../trace/programs/start-text.ts';

/** What is asked before each turn, and what is done in it. */
const LOOP = /(?:^|[\n;&|(])[ \t]*(?:until|while)\s([\s\S]{1,2000}?)\bdone\b/g;
/** These only wait, look whether something is there, or tell the time. */
const WAITS =
  /^(?:do|then|else|fi|!|true|:|\[{1,2}|test|sleep|echo|printf|date|touch|cat|read|break|continue|exit|if|nc|ncat|curl|wget|getent|nslookup|dig|host|ping|pg_isready|mysqladmin|redis-cli|mongosh|kubectl|timeout|rm|kill|wait|\w+=\S*)$/;

/** A loop that starts a program. */
const startsAgain = (script: string): boolean =>
  [...script.matchAll(LOOP)].some(([, turn = '']) =>
    turn
      .split(/[\n;&|]+/)
      .map((step) => step.trim().replace(/^(?:(?:do|then|else|if|!)\s+)+/, ''))
      .some((step) => step !== '' && !WAITS.test(lastName(step.split(/\s/)[0] ?? ''))),
  );
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
  const log = start && startsAgain(start.text) ? valueOf(subject.currentLog()) : undefined;
  const last = log?.facts.findLast(({ kind }) => ENDS.includes(kind));
  // A log tells the same words as one fact.
  const times = (quote: string) => log?.lines.filter((line) => line.includes(quote)).length ?? 0;
  if (!log || !last || times(last.quote) < TIMES) return undefined;
  // It came up once, and goes on: what it told of since it has got over.
  const up = log.facts.find(({ kind, line }) => kind === 'listening' && line < last.line);
  if (up && times(up.quote) < TIMES) return undefined;
  const value = readLog(log.lines.slice(0, last.line + 1).join('\n'));
  return value.decisive ? { ...presentOf(subject), log: () => ({ state: 'read', value }) } : undefined;
}
