/** What could not be read is no proof that it is not there. Each of these is certain, or calm, where it can be read. */
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CASES } from './case-names.ts';
import { reportOn } from './judge.ts';

const verdict = async (name: string, ...denied: string[]) => (await reportOn(join(CASES, name), denied)).verdict;

test('a Service of another namespace', async () => {
  const found = await verdict('netpol-namespace-label', 'get services');
  assert.is(found?.cause, 'dependency-unreachable');
  assert.match(found?.summary ?? '', 'could not be read');
});

test('a CronJob: that a later run came to a good end its Jobs tell', async () => {
  assert.not.ok(await verdict('calm-cron-newer', 'get cronjobs'));
});

test('the script that tells a JVM its heap, and the one that shares memory', async () => {
  const heap = await verdict('java-heap-computed', 'get configmaps');
  assert.is(heap?.cause, 'heap-too-large');
  assert.match(heap?.summary ?? '', 'where it is told that is not seen here');
  assert.is((await verdict('shm-untold', 'get configmaps'))?.confidence, 'possible');
});

test.run();
