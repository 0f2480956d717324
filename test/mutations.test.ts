/** Mutated recordings; scripts/nightly-hostile.mjs runs many more. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { tryMutated } from './mutated.ts';
import { within } from './within.ts';

const RUNS = Number(process.env['MUTATED_RUNS'] ?? 1000);
const SEED = Number(process.env['MUTATED_SEED'] ?? 20261122);
/** MiB that the whole file may take, tsx and fast-check included. */
const MEMORY = 1200;

test(`${RUNS} mutated clusters: no crash, in bounded time and memory`, within(RUNS / 10, async () => {
  const { reports, refused, faults, slowest } = await tryMutated(RUNS, SEED);
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(`${reports} reports, ${refused} refused in words, the slowest took ${Math.round(slowest)} ms, at most ${memory} MiB`);
  assert.is(faults.slice(0, 20).join('\n\n'), '');
  assert.ok(reports > RUNS / 2 && refused > 0, `${reports} reports, ${refused} refused`);
  assert.ok(memory < MEMORY, `${memory} MiB`);
}));

test.run();
