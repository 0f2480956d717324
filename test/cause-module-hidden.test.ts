/** module-hidden: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

const NAME = 'file-names-module';

test('an ImportError names the file itself, wherever the program is', async () => {
  const found = await findingOn(NAME, (cluster) =>
    cluster.log(
      'web',
      'web',
      "Traceback (most recent call last):\n  File \"/srv/x.py\", line 1, in <module>\n    from redis import Redis\nImportError: cannot import name 'Redis' from 'redis' (/app/redis.py)\n",
    ),
  );
  assert.is(found.cause, 'module-hidden');
  assert.match(found.fixes[0]?.command ?? '', '/etc/web/redis.py');
});

test('a library of the image that lacks the name is no mounted file', async () => {
  const found = await findingOn(NAME, (cluster) =>
    cluster.log(
      'web',
      'web',
      "Traceback (most recent call last):\n  File \"/app/web.py\", line 1, in <module>\n    from redis import Redis\nImportError: cannot import name 'Redis' from 'redis' (/usr/lib/python3/dist-packages/redis/__init__.py)\n",
    ),
  );
  assert.is(found.cause, 'missing-module');
});

test('a file of that name in another folder is not loaded, and the name of a module is no value', async () => {
  const found = await findingOn(NAME, (cluster) => {
    for (const mount of cluster.container('web').volumeMounts)
      if (mount.mountPath === '/app/redis.py') mount.mountPath = '/etc/web/redis.py';
  });
  assert.is(found.cause, 'unhandled-exception');
  assert.not.match(found.summary, 'REDIS_HOST');
});

test('a settings module that lacks a constant is the one that is meant', async () => {
  const found = await findingOn(NAME, (cluster) => cluster.say('web', 'web', "no attribute 'Redis'", "no attribute 'PASSWORD'"));
  assert.is(found.cause, 'module-hidden');
  assert.is(found.object?.kind, 'ConfigMap');
  assert.match(found.fixes[0]?.command ?? '', 'kubectl edit configmap web');
});

test.run();
