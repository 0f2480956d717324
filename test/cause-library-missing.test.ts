/** library-missing: what the image lacks, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const lacks = (library: string, container: Situation['container'] = {}, program = '/app/server', why = 'No such file or directory') =>
  findingsIn({
    status: ended(127),
    log: `${program}: error while loading shared libraries: ${library}: cannot open shared object file: ${why}`,
    container,
    spec: { volumes: [{ name: 'tools', emptyDir: {} }] },
  })[0];
const over = (mountPath: string): Situation['container'] => ({ volumeMounts: [{ name: 'tools', mountPath }] });

test('nothing else may bring it: the image lacks it', () => {
  assert.is(lacks('libpq.so.5')?.confidence, 'certain');
  assert.is(lacks('libpq.so.5', over('/data'))?.confidence, 'certain');
});

test('of a volume, hidden by one, looked for elsewhere, or not to be read', () => {
  assert.match(lacks('libz.so.1', over('/tools'), '/tools/agent')?.summary ?? '', 'the program itself is from volume tools');
  assert.match(lacks('libpq.so.5', over('/usr/lib'))?.summary ?? '', 'volume tools is mounted over /usr/lib, and may hide it');
  assert.match(lacks('libpq.so.5', { env: [{ name: 'LD_LIBRARY_PATH', value: '/opt' }] })?.summary ?? '', 'env LD_LIBRARY_PATH takes');
  const unread = lacks('libpq.so.5', {}, undefined, 'Permission denied');
  assert.match(unread?.summary ?? '', 'library libpq.so.5 is there, and the user of the container may not read it');
  assert.match(unread?.fixes[0]?.text ?? '', 'so that everybody may read libpq.so.5');
  for (const container of [over('/usr/lib'), { env: [{ name: 'LD_LIBRARY_PATH', value: '/opt' }] }])
    assert.is(lacks('libpq.so.5', container)?.confidence, 'likely');
});

test('one that is looked for in a volume is missing there, and not in the image', () => {
  const found = findingsIn({
    status: ended(1),
    // As OpenJDK 17 says it.
    log: 'Error occurred during initialization of VM\nCould not find agent library /tools/libagent.so in absolute path, with error: /tools/libagent.so: cannot open shared object file: No such file or directory',
    container: over('/tools') ?? {},
    spec: { volumes: [{ name: 'tools', emptyDir: {} }] },
  })[0];
  assert.is(`${found?.cause} ${found?.confidence}`, 'library-missing likely');
  assert.match(found?.summary ?? '', 'does not find library /tools/libagent.so');
});

test("the libraries of the GPU's driver are the node's", () => {
  const found = lacks('libcuda.so.1');
  assert.match(found?.summary ?? '', 'this one asks for none');
  assert.match(found?.fixes[0]?.command ?? '', '"nvidia.com/gpu":"1"');
  assert.is(lacks('libnvidia-ml.so.1', { resources: { limits: { 'nvidia.com/gpu': '1' } } })?.fixes[0]?.command, undefined);
});

test('what is named with its path belongs where that leads; musl says first what is missing', () => {
  const says = (log: string, container: Situation['container'] = {}) =>
    findingsIn({ status: ended(127), log, container, spec: { volumes: [{ name: 'tools', emptyDir: {} }] } })[0];
  const python = 'OSError: /plugins/libp11.so: cannot open shared object file: No such file or directory';
  const named = says(python, { ...over('/plugins'), env: [{ name: 'LIB', value: '/plugins/libp11.so' }] });
  assert.match(
    named?.summary ?? '',
    'does not find library /plugins/libp11.so, which env LIB names, though volume tools is mounted at /plugins',
  );
  assert.is(named?.confidence, 'likely');
  assert.is(says(python)?.confidence, 'certain', 'nobody names it: the image lacks it');
  const musl =
    'Error loading shared library libcrypto.so.1.1: No such file or directory (needed by /usr/bin/psql)\nError relocating /usr/bin/psql: PQconnectdb: symbol not found\nError relocating /usr/bin/psql: PQfinish: symbol not found\n';
  assert.match(says(musl)?.summary ?? '', 'library libcrypto.so.1.1 is missing');
  const older = says('Error relocating /usr/bin/psql: PQconnectdb: symbol not found\n');
  assert.match(older?.summary ?? '', 'library /usr/bin/psql is missing from image registry.example.com/web:1, or does not fit');
});

test('a library that cannot be mapped is there', () => {
  const says = (why: string, command: string) =>
    findingsIn({
      status: ended(127),
      log: `/app/srv: error while loading shared libraries: libfoo.so.1: failed to map segment from shared object: ${why}`,
      container: { command: ['sh', '-c', command] },
    })[0];
  const memory = says('Cannot allocate memory', 'ulimit -v 20000; exec /app/srv');
  assert.match(
    memory?.summary ?? '',
    'library libfoo.so.1 is there, and the kernel gave no memory for it: its own script sets ulimit -v 20000',
  );
  assert.match(memory?.fixes[0]?.command ?? '', '"value":"exec /app/srv"');
  const refused = says('Operation not permitted', 'exec /app/srv');
  assert.is(refused?.confidence, 'likely');
  assert.match(refused?.summary ?? '', 'does not let it be run from there');
});

test("a module of nginx is named by a line, relative to the server's folder", () => {
  const [found] = findingsIn({
    status: ended(1),
    log: 'nginx: [emerg] dlopen() "/etc/nginx/modules/x.so" failed (/etc/nginx/modules/x.so: cannot open shared object file: No such file or directory) in /etc/nginx/nginx.conf:1',
    container: { image: 'nginx:1.27', volumeMounts: [{ name: 'c', mountPath: '/etc/nginx/nginx.conf', subPath: 'nginx.conf' }] },
    spec: { volumes: [{ name: 'c', configMap: { name: 'site' } }] },
    configMaps: { site: { 'nginx.conf': 'load_module modules/x.so;\nevents {}\n' } },
  });
  assert.is(found?.cause, 'plugin-missing');
  assert.match(found?.fixes[0]?.command ?? '', '"nginx.conf":"events {}\\n"');
});

test.run();
