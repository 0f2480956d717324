/** A postStart hook that asks its own pod: over its Service, or on a port where the program does not listen. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container, KubeObject } from '../src/kube/shapes.ts';
import { ended, findingsIn } from './situation.ts';

const service = (more: object = {}) =>
  ({
    metadata: { name: 'cache', namespace: 'shop' },
    spec: { selector: { app: 'cache' }, ports: [{ port: 6379 }], ...more },
  }) as KubeObject;

const on = (postStart: NonNullable<Container['lifecycle']>['postStart'], services: KubeObject[] = [], log = '') =>
  findingsIn({
    container: { lifecycle: { postStart } as NonNullable<Container['lifecycle']> },
    status: ended(137),
    events: [
      { reason: 'FailedPostStartHook', message: 'PostStartHook failed' },
      { reason: 'Killing', message: 'FailedPostStartHook' },
    ],
    services,
    log,
  })[0]?.summary ?? '';
const ask = (command: string) => ({ exec: { command: ['sh', '-c', command] } });

test('another Service, or the name of its own where no host can stand, is not its own pod', () => {
  assert.not.match(on(ask('redis-cli -h cache ping'), [service()]), 'asks Service');
  assert.not.match(on(ask('chown cache /data'), [service({ selector: {} })]), 'asks Service');
});

test('the port on which the program listens is told', () => {
  const log = '{"msg":"api 1.4.2 listening","port":8080}\n';
  assert.match(on({ httpGet: { path: '/x', port: 8000 } }, [], log), /; the program listens on 8080$/);
  assert.not.match(on({ httpGet: { path: '/x', port: 8080 } }, [], log), '; the program listens on 8080');
});

test.run();
