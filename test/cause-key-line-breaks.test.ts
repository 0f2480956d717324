/** key-line-breaks: keys whose line breaks are written out, in the spec and in Secrets; nothing of a key is ever shown. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { ended, findingsIn } from './situation.ts';

const LOG = 'Error: error:1E08010C:DECODER routines::unsupported\n    at Object.createPrivateKey (node:internal/crypto/keys:632:12)\n';
const first = (env: NonNullable<Container['env']>, log = LOG) =>
  findingsIn({ container: { env }, status: ended(1), log, secrets: { keys: ['private-key', 'other'] } })[0];
const secret = (name: string, key = 'private-key') => ({ name, valueFrom: { secretKeyRef: { name: 'keys', key } } });

test('in the spec: certain, and put right without a word of the key in the text', () => {
  const finding = first([{ name: 'JWT_KEY', value: '-----BEGIN PRIVATE KEY-----\\nTUlJ\\n-----END PRIVATE KEY-----' }]);
  assert.is(finding?.cause, 'key-line-breaks');
  assert.is(finding?.confidence, 'certain');
  assert.not.match(`${finding?.summary}${JSON.stringify(finding?.proof)}`, 'TUlJ');
});

test('in a Secret: likely, and the command shows nothing', () => {
  const finding = first([secret('JWT_PRIVATE_KEY'), { name: 'PORT', value: '80' }]);
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.summary ?? '', 'Secret keys key private-key');
  assert.match(finding?.fixes[0]?.command ?? '', `base64 -d | awk '{gsub(/\\\\n/,"\\n")}1' | base64`);
});

test('several that may hold it, none, and another fault of OpenSSL', () => {
  assert.is(first([secret('JWT_PRIVATE_KEY'), secret('SIGNING_KEY', 'other')])?.confidence, 'possible');
  assert.is(first([{ name: 'PORT', value: '80' }])?.confidence, 'possible');
  assert.is.not(
    first([secret('JWT_PRIVATE_KEY')], 'Error: error:0308010C:digital envelope routines::unsupported\n    at x (y.js:1:1)\n')?.cause,
    'key-line-breaks',
  );
});

test('a program may put the breaks in by itself: beside another key it is not sure which is meant', () => {
  const [found] = findingsIn({
    status: ended(1),
    log: 'Error: error:1E08010C:DECODER routines::unsupported',
    container: {
      env: [
        { name: 'JWT_KEY', value: '-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----\\n' },
        { name: 'TLS_KEY', valueFrom: { secretKeyRef: { name: 'tls', key: 'key' } } },
      ],
    },
    secrets: { tls: ['key'] },
  });
  assert.is(found?.cause, 'key-line-breaks');
  assert.is(found?.confidence, 'likely');
});

const PEM = '-----BEGIN PRIVATE KEY-----\\nTUlJ\\n-----END PRIVATE KEY-----\\n';

test('several that show it are put right at once; blanks and quotes of a .env file are no PEM either', () => {
  const [go] = findingsIn({
    status: ended(1),
    log: 'panic: tls: failed to find any PEM data in key input\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:9 +0x1\n',
    container: {
      env: [
        { name: 'TLS_KEY', value: PEM },
        { name: 'TLS_CERT', value: '-----BEGIN CERTIFICATE-----\\nTUlJ\\n-----END CERTIFICATE-----' },
      ],
    },
  });
  assert.is(go?.cause, 'key-line-breaks');
  assert.is(go?.confidence, 'likely');
  assert.is(go?.fixes.length, 1);
  assert.match(go?.fixes[0]?.command ?? '', /TLS_KEY.*TLS_CERT/);
  const blanks = first([{ name: 'JWT_KEY', value: '"-----BEGIN PRIVATE KEY----- TUlJ RXZR -----END PRIVATE KEY-----"' }]);
  assert.match(blanks?.summary ?? '', 'env JWT_KEY has blanks where its line breaks belong');
  assert.match(blanks?.fixes[0]?.command ?? '', String.raw`"-----BEGIN PRIVATE KEY-----\nTUlJ\nRXZR\n-----END PRIVATE KEY-----"`);
});

test('what is no PEM at all has lost nothing; a key of an API is none', () => {
  const jwt = first(
    [{ name: 'JWT_SECRET', value: 'changeme' }],
    'Error: secretOrPrivateKey must be an asymmetric key when using RS256\n    at module.exports (/app/sign.js:1:1)\n',
  );
  assert.is(jwt?.confidence, 'possible');
  assert.match(jwt?.summary ?? '', 'what env JWT_SECRET holds does not begin with -----BEGIN');
  assert.not.match(jwt?.summary ?? '', 'line breaks');
  assert.match(
    first([secret('PRIVATE_KEY'), secret('API_KEY', 'other')])?.summary ?? '',
    'most likely gets it from Secret keys key private-key',
  );
});

test('a key that was read, and is another one, has lost nothing', () => {
  const env = [{ name: 'JWT_KEY', value: PEM }];
  for (const words of ['tls: private key does not match public key', 'no private key is configured for host api'])
    assert.is.not(first(env, `2026/01/02 03:04:05 ${words}\n`)?.cause, 'key-line-breaks', words);
  assert.is(first(env, 'Error: failed to parse private key: asn1: structure error\n')?.cause, 'key-line-breaks');
});

test('a variable about something else is not named', () => {
  const [found] = findingsIn({
    status: ended(1),
    log: 'Error: error:1E08010C:DECODER routines::unsupported',
    container: { env: [{ name: 'PUBLIC_HOST', value: 'www.example.com' }] },
  });
  assert.is(found?.cause, 'key-line-breaks');
  assert.not.match(found?.summary ?? '', 'PUBLIC_HOST');
});

test.run();
