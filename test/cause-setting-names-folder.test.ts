/** setting-names-folder: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const given = (value: string, log: string, keys = ['key']): Situation => ({
  container: { env: [{ name: 'SESSION_KEY_FILE', value }], volumeMounts: [{ name: 'session', mountPath: '/etc/session' }] },
  spec: { volumes: [{ name: 'session', secret: { secretName: 'session' } }] },
  secrets: { session: keys },
  status: ended(1),
  log,
});
const first = (situation: Situation) => findingsIn(situation)[0];
const bare = 'Error: EISDIR: illegal operation on a directory, read\n';
const told = "IsADirectoryError: [Errno 21] Is a directory: '/etc/session'\n";

test('the variable names the folder: the file in it is the fix', () => {
  for (const [log, confidence] of [
    [bare, 'likely'],
    [told, 'certain'],
  ] as const) {
    const finding = first(given('/etc/session/', log));
    assert.is(finding?.cause, 'setting-names-folder');
    assert.is(finding?.confidence, confidence);
    assert.match(finding?.fixes[0]?.command ?? '', '"name":"SESSION_KEY_FILE","value":"/etc/session/key"');
  }
  assert.is(first(given('/etc/session', bare, ['a', 'b']))?.fixes[0]?.command, undefined, 'which of two is not known');
});

test('a file in the folder, or another folder than the log tells', () => {
  assert.is.not(first(given('/etc/session/key', bare))?.cause, 'setting-names-folder');
  assert.is.not(first(given('/etc/session', told.replace('/etc/session', '/var/lib/app')))?.cause, 'setting-names-folder');
});

test('an argument names it behind its option', () => {
  const { spec, secrets, container, ...rest } = given('', 'level=fatal msg="cannot load config: read /etc/session: is a directory"\n');
  const mounts = { volumeMounts: container?.volumeMounts ?? [] };
  const finding = first({
    ...rest,
    ...(spec ? { spec } : {}),
    ...(secrets ? { secrets } : {}),
    container: { ...mounts, args: ['--key=/etc/session'] },
  });
  assert.is(finding?.cause, 'setting-names-folder');
  assert.match(finding?.fixes[0]?.command ?? '', '"value":"--key=/etc/session/key"');
});

test('a setting that is to name a folder is right', () => {
  for (const name of ['SESSION_DIR', 'certDir', 'APP_HOME']) {
    const { container, ...rest } = given('', told);
    const finding = first({ ...rest, container: { ...container, env: [{ name, value: '/etc/session' }] } });
    assert.is.not(finding?.cause, 'setting-names-folder', name);
  }
});

test('a folder of the image, or of a volume that the program fills, is likely only, and the log must name it', () => {
  const own = (value: string, log: string, name = 'PRICES_FILE') =>
    findingsIn({ status: ended(1), log, container: { env: [{ name, value }] } })[0];
  const log = "IsADirectoryError: [Errno 21] Is a directory: '/srv/prices'\n";
  const finding = own('/srv/prices', log);
  assert.is(finding?.cause, 'setting-names-folder');
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.summary ?? '', 'opens /srv/prices as a file, as env PRICES_FILE names it, and it is a directory');
  assert.is.not(own('/srv/prices', log, 'PRICES_DIR')?.cause, 'setting-names-folder');
  for (const name of ['UPLOADS', 'DATA_PATH', 'APP_CACHE'])
    assert.is.not(own('/srv/prices', log, name)?.cause, 'setting-names-folder', name);
  assert.is.not(own('/srv/prices/a.csv', log)?.cause, 'setting-names-folder');
  assert.is.not(own('/srv/prices', 'Error: EISDIR: illegal operation on a directory, read\n')?.cause, 'setting-names-folder');
});

test.run();
