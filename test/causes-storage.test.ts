/** Storage: near misses, each a recorded case with one thing changed. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Container, Pod, Volume } from '../src/kube/shapes.ts';
import { type Edited, findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

const test = suite('causes: storage');
const command = async (...args: Parameters<typeof findingOn>) => (await findingOn(...args)).fixes[0]?.command ?? 'none';

/** The memory volume of disk-full, as a claim of 1Gi. */
const onClaim = (allowVolumeExpansion: boolean) => (cluster: Edited) => {
  for (const volume of cluster.pod('search').spec.volumes ?? [])
    if (volume.name === 'index') Object.assign(volume, { emptyDir: undefined, persistentVolumeClaim: { claimName: 'index' } });
  cluster.list('persistentvolumeclaims').push({
    metadata: { name: 'index', namespace: cluster.namespace },
    spec: { storageClassName: 'disk' },
    status: { phase: 'Bound', capacity: { storage: '1Gi' } },
  });
  const { resources } = cluster.recorded.recording;
  resources['/apis/storage.k8s.io/v1/storageclasses'] = {
    kind: 'StorageClassList',
    items: [{ metadata: { name: 'disk' }, allowVolumeExpansion } as never],
  };
};

test('a claim grows where its class allows it', async () => {
  assert.match(await command('disk-full', onClaim(true)), /kubectl patch pvc index --type=merge .*"storage":"2Gi"/);
});

test('a claim that may not grow is not told to', async () => {
  const found = await findingOn('disk-full', onClaim(false));
  assert.is(found.cause, 'no-space');
  assert.is(found.fixes[0]?.command, undefined);
  assert.match(found.fixes[0]?.text ?? '', 'does not allow it');
});

test('the same error for watches is not a full disk', async () => {
  const found = await findingOn('disk-full', (cluster) => {
    // nodejs/node lib/internal/fs/watchers.js: System limit for number of file watchers reached
    cluster.log(
      'search',
      'search',
      "Error: ENOSPC: System limit for number of file watchers reached, watch '/app'\n    at FSWatcher.<computed> (node:internal/fs/watchers:247:19)\n",
    );
  });
  assert.not.match(found.summary, 'sizeLimit');
  assert.not.match(found.fixes[0]?.command ?? '', 'emptyDir');
});

test('with two volumes that may be full and no path, none is named', async () => {
  const found = await findingOn('disk-full', (cluster) => {
    const { spec } = cluster.pod('search');
    spec.volumes = [...(spec.volumes ?? []), { name: 'more', emptyDir: { medium: 'Memory', sizeLimit: '8Mi' } }];
    cluster.container('search').volumeMounts.push({ name: 'more', mountPath: '/more' });
  });
  assert.not.match(found.summary, 'volume index at');
});

test('a size near the memory limit raises that too', async () => {
  assert.match(
    await command('disk-full', (cluster) => {
      for (const { emptyDir } of cluster.pod('search').spec.volumes ?? []) if (emptyDir) emptyDir.sizeLimit = '256Mi';
    }),
    /"sizeLimit":"1Gi".*"memory":"1536Mi"/,
  );
});

const waits =
  (message: string, reason = 'FailedMount') =>
  (cluster: Edited) => {
    const { uid } = cluster.pod('agent').metadata;
    for (const event of cluster.list('events'))
      if (event.reason === 'FailedMount' && event.involvedObject?.uid === uid) Object.assign(event, { message, reason });
  };

test("the format of Redis's file is no version of Redis, and an image of another server is not exchanged", async () => {
  const found = await findingOn('vol-redis-newer');
  assert.match(found.summary, 'RDB format 12');
  assert.match(found.fixes[0]?.command ?? '', '"image":"redis:7.4"');
  assert.is(
    await command('vol-redis-newer', (cluster) => Object.assign(cluster.container('cache'), { image: 'valkey/valkey:8.0' })),
    'none',
  );
  const unknown = await findingOn('vol-redis-newer', (cluster) => cluster.say('cache', 'redis', 'format version 12', 'format version 99'));
  assert.not.match(unknown.summary, 'Redis writes');
  assert.is(unknown.fixes[0]?.command, undefined);
});

test('a cache that was not ready for a moment is no reason', async () => {
  const found = await findingOn(
    'vol-hostpath-type',
    waits('MountVolume.SetUp failed for volume "settings" : failed to sync configmap cache: timed out waiting for the condition'),
  ).catch(() => undefined);
  assert.is.not(found?.cause, 'volume-not-mounted');
});

