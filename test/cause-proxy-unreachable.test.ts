/** proxy-unreachable: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

test('names of the cluster that are excepted already are not excepted again', async () => {
  const found = await findingOn('env-proxy', (cluster) => {
    for (const one of cluster.container('controller').env) if (one.name === 'NO_PROXY') one.value = 'localhost,.svc';
  });
  assert.is(found.cause, 'proxy-unreachable');
  assert.not.match(found.fixes[0]?.command ?? '', 'NO_PROXY');
  assert.match(found.fixes[0]?.command ?? '', 'HTTPS_PROXY="$HTTPS_PROXY"');
});

test('without exceptions they are made', async () => {
  const found = await findingOn('env-proxy', (cluster) => {
    const { env } = cluster.container('controller');
    env.splice(
      env.findIndex(({ name }) => name === 'NO_PROXY'),
      1,
    );
  });
  assert.match(found.fixes[0]?.command ?? '', 'NO_PROXY=localhost,127.0.0.1,.svc,.cluster.local');
});

test('another host than that of the proxy is not its fault', async () => {
  const found = await findingOn('env-proxy', (cluster) => {
    for (const one of cluster.container('controller').env) if (one.name === 'HTTPS_PROXY') one.name = 'TARGET';
  });
  assert.is.not(found.cause, 'proxy-unreachable');
});

test.run();
