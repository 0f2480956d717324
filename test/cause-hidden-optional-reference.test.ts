/** hidden-optional-reference: what a program lacks was left out by the kubelet; and what looks like it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const ref = (kind: 'configMapKeyRef' | 'secretKeyRef', name: string, key: string) => ({
  valueFrom: { [kind]: { name, key, optional: true } },
});
const PASSWORD = { name: 'REDIS_PASSWORD', ...ref('secretKeyRef', 'redis-auth', 'password') };
const first = (log: string, env: object[], more: Situation = {}) =>
  findingsIn({ status: ended(1), log, container: { env: env as never }, ...more })[0];

const NOAUTH = 'SystemError: Cannot connect to Redis at cache:6379: Authentication required.';
const noauth = (more: Situation) => first(NOAUTH, [{ name: 'REDIS_HOST', value: 'cache' }, PASSWORD], more);

test('a password that was left out is none that the server refuses', () => {
  const finding = noauth({ secrets: { 'redis-auth': ['redis-password'] } });
  assert.is(`${finding?.cause} ${finding?.confidence}`, 'hidden-optional-reference certain');
  assert.match(finding?.summary ?? '', 'it does not get REDIS_PASSWORD; its spec takes it from key password of Secret redis-auth');
  assert.match(finding?.fixes[0]?.command ?? '', '"value":"redis-password"');
  assert.match(noauth({ secrets: {} })?.fixes[0]?.command ?? '', 'create secret generic redis-auth --from-literal=password=');
});

test('one that is there was given, and refused', () => {
  assert.is(noauth({ secrets: { 'redis-auth': ['password'] } })?.cause, 'credentials-rejected');
});

const REFUSED = 'redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.';
const HOST = { name: 'REDIS_HOST', ...ref('configMapKeyRef', 'web', 'redis-host') };

test('without the host that was left out it calls its own pod: likely, as the program may take it from elsewhere', () => {
  const finding = first(REFUSED, [HOST], { configMaps: { web: { redis_host: 'cache' } } });
  assert.is(`${finding?.cause} ${finding?.confidence}`, 'hidden-optional-reference likely');
  assert.match(finding?.summary ?? '', 'ConfigMap web has no key redis-host, but redis_host');
});

test('where another variable says localhost, or two hosts were left out, the one is not blamed', () => {
  const local = { name: 'CACHE_URL', value: 'redis://localhost:6379' };
  const other = { name: 'QUEUE_HOST', ...ref('configMapKeyRef', 'web', 'queue-host') };
  for (const env of [
    [HOST, local],
    [HOST, other],
  ])
    assert.is(first(REFUSED, env, { configMaps: { web: {} } })?.cause, 'dependency-localhost');
});

test('$(NAME) stays as it is where NAME was left out; a variable that was left out elsewhere explains nothing', () => {
  const url = { name: 'REDIS_URL', value: 'redis://$(REDIS_HOST):6379' };
  const log = 'Error: getaddrinfo ENOTFOUND $(REDIS_HOST)';
  assert.is(first(log, [HOST, url], { configMaps: { web: {} } })?.cause, 'hidden-optional-reference');
  assert.is.not(first(log, [PASSWORD, url])?.cause, 'hidden-optional-reference');
});

test('envFrom gives the variable where the optional entry of env leads nowhere', () => {
  const envFrom = [{ configMapRef: { name: 'web' } }];
  const container = { env: [{ name: 'BATCH', ...ref('configMapKeyRef', 'extra', 'batch') }], envFrom } as never;
  const log = "ValueError: invalid literal for int() with base 10: 'ten'";
  const [finding] = findingsIn({ status: ended(1), log, container, configMaps: { web: { BATCH: 'ten' } } });
  assert.match(finding?.summary ?? '', 'ConfigMap web key BATCH');
});

test('what a whole object that is not there was to bring, nobody knows: it is told beside the variable', () => {
  const on = (optional: boolean, secrets: Record<string, string[]>) =>
    findingsIn({
      status: ended(1),
      log: 'Error: DATABASE_URL is not set',
      container: { envFrom: [{ secretRef: { name: 'db', optional } }] },
      secrets,
    })[0];
  assert.match(on(true, {})?.summary ?? '', 'Secret db, which its envFrom takes where it is there (optional), is not there');
  assert.not.match(on(true, { db: ['PASSWORD'] })?.summary ?? '', 'optional');
});

test.run();
