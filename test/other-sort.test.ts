/** A ConfigMap is asked for, and a Secret of that name is there; and shared memory that a program's own text tells of. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';

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

test.run();
