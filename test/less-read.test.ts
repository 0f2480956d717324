/** What is less sure where a reading that would decide was refused. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

test('OOMKilled of a run that lasted as long as its liveness probe lets it', async () => {
  const without = await findingOn('probe-beside-killed-child', undefined, ['list events']);
  assert.is(without.cause, 'oom-killed');
  assert.is(without.confidence, 'possible');
  assert.match(without.decides ?? '', 'whether its liveness probe ended it');
  // It lives a second: no probe is as quick.
  assert.is((await findingOn('mem-limit', undefined, ['list events'])).confidence, 'certain');
});

test('a script that is not read may have killed the child, or hold the value that was refused', async () => {
  for (const name of ['exit-own-limit-kill', 'arg-postgres-client'])
    assert.is((await findingOn(name, undefined, ['get configmaps'])).confidence, 'possible', name);
});

test('--batch tells to run once where nothing stands behind it', () => {
  const first = (args: string[]) => findingsIn({ container: { args }, status: ended(0), log: 'settled 3 payments\n' })[0]?.summary ?? '';
  assert.match(first(['--batch']), '--batch tells it to run once');
  assert.not.match(first(['--batch', '25']), '--batch tells it');
});

test.run();
