/** A text that is no JSON, in a file that an init container copied: what matches, and what looks like it. Edited from init-copied-json. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';

const found = (edit?: (cluster: Edited) => void) => findingOn('init-copied-json', edit);
const inits = (cluster: Edited) => cluster.pod('web').spec.initContainers ?? [];

test('the file that its command names, and where the whole folder comes from', async () => {
  assert.match((await found()).summary, 'init container fetch copied it from key site.json of ConfigMap web');
  const all = await found((cluster) => {
    for (const init of inits(cluster)) if (init.name === 'fetch') init.command = ['cp', '-r', '/settings/.', '/site/'];
  });
  assert.match(all.summary, 'key site.json of ConfigMap web');
});

test('a copy that is JSON, one of another file, and a program that names none', async () => {
  const edits: ((cluster: Edited) => void)[] = [
    (cluster) => Object.assign(cluster.one('configmaps', 'web').data ?? {}, { 'site.json': '{}' }),
    (cluster) => {
      for (const init of inits(cluster)) if (init.name === 'fetch') init.command = ['cp', '/settings/other.json', '/site/'];
    },
    (cluster) => {
      for (const init of inits(cluster)) if (init.name === 'render') init.command = ['node', '/app/render.js'];
    },
  ];
  for (const edit of edits) assert.not.match((await found(edit)).summary, 'copied it');
});

test.run();
