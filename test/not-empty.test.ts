/** Why a folder for data is not empty: lost+found of a file system, a file that is mounted in it, or an earlier start. And a claim that has come since. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn } from './edited-case.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const DATA = '/var/lib/postgresql/data';
const LOG = `initdb: error: directory "${DATA}" exists but is not empty`;
const found = (mount: object, volume: object, more: Situation['container'] = {}, spec: Situation['spec'] = {}, log = LOG) =>
  findingsIn({
    status: ended(1),
    log,
    container: { image: 'postgres:15', volumeMounts: [{ name: 'data', mountPath: DATA, ...mount }, ...(more.volumeMounts ?? [])] },
    spec: {
      volumes: [
        { name: 'data', ...volume },
        { name: 'conf', configMap: { name: 'conf' } },
      ],
      ...spec,
    },
    configMaps: { conf: { 'postgresql.conf': '' } },
  })[0];
const CLAIM = { persistentVolumeClaim: { claimName: 'data' } };

test('lost+found lies at the top of a file system of its own alone, and initdb says that it is that', () => {
  const top = found({}, CLAIM);
  assert.match(top?.summary ?? '', 'where file systems keep lost+found, or an earlier start has left its files there');
  assert.is(top?.confidence, 'likely');
  const told = found(
    {},
    CLAIM,
    {},
    {},
    `${LOG}\ninitdb: detail: It contains a lost+found directory, perhaps due to it being a mount point.`,
  );
  assert.match(told?.summary ?? '', 'it is the top of volume data, where its file system keeps lost+found');
  assert.is(told?.confidence, 'certain');
  for (const other of [found({ subPath: 'pg' }, CLAIM), found({}, { emptyDir: {} })]) {
    assert.is(other?.confidence, 'likely');
    assert.not.match(other?.summary ?? '', 'lost\\+found');
  }
});

test('what a first try left in an emptyDir goes with its pod: a clone of git', () => {
  const [clone] = findingsIn({
    status: ended(128),
    log: "fatal: destination path '/site' already exists and is not an empty directory.",
    container: {
      image: 'alpine/git:2.40',
      args: ['clone', 'https://git.shop/site.git', '/site'],
      volumeMounts: [{ name: 'site', mountPath: '/site' }],
    },
    spec: { volumes: [{ name: 'site', emptyDir: {} }] },
  });
  assert.is(clone?.cause, 'data-not-empty');
  assert.match(clone?.fixes[0]?.text ?? '', 'start its pod anew: a new pod gets an empty volume');
});

test('a file that is mounted in it fills it', () => {
  const file = { volumeMounts: [{ name: 'conf', mountPath: `${DATA}/postgresql.conf`, subPath: 'postgresql.conf' }] };
  assert.match(found({}, CLAIM, file)?.summary ?? '', `volume conf is mounted in it, at ${DATA}/postgresql.conf`);
});

test('an init container fills it where it writes there; one that only has the volume may have, or may not', () => {
  const after = (line: string) => {
    const volumeMounts = [{ name: 'data', mountPath: DATA }];
    return found({}, CLAIM, {}, { initContainers: [{ name: 'prepare', image: 'busybox', command: ['sh', '-c', line], volumeMounts }] });
  };
  assert.match(after(`cp /seed/a.sql ${DATA}/`)?.summary ?? '', 'init container prepare writes to its volume data before');
  assert.is(after(`cp /seed/a.sql ${DATA}/`)?.confidence, 'certain');
  assert.match(
    after(`rm -rf ${DATA}/lost+found`)?.summary ?? '',
    /init container prepare works in its volume data before, and may have left something there/,
  );
  assert.is(after(`mkdir -p ${DATA}/lost+found`)?.confidence, 'certain');
  assert.is(after(`rm -rf ${DATA}/lost+found`)?.confidence, 'likely');
  assert.match(after(`chown -R 999:999 ${DATA}/`)?.summary ?? '', /where file systems keep lost\+found/);
});

test('a claim that is bound by now was not when the scheduler looked', async () => {
  const bound = await findingOn('sched-storage-class', (cluster) => {
    for (const claim of cluster.list('persistentvolumeclaims')) claim.status = { ...claim.status, phase: 'Bound' };
  });
  assert.is(bound.confidence, 'likely');
  assert.match(bound.summary, /was not bound at the scheduler's last try, and is bound by now/);
});

test.run();
