/** Host names in a file of Redis Sentinel, and values in Python files of settings. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

test('an address that Sentinel cannot resolve is no host name: that line is at fault', async () => {
  const found = await findingOn('file-sentinel', (cluster) => {
    cluster.one('configmaps', 'sentinel').data = { 'sentinel.conf': 'port 26379\nsentinel monitor shop 10.0.0.999 6379 1\n' };
  });
  assert.not.match(found.fixes[0]?.command ?? '', 'resolve-hostnames');
});

test('a value inside of a function of a Python file is code', async () => {
  const found = await findingOn('file-gunicorn', (cluster) => {
    cluster.one('configmaps', 'web').data = { 'gunicorn.py': 'def f():\n    workers = "two"\n' };
  });
  assert.is(found.cause, 'invalid-value');
  assert.not.match(found.summary, 'gunicorn.py');
});

test.run();
