/** Why a claim is not bound to a volume that there is. Edited from vol-claim-size and vol-released. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Claim, PersistentVolume } from '../src/kube/shapes.ts';
import { type Edited, findingOn } from './edited-case.ts';

function both(cluster: Edited): { claim: Claim; volume: PersistentVolume } {
  const lists = cluster.recorded.recording.resources as Record<string, { items: unknown[] }>;
  const [volume] = (lists['/api/v1/persistentvolumes']?.items ?? []) as PersistentVolume[];
  const [claim] = cluster.list('persistentvolumeclaims');
  if (!volume || !claim) throw new Error('neither volume nor claim');
  return { claim, volume };
}
const size = (edit: (one: ReturnType<typeof both>) => void = () => {}) => findingOn('vol-claim-size', (cluster) => edit(both(cluster)));

test('one that is too small, and the claim that is made anew for it', async () => {
  const { summary, fixes } = await size();
  assert.match(summary, 'has 1Gi, and the claim asks for 10Gi');
  assert.match(fixes[0]?.command ?? '', /patch pvc\/db-data --dry-run=client .*"storage":"1Gi".* \| kubectl replace --force/);
});

test('other access modes', async () => {
  const { summary, fixes } = await size(({ claim, volume }) => {
    volume.spec.capacity = { storage: '20Gi' };
    claim.spec.accessModes = ['ReadWriteMany'];
  });
  assert.match(summary, 'offers ReadWriteOnce, and the claim asks for ReadWriteMany');
  assert.match(fixes[0]?.command ?? '', '"accessModes":["ReadWriteOnce"]');
});

test('a block volume for a claim that wants files, and the other way round', async () => {
  const swapped = (wants: string, has: string) =>
    size(({ claim, volume }) => {
      volume.spec.capacity = { storage: '20Gi' };
      Object.assign(volume.spec, { volumeMode: has });
      Object.assign(claim.spec, { volumeMode: wants });
    });
  const block = await swapped('Block', 'Filesystem');
  assert.match(block.summary, 'is a Filesystem volume, and the claim asks for Block');
  assert.match(block.fixes[0]?.command ?? '', '"volumeMode":"Filesystem"');
  const files = await swapped('Filesystem', 'Block');
  assert.match(files.summary, 'is a Block volume, and the claim asks for Filesystem');
  // A program that reads and writes files cannot do with a device.
  assert.not.match(files.fixes[0]?.command ?? '', 'volumeMode');
  assert.not.match((await swapped('Block', 'Block')).summary, 'volume, and the claim asks');
});

test('of another class, of another claim, or with two things that do not fit: no volume is named', async () => {
  const edits: ((one: ReturnType<typeof both>) => void)[] = [
    ({ volume }) => {
      volume.spec.storageClassName = 'other';
    },
    ({ volume }) => {
      volume.spec.capacity = { storage: '20Gi' };
      volume.spec.claimRef = { namespace: 'elsewhere', name: 'data', uid: '1' };
      volume.status = { phase: 'Bound' };
    },
    ({ claim }) => {
      claim.spec.accessModes = ['ReadWriteMany'];
    },
  ];
  for (const edit of edits) assert.not.match((await size(edit)).summary, /; volume /);
});

test('a volume that is Released is set free; one that is bound to the claim itself needs nothing', async () => {
  const released = await findingOn('vol-released');
  assert.match(released.summary, 'is Released: it still belongs to claim');
  assert.match(released.fixes[0]?.command ?? '', /kubectl patch pv \S+ --type=json -p '\[\{"op":"remove","path":"\/spec\/claimRef"\}\]'/);
  const own = await findingOn('vol-released', (cluster) => {
    const { claim, volume } = both(cluster);
    if (volume.spec.claimRef && claim.metadata.uid) volume.spec.claimRef.uid = claim.metadata.uid;
  });
  assert.not.match(own.summary, /; volume /);
});

test('without the right to list volumes nothing is said of them', async () => {
  const { summary, fixes } = await findingOn('vol-claim-size', undefined, ['list persistentvolumes']);
  assert.not.match(summary, /shop-disk/);
  assert.ok(fixes.every(({ changes }) => !changes));
});

test.run();
