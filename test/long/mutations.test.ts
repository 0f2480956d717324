/** Mutated recordings, of another seed than those of the ordinary run; scripts/nightly-hostile.mjs runs 50,000. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FOUND, tryThese } from '../mutated.ts';
import { mutationsHold } from '../mutations-hold.ts';

const RUNS = process.env['MUTATED_RUNS'];

test(
  'mutated clusters: no crash, in bounded time and memory',
  mutationsHold({ runs: Number(RUNS ?? 3000), seconds: RUNS ? Number.POSITIVE_INFINITY : 60, least: 100, seed: 20261123 }),
);

test('what a night has found', async () => {
  assert.equal((await tryThese(FOUND)).faults, []);
});

test.run();
