/** Why an image is not to be had: which image it is, and what ends it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingsIn, type Situation } from './situation.ts';

const IMAGE = 'registry.example.com/web:1';
const pull = (message: string, more: Situation = {}, reason = 'ErrImagePull') =>
  findingsIn({ status: { state: { waiting: { reason, message } } }, podStatus: { phase: 'Pending' }, ...more })[0];
const head = (words: string) =>
  pull(`failed to resolve reference "${IMAGE}": failed to do request: Head "https://registry.example.com/v2/web/manifests/1": ${words}`);

const MODEL = 'registry.example.com/models/a:1';
const missing = `Back-off pulling image "${MODEL}": ErrImagePull: failed to resolve reference "${MODEL}": ${MODEL}: not found`;
const volumes = { spec: { volumes: [{ name: 'model', image: { reference: MODEL } }] } };

test('an image that is a volume is not the container’s', () => {
  const mounted = { ...volumes, container: { volumeMounts: [{ name: 'model', mountPath: '/model' }] } };
  assert.match(
    pull(missing, mounted, 'ImagePullBackOff')?.summary ?? '',
    /has no image registry\.example\.com\/models\/a:1 \(of volume model\)$/,
  );
  assert.match(pull(missing, volumes, 'ImagePullBackOff')?.summary ?? '', /has no image registry\.example\.com\/web:1$/);
});

test('an answer that is no image does not say that there is none', () => {
  const page = pull(`failed to resolve reference "${IMAGE}": unexpected media type text/html for sha256:ab: not found`);
  assert.is(page?.cause, 'image-pull-fails');
  assert.match(page?.fixes[0]?.text ?? '', /a web page came/);
});

test('a registry that speaks plain HTTP, has another name in its certificate, answers with an error, or is behind a proxy that is down', () => {
  assert.match(head('http: server gave HTTP response to HTTPS client')?.summary ?? '', /speaks plain HTTP/);
  assert.match(
    head('tls: failed to verify certificate: x509: certificate is valid for registry.local, not registry.example.com')?.fixes[0]?.text ??
      '',
    /as its certificate does \(registry\.local\)/,
  );
  assert.match(
    head('tls: failed to verify certificate: x509: certificate signed by unknown authority')?.fixes[0]?.text ?? '',
    /certificate authority/,
  );
  const error = pull(
    `failed to resolve reference "${IMAGE}": unexpected status from HEAD request to https://registry.example.com/v2/: 503 Service Unavailable`,
  );
  assert.match(error?.summary ?? '', /its registry answers with an error/);
  const proxy = head('proxyconnect tcp: dial tcp 10.9.9.9:3128: connect: connection refused');
  assert.match(proxy?.summary ?? '', /proxyconnect tcp: dial tcp 10\.9\.9\.9:3128/);
  assert.match(proxy?.fixes[0]?.text ?? '', /proxy 10\.9\.9\.9:3128 going/);
  assert.match(
    head('dial tcp: lookup registry.example.com: no such host')?.summary ?? '',
    /is not reached: lookup registry\.example\.com: no such host$/,
  );
});

test('a name without a registry, on a node that has none to ask', () => {
  const finding = pull(
    'short-name "redis:7" did not resolve to an alias and no unqualified-search registries are defined in "/etc/containers/registries.conf"',
    {
      container: { image: 'redis:7' },
    },
  );
  assert.match(finding?.fixes[0]?.command ?? '', '"image":"docker.io/library/redis:7"');
});

test('signatures, layers, and bounds of time and number', () => {
  const text = (words: string) => pull(words)?.fixes[0]?.text ?? '';
  assert.match(
    text('SignatureValidationFailed: Source image rejected: A signature was required, but no signature exists'),
    /sign the image/,
  );
  assert.match(text('failed commit on ref "layer-sha256:ab": unexpected commit digest sha256:cd, expected sha256:ab'), /arrives damaged/);
  assert.match(text('pull QPS exceeded'), /registryPullQPS/);
});

test('the disk of the registry is not the node’s, a layer that is lacking is not the image, and Docker Hub’s own images need no login', () => {
  const disk = pull(
    `failed to copy: httpReadSeeker: failed open: unexpected status code https://registry.example.com/v2/x/blobs/sha256:1: 500 Internal Server Error - Server message: unknown: write /var/lib/registry/x: no space left on device`,
  );
  assert.is(disk?.cause, 'image-pull-fails');
  assert.is(pull(`failed to extract layer sha256:1: write /var/lib/containerd/x: no space left on device`)?.cause, 'image-disk-full');
  const layer = pull(
    'failed to copy: httpReadSeeker: failed open: content at https://registry.example.com/v2/web/blobs/sha256:ab not found: not found',
  );
  assert.match(layer?.summary ?? '', /has the manifest of image .*, and not all of its layers$/);
  const denied = (image: string, secrets: string[]) =>
    pull(
      `failed to resolve reference "docker.io/${image.includes('/') ? '' : 'library/'}${image}": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
      { container: { image }, spec: { imagePullSecrets: secrets.map((name) => ({ name })) }, secrets: {} },
    );
  const official = denied('ngnix:1.25', ['old-login']);
  assert.match(official?.summary ?? '', 'there is none of this name');
  assert.not.match(official?.summary ?? '', 'old-login');
  assert.is(
    official?.fixes.some(({ command }) => command?.includes('create secret')),
    false,
  );
  assert.is(denied('acme/api:1', ['login'])?.confidence, 'certain');
  // Which of two is for this registry, nobody has seen.
  assert.is(denied('acme/api:1', ['login', 'other'])?.confidence, 'likely');
});

test('a Secret that is no pull secret, or one of several, is not replaced', () => {
  const fix = (secrets: Record<string, string[]>) =>
    pull(
      `failed to resolve reference "${IMAGE}": pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`,
      { spec: { imagePullSecrets: Object.keys(secrets).map((name) => ({ name })) }, secrets },
    )?.fixes[0]?.command ?? '';
  assert.match(fix({ regcred: ['.dockerconfigjson'] }), 'docker-registry regcred');
  assert.match(fix({ 'db-login': ['username', 'password'] }), 'docker-registry registry-login');
  assert.not.match(fix({ 'db-login': ['username', 'password'] }), 'create secret docker-registry db-login');
  assert.match(fix({ regcred: ['.dockerconfigjson'], ghcr: ['.dockerconfigjson'] }), 'docker-registry registry-login');
});

test.run();
