/** mount-refused: propagation that the node does not give, and a file inside a volume that is read-only. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const start = (message: string) => ended(128, { reason: 'StartError', message, startedAt: '1970-01-01T00:00:00Z' });
/** containerd: internal/cri/opts/spec_linux_opts.go, ensureSharedOrSlave. */
const PRIVATE = start(
  'failed to generate container "x" spec: failed to generate spec: path "/" is mounted on "/" but it is not a shared or slave mount',
);

test('mountPropagation over a private mount of the node: the mount that asks for it is named', () => {
  const [finding] = findingsIn({
    status: PRIVATE,
    container: { volumeMounts: [{ name: 'root', mountPath: '/host', mountPropagation: 'HostToContainer' }] },
    spec: { volumes: [{ name: 'root', hostPath: { path: '/' } }] },
  } as Situation);
  assert.is(finding?.cause, 'mount-refused');
  assert.match(finding?.summary ?? '', /volume root wants mountPropagation HostToContainer, and \/ of node n1/);
  assert.match(finding?.fixes[0]?.command ?? '', /"op":"remove","path":"[^"]*volumeMounts\/0\/mountPropagation"/);
});

test('where no mount of the pod asks for it, none is named', () => {
  const [finding] = findingsIn({ status: PRIVATE });
  assert.is(finding?.cause, 'mount-refused');
  assert.is(finding?.fixes[0]?.command, undefined);
});

const refused = (reason: string) =>
  start(
    `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "/var/lib/kubelet/pods/1/volume-subpaths/cache/app/1" to rootfs at "/etc/app/cache.yaml": mount src=/var/lib/kubelet/pods/1/volume-subpaths/cache/app/1, dst=/etc/app/cache.yaml, dstFd=/proc/thread-self/fd/11: openat2 /run/containerd/x/rootfs/etc/app/cache.yaml: ${reason}: unknown`,
  );
const READ_ONLY = refused('read-only file system');
const mounts = [
  { name: 'conf', mountPath: '/etc/app' },
  { name: 'cache', mountPath: '/etc/app/cache.yaml', subPath: 'cache.yaml' },
];

test('a file inside a volume that is read-only', () => {
  const volumes = [
    { name: 'conf', configMap: { name: 'conf' } },
    { name: 'cache', configMap: { name: 'cache' } },
  ];
  const configMaps = { conf: { 'app.yaml': '' }, cache: { 'cache.yaml': '' } };
  const [finding] = findingsIn({ status: READ_ONLY, container: { volumeMounts: mounts }, spec: { volumes }, configMaps });
  assert.match(
    finding?.summary ?? '',
    /volume cache cannot be mounted at \/etc\/app\/cache\.yaml, as it lies inside \/etc\/app, where volume conf is mounted read-only/,
  );
});

test('what the kernel refuses there for another reason is told as that', () => {
  const [finding] = findingsIn({
    status: refused('invalid argument'),
    container: { volumeMounts: mounts },
    spec: {
      volumes: [
        { name: 'conf', configMap: { name: 'conf' } },
        { name: 'cache', configMap: { name: 'cache' } },
      ],
    },
    configMaps: { conf: { 'app.yaml': '' }, cache: { 'cache.yaml': '' } },
  });
  assert.match(finding?.summary ?? '', /as invalid argument$/);
});

test('where only the mount around it is read-only, that is taken back', () => {
  const around = (volume: object) =>
    findingsIn({
      status: READ_ONLY,
      container: { volumeMounts: [{ ...mounts[0], readOnly: true }, mounts[1]] },
      spec: {
        volumes: [
          { name: 'conf', ...volume },
          { name: 'cache', configMap: { name: 'cache' } },
        ],
      },
      configMaps: { conf: { 'app.yaml': '' }, cache: { 'cache.yaml': '' } },
    } as Situation)[0]?.fixes[0]?.command ?? '';
  assert.match(around({ emptyDir: {} }), /"op":"remove","path":"[^"]*volumeMounts\/0\/readOnly"/);
  assert.match(around({ persistentVolumeClaim: { claimName: 'conf' } }), '"op":"remove"');
  assert.match(around({ persistentVolumeClaim: { claimName: 'conf', readOnly: true } }), 'kubectl edit');
  assert.match(around({ configMap: { name: 'conf' } }), 'kubectl edit');
});

test('beside another volume it is told in the words of the kernel', () => {
  const volumes = [
    { name: 'conf', emptyDir: {} },
    { name: 'cache', configMap: { name: 'cache' } },
  ];
  const [finding] = findingsIn({
    status: READ_ONLY,
    container: { volumeMounts: mounts },
    spec: { volumes },
    configMaps: { cache: { 'cache.yaml': '' } },
  });
  assert.match(finding?.summary ?? '', /as read-only file system$/);
});

test('no space on the node is not the fault of what is mounted', () => {
  const [finding] = findingsIn({
    status: refused('no space left on device'),
    container: { volumeMounts: [{ name: 'cache', mountPath: '/etc/app/cache.yaml' }] },
    spec: { volumes: [{ name: 'cache', configMap: { name: 'cache' } }] },
  } as Situation);
  assert.is(finding?.cause, 'start-refused');
  assert.match(finding?.summary ?? '', 'there is no space left on the node');
});

test.run();
