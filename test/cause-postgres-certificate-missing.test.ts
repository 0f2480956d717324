/** postgres-certificate-missing: what matches, and what looks like it and is another thing; each a recorded case with one thing changed. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

test('TLS that is asked for in the arguments', async () => {
  const found = await findingOn('file-postgres-tls', (cluster) => {
    cluster.container('db').args = ['postgres', '-c', 'ssl=on'];
    cluster.one('configmaps', 'db').data = {};
  });
  assert.is(found.cause, 'postgres-certificate-missing');
  assert.match(found.fixes[0]?.command ?? '', '"value":"ssl=off"');
});

test('a certificate that is named without its key', () => {
  const [found] = findingsIn({
    status: ended(1),
    // src/backend/libpq/be-secure-common.c
    log: 'FATAL:  could not access private key file "server.key": No such file or directory',
    container: { args: ['-c', 'ssl=on', '-c', 'ssl_cert_file=/tls/tls.crt'] },
  });
  assert.is(found?.cause, 'postgres-certificate-missing');
  assert.match(found?.summary ?? '', 'ssl_key_file is not set beside ssl_cert_file=/tls/tls.crt');
});

test('a certificate that is named, and TLS that nobody asks for as far as can be seen', async () => {
  const named = await findingOn('file-postgres-tls', (cluster) =>
    cluster.say('db', 'postgres', '"server.crt"', '"/etc/postgresql/tls/server.crt"'),
  );
  assert.is.not(named.cause, 'postgres-certificate-missing');
  const unseen = await findingOn('file-postgres-tls', (cluster) => {
    cluster.one('configmaps', 'db').data = {};
  });
  assert.is(unseen.cause, 'missing-file');
  assert.match(unseen.decides ?? '', 'the working directory');
});

test.run();
