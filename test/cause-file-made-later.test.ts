/** file-made-later: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container, Volume } from '../src/kube/shapes.ts';
import { ended, findingsIn } from './situation.ts';

const work = { name: 'work', mountPath: '/made' };
const check: Container = {
  name: 'app',
  image: 'busybox:1.35',
  command: ['grep', '-q', 'host:', '/made/agent.yaml'],
  volumeMounts: [work],
};
const writes = (line: string, more: Partial<Container> = {}): Container => ({
  name: 'settings',
  image: 'busybox:1.35',
  command: ['sh', '-c', line],
  volumeMounts: [{ name: 'work', mountPath: '/out' }],
  ...more,
});

function on(initContainers: Container[], containers: Container[] = [], volume: Partial<Volume> = { emptyDir: {} }) {
  const { state, lastState } = ended(2);
  return findingsIn({
    spec: { initContainers, containers: [{ name: 'agent', image: 'agent:1' }, ...containers], volumes: [{ name: 'work', ...volume }] },
    podStatus: { initContainerStatuses: [{ name: 'app', ready: false, restartCount: 3, state, lastState }] },
    log: 'grep: /made/agent.yaml: No such file or directory',
  } as Parameters<typeof findingsIn>[0])[0];
}

test('an init container that comes later writes the file: it has to stand before', () => {
  const finding = on([check, writes('echo host: a >/out/agent.yaml')]);
  assert.is(finding?.cause, 'file-made-later');
  assert.is(finding?.confidence, 'certain');
  assert.match(finding?.summary ?? '', 'does not find /made/agent.yaml, which init container settings makes');
  assert.match(finding?.fixes[0]?.command ?? '', '{"op":"move","from":"/spec/initContainers/1","path":"/spec/initContainers/0"}');
});

test('a container that is no init container starts after all of them', () => {
  const finding = on([check], [writes('cp /etc/agent.yaml /out/')]);
  assert.is(finding?.cause, 'file-made-later');
  assert.is(finding?.fixes[0]?.command, undefined);
});

test('a sidecar that stands later is an init container, too', () => {
  const finding = on([check, writes('echo host: a >/out/agent.yaml', { restartPolicy: 'Always' })]);
  assert.match(finding?.summary ?? '', 'init containers start in the order in which they stand');
});

test('one that stands before, another file, and a volume that may have been filled before', () => {
  const is = (finding: { cause: string } | undefined) => finding?.cause === 'file-made-later';
  assert.not.ok(is(on([writes('echo host: a >/out/agent.yaml'), check])));
  assert.not.ok(is(on([check, writes('echo host: a >/out/other.yaml')])));
  assert.not.ok(is(on([check, writes('echo host: a >/out/agent.yaml')], [], { persistentVolumeClaim: { claimName: 'work' } })));
});

test.run();
