/** Which key a file of a ConfigMap's or Secret's volume is meant to be, and folders of which the image has a part. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { keyFor } from '../src/trace/files/key-for-file.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

test('the key that was meant, or none', () => {
  assert.is(keyFor('sales.csv', ['sales-june.csv']), 'sales-june.csv');
  assert.is(keyFor('sales.csv', ['june.csv', 'notes.txt']), 'june.csv');
  assert.is(keyFor('sales.csv', ['june.csv', 'july.csv']), undefined);
  assert.is(keyFor('session.key', ['key']), 'key');
  assert.is(keyFor('tls.crt', ['cert.pem', 'key.pem']), 'cert.pem');
  assert.is(keyFor('tls.key', ['cert.pem', 'key.pem']), 'key.pem');
  assert.is(keyFor('ca.crt', ['tls.crt', 'tls.key']), undefined);
  assert.is(keyFor('mime.types', ['nginx.conf']), undefined);
  assert.is(keyFor('rules.conf', ['rules.txt', 'notes.txt']), 'rules.txt');
  assert.is(keyFor('rules.toml', ['rules.yaml', 'notes.txt']), undefined);
});

const wants = (path: string, keys: Record<string, string>, more: Partial<Situation['container']> = {}) =>
  findingsIn({
    container: { image: 'registry.example.com/shop/api:1', volumeMounts: [{ name: 'settings', mountPath: '/etc/api' }], ...more },
    spec: { volumes: [{ name: 'settings', configMap: { name: 'settings' } }] },
    configMaps: { settings: keys },
    status: ended(1),
    log: `Error: ENOENT: no such file or directory, open '${path}'`,
  })[0];

test('files that its settings name and that are lacking too come along', () => {
  const pair = wants(
    '/etc/api/tls.crt',
    { 'cert.pem': '', 'key.pem': '' },
    { args: ['--cert=/etc/api/tls.crt', '--key=/etc/api/tls.key'] },
  );
  assert.match(pair?.fixes[0]?.command ?? '', '{"key":"key.pem","path":"tls.key"}');
  const alone = wants('/etc/api/tls.crt', { 'cert.pem': '', 'key.pem': '' });
  assert.not.match(alone?.fixes[0]?.command ?? '', '"path":"tls.key"');
});

test('what images bring is hidden by the volume, not missing in it', () => {
  const found = wants('/etc/api/mime.types', { 'api.conf': '' });
  assert.is(found?.confidence, 'likely');
  assert.match(found?.fixes[0]?.command ?? '', '"subPath":"api.conf"');
  const own = wants('/etc/api/api.yaml', { 'one.json': '', 'two.json': '' });
  assert.is(own?.confidence, 'certain');
  assert.not.match(own?.fixes[0]?.command ?? '', 'subPath');
});

test.run();
