/** Rules of the kubelet and the API server that a fix has to keep, each with what looks like it. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sleepOf } from '../src/kube/hook.ts';
import { findingOn, reportOnEdited } from './edited-case.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const first = (situation: Situation) => findingsIn(situation)[0];

test('an image that the node has is run without the registry; not one that only looks like it', async () => {
  assert.match((await findingOn('image-always-there')).fixes[0]?.command ?? '', '"imagePullPolicy":"IfNotPresent"');
  const other = await findingOn('image-always-there', (cluster) => {
    for (const { spec } of cluster.list('pods')) for (const one of spec.containers) one.image = 'registry.example.com/shop/status:1.0.9';
  });
  assert.not.ok(
    other.fixes.some(({ text }) => text.includes('has already')),
    other.fixes.map(({ command }) => command).join(),
  );
});

test('another generation of a generated object is meant; of two of them, or of another object, none', async () => {
  assert.match((await findingOn('ref-generation')).summary, 'but web-settings-5m2c8gk7tf does');
  const two = await findingOn('ref-generation', (cluster) => {
    const [map] = cluster.list('configmaps').filter(({ metadata }) => metadata.name.startsWith('web-settings'));
    if (map) cluster.list('configmaps').push({ ...map, metadata: { ...map.metadata, name: 'web-settings-8h8h8h8h8h' } });
  });
  assert.not.match(two.summary, 'does exist');
  assert.not.match(two.summary, ', but ');
});

test('a request grows to what the ratio wants; where the LimitRange has no such ratio, it is not named', async () => {
  assert.match((await findingOn('admit-ratio')).fixes[0]?.command ?? '', '"requests":{"memory":"64Mi"}');
  const gone = await findingOn('admit-ratio', (cluster) => {
    cluster.list('limitranges').length = 0;
  });
  assert.not.ok(gone.proof.some(({ step }) => step.startsWith('get limitrange')));
});

const hook = (command: string, more: object = {}): Situation => ({
  container: {
    lifecycle: { postStart: { exec: { command: ['sh', '-c', command] } } },
    securityContext: { readOnlyRootFilesystem: true },
    ...more,
  },
  status: ended(137),
  events: [{ reason: 'FailedPostStartHook', message: 'PostStartHook failed' }],
});

test('a hook that writes on a read-only root: its folder may be an empty volume, unless the image has files there', () => {
  assert.match(first(hook('date > /srv/started'))?.summary ?? '', 'it writes /srv/started');
  assert.match(first(hook('date > /srv/started'))?.fixes[0]?.command ?? '', '"mountPath":"/srv"');
  assert.match(first(hook('date > /etc/started'))?.summary ?? '', 'it writes /etc/started');
  assert.match(first(hook('date > /etc/started'))?.fixes[0]?.command ?? '', '"postStart":null');
  assert.not.match(first(hook('curl -f http://localhost/ > /dev/null'))?.summary ?? '', 'it writes');
  const mounted = hook('date > /srv/started', { volumeMounts: [{ name: 'srv', mountPath: '/srv' }] });
  assert.not.match(first({ ...mounted, spec: { volumes: [{ name: 'srv', emptyDir: {} }] } })?.summary ?? '', 'it writes');
});

test('probes go along with a port that moves; those on another port stay', async () => {
  const command = (await findingOn('port-with-probes')).fixes[0]?.command ?? '';
  assert.match(command, '"livenessProbe":{"httpGet":{"port":8081}}');
  const apart = await findingOn('port-with-probes', (cluster) => {
    for (const { spec } of cluster.list('pods'))
      for (const container of spec.containers.filter(({ name }) => name === 'stats'))
        container.livenessProbe = { ...container.livenessProbe, httpGet: { path: '/', port: 9090 } };
  });
  assert.not.match(apart.fixes[0]?.command ?? '', 'livenessProbe');
});

test("the evicted container's own storage limit grows; of the pod's total, that of the one that may write most", () => {
  const evicted = (message: string) =>
    first({
      spec: {
        containers: [
          { name: 'app', resources: { limits: { 'ephemeral-storage': '1Gi' } } },
          { name: 'cache', resources: { limits: { 'ephemeral-storage': '64Mi' } } },
        ],
      },
      podStatus: { phase: 'Failed', reason: 'Evicted', message },
    });
  const one = evicted('Container cache exceeded its local ephemeral storage limit "64Mi". ');
  assert.match(one?.summary ?? '', 'container cache wrote more than its ephemeral-storage limit of 64Mi');
  assert.match(one?.fixes[0]?.command ?? '', '"name":"cache","resources":{"limits":{"ephemeral-storage":"256Mi"}}');
  const all = evicted('Pod ephemeral local storage usage exceeds the total limit of containers 1088Mi. ');
  assert.match(all?.fixes[0]?.command ?? '', '"name":"app"');
});

test('a volume in memory is told beside the limit that its files fill; one that is only read is not', async () => {
  assert.match((await findingOn('mem-volume-of-pod')).summary, 'the files in volume scratch are kept in memory');
  const read = await findingOn('mem-volume-of-pod', (cluster) => {
    for (const { spec } of cluster.list('pods'))
      for (const container of spec.containers) for (const mount of container.volumeMounts ?? []) mount.readOnly = true;
  });
  assert.not.match(read.summary, 'kept in memory');
});

test('a variable that the program refuses in its own words; one that is not set is another matter', () => {
  const says = (log: string, env: { name: string; value: string }[]) => first({ container: { env }, status: ended(1), log });
  const refused = says("invoice: RENDER_MODE must be pdf or html, not 'PDF/A'\n", [{ name: 'RENDER_MODE', value: 'PDF/A' }]);
  assert.is(refused?.cause, 'invalid-value');
  assert.match(refused?.summary ?? '', 'it wants pdf or html; it stands in env RENDER_MODE');
  assert.is.not(says('pay: DB_PORT is not a number\n', [])?.cause, 'invalid-value');
  assert.is(says('pay: DB_PORT must be set\n', [])?.cause, 'missing-variable');
});

test('a postStart hook that does not end: the container was started, and still counts as being created', async () => {
  assert.is((await findingOn('hook-poststart-waits')).cause, 'poststart-hook-hangs');
  const creating = (more: object, events: NonNullable<Situation['events']>) =>
    findingsIn({
      container: { lifecycle: { postStart: { exec: { command: ['sleep', '900'] } } }, ...more },
      status: { state: { waiting: { reason: 'ContainerCreating' } } },
      podStatus: { phase: 'Pending' },
      events,
    })[0]?.cause;
  const started = { reason: 'Started', message: 'Started container app', at: '2026-01-02T03:04:00Z' };
  assert.is(creating({}, [started]), 'poststart-hook-hangs');
  assert.is.not(creating({}, [{ ...started, at: '2026-01-02T03:04:38Z' }]), 'poststart-hook-hangs', 'just started');
  assert.is.not(creating({}, []), 'poststart-hook-hangs', 'not started at all');
  assert.is.not(creating({ lifecycle: {} }, [started]), 'poststart-hook-hangs', 'no hook');
});

test('a postStart hook that sleeps by intent is over in time; a loop may sleep for ever', async () => {
  assert.is((await reportOnEdited('calm-hook-sleeps')).verdict, null);
  const late = await reportOnEdited('calm-hook-sleeps', (cluster) => {
    for (const one of cluster.list('pods'))
      Object.assign(one.spec.containers[0]?.lifecycle?.postStart ?? {}, { exec: { command: ['sleep', '15'] } });
  });
  assert.is(late.verdict?.cause, 'poststart-hook-hangs');
  const of = (line: string) => sleepOf({ exec: { command: ['sh', '-c', line] } });
  assert.is(of('sleep 5; sleep 1m && touch /tmp/up'), 65);
  assert.is(of('until nc -z db 5432; do sleep 2; done'), 0);
  assert.is(of('/opt/sleep-well 30'), 0);
  assert.is(sleepOf({ sleep: { seconds: 7 } }), 7);
});

test('an amount of a container that the pod does not have: its own is meant, or the one that is called nearly so', async () => {
  const found = await findingOn('ref-resource-container');
  assert.match(
    found.summary,
    'env MEMORY_LIMIT takes limits.memory of container app (resourceFieldRef.containerName), which the pod does not have',
  );
  assert.match(found.fixes[0]?.command ?? '', 'containerName","value":"worker"');
  const near = await findingOn('ref-resource-container', (cluster) => {
    for (const one of cluster.list('pods')) one.spec.containers.push({ name: 'apps', image: 'apps:1' });
  });
  assert.match(near.fixes[0]?.command ?? '', 'containerName","value":"apps"');
  const other = await findingOn('ref-resource-container', (cluster) => {
    for (const one of cluster.list('pods')) for (const container of one.spec.containers) delete container.env;
  });
  assert.match(other.summary, 'the kubelet says: container app not found');
});

test('a privileged image with a user of its own; a program of any language; a reader', () => {
  const said = (log: string, securityContext: object) => first({ container: { securityContext }, status: ended(1), log });
  const image = said("sysctl: permission denied on key 'vm.max_map_count'\n", { privileged: true });
  assert.match(image?.summary ?? '', 'most likely its image has a user of its own');
  assert.match(image?.fixes[0]?.command ?? '', '"runAsUser":0');
  const python = said("OSError: [Errno 30] Read-only file system: '/proc/sys/net/core/rmem_max'\n", { allowPrivilegeEscalation: false });
  assert.is(python?.cause, 'kernel-setting-refused');
  assert.match(python?.fixes[0]?.command ?? '', '"privileged":true,"allowPrivilegeEscalation":true');
  assert.is.not(said('cat: /proc/sys/kernel/cad_pid: Permission denied\n', { runAsUser: 1000 })?.cause, 'kernel-setting-refused');
});

test('a kernel parameter that may not be set; one that does not exist, and a privileged container, are other matters', async () => {
  assert.match((await findingOn('init-sysctl')).fixes[0]?.command ?? '', '"securityContext":{"privileged":true}');
  const said = (log: string, privileged = false) => first({ container: { securityContext: { privileged } }, status: ended(1), log });
  const says = (log: string) => said(log)?.cause;
  assert.is(says("sh: can't create /proc/sys/net/core/somaxconn: Read-only file system\n"), 'kernel-setting-refused');
  assert.is.not(says("sysctl: error: 'net.core.nosuch' is an unknown key\n"), 'kernel-setting-refused');
  const privileged = said("sysctl: error setting key 'net.core.somaxconn': Read-only file system\n", true);
  assert.match(
    privileged?.summary ?? '',
    /although it is privileged: the kernel lets it be set only from the machine's own network namespace/,
  );
  assert.equal(
    privileged?.fixes.filter(({ command }) => command !== undefined),
    [],
    'it has what it could be given',
  );
  const user = first({
    container: { securityContext: { privileged: true, runAsUser: 1000 } },
    status: ended(1),
    log: "sysctl: error setting key 'net.core.somaxconn': Permission denied\n",
  });
  assert.match(user?.summary ?? '', /it is privileged, but only root may write/);
  assert.match(user?.fixes[0]?.command ?? '', '"runAsUser":0');
});

test('an init container that changes owners does so as root, alone; the program itself does not', async () => {
  const { fixes } = await findingOn('init-chown-user');
  assert.match(fixes[0]?.command ?? '', '"initContainers":[{"name":"own","securityContext":{"runAsUser":0,"runAsNonRoot":false}}]');
  const program = first({
    spec: { securityContext: { runAsUser: 1000, runAsNonRoot: true } },
    status: ended(1),
    log: 'chown: /data: Operation not permitted\n',
  });
  assert.not.ok(program?.fixes.some(({ command }) => command?.includes('"runAsUser":0')));
});

test('a Role of a near name that allows it is bound instead; one that does not allow it is not', async () => {
  const near = await findingOn('perm-rbac-role-near');
  assert.match(near.fixes[0]?.command ?? '', 'create rolebinding controller --role=pod-reader');
  const other = await findingOn('perm-rbac-role-near', (cluster) => {
    for (const role of cluster.list('roles')) for (const rule of role.rules ?? []) rule.resources = ['secrets'];
  });
  assert.not.match(other.fixes[0]?.command ?? '', 'create rolebinding');
});

test('the label of the nodeSelector is named; without the nodes nothing is said of what they have', async () => {
  assert.match((await findingOn('sched-node-label')).summary, 'disk=nvme, a label that no node has');
  const unread = await findingOn('sched-node-label', undefined, ['list nodes']);
  assert.match(unread.summary, 'asks for disk=nvme');
  assert.not.match(unread.summary, 'no node has');
});

test('a rollout that told the program another port is named beside the probe; one that changed something else is not', async () => {
  assert.ok((await findingOn('rollout-port-env')).fixes.some(({ command }) => command?.includes('rollout undo')));
  const other = await findingOn('rollout-port-env', (cluster) => {
    for (const set of cluster.list('replicasets'))
      for (const one of set.spec.template?.spec.containers ?? []) one.env = [{ name: 'THEME', value: set.metadata.name }];
  });
  assert.not.ok(other.fixes.some(({ command }) => command?.includes('rollout undo')));
});

test('NaN is made of the one port variable that holds no number; of two, or of one that does, none is named', () => {
  const of = (env: { name: string; value: string }[]) =>
    first({
      container: { env },
      status: ended(1),
      log: 'RangeError [ERR_SOCKET_BAD_PORT]: options.port should be >= 0 and < 65536. Received type number (NaN).\n',
    });
  const says = (env: { name: string; value: string }[]) => of(env)?.summary ?? '';
  assert.match(of([{ name: 'PORT', value: ':8080' }])?.fixes[0]?.text ?? '', 'write 8080 for :8080');
  assert.match(says([{ name: 'HTTP_PORT', value: '80a0' }]), 'cannot use the value "80a0" of HTTP_PORT');
  assert.not.match(says([{ name: 'HTTP_PORT', value: '8080' }]), 'HTTP_PORT');
  assert.not.match(
    says([
      { name: 'HTTP_PORT', value: 'x' },
      { name: 'ADMIN_PORT', value: 'y' },
    ]),
    '_PORT',
  );
});

test('a probe command that asks on another port than the program listens on; on the same one nothing is said of ports', async () => {
  const { otherPortOf } = await import('../src/trace/probes/probe-command-port.ts');
  const serving = (...ports: number[]) => ({
    listeners: ports.map((port) => ({ port, loopback: false, after: 1, quote: `listening on ${port}`, step: 'logs' })),
    known: true,
    requests: [],
    starting: undefined,
    lines: 9,
    step: 'logs',
  });
  const pg = '/var/run/postgresql:5432 - no response';
  assert.equal(otherPortOf(pg, ['pg_isready', '-U', 'app'], serving(5433))?.command, ['pg_isready', '-p', '5433', '-U', 'app']);
  assert.equal(otherPortOf(pg, ['pg_isready', '-p', '5432'], serving(5433))?.command, ['pg_isready', '-p', '5433']);
  assert.equal(
    otherPortOf(
      'curl: (7) Failed to connect to localhost port 80 after 0 ms: Connection refused',
      ['curl', 'http://localhost:80/up'],
      serving(8080),
    )?.command,
    ['curl', 'http://localhost:8080/up'],
  );
  assert.is(otherPortOf(pg, ['pg_isready'], serving(5432)), undefined, 'it is the one');
  assert.is(otherPortOf(pg, ['pg_isready'], serving(5433, 9187)), undefined, 'two listen');
  assert.is(otherPortOf('NOAUTH Authentication required.', ['redis-cli', 'ping'], serving(6380)), undefined, 'it was reached');
});

test.run();
