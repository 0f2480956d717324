/**
 * The hostile and the mutated reports of the tests, by the hundred thousand; for a machine that has the night.
 *
 *   node --max-old-space-size=800 --import tsx scripts/nightly-hostile.mjs [--hostile 100000] [--mutated 50000] [--seed NUMBER]
 *
 * The heap is bounded as that of a test's file is (test/run.ts): what one case takes and does not give back would end the run.
 */
import { parseArgs } from 'node:util';
import { tryHostile } from '../test/hostile.ts';
import { tryMutated } from '../test/mutated.ts';

/** Cases at a time: they are all made before the first is tried, and the commands of all are kept until the last. */
const CHUNK = 100;

const { values } = parseArgs({
  options: { hostile: { type: 'string', default: '100000' }, mutated: { type: 'string', default: '50000' }, seed: { type: 'string' } },
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
console.log(`seed ${seed}`);
let [passed, failed] = [0, 0];
for (const [name, wanted, tryMany] of [
  ['hostile', Number(values.hostile), tryHostile],
  ['mutated', Number(values.mutated), tryMutated],
]) {
  for (let done = 0; done < wanted; done += CHUNK) {
    const count = Math.min(CHUNK, wanted - done);
    const { faults } = await tryMany(count, seed + done);
    for (const fault of faults) console.log(fault);
    failed += faults.length;
    passed += count - Math.min(count, faults.length);
    const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
    if ((done / CHUNK) % 10 === 9 || done + count === wanted)
      console.log(`${name}: ${done + count} of ${wanted}, ${failed} faults, ${memory} MiB`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
