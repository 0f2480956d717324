/** service-link-variable: where the value of the variable is told apart from the line that speaks of it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { KubeObject } from '../src/kube/shapes.ts';
import { ended, findingsIn } from './situation.ts';

const redis = { metadata: { name: 'redis', namespace: 'shop' }, spec: { clusterIP: '10.96.0.7', ports: [{ port: 6379 }] } } as KubeObject;
const bound = (address: string) =>
  findingsIn({
    status: ended(1),
    services: [redis],
    log: `Description:\n\nFailed to bind properties under 'redis.port' to int:\n\n    Property: redis.port\n    Value: "tcp://${address}:6379"\n    Origin: System Environment Property "REDIS_PORT"\n    Reason: failed to convert java.lang.String to int`,
  })[0];

test('Spring tells the value lines below', () => {
  assert.is(bound('10.96.0.7')?.cause, 'service-link-variable');
  assert.is(bound('10.96.0.8')?.cause, 'invalid-value');
});

const number = (port: number, more: object = {}) =>
  findingsIn({
    status: ended(1),
    services: [{ ...redis, spec: { clusterIP: '10.96.0.7', ports: [{ port: 6379 }, { port: 9121 }] } } as KubeObject],
    log: `ValueError: invalid literal for int() with base 10: 'tcp://10.96.0.7:${port}'`,
    ...more,
  })[0];

test('a further port has a variable of its own', () => {
  assert.match(number(6379)?.summary ?? '', 'reads REDIS_PORT as');
  assert.match(number(9121)?.summary ?? '', 'reads REDIS_PORT_9121_TCP as');
});

test('a Secret may set the variable', () => {
  const own = { container: { envFrom: [{ secretRef: { name: 'redis' } }] }, secrets: { redis: ['REDIS_PORT'] } };
  assert.is.not(number(6379, own)?.cause, 'service-link-variable');
});

test.run();