test('a folder that is missing on the node is made by the kubelet', async () => {
  assert.match(
    await command(
      'vol-hostpath-type',
      waits('MountVolume.SetUp failed for volume "runtime" : hostPath type check failed: /var/log/shop is not a directory'),
    ),
    '"type":"DirectoryOrCreate"',
  );
});

test('a driver that does not run on the node', async () => {
  const found = await findingOn(
    'vol-hostpath-type',
    waits(
      'MountVolume.MountDevice failed for volume "pvc-1" : kubernetes.io/csi: attacher.MountDevice failed to create newCsiDriverClient: driver name ebs.csi.aws.com not found in the list of registered CSI drivers',
    ),
  );
  assert.is(found.cause, 'volume-not-mounted');
  assert.match(found.summary, 'CSI driver ebs.csi.aws.com does not run on that node');
});

test('once the container has run, an old event says nothing', async () => {
  const found = await findingOn('vol-hostpath-type', (cluster) => {
    Object.assign(cluster.status('agent'), {
      restartCount: 1,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 1, reason: 'Error', startedAt: '2026-11-22T03:00:00Z', finishedAt: '2026-11-22T03:00:01Z' } },
    });
  });
  assert.is.not(found.cause, 'volume-not-mounted');
});

/** Both pods of the case have this volume in place of the node's folder; the old one is `other`. */
const lockedOn =
  (volume: Partial<Volume>, change: (other: Pod) => void = () => {}) =>
  (cluster: Edited) => {
    for (const pod of cluster.list('pods'))
      pod.spec.volumes = pod.spec.volumes?.map((one) => (one.hostPath ? { name: one.name, ...volume } : one)) ?? [];
    change(cluster.list('pods').find(({ status }) => status.containerStatuses?.[0]?.ready) as Pod);
  };

test('a lock: another pod that uses the same claim holds it', async () => {
  const found = await findingOn('vol-lock-rolling', lockedOn({ persistentVolumeClaim: { claimName: 'ledger' } }));
  assert.is(found.cause, 'volume-locked');
  assert.match(found.summary, /pod ledgerdb-\S+ uses claim ledger at the same time/);
  assert.match(found.fixes[0]?.command ?? '', '"type":"Recreate"');
});

test('a lock in a folder of the same name on another node: who holds it is not told', async () => {
  const apart = lockedOn({ hostPath: { path: '/srv/ledger' } }, (other) => {
    other.spec.nodeName = 'another';
  });
  const found = await findingOn('vol-lock-rolling', apart);
  assert.match(found.summary, 'a process that still runs has it open, of this pod or of one that is not seen here');
  assert.is(found.confidence, 'likely');
});

test('a lock that another container of the pod has, by the same variable, or as the only one with that volume', async () => {
  const beside = (change: (other: Container) => void) =>
    findingOn('vol-lock-beside', (cluster) =>
      change(cluster.pod('stock').spec.containers.find(({ name }) => name === 'stock') as Container),
    );
  const same = await beside(() => {});
  const replica = await beside((other) => {
    other.image = 'litestream/litestream:0.3';
  });
  assert.equal(replica.fixes, [], 'it is there for that very file');
  assert.is(same.confidence, 'certain');
  assert.match(same.fixes[0]?.command ?? '', 'STOCK_DB=/data/stock-counter.db');
  const shares = await beside((other) => {
    other.env = [{ name: 'STOCK_DB', value: '/data/other.db' }];
  });
  assert.match(shares.summary, 'container stock of this pod runs and mounts volume data, too');
  assert.is(shares.confidence, 'likely');
  assert.equal(shares.fixes, []);
  for (const other of [{ volumeMounts: [] }, { volumeMounts: [{ name: 'data', mountPath: '/data', readOnly: true }] }]) {
    const apart = await beside((one) => Object.assign(one, other));
    assert.match(apart.summary, 'of this pod or of one that is not seen here');
  }
  const part = await beside((other) => {
    other.volumeMounts = [{ name: 'data', mountPath: '/data', subPath: 'stock' }];
  });
  assert.is(part.confidence, 'likely', 'a file of another part of the volume');
});

test('a lock of the system is not left behind, and its file is not taken away; a file that stands for a lock is', () => {
  const locked = (log: string) =>
    findingsIn({
      container: { volumeMounts: [{ name: 'data', mountPath: '/data' }] },
      spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
      status: ended(1),
      log,
    })[0];
  for (const log of [
    'Error: IO error: While lock file: /data/LOCK: Resource temporarily unavailable',
    'panic: Cannot acquire directory lock on "/data".  Another process is using this Badger database. error: resource temporarily unavailable',
    'failed to obtain node locks, tried [[/data]] with lock id [0]; maybe these locations are not writable',
  ]) {
    const finding = locked(log);
    assert.is(finding?.cause, 'volume-locked');
    assert.match(finding?.summary ?? '', 'such a lock does not outlive its process');
    assert.equal(finding?.fixes, []);
  }
  const file = locked('A server is already running. Check /data/server.pid.');
  assert.match(file?.summary ?? '', 'a run that was cut off has left the lock behind');
  assert.match(file?.fixes[0]?.command ?? '', '"command":["rm","-f","/data/server.pid"]');
});

