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

test.run();
