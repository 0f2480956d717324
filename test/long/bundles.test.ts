/** Recorded cases, saved and replayed where no cluster is: the same report, to the letter, though its secrets are hidden. */
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CASE_NAMES, CASES } from '../case-names.ts';
import { fakeKubectl } from '../fake-kubectl.ts';
import { fakeWorld } from '../fake-world.ts';
import { truthOf } from '../judge.ts';

const FILE = 'evidence.json.gz';
/** The text follows from the JSON; of some cases it is compared all the same. */
const TEXT_EACH = 4;
/** BUNDLES=all takes every case. */
const EACH = process.env['BUNDLES'] === 'all' ? 1 : 3;

for (const [at, name] of CASE_NAMES.filter((_, index) => index % EACH === 0).entries()) {
  test(name, async () => {
    const { kubectl, namespace, now } = fakeKubectl(join(CASES, name));
    const words = [...truthOf(join(CASES, name)).target.split(' '), '-n', namespace];
    const world = fakeWorld(kubectl, { now: () => now });
    const live = await world.type(...words, '-o', 'json', '--save', FILE);
    assert.match(live.error, /^saved \d+ calls/);
    const elsewhere = fakeWorld(undefined, { now: () => 0 });
    elsewhere.files.set(FILE, world.files.get(FILE) as Uint8Array);
    const replayed = await elsewhere.type('--from', FILE, '-o', 'json');
    assert.is(replayed.out, live.out);
    assert.is(replayed.code, live.code);
    if (at % TEXT_EACH === 0)
      assert.is((await elsewhere.type(...words, '--from', FILE)).out, (await world.type(...words, '--save', FILE, '--force')).out);
  });
}

test.run();
