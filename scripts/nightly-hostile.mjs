/**
 * The hostile and the mutated reports of the tests, by the hundred thousand; for a machine that has the night.
 *
 *   node --import tsx scripts/nightly-hostile.mjs [--hostile 100000] [--mutated 50000] [--seed NUMBER]
 */
import { parseArgs } from 'node:util';
import { tryHostile } from '../test/hostile.ts';
import { tryMutated } from '../test/mutated.ts';

/** Cases at a time: they are all made before the first is tried. */
const CHUNK = 2000;

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
    console.log(`${name}: ${done + count} of ${wanted}, ${failed} faults`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
