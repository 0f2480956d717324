/** A key that the object lacks, beside one that is called as the variable, or as the file that it is to be. */
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

const shown = (file: string) =>
  findingsIn({
    container: { volumeMounts: [{ name: 'settings', mountPath: '/etc/agent' }] },
    spec: { volumes: [{ name: 'settings', configMap: { name: 'agent', items: [{ key: 'settings.yaml', path: file }] } }] },
    podStatus: { phase: 'Pending' },
    status: { state: { waiting: { reason: 'ContainerCreating' } } },
    configMaps: { agent: { 'agent.yaml': 'a: 1\n', 'notes.txt': 'b\n' } },
    events: [
      {
        reason: 'FailedMount',
        message: 'MountVolume.SetUp failed for volume "settings" : configmap references non-existent config key: settings.yaml',
        container: null,
      },
    ],
  })[0];

test('the key that is called as the file of the item is meant; without one nothing is guessed', () => {
  const finding = shown('conf/agent.yaml');
  assert.match(finding?.summary ?? '', 'has no key settings.yaml, but agent.yaml');
  assert.match(finding?.fixes[0]?.command ?? '', '"path":"/spec/volumes/0/configMap/items/0/key","value":"agent.yaml"');
  assert.not.match(shown('rates.csv')?.summary ?? '', ', but ');
});

test.run();
