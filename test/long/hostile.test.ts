/** Hostile text in whole reports; scripts/nightly-hostile.mjs runs many more. What fails is printed with the case that it failed on. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { tryHostile } from '../hostile.ts';
import { within } from '../within.ts';

const RUNS = Number(process.env['HOSTILE_RUNS'] ?? 5000);
const SEED = Number(process.env['HOSTILE_SEED'] ?? 20261122);

test(
  'hostile text in reports: nothing raw, all forms well formed, no command that does more',
  within(Math.max(600, RUNS / 5), async () => {
    const { runs, reports, commands, faults, slowest } = await tryHostile(RUNS, SEED);
    console.log(
      `${runs} tried: ${reports} reports, ${commands} different commands typed, the slowest report took ${Math.round(slowest)} ms`,
    );
    assert.is(faults.slice(0, 20).join('\n\n'), '');
    assert.ok(reports > runs * 0.7, `only ${reports} reports of ${runs} runs`);
    assert.ok(commands > runs / 5, `only ${commands} commands`);
  }),
);

test.run();