test("a lock that a run left which a probe had killed: the next one gets time; a kill of this very run, or a lock of nobody's, is another matter", () => {
  const locked = (
    at: string | undefined,
    log = '[migrator] ERROR another migration holds /state/migrate.lock (since 03:01); refusing to start\n',
  ) =>
    findingsIn({
      container: { livenessProbe: { tcpSocket: { port: 8080 } }, volumeMounts: [{ name: 'state', mountPath: '/state' }] },
      spec: { volumes: [{ name: 'state', emptyDir: {} }] },
      status: ended(1),
      log,
      events: at === undefined ? [] : [{ reason: 'Killing', message: 'Container app failed liveness probe, will be restarted', at }],
    })[0];
  const killed = locked('2026-01-02T03:02:00Z');
  assert.is(killed?.cause, 'volume-locked');
  assert.match(killed?.summary ?? '', 'the liveness probe killed one');
  assert.match(killed?.fixes[0]?.command ?? '', '"startupProbe"');
  const plain = locked(undefined);
  assert.is(plain?.cause, 'volume-locked');
  assert.not.match(plain?.summary ?? '', 'probe');
  assert.match(plain?.fixes[0]?.command ?? '', 'delete pod');
});

test('SQLite names no file: the only volume with a size, or that of the variable', async () => {
  const found = await findingOn('disk-sqlite');
  assert.match(found.summary, 'volume data at /data, an emptyDir in memory with sizeLimit 4Mi, is full');
  assert.is(found.confidence, 'likely');
  const named = await findingOn('disk-sqlite', (cluster) => {
    for (const { spec } of cluster.list('pods'))
      for (const init of spec.initContainers ?? []) init.env = [{ name: 'DATABASE', value: '/data/shop.db' }];
  });
  assert.match(named.summary, 'for /data/shop.db');
  assert.is(named.confidence, 'certain');
});

test('a mark of a process that is gone', () => {
  const of = (log: string) =>
    findingsIn({
      container: { volumeMounts: [{ name: 'work', mountPath: '/data' }] },
      spec: { volumes: [{ name: 'work', emptyDir: {} }] },
      status: ended(1),
      log,
    })[0];
  for (const log of [
    'indexer is running already (process 1), remove /data/indexer.pid if it is not\n',
    "RuntimeError: Already running on PID 7 (or pid file '/data/web.pid' is stale)\n",
  ]) {
    assert.is(of(log)?.cause, 'volume-locked');
    assert.match(of(log)?.fixes[0]?.command ?? '', /^kubectl delete pod web/);
  }
  assert.is.not(of('a server is already running on port 8080\n')?.cause, 'volume-locked');
});

test('a full file system of the kernel is no disk', () => {
  const says = (path: string) => findingsIn({ status: ended(1), log: `OSError: [Errno 28] No space left on device: '${path}'` })[0];
  assert.is(says('/dev/shm/x')?.cause, 'shared-memory-full');
  assert.match(says('/sys/fs/cgroup/x')?.summary ?? '', 'that is no disk');
  assert.match(says('/tmp/x')?.summary ?? '', 'the disk of its node');
});

test('a quota outside of the volumes is not a full disk', () => {
  const [finding] = findingsIn({ status: ended(1), log: "OSError: [Errno 122] Disk quota exceeded: '/srv/x'" });
  assert.match(finding?.summary ?? '', 'what lies outside of its volumes is on the disk of its node');
  assert.not.match(finding?.summary ?? '', 'is full');
});

test('a quota of another machine is not mended on the node', () => {
  const [finding] = findingsIn({
    status: ended(1),
    log: "OSError: [Errno 122] Disk quota exceeded: '/data/x'",
    container: { volumeMounts: [{ name: 'd', mountPath: '/data' }] },
    spec: { volumes: [{ name: 'd', nfs: { server: 'files', path: '/exports' } } as never] },
  });
  assert.match(finding?.summary ?? '', 'has used up its quota of the device for /data/x: volume d at /data');
  assert.match(finding?.fixes[0]?.text ?? '', 'make room behind volume d (nfs), or raise its quota there');
});

test.run();
