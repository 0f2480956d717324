/**
 * npm run bench:logs
 *
 * How long a log takes to read, by the clock and of the processor (which is steadier where others work on the machine), and a line's share
 * of that, which stays the same however long the log is. Then lines that are made to be hard.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { readLog } from '../src/logs/read-log.ts';

const cases = new URL('../test/cases/', import.meta.url);
const lines = readdirSync(cases, { recursive: true })
  .filter((path) => path.endsWith('.log'))
  .flatMap((path) => readFileSync(new URL(path, cases), 'utf8').split('\n'));
/** Recorded lines, every one made different from the others so that nothing is answered from memory. */
const logOf = (count) => Array.from({ length: count }, (_, i) => `${lines[i % lines.length]} ${i}`).join('\n');

/** The least of so many runs: what others take of the machine is not ours. */
function measured(text, runs) {
  let [wall, cpu, facts] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
  for (let run = 0; run < runs; run++) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    facts = readLog(text).facts.length;
    const { user, system } = process.cpuUsage(before);
    wall = Math.min(wall, performance.now() - start);
    cpu = Math.min(cpu, (user + system) / 1000);
  }
  return { wall, cpu, facts };
}

const ms = (number) => number.toFixed(0).padStart(6);

readLog('warm');
console.log('   lines    clock      cpu   microseconds a line   facts');
for (const [count, runs] of [
  [500, 1],
  [1000, 3],
  [10_000, 3],
  [100_000, 2],
]) {
  const { wall, cpu, facts } = measured(logOf(count), runs);
  console.log(
    `${String(count).padStart(8)}${ms(wall)} ms${ms(cpu)} ms${((1000 * cpu) / count).toFixed(1).padStart(22)}${String(facts).padStart(8)}`,
  );
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
  const { wall, cpu } = measured(Array.from({ length: 200 }, (_, i) => `${line}${i}`).join('\n'), 1);
  console.log(`200 lines of ${JSON.stringify(line.slice(0, 12))}…:${ms(wall)} ms by the clock,${ms(cpu)} of the processor`);
}
