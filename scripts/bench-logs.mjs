// How long a log takes to read: node --import tsx scripts/bench-logs.mjs
import { readdirSync, readFileSync } from 'node:fs';
import { readLog } from '../src/logs/read-log.ts';

const cases = new URL('../test/cases/', import.meta.url);
const lines = readdirSync(cases, { recursive: true })
  .filter((path) => path.endsWith('.log'))
  .flatMap((path) => readFileSync(new URL(path, cases), 'utf8').split('\n'));
/** Recorded lines, every one made different from the others so that nothing is answered from memory. */
const logOf = (count) => Array.from({ length: count }, (_, i) => `${lines[i % lines.length]} ${i}`).join('\n');

readLog('warm');
for (const count of [500, 10_000, 40_000]) {
  const text = logOf(count);
  const start = performance.now();
  const log = readLog(text);
  const time = performance.now() - start;
  console.log(`${String(count).padStart(6)} lines, ${log.facts.length} facts: ${time.toFixed(0)} ms`);
}
const worst = [
  'error '.repeat(330),
  'a'.repeat(2000),
  '"'.repeat(2000),
  'connect to '.repeat(180),
  '/a:'.repeat(600),
  `{"msg":"${'x '.repeat(900)}`,
];
for (const line of worst) {
  const start = performance.now();
  readLog(Array.from({ length: 200 }, (_, i) => `${line}${i}`).join('\n'));
  console.log(`200 lines of ${JSON.stringify(line.slice(0, 12))}…: ${(performance.now() - start).toFixed(0)} ms`);
}
