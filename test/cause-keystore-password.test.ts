import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EnvVar } from '../src/kube/shapes.ts';
import { ended, findingsIn } from './situation.ts';

const LOG = [
  'Exception in thread "main" java.io.IOException: keystore password was incorrect',
  '\tat java.base/sun.security.pkcs12.PKCS12KeyStore.engineLoad(PKCS12KeyStore.java:2160)',
  'Caused by: java.security.UnrecoverableKeyException: failed to decrypt safe contents entry: javax.crypto.BadPaddingException: x',
  '\t... 5 more',
  '',
].join('\n');

const first = (log: string, env: EnvVar[]) =>
  findingsIn({
    log,
    status: ended(1),
    container: { env, volumeMounts: [{ name: 'tls', mountPath: '/tls' }] },
    spec: { volumes: [{ name: 'tls', secret: { secretName: 'web-tls' } }] },
    secrets: { 'web-tls': ['keystore.p12'], web: ['store', 'db'] },
  })[0];
const secret = (name: string, key: string): EnvVar => ({ name, valueFrom: { secretKeyRef: { name: 'web', key } } });

test('the places of the keystore and of its password are told, and the password is asked for', () => {
  const finding = first(LOG, [secret('SERVER_SSL_KEY_STORE_PASSWORD', 'store'), secret('DB_PASSWORD', 'db')]);
  assert.is(finding?.cause, 'keystore-password');
  assert.match(finding?.summary ?? '', '/tls/keystore.p12 (Secret web-tls key keystore.p12)');
  assert.match(finding?.summary ?? '', 'Secret web key store (env SERVER_SSL_KEY_STORE_PASSWORD)');
  assert.not.match(JSON.stringify(finding), 'DB_PASSWORD');
  assert.is(finding?.fixes.length, 1);
  assert.ok(finding?.fixes[0]?.asks[0]?.secret);
});

test('a password that stands in the spec is not repeated', () => {
  const finding = first(LOG, [{ name: 'KEYSTORE_PASSWORD', value: 'hunter2' }]);
  assert.match(finding?.summary ?? '', 'env KEYSTORE_PASSWORD');
  assert.not.match(JSON.stringify(finding), 'hunter2');
});

test('a keystore of another format is no wrong password', () => {
  const log = LOG.replace('keystore password was incorrect', 'Invalid keystore format').replace(/Caused by.*\n/, '');
  assert.is.not(first(log, [secret('KEYSTORE_PASSWORD', 'store')])?.cause, 'keystore-password');
});

test('the key inside has a password of its own', () => {
  const log = 'Caused by: java.security.UnrecoverableKeyException: Cannot recover key\n\tat x.Y.z(Y.java:1)\n';
  const env = [secret('SERVER_SSL_KEY_STORE_PASSWORD', 'store'), secret('SERVER_SSL_KEY_PASSWORD', 'db')];
  const finding = first(log, env);
  assert.match(
    finding?.summary ?? '',
    'the key password in Secret web key db (env SERVER_SSL_KEY_PASSWORD) is not the one that the key in it',
  );
  assert.is(finding?.fixes.length, 1);
  assert.match(first(log, env.slice(0, 1))?.summary ?? '', 'which may be another than that of the keystore');
});

test('Node.js, Python, Go and openssl say it of PKCS#12', () => {
  for (const log of [
    'Error: mac verify failure\n    at configSecureContext (node:internal/tls/secure-context:290:15)\n',
    'Traceback (most recent call last):\n  File "/a.py", line 3, in <module>\n    load(d, p)\nValueError: Invalid password or PKCS12 data\n',
    '2026/01/02 03:04:05 load client certificate: pkcs12: decryption password incorrect\n',
    'Mac verify error: invalid password?\n',
  ])
    assert.is(first(log, [secret('P12_PASSWORD', 'store')])?.cause, 'keystore-password', log);
  assert.is.not(first('2026/01/02 03:04:05 read key: x509: decryption password incorrect\n', [])?.cause, 'keystore-password');
});

test('the file that the log names, and a password among the options of the JVM', () => {
  const kafka =
    'org.apache.kafka.common.KafkaException: Failed to load SSL keystore /etc/kafka/secrets/kafka.keystore.jks of type JKS\n\tat x.Y.z(Y.java:1)\nCaused by: java.io.IOException: Keystore was tampered with, or password was incorrect\n\tat x.Y.z(Y.java:2)\n';
  assert.match(first(kafka, [])?.summary ?? '', 'cannot open its keystore /etc/kafka/secrets/kafka.keystore.jks');
  const options = '-Djavax.net.ssl.trustStore=/ts/t.jks -Djavax.net.ssl.trustStorePassword=changeit';
  const inOptions = first(LOG, [{ name: 'JAVA_OPTS', value: options }]);
  assert.match(inOptions?.summary ?? '', 'the keystore password in env JAVA_OPTS is not the one');
  assert.equal(inOptions?.fixes, []);
  assert.not.match(JSON.stringify(inOptions), 'changeit');
});

test.run();
