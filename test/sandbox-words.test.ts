/** Why a pod gets no sandbox; and that what its events tell of volumes and sandbox may be long past. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { beingMade } from '../src/evidence/at-work.ts';
import { Evidence } from '../src/evidence/evidence.ts';
import { eventsQuery } from '../src/evidence/query.ts';
import { subjectsOf } from '../src/evidence/subject.ts';
import type { ContainerStatus, PodSpec } from '../src/kube/shapes.ts';
import { sandboxWords } from '../src/trace/objects/sandbox-words.ts';
import { ended, findingsIn, podIn } from './situation.ts';

const RPC = 'Failed to create pod sandbox: rpc error: code = Unknown desc = ';
const plugin = (type: string, words: string) =>
  `${RPC}failed to setup network for sandbox "0c8f": plugin type="${type}" failed (add): ${words}`;

test('the words of network plugins', () => {
  const why = (type: string, words: string) => sandboxWords(plugin(type, words)).why;
  assert.match(
    why('bridge', 'failed to allocate for range 0: no IP addresses available in range set: 10.244.1.1-10.244.1.254'),
    /no free pod addresses \(10\.244\.1\.1/,
  );
  assert.match(why('aws-cni', 'add cmd: failed to assign an IP address to container'), /no free pod addresses \(AWS/);
  assert.match(
    why('calico', 'error getting ClusterInformation: connection is unauthorized: Unauthorized'),
    /token of network plugin calico/,
  );
  assert.match(
    why('flannel', 'loadFlannelSubnetEnv failed: open /run/flannel/subnet.env: no such file or directory'),
    /flannel has not come up/,
  );
  assert.is(why('example', 'it broke'), 'network plugin example fails: it broke');
});

test('what the pod itself asks for, and can do without', () => {
  const first = (message: string, spec: Partial<PodSpec>) =>
    findingsIn({
      status: { state: { waiting: { reason: 'ContainerCreating' } } },
      podStatus: { phase: 'Pending' },
      events: [{ reason: 'FailedCreatePodSandBox', message, container: null }],
      spec,
    })[0];
  const handler = first(`${RPC}failed to get sandbox runtime: no runtime for "runsc" is configured`, { runtimeClassName: 'gvisor' });
  assert.match(handler?.fixes[0]?.command ?? '', '"runtimeClassName":null');
  const sysctls = [
    { name: 'vm.max_map_count', value: '262144' },
    { name: 'net.core.somaxconn', value: '1024' },
  ];
  const whole = first(`${RPC}container create failed: the sysctl \`vm.max_map_count\` is not namespaced`, { securityContext: { sysctls } });
  assert.match(whole?.fixes[0]?.command ?? '', '"sysctls":[{"name":"net.core.somaxconn","value":"1024"}]');
  assert.match(
    sandboxWords(
      `${RPC}error during container init: write sysctl key net.core.somaxcon: open /proc/sys/net/core/somaxcon: no such file or directory`,
    ).why,
    /no sysctl net\.core\.somaxcon$/,
  );
  const network = plugin(
    'multus',
    '[shop/web:multus-cni-network]: cannot find a network-attachment-definition (macvlan) in namespace (shop): not found',
  );
  assert.match(sandboxWords(network).why, /NetworkAttachmentDefinition macvlan.* does not exist in namespace shop/);
});

test('the image of the sandbox', () => {
  const message = `${RPC}failed to get sandbox image "registry.k8s.io/pause:3.8": failed to pull image "registry.k8s.io/pause:3.8": dial tcp: lookup registry.k8s.io: i/o timeout`;
  assert.match(
    sandboxWords(message).why,
    /cannot pull registry\.k8s\.io\/pause:3\.8, the image of every pod's sandbox: lookup registry\.k8s\.io: i\/o timeout/,
  );
});

const sandbox = (at: string) => ({ reason: 'FailedCreatePodSandBox', message: plugin('calico', 'it broke'), at, container: null });
const NOT_FOUND = 'Back-off pulling image "x": ErrImagePull: failed to resolve reference "x": x: not found';

test('a sandbox that the pod got since is no trouble; a volume neither', () => {
  const pulling = { reason: 'Pulling', message: 'Pulling image "x"', at: '2026-01-02T03:04:20Z' };
  const creating = { status: { state: { waiting: { reason: 'ContainerCreating' } } }, podStatus: { phase: 'Pending' } };
  assert.equal(findingsIn({ ...creating, events: [sandbox('2026-01-02T03:02:00Z'), pulling] }), []);
  assert.is(findingsIn({ ...creating, events: [sandbox('2026-01-02T03:04:30Z'), pulling] })[0]?.cause, 'sandbox-failed');
  const pull = { status: { state: { waiting: { reason: 'ImagePullBackOff', message: NOT_FOUND } } }, podStatus: { phase: 'Pending' } };
  assert.is(findingsIn({ ...pull, events: [sandbox('2026-01-02T03:04:30Z')] })[0]?.cause, 'image-not-found');
  const attach = {
    reason: 'FailedAttachVolume',
    message: 'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) old-1',
    container: null,
  };
  assert.is(findingsIn({ ...pull, events: [attach] })[0]?.cause, 'image-not-found');
});

test('a pod that lost its sandbox and gets no new one', () => {
  const lost = ended(255, { reason: 'Unknown' });
  const status = { ...lost, state: { terminated: lost.lastState?.terminated } } as Partial<ContainerStatus>;
  assert.is(findingsIn({ status, events: [sandbox('2026-01-02T03:04:38Z')] })[0]?.cause, 'sandbox-failed');
  assert.is(findingsIn({ status, events: [sandbox('2026-01-02T03:01:00Z')] })[0]?.cause, 'container-lost');
});

/** kubelet_pods.go convertToAPIContainerStatuses: so they stand until the first init container is created. */
const initializing = { ready: false, restartCount: 0, state: { waiting: { reason: 'PodInitializing' } } };

