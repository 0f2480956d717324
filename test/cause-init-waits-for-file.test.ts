/** init-waits-for-file: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container, Volume } from '../src/kube/shapes.ts';
import { findingsIn } from './situation.ts';

function on(line: string, volume: Partial<Volume>, others: Container[] = []) {
  const mount = { name: 'made', mountPath: '/etc/agent' };
  return findingsIn({
    spec: {
      initContainers: [{ name: 'app', image: 'busybox:1.35', command: ['sh', '-c', line], volumeMounts: [mount] }, ...others],
      containers: [{ name: 'agent', image: 'agent:1', volumeMounts: [mount] }],
      volumes: [{ name: 'made', ...volume }],
    },
    podStatus: {
      phase: 'Pending',
      initContainerStatuses: [
        { name: 'app', ready: false, restartCount: 0, state: { running: { startedAt: '2026-01-02T03:00:00Z' } } },
      ] as never,
    },
    configMaps: { shared: { 'agent.yaml': 'output: {}' } },
  })[0];
}
const map = { configMap: { name: 'shared' } };
const writes = (line: string): Container => ({
  name: 'settings',
  image: 'busybox:1.35',
  command: ['sh', '-c', line],
  volumeMounts: [{ name: 'made', mountPath: '/out' }],
});

test('a key that the ConfigMap has under another name', () => {
  for (const line of [
    'until [ -f /etc/agent/agent.yml ]; do sleep 5; done',
    'while ! test -s /etc/agent/agent.yml; do sleep 5; done',
    'while [ ! -e /etc/agent/agent.yml ]; do sleep 1; done',
  ]) {
    const finding = on(line, map);
    assert.is(finding?.cause, 'init-waits-for-file', line);
    assert.match(finding?.summary ?? '', 'has no such key, but agent.yaml');
    assert.match(finding?.fixes[0]?.command ?? '', '/etc/agent/agent.yaml');
  }
});

test('a container that starts later makes it', () => {
  const finding = on('until [ -f /etc/agent/agent.yaml ]; do sleep 5; done', { emptyDir: {} }, [writes('echo a >/out/agent.yaml')]);
  assert.match(finding?.summary ?? '', 'init container settings makes it, and that one starts only when app has ended');
});

test('a key that is there, a file of the image, and a volume that others may fill', () => {
  const is = (finding: { cause: string } | undefined) => finding?.cause === 'init-waits-for-file';
  assert.not.ok(is(on('until [ -f /etc/agent/agent.yaml ]; do sleep 5; done', map)));
  assert.not.ok(is(on('until [ -f /run/ready ]; do sleep 5; done', map)));
  assert.not.ok(is(on('until [ -f /etc/agent/agent.yml ]; do sleep 5; done', { persistentVolumeClaim: { claimName: 'made' } })));
});

test('a script that waits until a file is gone', () => {
  for (const line of [
    'while [ -f /etc/agent/hold ]; do sleep 5; done',
    'until [ ! -e /etc/agent/hold ]; do sleep 5; done',
    'until ! test -f /etc/agent/hold; do sleep 5; done',
  ])
    assert.is.not(on(line, map)?.cause, 'init-waits-for-file', line);
});

test('the file that a later container only touches, a script of a ConfigMap, a path of a variable', () => {
  const later = (line: string): Container => ({
    name: 'late',
    image: 'busybox',
    command: ['sh', '-c', line],
    volumeMounts: [{ name: 'made', mountPath: '/out' }],
  });
  const found = on('until [ -f /etc/agent/ready ]; do sleep 1; done', { emptyDir: {} }, [later('touch /out/ready; serve')]);
  assert.match(found?.summary ?? '', 'init container late makes it, and that one starts only when app has ended');
  const [byVariable] = findingsIn({
    spec: {
      initContainers: [
        {
          name: 'app',
          image: 'busybox',
          command: ['sh', '/scripts/wait.sh'],
          env: [{ name: 'READY', value: '/etc/agent/ready' }],
          volumeMounts: [
            { name: 'made', mountPath: '/etc/agent' },
            { name: 'scripts', mountPath: '/scripts' },
          ],
        },
      ],
      containers: [later('date > /out/ready; serve')],
      volumes: [
        { name: 'made', emptyDir: {} },
        { name: 'scripts', configMap: { name: 'scripts' } },
      ],
    },
    podStatus: {
      phase: 'Pending',
      initContainerStatuses: [
        { name: 'app', ready: false, restartCount: 0, state: { running: { startedAt: '2026-01-02T03:00:00Z' } } },
      ] as never,
    },
    configMaps: { scripts: { 'wait.sh': 'until [ -f "$READY" ]; do sleep 1; done\n' } },
  });
  assert.is(byVariable?.cause, 'init-waits-for-file');
  assert.is(byVariable?.object?.name, 'scripts');
});

test('a slip of a letter in the name', () => {
  const found = on('until test -s /etc/agent/token; do sleep 1; done', { emptyDir: {} }, []);
  assert.is.not(found?.cause, 'init-waits-for-file');
});

test.run();
