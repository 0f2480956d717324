/** Claims without a volume, in the words of their makers; static pods; pods that are started anew as a whole. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Event } from '../src/kube/shapes.ts';
import { provisioningOf } from '../src/trace/objects/provisioning.ts';
import { type Edited, findingOn } from './edited-case.ts';
import { ended, FINISHED, findingsIn, STARTED } from './situation.ts';

const said = (message: string, reason = 'ProvisioningFailed') =>
  provisioningOf([{ metadata: { name: 'a' }, reason, message, lastTimestamp: FINISHED } as Event]);
const FAILED = 'failed to provision volume with StorageClass "fast": rpc error: code = InvalidArgument desc = ';

test('what the provisioner says, without the way that it came', () => {
  assert.is(
    said(`${FAILED}Invalid parameter key typ for CreateVolume`)?.words,
    'its provisioner says: Invalid parameter key typ for CreateVolume',
  );
  assert.equal(
    said(`${FAILED}Volume capabilities MULTI_NODE_MULTI_WRITER not supported. Only AccessModes[ReadWriteOnce] supported.`)?.modes,
    ['ReadWriteOnce'],
  );
  assert.is(said('storageclass.storage.k8s.io "fast-ssd" not found'), undefined);
  const waits =
    "Waiting for a volume to be created either by the external provisioner 'ebs.csi.aws.com' or manually by the system administrator.";
  assert.match(said(waits, 'ExternalProvisioning')?.words ?? '', /waits for ebs\.csi\.aws\.com/);
});

test('a claim that names no class, where none is there', async () => {
  const unnamed = (spec: (cluster: Edited) => void) =>
    findingOn('vol-claim-size', (cluster) => {
      cluster.list('persistentvolumeclaims').forEach((claim) => {
        delete claim.spec.storageClassName;
      });
      cluster.recorded.recording.resources['/api/v1/persistentvolumes'] = { kind: 'List', items: [] };
      spec(cluster);
    });
  const none = await unnamed(() => {});
  assert.match(none.summary, /and has no storage class/);
  assert.match(none.fixes.at(-1)?.text ?? '', /names no storage class, and there is none:/);
  const one = await unnamed((cluster) => {
    cluster.recorded.recording.resources['/apis/storage.k8s.io/v1/storageclasses'] = {
      kind: 'List',
      items: [{ metadata: { name: 'standard' } }],
    };
  });
  assert.match(one.fixes[0]?.command ?? '', '"storageClassName":"standard"');
});

const UNFOUND = "0/1 nodes are available: 1 node(s) didn't find available persistent volumes to bind.";

test('volumes that somebody makes: one that is too small, or none at all; where a node lacks something else that is told', async () => {
  const by = (words: string, edit: (cluster: Edited) => void = () => {}) =>
    findingOn('vol-claim-size', (cluster) => {
      for (const one of cluster.pod('db').status.conditions ?? []) if (one.type === 'PodScheduled') one.message = words;
      edit(cluster);
    });
  assert.match((await by(UNFOUND)).summary, /has 1Gi, and the claim asks for 10Gi$/);
  const none = await by(UNFOUND, (cluster) => {
    cluster.recorded.recording.resources['/api/v1/persistentvolumes'] = { kind: 'List', items: [] };
    const manual = { metadata: { name: 'manual' }, provisioner: 'kubernetes.io/no-provisioner' };
    cluster.recorded.recording.resources['/apis/storage.k8s.io/v1/storageclasses'] = { kind: 'List', items: [manual] };
  });
  assert.match(none.summary, /that class makes no volumes \(kubernetes\.io\/no-provisioner\)/);
  assert.is((await by(`${UNFOUND.slice(0, -1)}, 1 Insufficient cpu.`)).cause, 'pod-unschedulable');
});

test('a subPath whose file is gone with a change of its ConfigMap; another thing that is not there is not', () => {
  const first = (source: string) =>
    findingsIn({
      status: ended(128, {
        reason: 'StartError',
        message: `error mounting "${source}" to rootfs at "/etc/a.conf": mount src=x, dst=/etc/a.conf: no such file or directory`,
      }),
      container: { volumeMounts: [{ name: 'cfg', mountPath: '/etc/a.conf', subPath: 'a.conf' }] },
      spec: { volumes: [{ name: 'cfg', configMap: { name: 'cfg' } }] },
      configMaps: { cfg: { 'a.conf': '' } },
    })[0];
  assert.match(first('/var/lib/kubelet/pods/1/volume-subpaths/cfg/app/0')?.summary ?? '', /as after a change of its ConfigMap/);
  assert.not.match(first('/var/lib/kubelet/pods/1/volumes/cfg')?.summary ?? '', /as after a change/);
});

test('a static pod is changed in its manifest', () => {
  const crash = { status: ended(1), log: 'Error: unknown flag: --porto', container: { command: ['serve', '--porto=1'] } };
  assert.match(findingsIn(crash)[0]?.fixes[0]?.command ?? '', 'kubectl replace --force');
  const mirrored = findingsIn({ ...crash, metadata: { annotations: { 'kubernetes.io/config.mirror': 'abc' } } })[0];
  assert.is(mirrored?.fixes[0]?.command, undefined);
  assert.match(mirrored?.fixes[0]?.text ?? '', /in its manifest on node n1/);
});

test('ended with all others, for the end of one of them', () => {
  const rules = [{ action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [42] } }];
  const first = (code: number, restartPolicyRules: object[] | undefined) =>
    findingsIn({
      spec: {
        containers: [
          { name: 'app' },
          { name: 'worker', ...(restartPolicyRules ? { restartPolicyRules: restartPolicyRules as typeof rules } : {}) },
        ],
      },
      podStatus: {
        phase: 'Running',
        containerStatuses: [
          { name: 'app', ready: false, ...ended(137) },
          { name: 'worker', ready: false, ...ended(code, { startedAt: STARTED, finishedAt: '2026-01-02T03:04:28Z' }) },
        ],
      },
    }).find(({ summary }) => /container app\b/.test(summary));
  assert.match(first(42, rules)?.summary ?? '', /with all others of the pod, as container worker ended with 42/);
  assert.is(first(1, rules)?.cause, 'killed-without-trace');
  assert.is(first(42, undefined)?.cause, 'killed-without-trace');
});

test.run();