test('volumes and sandbox of a pod with init containers hold back the first of them, and the others wait for it', () => {
  const found = (event: { reason: string; message: string; container?: string | null }) =>
    findingsIn({
      spec: { initContainers: [{ name: 'setup' }, { name: 'copy' }], volumes: [{ name: 'cfg', configMap: { name: 'cfg' } }] },
      status: initializing,
      podStatus: {
        phase: 'Pending',
        containerStatuses: [{ name: 'app', ...initializing }],
        initContainerStatuses: [
          { name: 'setup', ...initializing },
          { name: 'copy', ...initializing },
        ],
      },
      events: [{ container: null, ...event }],
    });
  const missing = found({ reason: 'FailedMount', message: 'MountVolume.SetUp failed for volume "cfg" : configmap "cfg" not found' });
  assert.equal(
    missing.map(({ cause }) => cause),
    ['missing-config-object'],
  );
  assert.match(missing[0]?.summary ?? '', /^container setup /);
  assert.equal(
    found(sandbox('2026-01-02T03:04:30Z')).map(({ cause }) => cause),
    ['sandbox-failed'],
  );
  assert.equal(found({ reason: 'Pulling', message: 'Pulling image "x"', container: null }), []);
});

test('what the recorder of events puts before their words is none of them', () => {
  const creating = { status: { state: { waiting: { reason: 'ContainerCreating' } } }, podStatus: { phase: 'Pending' } };
  const combined = (reason: string, message: string) =>
    findingsIn({ ...creating, events: [{ reason, message: `(combined from similar events): ${message}`, container: null }] })[0]?.summary ??
    '';
  assert.match(combined('FailedCreatePodSandBox', `${RPC}it broke`), /cannot create the sandbox: it broke$/);
  assert.match(combined('FailedMount', 'MountVolume.SetUp failed for volume "d" : it broke'), /cannot be mounted: it broke$/);
});

test('an image that is being pulled is waited for, for a while', () => {
  const creating = { status: { state: { waiting: { reason: 'ContainerCreating' } } }, podStatus: { phase: 'Pending' } };
  const pulling = (at: string) => ({ reason: 'Pulling', message: 'Pulling image "x"', at });
  const failed = {
    reason: 'FailedMount',
    message: 'MountVolume.SetUp failed for volume "d" : it broke',
    at: '2026-01-02T03:04:36Z',
    container: null,
  };
  assert.equal(findingsIn({ ...creating, events: [pulling('2026-01-02T03:04:00Z')] }), []);
  assert.is(findingsIn({ ...creating, events: [pulling('2026-01-02T03:04:00Z'), failed] })[0]?.cause, 'volume-not-mounted');
});

test('a pod just made whose objects the kubelet has not read yet is being started', () => {
  const made = (words: string, creationTimestamp: string) => {
    const evidence = new Evidence(Date.parse('2026-01-02T03:04:40Z'));
    const message = `MountVolume.SetUp failed for volume "a" : ${words}`;
    const event = {
      metadata: { name: 'e', namespace: 'shop' },
      type: 'Warning',
      reason: 'FailedMount',
      message,
      involvedObject: { uid: '1' },
    };
    evidence.settle(eventsQuery('shop', 'web'), { state: 'read', value: { items: [{ ...event, lastTimestamp: creationTimestamp }] } });
    const status = { state: { waiting: { reason: 'ContainerCreating' } } };
    const [subject] = subjectsOf(podIn({ metadata: { creationTimestamp }, status, podStatus: { phase: 'Pending' } }), evidence);
    return subject && beingMade(subject, evidence);
  };
  const unread = 'failed to sync configmap cache: timed out waiting for the condition';
  assert.is(made(unread, '2026-01-02T03:04:30Z'), 'its pod was made 10 s ago, and is being started');
  assert.is(made(unread, '2026-01-02T03:03:30Z'), undefined);
  assert.is(made('it broke', '2026-01-02T03:04:30Z'), undefined);
});

test.run();
