/** A name that a program looks for in the answer of another one. Edited from dep-answer-changed. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const data = (text: string) => (cluster: Edited) => {
  cluster.one('configmaps', 'prices-data').data = { 'products.json': text };
};

test('what a server gives out of a ConfigMap has another name, and gets the one that is looked for', async () => {
  const found = await findingOn('dep-answer-changed');
  assert.match(found.summary, 'key products.json of ConfigMap prices-data there, which has items, and no products');
  assert.is(found.object?.name, 'prices-data');
  assert.match(found.fixes[0]?.command ?? '', 'patch configmap prices-data');
  assert.match(found.fixes[0]?.command ?? '', 'rollout restart deploy/import');
});

test('of several names none is changed, and where the name is there, nothing is said of the answer', async () => {
  const several = await findingOn('dep-answer-changed', data('{"items": [], "total": 0}'));
  assert.match(several.summary, 'which has items, total, and no products');
  assert.not.match(several.fixes[0]?.command ?? '', 'prices-data');
  const there = await findingOn('dep-answer-changed', data('{"products": []}'));
  assert.not.match(there.summary, 'in the answer of');
  const text = await findingOn('dep-answer-changed', data('<html>'));
  assert.match(text.summary, 'it looks for products in the answer of Service prices');
  const env = await findingOn('dep-answer-changed', (cluster) => {
    data('<html>')(cluster);
    cluster.log(
      'import',
      'import',
      'Traceback (most recent call last):\n  File "/app/import.py", line 5, in <module>\n    url = settings["products"]\n          ~~~~~~~~^^^^^^^^^^^^\nKeyError: \'products\'\n',
    );
  });
  assert.not.match(env.summary, 'in the answer of');
});

test('an address is never taken for a misspelt word of the condition', async () => {
  for (const edit of [data('{"products": []}'), data('<html>')])
    for (const { command = '' } of (await findingOn('dep-answer-changed', edit)).fixes) assert.not.match(command, 'PRICES_URL=products');
});

test('a name that is looked for in the settings is not one of the answer', async () => {
  const found = await findingOn('dep-answer-changed', (cluster) => {
    const code = 'products = json.load(urllib.request.urlopen(url, timeout=5))["products"]';
    cluster.say('import', 'import', code, 'products = settings["products"]');
  });
  assert.not.match(found.summary, 'in the answer of');
});

test.run();
