/** A file that an init container makes, in another volume or another folder than where the program looks. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const empty = (name: string) => ({ name, emptyDir: {} });

/** Init container render runs `line`, with ConfigMap agent at /tpl and volume rendered at /out; the program looks for /etc/agent/agent.yaml. */
const found = (line: string, mounted: string, more: Partial<NonNullable<Situation['spec']>> = {}) =>
  findingsIn({
    status: ended(1),
    log: "FileNotFoundError: [Errno 2] No such file or directory: '/etc/agent/agent.yaml'",
    container: { volumeMounts: [{ name: mounted, mountPath: '/etc/agent' }] },
    spec: {
      initContainers: [
        {
          name: 'render',
          image: 'busybox:1.35',
          command: ['sh', '-c', line],
          volumeMounts: [
            { name: 'tpl', mountPath: '/tpl' },
            { name: 'rendered', mountPath: '/out' },
          ],
        },
      ],
      volumes: [{ name: 'tpl', configMap: { name: 'agent' } }, empty('rendered'), empty('scratch')],
      ...more,
    },
    configMaps: { agent: { 'agent.yaml': 'x', 'users.yaml': 'y' } },
  })[0];

test('it is in another volume, which the program does not mount', () => {
  const finding = found('cp /tpl/* /out/ && ls /out', 'scratch');
  assert.is(`${finding?.cause} ${finding?.confidence}`, 'missing-file certain');
  assert.match(finding?.summary ?? '', 'init container render puts the file into volume rendered, which app does not mount');
  assert.match(finding?.fixes[0]?.command ?? '', '"value":{"name":"rendered","mountPath":"/etc/agent"}');
  const below = found('mkdir -p /out/a && cp /tpl/agent.yaml /out/a/', 'scratch');
  assert.match(below?.fixes[0]?.command ?? '', '"value":{"name":"rendered","mountPath":"/etc/agent","subPath":"a"}');
});

test('a glob brings what its object has by that name, and nothing else', () => {
  assert.not.match(found('cp /tpl/*.yml /out/', 'scratch')?.summary ?? '', 'render');
  assert.not.match(found('cp /tpl/u* /out/', 'scratch')?.summary ?? '', 'render');
});

test('another container may fill the volume that is mounted', () => {
  const sidecar = { name: 'sync', image: 'sync:1', volumeMounts: [{ name: 'scratch', mountPath: '/sync' }] };
  const container = { name: 'app', image: 'a:1', volumeMounts: [{ name: 'scratch', mountPath: '/etc/agent' }] };
  const finding = found('cp /tpl/* /out/', 'scratch', { containers: [container, sidecar] });
  assert.not.match(finding?.summary ?? '', 'no other container fills it');
});

test('the other volume is there for another container', () => {
  const proxy = { name: 'proxy', image: 'proxy:1', volumeMounts: [{ name: 'rendered', mountPath: '/etc/proxy' }] };
  const container = { name: 'app', image: 'a:1', volumeMounts: [{ name: 'scratch', mountPath: '/etc/agent' }] };
  const finding = found('cp /tpl/* /out/', 'scratch', { containers: [container, proxy] });
  assert.not.match(finding?.summary ?? '', 'puts the file into volume rendered');
});

test('it is in a folder of the volume: the writer is told the place, else that folder is mounted', () => {
  const named = found('mkdir -p /out/agent && cp /tpl/agent.yaml /out/agent/agent.yaml', 'rendered');
  assert.match(named?.fixes[0]?.command ?? '', 'cp /tpl/agent.yaml /out/agent.yaml');
  const all = found('mkdir -p /out/agent && cp /tpl/*.yaml /out/agent/', 'rendered');
  assert.match(all?.fixes[0]?.command ?? '', '"path":"/spec/containers/0/volumeMounts/0/subPath","value":"agent"');
});

test.run();
