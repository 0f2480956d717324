/** What keeps a container from being created or started, in the words of kubelet, containerd, CRI-O, runc and crun: the field of the spec is named. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { failureOf } from '../src/trace/programs/start-failure.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const RUNC =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ';
const started = (message: string, more: Situation = {}) =>
  findingsIn({ status: ended(128, { reason: 'StartError', message: RUNC + message, startedAt: '1970-01-01T00:00:00Z' }), ...more })[0];
const waiting = (reason: string, message: string, more: Situation = {}) =>
  findingsIn({ status: { state: { waiting: { reason, message } } }, podStatus: { phase: 'Pending' }, ...more })[0];
const patchOf = (finding: ReturnType<typeof started>) => finding?.fixes[0]?.command ?? '';

test('a capability that there is not, with the one that is near; of one that the spec does not ask for nothing is said', () => {
  const asked = { container: { securityContext: { capabilities: { add: ['NET_ADMIM', 'CHOWN'] } } } };
  const finding = waiting('CreateContainerError', 'unknown capability "CAP_NET_ADMIM" to add', asked);
  assert.match(finding?.summary ?? '', /asks for NET_ADMIM, and there is no such capability; NET_ADMIN is near/);
  assert.match(patchOf(finding), '"add":["NET_ADMIN","CHOWN"]');
  assert.is(waiting('CreateContainerError', 'unknown capability "CAP_NET_ADMIM" to add')?.confidence, 'likely');
});

test('a user that the namespace of users lacks, and a file system that cannot be mapped into it', () => {
  const finding = started('cannot setuid to unmapped uid 100000 in user namespace', { spec: { hostUsers: false } });
  assert.match(finding?.summary ?? '', /user 100000, and hostUsers: false/);
  assert.match(patchOf(finding), '"hostUsers":null');
  const path = '/var/lib/kubelet/pods/1/volumes/kubernetes.io~nfs/data';
  const mapped = started(`failed to fulfil mount request: failed to set MOUNT_ATTR_IDMAP on ${path}: invalid argument (maybe …)`);
  assert.match(mapped?.summary ?? '', /volume data cannot be mounted into the user namespace/);
});

test('the working directory of the image, where the spec names none', () => {
  const message = 'chdir to cwd ("/root") set in config.json failed: permission denied';
  const finding = started(message);
  assert.is(finding?.cause, 'start-refused');
  assert.match(patchOf(finding), '"workingDir":"/"');
  assert.is(started(message, { container: { workingDir: '/root' } })?.cause, 'wrong-working-directory');
});

const folder =
  'failed to generate container "1" spec: failed to generate spec: failed to mkdir "/data/web": mkdir /data: read-only file system';

test('a folder of the node that cannot be made is no working directory', () => {
  const finding = waiting('CreateContainerError', folder, { spec: { volumes: [{ name: 'd', hostPath: { path: '/data/web' } }] } });
  assert.match(finding?.summary ?? '', /volume d is folder \/data\/web of the node, which is not there and cannot be made: read-only/);
  assert.match(patchOf(finding), '"path":"/var/data/web"');
  assert.is(waiting('CreateContainerError', folder)?.confidence, 'likely');
});

test('a label that the SELinux policy does not know, where one is asked for', () => {
  const message = "can't set process label: write /proc/thread-self/attr/exec: invalid argument";
  const finding = started(message, { container: { securityContext: { seLinuxOptions: { type: 'shop_t' } } } });
  assert.match(finding?.summary ?? '', /\(type shop_t\)/);
  assert.is(started(message)?.confidence, 'likely');
});

test('a variable from a file that does not have it, and a mount that is to be read-only below', () => {
  const ref = { volumeName: 'made', path: 'config.env', key: 'DB' };
  const from = { container: { env: [{ name: 'DATABASE', valueFrom: { fileKeyRef: ref } }] } };
  const lacks = waiting(
    'CreateContainerConfigError',
    'environment variable key "DB" not found in file "/var/lib/kubelet/x/config.env"',
    from,
  );
  assert.match(lacks?.summary ?? '', /variable DATABASE is to be read from file config\.env of volume made .*has no DB/);
  assert.match(waiting('CreateContainerConfigError', "couldn't parse env file", from)?.summary ?? '', /not of the form NAME='VALUE'/);
  const mount = { container: { volumeMounts: [{ name: 'data', mountPath: '/data', readOnly: true }] } };
  const words =
    'failed to resolve recursive read-only mode: volume "data" requested recursive read-only mode, but it is not supported by the runtime';
  assert.match(patchOf(waiting('CreateContainerConfigError', words, mount)), 'recursiveReadOnly","value":"IfPossible"');
});

test('what the kubelet has not got yet is likely over soon; what has a cause of its own is left to it', () => {
  const finding = waiting('CreateContainerConfigError', 'failed to sync configmap cache: timed out waiting for the condition');
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.decides ?? '', /tries again by itself/);
  assert.is(waiting('CreateContainerConfigError', 'some text of tomorrow')?.confidence, 'likely');
  const missing = { container: { envFrom: [{ configMapRef: { name: 'settings' } }] } };
  assert.is(waiting('CreateContainerConfigError', 'configmap "settings" not found', missing)?.cause, 'missing-config-object');
});

test("an AppArmor profile that the kernel does not have, in runc's words", () => {
  const finding = started(
    'unable to apply apparmor profile: apparmor failed to apply profile: write /proc/thread-self/attr/exec: no such file or directory',
  );
  assert.is(finding?.cause, 'system-call-blocked');
  assert.match(patchOf(finding), '"appArmorProfile":{"type":"RuntimeDefault"');
});

test('a driver that is too old for the image is not missing', () => {
  const hook = (words: string) =>
    started(`error running prestart hook #0: exit status 1, stdout: , stderr: nvidia-container-cli: ${words}`);
  const old = hook('requirement error: unsatisfied condition: cuda>=12.4, please update your driver to a newer version');
  assert.match(old?.fixes[0]?.text ?? '', /update the NVIDIA driver of node n1.*cuda>=12\.4/);
  assert.match(hook('initialization error: nvml error: driver not loaded')?.fixes[0]?.text ?? '', /make nvidia-smi work/);
});

test('what the node lacks is no fault of the spec', () => {
  const of = (message: string) => started(message);
  const disk = of('open /var/log/pods/shop_web/app/0.log: no space left on device');
  assert.match(disk?.summary ?? '', /cannot start on node n1: there is no space left on the node$/);
  assert.equal(disk?.object, { kind: 'Node', name: 'n1' });
  assert.match(of('mkdir /sys/fs/cgroup/memory/kubepods/x: no space left on device')?.summary ?? '', /no more cgroups/);
  assert.match(
    of('unable to join session keyring: unable to create session key: disk quota exceeded')?.fixes[0]?.text ?? '',
    /kernel\.keys\.maxkeys/,
  );
  assert.is(of("can't get final child's PID from pipe: EOF")?.confidence, 'likely');
});

test('nothing is mounted inside /proc, so no other name there helps', () => {
  const mounts = { container: { volumeMounts: [{ name: 'p', mountPath: '/proc/x' }] }, spec: { volumes: [{ name: 'p', emptyDir: {} }] } };
  const inside = started(
    'error mounting "/var/lib/kubelet/p" to rootfs at "/proc/x": "/run/x/rootfs/proc/x" cannot be mounted because it is inside /proc',
    mounts,
  );
  assert.equal(inside?.fixes, []);
});

test('a filter of system calls that the kernel does not take; a kernel without user namespaces', () => {
  assert.is(started('unable to init seccomp: error loading seccomp filter into kernel: errno 524')?.cause, 'system-call-blocked');
  assert.match(patchOf(started("user namespaces aren't enabled in the kernel", { spec: { hostUsers: false } })), '"hostUsers":null');
});

test("runc's words as CRI-O hands them on, in a line of its log", () => {
  const message =
    'container create failed: time="2026-11-27T10:00:00Z" level=error msg="runc create failed: unable to start container process: exec: \\"servr\\": executable file not found in $PATH"\n';
  assert.equal(failureOf(message), { sort: 'not-found', program: 'servr' });
});

// crun src/libcrun: utils.c, container.c, linux.c.
test("crun's words", () => {
  assert.equal(failureOf('container create failed: chdir to `/srv/web`: Permission denied\n'), {
    sort: 'workdir',
    path: '/srv/web',
    why: 'permission denied',
  });
  assert.is(failureOf('the path `/app/run.sh` exists but it is not executable').sort, 'not-executable');
  assert.is(failureOf('the path `/app` is not a regular file').sort, 'is-directory');
  assert.equal(failureOf('mount `/var/lib/kubelet/x` to `etc/app.conf`: Not a directory'), { sort: 'mount-kind', target: '/etc/app.conf' });
  assert.is(failureOf('mount `/var/lib/kubelet/x` to `/data`: Permission denied').sort, 'mount');
  assert.is(failureOf('failed to inject CDI devices: unresolvable CDI devices nvidia.com/gpu=0').sort, 'device');
});

test.run();
