/** A few mutated recordings; those of test/long and scripts/nightly-hostile.mjs are many more. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FOUND, tryThese } from './mutated.ts';
import { mutationsHold } from './mutations-hold.ts';

test('mutated clusters: no crash, in bounded time and memory', mutationsHold({ runs: 400, seconds: 12, least: 40 }));

test('what a night has found', async () => {
  assert.equal((await tryThese(FOUND)).faults, []);
});

test.run();
