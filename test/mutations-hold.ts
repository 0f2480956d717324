/** What is asserted of mutated recordings, few or many. */
import * as assert from 'uvu/assert';
import { tryMutated } from './mutated.ts';
import { within } from './within.ts';

/** MiB that the whole file may take, tsx and fast-check included; the runner bounds the heap. */
const MEMORY = 1200;

interface Trial {
  runs: number;
  /** After these no further case is begun, but for the least number. */
  seconds: number;
  least: number;
  seed?: number;
}

export function mutationsHold({ runs: wanted, seconds, least, seed = 20261122 }: Trial): () => Promise<void> {
  return within(Math.max(100, wanted / 5), async () => {
    const { runs, reports, refused, faults, slowest } = await tryMutated(
      wanted,
      Number(process.env['MUTATED_SEED'] ?? seed),
      seconds * 1000,
      least,
    );
    const memory = Math.round(process.resourceUsage().maxRSS / 1024);
    console.log(
      `${runs} of ${wanted} tried: ${reports} reports, ${refused} refused in words, the slowest took ${slowest.toFixed(1)} s of the processor, at most ${memory} MiB`,
    );
    assert.is(faults.slice(0, 20).join('\n\n'), '');
    assert.ok(runs >= least && reports > runs / 2 && refused > 0, `${runs} tried, ${reports} reports, ${refused} refused`);
    assert.ok(memory < MEMORY, `${memory} MiB`);
  });
}
