/** storage-error: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const of = (log: string, container: Situation['container'] = {}) =>
  findingsIn({
    status: ended(1),
    log: `${log}\n`,
    container: { volumeMounts: [{ name: 'data', mountPath: '/data' }], ...container },
    spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'shop-data' } }] },
  })[0];

test('the path is told in the words of each runtime', () => {
  for (const log of [
    "Error: EIO: i/o error, read '/data/x.db'",
    "ls: cannot access '/data/x': Stale file handle",
    "OSError: [Errno 5] Input/output error: '/data/x'",
    'panic: open /data/x: stale NFS file handle',
  ]) {
    assert.is(of(log)?.cause, 'storage-error', log);
    assert.match(of(log)?.summary ?? '', '(volume data, claim shop-data)', log);
  }
  assert.is(of('sqlite3.OperationalError: disk I/O error')?.cause, 'storage-error');
});

test('a device or a terminal that is gone is no storage', () => {
  assert.is.not(of('cat: /dev/ttyUSB0: Input/output error')?.cause, 'storage-error');
  assert.is.not(of('OSError: [Errno 5] Input/output error', { tty: true })?.cause, 'storage-error');
});

test('without a whole path it is the only claim', () => {
  const log = '2026-01-02 03:04:05.000 UTC [1] PANIC:  could not fsync file "pg_wal/000000010000000000000001": Input/output error';
  const finding = of(log);
  assert.match(finding?.summary ?? '', 'its only claim is shop-data');
  assert.is(finding?.object?.kind, 'PersistentVolumeClaim');
});

test.run();
