/** Images that are not to be had: whose fault it is, by the words of the kubelet, the runtime and the registry. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const waits = (reason: string, message: string, image: string, more: Situation = {}) =>
  findingsIn({
    status: { restartCount: 0, state: { waiting: { reason, message } } },
    podStatus: { phase: 'Pending' },
    ...more,
    container: { image },
  })[0];
const pulls = (image: string, error: string, more: Situation = {}) =>
  waits('ImagePullBackOff', `Back-off pulling image "${image}": ErrImagePull: ${error}`, image, more);
const invalid = (image: string) => waits('InvalidImageName', `couldn't parse image name "${image}": invalid reference format`, image);

test('why a name is none, and what it was meant to be', () => {
  for (const [image, why, better] of [
    ['registry.example.com//app:1', 'no valid name of an image;', 'registry.example.com/app:1'],
    ['registry.example.com/app:', 'nothing stands behind its colon', 'registry.example.com/app'],
    ['nginx:1.25:2', 'it has two tags', undefined],
    ['${IMAGE}:v1', 'a word in it stands for a value', undefined],
    ['{{ .Values.image }}:1', 'a word in it stands for a value', undefined],
    [':1.2', 'what stands before its tag is empty', undefined],
    ['registry.example.com/app:v1+build5', 'a tag has no plus sign', undefined],
    ['registry.example.com/app:feature/x', 'a tag has no slash', undefined],
    ['nginx@sha256:abc', 'a digest has 64 hexadecimal digits', undefined],
  ] as const) {
    const finding = invalid(image);
    assert.match(finding?.summary ?? '', why, image);
    if (better) assert.match(finding?.fixes[0]?.command ?? '', `"image":"${better}"`);
    else assert.is(finding?.fixes.length, 0, image);
  }
});

const HUB =
  'failed to resolve reference "docker.io/acme/api:1": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed';

test('Docker Hub says the same of an image that is private and of one that is not', () => {
  const found = pulls('acme/api:1', HUB);
  assert.is(`${found?.cause} ${found?.confidence}`, 'image-pull-denied likely');
  assert.match(found?.summary ?? '', 'or there is no such image');
});

const login = (keys: string[], error: string) =>
  pulls('ghcr.io/acme/api:1', error, { spec: { imagePullSecrets: [{ name: 'login' }] }, secrets: { login: keys } });

test('one that has expired is made anew; beside a Secret that is none, one is made', () => {
  const none = login(['username', 'password'], 'failed to authorize: failed to fetch anonymous token: 401 Unauthorized');
  assert.match(none?.summary ?? '', 'Secret login, which the pod names as its pull secret, is none: it has username, password');
  assert.match(none?.fixes[0]?.command ?? '', 'create secret docker-registry registry-login ');
  const old = login(['.dockerconfigjson'], 'denied: Your authorization token has expired. Reauthenticate and try again.');
  assert.match(old?.summary ?? '', 'the login in pull secret login has expired');
  assert.match(old?.fixes[0]?.command ?? '', '--dry-run=client -o yaml -n shop | kubectl replace --force -f - -n shop');
});

test("the node's own store has lost a part of it: the registry has the image", () => {
  for (const error of [
    `failed to extract layer sha256:1: failed to get reader from content store: content digest sha256:${'2b'.repeat(32)}: not found`,
    'failed to prepare extraction snapshot "extract-1 sha256:1": parent snapshot sha256:0b16ab does not exist: not found',
  ]) {
    const found = pulls('nginx:1.25', error);
    assert.is(`${found?.cause} ${found?.confidence}`, 'image-pull-fails likely', error);
    assert.match(found?.fixes[0]?.text ?? '', "the node's own store has lost a part of the image");
  }
  assert.is(
    pulls('nginx:1.99', 'failed to resolve reference "docker.io/library/nginx:1.99": docker.io/library/nginx:1.99: not found')?.cause,
    'image-not-found',
  );
});

test('the quota of the disk', () => {
  assert.is(pulls('nginx:1', 'write /var/lib/containers/storage/x: disk quota exceeded')?.cause, 'image-disk-full');
});

const denied = (log: string, image = 'registry.example.com/load:1') =>
  findingsIn({ status: ended(1), log, container: { image } })[0]?.cause;

test("a server's files are not those of the image of its client", () => {
  assert.is.not(denied('scp: dest open "/srv/in/x": Permission denied'), 'image-permission');
  const copy = 'psql: ERROR:  could not open file "/data/in.csv" for reading: Permission denied';
  assert.is.not(denied(copy), 'image-permission');
  assert.is(denied(copy, 'postgres:16'), 'image-permission');
});

test("npm's cache in a home that is the root", () => {
  const [found] = findingsIn({
    status: ended(243),
    log: [
      'npm error code EACCES',
      'npm error syscall mkdir',
      'npm error path /.npm',
      'npm error errno -13',
      'npm error',
      'npm error Your cache folder contains root-owned files, due to a bug in',
      'npm error previous versions of npm which has since been addressed.',
      'npm error',
      'npm error To permanently fix this problem, please run:',
      'npm error   sudo chown -R 1000:0 "/.npm"',
    ].join('\n'),
    spec: { securityContext: { runAsUser: 1000 } },
  });
  assert.is(found?.cause, 'image-permission');
  assert.match(found?.fixes[0]?.text ?? '', 'give it a home folder that it may write to');
});

test.run();
