/** Names in the cluster's text that look like flags: they become no word of a command. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

test('a host that looks like a flag is no Service', async () => {
  const found = await findingOn('dep-name', (cluster) => {
    cluster.log('web', 'web', 'dial tcp: lookup --token on 10.96.0.10:53: no such host\n');
  });
  assert.not.ok(found.fixes.some(({ command = '' }) => / --token/.test(command)));
});

test('a variable that looks like a flag is set by a patch', async () => {
  const command = async (name: string) => {
    const found = await findingOn('dep-name', (cluster) => {
      for (const variable of cluster.container('web').env) if (variable.name === 'REDIS_HOST') variable.name = name;
    });
    return found.fixes[0]?.command ?? '';
  };
  assert.match(await command('OTHER_HOST'), 'kubectl set env deploy/web -c web OTHER_HOST=redis');
  assert.match(await command('--host'), /^kubectl patch deploy\/web .*"name":"--host","value":"redis"/);
});

test.run();
