/** host-empty: an address without a host and the variable that is empty; and where one of the two is otherwise. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const said = (at: string) => `SystemError: Cannot connect to Redis at ${at}: Error -2 connecting to ${at}. Name or service not known.`;
const calls = (env: Record<string, string>, log: string, services = ['redis']): Situation => ({
  container: { env: Object.entries(env).map(([name, value]) => ({ name, value })) },
  services: services.map(
    (name) => ({ metadata: { name, namespace: 'shop' }, spec: { selector: { app: name }, ports: [{ port: 6379 }] } }) as never,
  ),
  status: ended(3),
  log,
});
const first = (situation: Situation) => findingsIn(situation)[0];

test('the only Service with that port, or the user, tells the host', () => {
  const one = first(calls({ REDIS_HOST: '', REDIS_PORT: '6379' }, said(':6379')));
  assert.is(one?.cause, 'host-empty');
  assert.match(one?.summary ?? '', 'calls port 6379 of no host: REDIS_HOST is empty');
  assert.match(one?.fixes[0]?.command ?? '', '"name":"REDIS_HOST","value":"redis"');
  assert.match(first(calls({ REDIS_HOST: ' ' }, said(':6379'), []))?.fixes[0]?.command ?? '', '$REDIS_HOST');
});

test('a host that is there, no empty variable, or two of them', () => {
  for (const [env, log] of [
    [{ REDIS_HOST: '' }, said('cache:6379')],
    [{ REDIS_HOST: 'redis' }, said(':6379')],
    [{ REDIS_PASSWORD: '' }, said(':6379')],
    [{ REDIS_HOST: '', DB_HOST: '' }, said(':6379')],
  ] as const)
    assert.is.not(first(calls(env, log))?.cause, 'host-empty', JSON.stringify(env));
});

test('less sure beside another host that is not read', () => {
  const { container, ...rest } = calls({ REDIS_HOST: '' }, said(':6379'));
  const other = { name: 'QUEUE_HOST', valueFrom: { secretKeyRef: { name: 'queue', key: 'host' } } };
  const finding = (env: object[]) => first({ ...rest, container: { env: env as never }, secrets: { queue: ['host'] } });
  assert.is(finding(container?.env ?? [])?.confidence, 'certain');
  assert.is(finding([...(container?.env ?? []), other])?.confidence, 'likely');
});

test('one to listen on may be empty', () => {
  const [found] = findingsIn({
    status: ended(1),
    log: 'dial tcp :6379: connect: connection refused',
    container: { env: [{ name: 'LISTEN_ADDR', value: '' }] },
  });
  assert.is.not(found?.cause, 'host-empty');
});

test('a client takes an empty one for localhost, which nothing tells it', () => {
  const on = (env: { name: string; value: string }[]) =>
    findingsIn({
      status: ended(1),
      log: 'Error: connect ECONNREFUSED 127.0.0.1:6379\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16)',
      container: { env },
    })[0];
  const found = on([{ name: 'REDIS_HOST', value: '' }]);
  assert.is(`${found?.cause} ${found?.confidence}`, 'host-empty likely');
  assert.is.not(
    on([
      { name: 'REDIS_HOST', value: '' },
      { name: 'REDIS_URL', value: 'redis://localhost:6379' },
    ])?.cause,
    'host-empty',
  );
});

test('an empty host of something else, or one beside what cannot be read, is not why its own pod is called', () => {
  const on = (container: Situation['container'], secrets: Record<string, string[]> = {}) =>
    findingsIn({
      status: ended(1),
      log: 'Error: connect ECONNREFUSED 127.0.0.1:6379\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16)',
      container: container ?? {},
      secrets,
    })[0]?.cause;
  for (const name of ['SMTP_HOST', 'HTTP_PROXY_SERVER', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'DB_HOST'])
    assert.is.not(on({ env: [{ name, value: '' }] }), 'host-empty', name);
  assert.is(on({ env: [{ name: 'CACHE_HOST', value: '' }] }), 'host-empty');
  const url = { name: 'REDIS_URL', valueFrom: { secretKeyRef: { name: 'redis', key: 'url' } } };
  assert.is.not(on({ env: [{ name: 'REDIS_HOST', value: '' }, url] }, { redis: ['url'] }), 'host-empty');
});

test.run();
