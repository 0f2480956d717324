/** file-mounted-as-folder: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const found = (mount: object, keys: string[], log = "IsADirectoryError: [Errno 21] Is a directory: '/etc/agent/agent.yaml'") =>
  findingsIn({
    status: ended(1),
    log,
    container: { volumeMounts: [{ name: 'settings', mountPath: '/etc/agent/agent.yaml', ...mount }] },
    spec: { volumes: [{ name: 'settings', configMap: { name: 'agent' } }] },
    configMaps: { agent: Object.fromEntries(keys.map((key) => [key, ''])) },
  })[0];

test('a volume under the name of one of its files', () => {
  const finding = found({}, ['agent.yaml', 'users.yaml']);
  assert.is(`${finding?.cause} ${finding?.confidence}`, 'file-mounted-as-folder certain');
  assert.match(finding?.fixes[0]?.command ?? '', '"path":"/spec/containers/0/volumeMounts/0/subPath","value":"agent.yaml"');
});

test('the object has no file of that name, a subPath is given, or the directory is another one', () => {
  assert.is.not(found({}, ['settings.json', 'users.json'])?.cause, 'file-mounted-as-folder');
  assert.is.not(
    found({ mountPath: '/etc/agent' }, ['agent.yaml'], "IsADirectoryError: [Errno 21] Is a directory: '/etc/agent'")?.cause,
    'file-mounted-as-folder',
  );
  assert.is.not(found({ subPath: 'agent.yml' }, ['agent.yaml'])?.cause, 'file-mounted-as-folder');
  const below = "IsADirectoryError: [Errno 21] Is a directory: '/etc/agent/agent.yaml/parts'";
  assert.is.not(found({}, ['agent.yaml'], below)?.cause, 'file-mounted-as-folder');
});

test('its only file, whatever it is called', () => {
  assert.match(found({}, ['settings.json'])?.fixes[0]?.command ?? '', '"value":"settings.json"');
});

test('without a path in the log it is likely', () => {
  assert.is(found({}, ['agent.yaml'], 'Error: EISDIR: illegal operation on a directory, read')?.confidence, 'likely');
});

test.run();
