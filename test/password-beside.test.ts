/** A server in the same pod that wants a password. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container } from '../src/kube/shapes.ts';
import { ended, findingsIn } from './situation.ts';

const LOG = [
  'redis exporter 1.2, server redis://localhost:6379',
  'Traceback (most recent call last):',
  '  File "/app/exporter.py", line 8, in <module>',
  '    print("server version", store.info("server")["redis_version"])',
  'redis.exceptions.AuthenticationError: Authentication required.',
].join('\n');
const app: Container = { name: 'app', image: 'exporter:1', env: [{ name: 'REDIS_ADDR', value: 'redis://localhost:6379' }] };
const server: Container = {
  name: 'redis',
  image: 'redis:7.0',
  ports: [{ containerPort: 6379 }],
  env: [{ name: 'REDIS_PASSWORD', valueFrom: { secretKeyRef: { name: 'cache-auth', key: 'password' } } }],
};
const on = (containers: Container[]) =>
  findingsIn({ spec: { containers }, status: ended(1), log: LOG, secrets: { 'cache-auth': ['password'] } })[0];

test('the container beside it is the server, and its password the one to give', () => {
  const finding = on([app, server]);
  assert.is(finding?.cause, 'credentials-rejected');
  assert.match(finding?.summary ?? '', 'container redis of its pod does not let container app in: it gives no password');
  assert.match(finding?.fixes[0]?.command ?? '', '"name":"REDIS_PASSWORD","value":null,"valueFrom":{"secretKeyRef":{"name":"cache-auth"');
});

test('a container that declares another port, and is another program, is not taken for it', () => {
  const { summary = '' } = on([app, { ...server, name: 'web', image: 'nginx:1.22', ports: [{ containerPort: 80 }] }]) ?? {};
  assert.not.match(summary, 'container web');
  assert.not.match(summary, 'cache-auth');
});

test.run();
