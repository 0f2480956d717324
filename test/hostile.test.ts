/** Hostile text in whole reports; scripts/nightly-hostile.mjs runs many more. What fails is printed with the case that it failed on. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { tryHostile } from './hostile.ts';
import { within } from './within.ts';

const RUNS = Number(process.env['HOSTILE_RUNS'] ?? 2000);
const SEED = Number(process.env['HOSTILE_SEED'] ?? 20261122);

test(`${RUNS} reports with hostile text: nothing raw, all forms well formed, no command that does more`, within(RUNS / 10, async () => {
  const { reports, commands, faults, slowest } = await tryHostile(RUNS, SEED);
  console.log(`${reports} reports, ${commands} different commands typed, the slowest report took ${Math.round(slowest)} ms`);
  assert.is(faults.slice(0, 20).join('\n\n'), '');
  assert.ok(reports > RUNS * 0.7, `only ${reports} reports`);
  assert.ok(commands > RUNS / 3, `only ${commands} commands`);
}));

test.run();
