/** What a program says last, where no line has a level and no phrase is known. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';

const decided = (line: string) => readLog(`starting 2.1.0\n${line}\n`).decisive?.kind;

test('last words that complain without naming an error', () => {
  for (const line of [
    'schema version mismatch: database is at 13, this build needs 14',
    'no message for 6s, exiting',
    'this cluster does not support snapshots',
    'mode is maintenance, not starting',
    'expected 3 replicas but found 1',
  ])
    assert.is(decided(line), 'fatal-line', line);
});

test('words like them that complain of nothing', () => {
  for (const line of [
    'supports snapshots and replicas',
    'exits after 100 requests',
    'matching 14 orders',
    'there are 3 replicas',
    'tracing is off, not starting the exporter',
  ])
    assert.is(decided(line), undefined, line);
});

test('a number of nothing is no complaint; an address that begins with 0 is no number', () => {
  for (const line of ['Done loading RDB, keys loaded: 0, keys expired: 0.', '12 checked, rejected=0', 'requests: 9, denied 0'])
    assert.is(decided(line), undefined, line);
  for (const line of ['listen refused: 0.0.0.0:80', 'bind failed: 0.0.0.0:80 for the page', 'keys expired: 3'])
    assert.is.not(decided(line), undefined, line);
});

test.run();
