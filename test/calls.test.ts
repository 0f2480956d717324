/** What a report costs: kubectl calls, and how often it waits for answers, for each class of crash. The simple crash pays for none of the others. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Evidence } from '../src/evidence/evidence.ts';
import type { Query } from '../src/evidence/query.ts';
import { CLASSES } from './crash-classes.ts';
import { fakeKubectl } from './fake-kubectl.ts';
import { investigated } from './investigated.ts';
import { truthOf } from './judge.ts';

const cases = fileURLToPath(new URL('cases/', import.meta.url));

interface Cost {
  calls: number;
  waves: number;
  steps: string[];
}

async function costOf(name: string, target = truthOf(join(cases, name)).target): Promise<Cost> {
  const { kubectl, namespace, now, asked } = fakeKubectl(join(cases, name));
  const steps: string[] = [];
  let waves = 0;
  class Counted extends Evidence {
    override takeWanted(): Query<unknown>[] {
      const wanted = super.takeWanted();
      if (wanted.length > 0) waves++;
      steps.push(...wanted.map(({ step }) => step));
      return wanted;
    }
  }
  await investigated(target, namespace, kubectl, new Counted(now));
  return { calls: asked.length, waves, steps };
}

for (const [title, [name, calls, waves]] of Object.entries(CLASSES)) {
  test(`${title}: at most ${calls} calls in ${waves} waves`, async () => {
    const cost = await costOf(name);
    assert.ok(cost.calls <= calls && cost.waves <= waves, `${name}: ${cost.calls} calls in ${cost.waves} waves: ${cost.steps.join(', ')}`);
  });
}

test('a pod by its name, which the status explains, costs one wave', async () => {
  const api = fakeKubectl(join(cases, 'mem-limit'));
  const pods = JSON.parse(
    (await api.kubectl(['get', '--raw', `/api/v1/namespaces/${api.namespace}/pods`], { timeout: 1, bytes: 1 })).stdout,
  );
  const cost = await costOf('mem-limit', `pod/${pods.items[0].metadata.name}`);
  assert.is(cost.waves, 1, cost.steps.join(', '));
  assert.is(cost.calls, 4, cost.steps.join(', '));
});

test('no recorded case asks for more than the bound', async () => {
  for (const name of readdirSync(cases)) {
    const { calls } = await costOf(name);
    assert.ok(calls <= 3 + 25, `${name}: ${calls} calls`);
  }
});

test.run();
