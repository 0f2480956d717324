/** The file of authorities that a runtime is told of, and its mount does not have; and a server that asks for a client certificate. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

test('where its mount has the file, or none brings it, it is not blamed', async () => {
  const there = await findingOn('tls-ca-other-name', (cluster) => {
    const path = cluster.container('parcels').env.find(({ name }) => name === 'NODE_EXTRA_CA_CERTS');
    if (path) path.value = '/etc/ca/ca.crt';
  });
  assert.is(there.confidence, 'likely');
  assert.not.match(there.summary, 'NODE_EXTRA_CA_CERTS');
  // Its own certificate alone is no authority to OpenSSL, as another one has signed it.
  assert.is(there.fixes[0]?.command, undefined);
  const ofImage = await findingOn('tls-ca-other-name', (cluster) => {
    const path = cluster.container('parcels').env.find(({ name }) => name === 'NODE_EXTRA_CA_CERTS');
    if (path) path.value = '/usr/share/ca.pem';
  });
  assert.is(ofImage.confidence, 'likely');
});

test('a certificate that signs itself is trusted by itself', async () => {
  const { fixes } = await findingOn('tls-ca-other-name', (cluster) => {
    cluster.say('parcels', 'parcels', 'unable to verify the first certificate', 'self-signed certificate');
    const path = cluster.container('parcels').env.find(({ name }) => name === 'NODE_EXTRA_CA_CERTS');
    if (path) path.value = '/etc/ca/ca.crt';
  });
  assert.match(fixes[0]?.command ?? '', 'tls.crt');
});

test('a client certificate whose variables are set as the code reads them is not renamed', async () => {
  const { summary, fixes } = await findingOn('tls-client-certificate', (cluster) => {
    const map = cluster.one('configmaps', 'payout-settings');
    map.data = { ...map.data, TLS_CLIENT_CERT_FILE: '', TLS_CLIENT_KEY_FILE: '' };
  });
  assert.match(summary, 'wants a client certificate');
  assert.not.match(summary, 'its code reads');
  assert.is(fixes[0]?.command, undefined);
});

test('a runtime that does not read the variable trusts nobody by it', async () => {
  const other = await findingOn('tls-ca-other-name', (cluster) => {
    const variable = cluster.container('parcels').env.find(({ name }) => name === 'NODE_EXTRA_CA_CERTS');
    if (variable) variable.name = 'SSL_CERT_FILE';
  });
  assert.is(other.confidence, 'likely');
  assert.not.match(other.summary, 'SSL_CERT_FILE');
});

test.run();
