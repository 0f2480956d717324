/** A ConfigMap is asked for, and a Secret of that name is there; and shared memory that a program's own text tells of. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

test('the reference becomes one to the Secret; where that lacks the key, the ConfigMap is made', async () => {
  const found = await findingOn('ref-other-sort');
  assert.match(found.summary, 'but Secret db-credentials does, with key username');
  assert.match(found.fixes[0]?.command ?? '', 'secretKeyRef","value":{"name":"db-credentials","key":"username"}');
  const lacking = await findingOn('ref-other-sort', (cluster) => {
    Object.assign(cluster.container('report').env.find(({ name }) => name === 'PGUSER')?.valueFrom?.configMapKeyRef ?? {}, {
      key: 'login',
    });
  });
  assert.not.match(lacking.summary, 'but Secret');
  assert.match(lacking.fixes[0]?.command ?? '', 'create configmap db-credentials');
});

test('a bus error is put down to /dev/shm only where the program is known to share memory', async () => {
  const found = await findingOn('shm-untold');
  assert.is(found.cause, 'shared-memory-full');
  assert.is(found.confidence, 'likely');
  assert.match(found.fixes[0]?.command ?? '', '"mountPath":"/dev/shm"');
  const other = await findingOn('shm-untold', (cluster) => {
    const map = cluster.one('configmaps', 'prices');
    map.data = Object.fromEntries(Object.keys(map.data ?? {}).map((key) => [key, 'import mmap\n']));
  });
  assert.is(other.cause, 'native-crash');
});

test('where its text is not seen, a size that it is told tells; a small one, and one of a count, do not', async () => {
  const sized = (name: string, value: string) =>
    findingOn('shm-by-size', (cluster) => {
      cluster.container('recommend').env = [{ name, value }];
    });
  for (const [name, value] of [
    ['TABLE_MB', '96'],
    ['CACHE_SIZE', '256m'],
    ['POOL_GB', '1'],
  ] as const)
    assert.is((await sized(name, value)).cause, 'shared-memory-full', name);
  for (const [name, value] of [
    ['TABLE_MB', '48'],
    ['BATCH_SIZE', '500'],
    ['ENTRIES', '96'],
    ['MAX_HEAP_MB', '512'],
    ['UPLOAD_SIZE', '128m'],
    ['MEMORY_MB', '512'],
    ['DISK_GB', '2'],
    ['BATCH_MB', '128'],
  ] as const) {
    const found = await sized(name, value);
    assert.is(found.cause, 'native-crash', name);
    assert.match(found.fixes[0]?.text ?? '', 'a trial: mount a larger /dev/shm');
  }
});

test('who shares the IPC of the node has its /dev/shm, and none of 64 MiB', () => {
  const bus = (hostIPC: boolean) => findingsIn({ status: ended(135), log: '', spec: { hostIPC } })[0];
  assert.match(bus(false)?.fixes[0]?.text ?? '', 'a trial: mount a larger /dev/shm');
  assert.not.match(bus(true)?.fixes[0]?.text ?? '', '/dev/shm');
});

test('with a volume of its own the size alone does not tell which file was too short', () => {
  const [found, other] = findingsIn({
    status: ended(135),
    log: 'opening /data/index',
    container: { env: [{ name: 'CACHE_MB', value: '256' }], volumeMounts: [{ name: 'data', mountPath: '/data' }] },
    spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
  });
  assert.is(found?.cause, 'native-crash');
  assert.not(other?.cause === 'shared-memory-full' && other.confidence !== 'possible');
});

test.run();
