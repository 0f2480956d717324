/** Errors of a number that is not told, and the setting that has it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const of = (log: string, env: Record<string, string>, more: { args?: string[] } = {}) =>
  findingsIn({ status: ended(1), log, container: { env: Object.entries(env).map(([name, value]) => ({ name, value })), ...more } })[0];
const python = (error: string) =>
  `Traceback (most recent call last):\n  File "/app/w.py", line 9, in <module>\n    pages = total // batch\n${error}\n`;
const go = (panic: string) => `panic: ${panic}\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:12 +0x85\n`;
const ZERO = python('ZeroDivisionError: integer division or modulo by zero');

test('a division by the only setting that is 0', () => {
  for (const log of [
    ZERO,
    go('runtime error: integer divide by zero'),
    'Exception in thread "main" java.lang.ArithmeticException: / by zero\n\tat shop.A.main(A.java:9)',
  ]) {
    const finding = of(log, { BATCH_SIZE: '0', PAGES: '10', MODE: 'fast' });
    assert.match(finding?.summary ?? '', '"0" is the value of env BATCH_SIZE', log);
    assert.match(finding?.fixes[0]?.command ?? '', 'BATCH_SIZE="$BATCH_SIZE"');
    assert.is(finding?.confidence, 'likely');
  }
});

test('SIGFPE without a word: the only setting that is 0, unless it is a switch', () => {
  const fell = (env: Record<string, string>) =>
    findingsIn({
      status: ended(136),
      log: 'ready, 40 articles\n',
      container: { env: Object.entries(env).map(([name, value]) => ({ name, value })) },
    })[0];
  assert.match(fell({ PACK_SIZE: '0', CENTS: '40' })?.fixes[0]?.command ?? '', 'PACK_SIZE="$PACK_SIZE"');
  assert.not.match(fell({ DEBUG: '0', CENTS: '50' })?.summary ?? '', 'is the value of');
  assert.not.match(fell({ PACK_SIZE: '0', SHELF: '0' })?.summary ?? '', 'is the value of');
});

test('a time that is to be more than 0, an option, a size below 0', () => {
  assert.match(of(go('non-positive interval for NewTicker'), { INTERVAL: '0s' })?.summary ?? '', '"0s" is the value of env INTERVAL');
  const option = of(go('non-positive interval for NewTicker'), {}, { args: ['--interval=0s', '--port=80'] });
  assert.match(option?.fixes[0]?.command ?? '', `"value":"--interval='"$VALUE"'"`);
  assert.match(
    of(go('runtime error: makeslice: len out of range'), { QUEUE_SIZE: '-1' })?.summary ?? '',
    '"-1" is the value of env QUEUE_SIZE',
  );
});

test('what may be 0 is not at fault for it', () => {
  const offset = python('ValueError: offset must be >= 0');
  assert.not.match(of(offset, { RETRY_COUNT: '0' })?.summary ?? '', 'is the value of');
  assert.match(of(offset, { OFFSET: '-1', RETRY_COUNT: '0' })?.summary ?? '', '"-1" is the value of env OFFSET');
  assert.match(of(python('ValueError: pages must be > 0'), { PAGES: '0' })?.summary ?? '', '"0" is the value of env PAGES');
});

test('one of two, a switch, or a number that is fine, is not named', () => {
  for (const env of [{ A: '0', B: '0' }, { DEBUG: '0', USE_TLS: '0' }, { BATCH_SIZE: '10' }])
    assert.not.match(of(ZERO, env)?.summary ?? '', 'is the value of', JSON.stringify(env));
  assert.not.match(of(python('IndexError: list index out of range'), { BATCH_SIZE: '0' })?.summary ?? '', 'is the value of');
});

test.run();
