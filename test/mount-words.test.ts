/** What mount programs, storage drivers and clouds say behind FailedMount and FailedAttachVolume. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { PodSpec } from '../src/kube/shapes.ts';
import { mountWords } from '../src/trace/objects/mount-words.ts';
import { findingsIn, type Situation } from './situation.ts';

/** k8s.io/mount-utils mount_linux.go puts the words of the mount program last. */
const mount = (output: string, type = 'nfs') =>
  `mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t ${type} nfs.example.com:/exports/data /var/lib/kubelet/pods/1/volumes/kubernetes.io~nfs/data\nOutput: ${output}`;
const why = (message: string) => mountWords(message).why;

test('the NFS server: refuses, lacks the folder, is not reached, has no such name', () => {
  assert.match(
    why(mount('mount.nfs: access denied by server while mounting nfs.example.com:/exports/data')),
    /does not give nfs\.example\.com:\/exports\/data/,
  );
  assert.match(
    why(mount('mount.nfs: mounting nfs.example.com:/exports/data failed, reason given by server: No such file or directory')),
    /refuses nfs\.example\.com:\/exports\/data: No such file or directory/,
  );
  assert.match(
    why(mount('mount.nfs: Connection timed out')),
    /of nfs\.example\.com:\/exports\/data is not reached from the node: Connection timed out/,
  );
  assert.match(
    why(mount('mount.nfs: Failed to resolve server nfs.example.com: Name or service not known')),
    /does not know the name nfs\.example\.com/,
  );
});

test('the node lacks the program that mounts it; else the file system is damaged or another', () => {
  const words = 'mount: /x: bad option; for several filesystems (e.g. nfs, cifs) you might need a /sbin/mount.<type> helper program.';
  assert.match(why(mount(words)), /no program that mounts nfs$/);
  assert.match(mountWords(mount(words, 'cifs')).cure ?? '', /cifs-utils/);
  const bad = 'mount: /x: wrong fs type, bad option, bad superblock on /dev/nvme1n1, missing codepage or helper program, or other error.';
  assert.match(why(mount(bad, 'ext4')), /^\/dev\/nvme1n1 cannot be mounted as ext4/);
});

test('drivers and clouds', () => {
  assert.match(
    why(
      'MountVolume.SetUp failed for volume "s" : rpc error: code = Unknown desc = failed to get secretproviderclass shop/vault, error: SecretProviderClass.secrets-store.csi.x-k8s.io "vault" not found',
    ),
    /^SecretProviderClass vault does not exist in namespace shop$/,
  );
  const attach = 'AttachVolume.Attach failed for volume "pvc-1" : rpc error: code = Internal desc = Could not attach volume "vol-1": ';
  assert.match(
    why(`${attach}operation error EC2: AttachVolume, api error UnauthorizedOperation: You are not authorized to perform this operation.`),
    /^the cloud refuses it: UnauthorizedOperation/,
  );
  assert.match(
    why(
      'MountVolume.MountDevice failed for volume "pvc-1" : rpc error: code = Aborted desc = An operation with the given Volume ID vol-1 already exists',
    ),
    /still under way/,
  );
});

test('of what is not known the end is kept, and the beginning', () => {
  const words = why(`MountVolume.SetUp failed for volume "data" : rpc error: code = Internal desc = begins ${'x'.repeat(400)} the reason`);
  assert.match(words, /^begins x+ … x+ the reason$/);
  assert.ok(words.length < 260);
});

const finding = (message: string, spec: Partial<PodSpec>, more: Situation = {}) =>
  findingsIn({
    status: { state: { waiting: { reason: 'ContainerCreating' } } },
    podStatus: { phase: 'Pending' },
    events: [{ reason: 'FailedMount', message, container: null }],
    container: { volumeMounts: [{ name: 'data', mountPath: '/data' }] },
    spec,
    ...more,
  })[0];

test('a block device is given as a device; files that may not change hands keep their owner', () => {
  const claim = { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] };
  const block = finding(
    'Unable to attach or mount volumes: unmounted volumes=[data], unattached volumes=[], failed to process volumes=[data]: volume data has volumeMode Block, but is specified in volumeMounts',
    claim,
  );
  assert.match(block?.fixes[0]?.command ?? '', '"value":[{"name":"data","devicePath":"/data"}]');
  const owned = finding('MountVolume.SetUp failed for volume "data" : applyFSGroup failed for vol 1: lchown /x: operation not permitted', {
    ...claim,
    securityContext: { fsGroup: 2000 },
  });
  assert.match(owned?.fixes[0]?.command ?? '', '"fsGroup":null');
  const broken = finding('MountVolume.SetUp failed for volume "data" : applyFSGroup failed for vol 1: lchown /x: read-only file system', {
    ...claim,
    securityContext: { fsGroup: 2000 },
  });
  assert.not.match(broken?.fixes[0]?.command ?? '', 'fsGroup');
});

test('an NFS server named by its Service is named by its address; another namespace or name is not', () => {
  const nfs = { volumes: [{ name: 'data', nfs: { server: 'nfs.shop.svc.cluster.local', path: '/' } }] };
  const message = (server: string) =>
    `MountVolume.SetUp failed for volume "data" : ${mount(`mount.nfs: Failed to resolve server ${server}: Name or service not known`)}`;
  const one = finding(message('nfs.shop.svc.cluster.local'), nfs);
  assert.match(one?.summary ?? '', /does not know the name nfs\.shop\.svc\.cluster\.local/);
  assert.is(one?.fixes[0]?.command, undefined);
});

test('an account that is gone; a disk that is full, where the kubelet writes to disk', () => {
  const token = { volumes: [{ name: 'kube-api-access-x', projected: { sources: [] } }] };
  const gone = finding(
    'MountVolume.SetUp failed for volume "kube-api-access-x" : failed to fetch token: serviceaccounts "web" not found',
    token,
  );
  assert.is(gone?.fixes[0]?.command, 'kubectl create serviceaccount web -n shop');
  const full = (kind: string) =>
    finding(
      `MountVolume.SetUp failed for volume "data" : write /var/lib/kubelet/pods/1/volumes/kubernetes.io~${kind}/data/a: no space left on device`,
      {},
    );
  assert.is(full('configmap')?.cause, 'volume-not-mounted');
  assert.is.not(full('secret')?.cause, 'volume-not-mounted');
});

test.run();
