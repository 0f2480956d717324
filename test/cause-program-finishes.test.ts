/** program-finishes: an image that runs nothing by itself. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

test('of two programs neither is chosen', async () => {
  const found = await findingOn('exit0-runtime-alone', (cluster) => {
    cluster.one('configmaps', 'relay').data = { 'a.js': '', 'b.js': '' };
  });
  assert.is(found.cause, 'program-finishes');
  assert.not.match(found.fixes[0]?.command ?? '', '.js');
});

test('an image of another name has a command of its own', async () => {
  const found = await findingOn('exit0-runtime-alone', (cluster) => {
    cluster.container('relay').image = 'registry.example.com/shop/relay:1.0';
  });
  assert.not.match(found.summary, 'node alone');
});

test.run();
