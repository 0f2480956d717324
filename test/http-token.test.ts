/** An answer with status 401: whose token it is, and that it is not the API server's. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EnvVar, KubeObject } from '../src/kube/shapes.ts';
import { ended, findingsIn } from './situation.ts';

const LOG = [
  '2026-11-26 16:23:32,100 INFO stock sync 1.8 starting, source http://stock/items',
  'Traceback (most recent call last):',
  '  File "/app/sync.py", line 9, in <module>',
  '    with urllib.request.urlopen(request, timeout=5) as answer:',
  '  File "/usr/lib/python3.11/urllib/request.py", line 643, in http_error_default',
  '    raise HTTPError(req.full_url, code, msg, hdrs, fp)',
  'urllib.error.HTTPError: HTTP Error 401: Unauthorized',
].join('\n');
const services: KubeObject[] = [
  { metadata: { name: 'stock', namespace: 'shop' }, spec: { selector: { app: 'stock' }, ports: [{ port: 80 }] } } as KubeObject,
];
const secret = (name: string, object: string, key: string): EnvVar => ({ name, valueFrom: { secretKeyRef: { name: object, key } } });
const on = (env: EnvVar[], log = LOG) =>
  findingsIn({ container: { env }, status: ended(1), log, services, secrets: { sync: ['stock-token', 'sentry'] } })[0];

test('the token beside the address of the server', () => {
  const finding = on([
    { name: 'STOCK_URL', value: 'http://stock/items' },
    secret('SENTRY_TOKEN', 'sync', 'sentry'),
    secret('STOCK_TOKEN', 'sync', 'stock-token'),
  ]);
  assert.is(finding?.cause, 'credentials-rejected');
  assert.match(finding?.summary ?? '', 'does not accept the token of container app: its token is from Secret sync key stock-token');
  assert.is(finding?.confidence, 'likely');
});

test('of two tokens, neither beside the address, none is chosen', () => {
  const finding = on([
    { name: 'SOURCE', value: 'http://stock/items' },
    secret('SENTRY_TOKEN', 'sync', 'sentry'),
    secret('STOCK_TOKEN', 'sync', 'stock-token'),
  ]);
  assert.not.match(finding?.summary ?? '', 'sentry');
  assert.not.match(finding?.summary ?? '', 'stock-token');
});

test('another status is no refused token', () => {
  const finding = on([secret('STOCK_TOKEN', 'sync', 'stock-token')], LOG.replace('401: Unauthorized', '503: Service Unavailable'));
  assert.is(finding?.cause, 'dependency-http-error');
  assert.match(finding?.summary ?? '', '503');
  const before = on([], `WARN Vault is sealed, going on without\n${LOG.replace('401: Unauthorized', '503: Service Unavailable')}`);
  assert.not.match(before?.summary ?? '', 'sealed', 'what was said before, of another server');
});

test('"Unauthorized" alone is not of the API server', () => {
  assert.is.not(on([], 'Error: login: Unauthorized')?.cause, 'api-unauthorized');
  assert.is(on([], 'error listing pods: Unauthorized')?.cause, 'api-unauthorized');
});

test.run();
