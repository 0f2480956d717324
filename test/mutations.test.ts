/** Mutated recordings; scripts/nightly-hostile.mjs runs many more. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { tryMutated } from './mutated.ts';
import { within } from './within.ts';

const RUNS = Number(process.env['MUTATED_RUNS'] ?? 2000);
const SEED = Number(process.env['MUTATED_SEED'] ?? 20261122);
/** MiB that the whole file may take, tsx and fast-check included. */
const MEMORY = 1200;

/** Milliseconds: what an ordinary run of the tests can spare. */
const TIME = process.env['MUTATED_RUNS'] ? Number.POSITIVE_INFINITY : 45_000;

test(
  'mutated clusters: no crash, in bounded time and memory',
  within(Math.max(100, RUNS / 5), async () => {
    const { runs, reports, refused, faults, slowest } = await tryMutated(RUNS, SEED, TIME);
    const memory = Math.round(process.resourceUsage().maxRSS / 1024);
    console.log(
      `${runs} of ${RUNS} tried: ${reports} reports, ${refused} refused in words, the slowest took ${Math.round(slowest)} ms, at most ${memory} MiB`,
    );
    assert.is(faults.slice(0, 20).join('\n\n'), '');
    assert.ok(runs >= 100 && reports > runs / 2 && refused > 0, `${reports} reports, ${refused} refused`);
    assert.ok(memory < MEMORY, `${memory} MiB`);
  }),
);

test.run();
