/** One fault, and what each part of a program then says in the same words. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';

const FAULT = 'ERROR stock.clock: clock of the warehouse north is not loaded: no such plan';
const parts = (count: number, words: (at: number) => string) => Array.from({ length: count }, (_, at) => words(at + 1));
const shelf = (at: number) => `ERROR stock.shelf: shelf ${at}: component clock is not available`;
const END = ['INFO stock.main: closing all shelves', 'INFO stock.main: shutdown complete'];
const said = (...lines: string[]) => readLog(`${lines.join('\n')}\n`).decisive?.quote;

test('the fault before them, however far above the end', () => {
  assert.is(said(FAULT, ...parts(120, shelf), ...END), FAULT);
  assert.is(said('INFO stock.main: starting', FAULT, ...parts(5, shelf), ...END), FAULT);
});

test('few of them, the same words again, attempts, or another line between: the last one is told', () => {
  const last = (lines: string[]) => said(FAULT, ...lines, ...END) === lines.at(-1);
  assert.ok(last(parts(4, shelf)));
  assert.ok(last(parts(9, () => shelf(1))));
  assert.ok(last(parts(9, (at) => `ERROR stock.shelf: no answer of the scanner, attempt ${at}`)));
  assert.ok(last(['INFO stock.main: clock is left out', ...parts(9, shelf)]));
});

test.run();
