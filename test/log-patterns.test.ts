/** No pattern of the logs backtracks: a log is written by others, and may be hostile. */
import { readdirSync, readFileSync } from 'node:fs';
import { analyse } from 'scslre';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CONSEQUENCES } from '../src/logs/consequences.ts';
import { TABLES } from '../src/logs/phrases/tables.ts';
import { readLog } from '../src/logs/read-log.ts';

/** A bound of eight or more counts as none: then no report means linear, whatever the bounds. */
const unbounded = (source: string): string =>
  source.replace(/\{(\d+),(\d*)\}/g, (raw, from: string, to: string) => (to !== '' && Number(to) < 8 ? raw : from === '0' ? '*' : '+'));

/** Where two quantifiers can trade letters, or one with itself. */
function reportsOn(source: string, flags: string): string[] {
  const { reports } = analyse({ source: unbounded(source), flags }, { reportTypes: { Move: false, Self: true, Trade: true } });
  return reports.map((report) => `${report.type}${report.exponential ? ', exponential' : ''}`);
}

test('no phrase backtracks', () => {
  const wrong = Object.entries(TABLES).flatMap(([table, phrases]) =>
    phrases.flatMap(({ name, pattern }) => reportsOn(pattern.source, pattern.flags).map((report) => `${table}/${name}: ${report}`)),
  );
  assert.equal(wrong, []);
});

test('no pattern of a consequence backtracks', () => {
  assert.equal(
    CONSEQUENCES.flatMap(({ pattern, sample }) => reportsOn(pattern.source, pattern.flags).map((report) => `${sample}: ${report}`)),
    [],
  );
});

test('a pattern that backtracks is seen', () => {
  assert.ok(reportsOn(/^(?:a+)+$/.source, '').length > 0);
  assert.ok(reportsOn(/x.{0,300}y?.{0,300}z/.source, '').length > 0);
});

/** Lines that make careless patterns slow. */
const HOSTILE = [
  'error '.repeat(330),
  'a'.repeat(2000),
  '"'.repeat(2000),
  "'".repeat(2000),
  ' '.repeat(2000),
  ':'.repeat(2000),
  '/'.repeat(2000),
  '0'.repeat(2000),
  'connect to '.repeat(180),
  '/a:'.repeat(660),
  'at '.repeat(660),
  '\tat x.y(Z.java:1)',
  'Caused by: x',
  '[error] '.repeat(250),
  'a=b '.repeat(500),
  'a="b" '.repeat(330),
  `{"msg":"${'x '.repeat(900)}`,
  '{'.repeat(2000),
  'Traceback (most recent call last):',
  '  File "a", line 1',
  'panic: x',
  'goroutine 1 [running]:',
  '1.2.3.4:5 '.repeat(200),
  '2026-01-01 '.repeat(180),
  '(\\'.repeat(1000),
  '-'.repeat(2000),
  'A_'.repeat(1000),
  'no such file or directory: '.repeat(70),
  'x.y.'.repeat(500),
  'Error: '.repeat(280),
];

for (const line of HOSTILE) {
  test(`time grows with the lines, not faster: ${JSON.stringify(line.slice(0, 20))}`, () => {
    const time = (count: number) => {
      const text = Array.from({ length: count }, (_, i) => `${line}${i}`).join('\n');
      const start = process.cpuUsage();
      readLog(text);
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    };
    time(100);
    // Ten times the lines in at most thirty times the time, and a millisecond a line at most, on the slowest of machines; the better of two
    // tries, as the garbage collector takes its time too.
    const [few, many] = [Math.max(time(200), 5), Math.min(time(2000), time(2000))];
    assert.ok(many < few * 30 && many < 2000, `${few.toFixed(0)} ms for 200 lines, ${many.toFixed(0)} ms for 2000`);
  });
}

test('recorded logs are read fast', () => {
  const cases = new URL('cases/', import.meta.url);
  const lines = (readdirSync(cases, { recursive: true }) as string[])
    .filter((path) => path.endsWith('.log'))
    .flatMap((path) => readFileSync(new URL(path, cases), 'utf8').split('\n'));
  const times = Array.from({ length: 4 }, (_, round) => {
    const text = Array.from({ length: 10_000 }, (_line, i) => `${lines[(i * 7 + round * 1301) % lines.length]} ${i}`).join('\n');
    const start = process.cpuUsage();
    readLog(text);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  // 80 ms where this was written; a slow machine that does much else may take longer.
  assert.ok(Math.min(...times) < 600, `${times.map((time) => time.toFixed(0)).join(', ')} ms for 10,000 lines`);
});

test.run();
