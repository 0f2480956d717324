/** A program that refuses to start with the memory that it has. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const of = (words: string, memory = '200Mi') =>
  findingsIn({ status: ended(78), container: { resources: { limits: { memory } } }, log: `ERROR ${words}\n` })[0];

test('its limit is the place, and what it asks for the fix', () => {
  const finding = of('needs at least 512 MB of memory, the container has 200 MB');
  assert.match(finding?.summary ?? '', /its memory limit is 200Mi/);
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.fixes[0]?.command ?? '', /512Mi/);
  assert.match(of('memory 1GiB required, found 0.5 GiB', '512Mi')?.fixes[0]?.command ?? '', /1Gi/);
});

test('other sizes, or sizes of other things, are not about the limit', () => {
  assert.not.match(of('needs at least 512 MB of memory, the container has 300 MB')?.summary ?? '', /memory limit/);
  assert.not.match(of('needs at least 512 MB of memory')?.summary ?? '', /memory limit/);
  assert.not.match(of('the disk has 200 MB, 512 MB are needed')?.summary ?? '', /memory limit/);
  assert.not.match(of('cannot map 200 MB of memory')?.summary ?? '', /memory limit/);
});

test.run();
