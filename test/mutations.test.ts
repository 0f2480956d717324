/** A few mutated recordings; those of test/long and scripts/nightly-hostile.mjs are many more. */
import { test } from 'uvu';
import { mutationsHold } from './mutations-hold.ts';

test('mutated clusters: no crash, in bounded time and memory', mutationsHold({ runs: 400, seconds: 12, least: 40 }));

test.run();
