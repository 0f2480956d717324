/** A key that the object lacks, beside one that is called as the variable. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingsIn } from './situation.ts';

const on = (keys: Record<string, string>) =>
  findingsIn({
    container: { env: [{ name: 'POOL_SIZE', valueFrom: { configMapKeyRef: { name: 'settings', key: 'CONNECTIONS' } } }] },
    status: {
      state: { waiting: { reason: 'CreateContainerConfigError', message: "couldn't find key CONNECTIONS in ConfigMap shop/settings" } },
    },
    configMaps: { settings: keys },
  })[0];

test('it is the one that is meant', () => {
  const finding = on({ 'pool-size': '20', timeout: '3' });
  assert.match(finding?.summary ?? '', 'has no key CONNECTIONS, but pool-size');
  assert.is(finding?.fixes[0]?.asks.length, 0);
});

test('a key of another name is not', () => {
  const finding = on({ timeout: '3' });
  assert.not.match(finding?.summary ?? '', 'but timeout');
  assert.is(finding?.fixes[0]?.asks.length, 1);
});

test.run();
