/** Whose certificate is refused, and by whom: that of the server, that of the program itself, or that of a webhook. Words as the libraries write them. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const first = (log: string, more: Situation = {}) => findingsIn({ status: ended(1), log, ...more })[0];

test('an alert tells what the other side thinks of the certificate that it was shown', () => {
  for (const [log, cause] of [
    ['Get "https://api/v1": remote error: tls: expired certificate', 'certificate-expired'],
    ['javax.net.ssl.SSLHandshakeException: Received fatal alert: certificate_expired', 'certificate-expired'],
    ['Get "https://api/v1": remote error: tls: unknown certificate authority', 'certificate-untrusted'],
    ['ssl.SSLError: [SSL: TLSV1_ALERT_UNKNOWN_CA] tlsv1 alert unknown ca (_ssl.c:2580)', 'certificate-untrusted'],
    ['Get "https://api/v1": remote error: tls: bad certificate', 'tls-mismatch'],
  ] as const) {
    const found = first(log);
    assert.is(found?.cause, cause, log);
    assert.match(found?.summary ?? '', 'does not accept the certificate that container app shows it');
  }
});

test('the only certificate that is mounted is named, by its key', () => {
  const found = first('remote error: tls: expired certificate', {
    container: { volumeMounts: [{ name: 'tls', mountPath: '/tls' }] },
    spec: { volumes: [{ name: 'tls', secret: { secretName: 'web-client' } }] },
    secrets: { 'web-client': ['ca.crt', 'tls.crt', 'tls.key'] },
  });
  assert.equal(found?.object, { kind: 'Secret', namespace: 'shop', name: 'web-client' });
  assert.match(found?.fixes[0]?.command ?? '', 'openssl x509 -noout -issuer -dates');
});

test('a webhook is called by the API server, which passes its words on', () => {
  const words = (why: string) =>
    `Error: Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": failed to call webhook: Post "https://hook.shop.svc:443/v1?timeout=10s": tls: failed to verify certificate: x509: ${why}`;
  const unknown = first(words('certificate signed by unknown authority'));
  assert.match(unknown?.summary ?? '', 'the API server cannot ask webhook validate.nginx.ingress.kubernetes.io (hook.shop.svc)');
  assert.match(unknown?.fixes[0]?.text ?? '', 'write that authority into caBundle');
  assert.is(first(words('certificate has expired or is not yet valid'))?.cause, 'certificate-expired');
});

test('by the words of libpq, Apache HttpClient, rustls, Ruby, Erlang and git', () => {
  for (const [log, cause, words] of [
    [
      'psql: error: connection to server at "api" (10.96.0.9), port 5432 failed: server certificate for "db.shop.svc" does not match host name "api"',
      'certificate-name',
      'it is for db.shop.svc',
    ],
    [
      "javax.net.ssl.SSLPeerUnverifiedException: Certificate for <api> doesn't match any of the subject alternative names: [api.shop.svc]",
      'certificate-name',
      'it is for api.shop.svc',
    ],
    ['error trying to connect: invalid peer certificate: UnknownIssuer', 'certificate-untrusted', ''],
    ['error trying to connect: invalid peer certificate: Expired', 'certificate-expired', ''],
    [
      'OpenSSL::SSL::SSLError: SSL_connect returned=1 errno=0 peeraddr=10.1.1.1:443 state=error: certificate verify failed (unable to get local issuer certificate)',
      'certificate-untrusted',
      '',
    ],
    [
      "fatal: unable to access 'https://git.example.com/x.git/': server certificate verification failed. CAfile: none CRLfile: none",
      'certificate-untrusted',
      '',
    ],
  ] as const) {
    const found = first(log);
    assert.is(found?.cause, cause, log);
    assert.match(found?.summary ?? '', words);
  }
});

test('a licence that has expired is none of TLS', () => {
  assert.is.not(first('ERROR: license certificate has expired')?.cause, 'certificate-expired');
});

test.run();
