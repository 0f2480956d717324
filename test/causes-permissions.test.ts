/** Rights: near misses, each a recorded case with one thing changed. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { SecurityContext } from '../src/kube/shapes.ts';
import { type Edited, findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

const test = suite('causes: permissions');
const command = async (...args: Parameters<typeof findingOn>) => (await findingOn(...args)).fixes[0]?.command ?? 'none';
const first = <T>(list: readonly T[]): T => {
  assert.is(list.length > 0, true);
  return list[0] as T;
};
const secured = (prefix: string, context: SecurityContext | undefined) => (cluster: Edited) => {
  const container = cluster.container(prefix);
  if (context) container.securityContext = context;
  else delete container.securityContext;
};

// ---- root or not ----

test('the kubelet misses a ConfigMap: that has nothing to do with root', async () => {
  const found = await findingOn('perm-root-image', (cluster) => {
    cluster.status('api').state = { waiting: { reason: 'CreateContainerConfigError', message: 'configmap "app" not found' } };
  });
  assert.is.not(found.cause, 'root-forbidden');
});

test("an image that names a known user by a word runs as that user's number", async () => {
  const changed = await command('perm-user-name', (cluster) => {
    const waiting = cluster.status('feed').state?.waiting;
    if (waiting) waiting.message = waiting.message?.replace('(app)', '(nginx)') ?? '';
  });
  assert.match(changed, '"runAsUser":101');
});

test('user 0 of the pod is replaced where it is set', async () => {
  const changed = await command('perm-user-zero', (cluster) => {
    delete cluster.container('api').securityContext;
    cluster.pod('api').spec.securityContext = { runAsNonRoot: true, runAsUser: 0 };
  });
  assert.match(changed, '"path":"/spec/template/spec/securityContext/runAsUser","value":1000');
});

// ---- ports ----

test('a port above 1023 that is denied has another reason', async () => {
  const found = await findingOn('perm-low-port', (cluster) => cluster.say('api', 'api', '80', '8080'));
  assert.is.not(found.cause, 'privileged-port');
});

test('in the words of Ruby, dnsmasq and Python; what is denied to a client is another matter', () => {
  const says = (log: string) => findingsIn({ status: ended(1), log, container: { securityContext: { runAsUser: 1000 } } })[0];
  const ruby = says(
    '/usr/local/bundle/gems/puma-6.4.0/lib/puma/binder.rb:334:in `initialize\': Permission denied - bind(2) for "0.0.0.0" port 80 (Errno::EACCES)',
  );
  assert.is(ruby?.cause, 'privileged-port');
  assert.match(ruby?.summary ?? '', 'listens on port 80');
  assert.is(says('dnsmasq: failed to create listening socket for port 53: Permission denied')?.cause, 'privileged-port');
  // python -m http.server 80, as Python 3.11 prints it.
  const python =
    'Traceback (most recent call last):\n  File "/usr/lib/python3.11/socketserver.py", line 472, in server_bind\n    self.socket.bind(self.server_address)\nPermissionError: [Errno 13] Permission denied';
  assert.is(says(python)?.cause, 'privileged-port');
  for (const log of [
    python.replace('socket.bind', 'socket.connect'),
    'java.net.SocketException: Permission denied (connect failed)',
    'java.net.SocketException: Permission denied\n\tat java.base/sun.nio.ch.Net.connect0(Native Method)',
    'Unhandled exception. System.Net.Sockets.SocketException (13): Permission denied [::ffff:10.0.0.1]:5432',
  ])
    assert.is.not(says(log)?.cause, 'privileged-port', log);
});

test("a pod on the node's network may not have that sysctl", async () => {
  const changed = await command('perm-low-port', (cluster) => {
    cluster.pod('api').spec.hostNetwork = true;
  });
  assert.not.match(changed, 'sysctls');
  assert.match(changed, '"value":"8080"');
});

test('other sysctls of the pod are kept', async () => {
  const changed = await command('perm-low-port', (cluster) => {
    cluster.pod('api').spec.securityContext = { sysctls: [{ name: 'net.core.somaxconn', value: '1024' }] };
  });
  assert.match(changed, 'net.core.somaxconn');
});

// ---- read-only ----

test('"Read-only file system" without the setting is no read-only root', async () => {
  const found = await findingOn('perm-readonly', secured('edge', undefined));
  assert.is.not(found.cause, 'read-only-root');
});

test('install -d says only that what it could not make is not there: with a read-only root that is why, without it something else', () => {
  const made = (readOnlyRootFilesystem: boolean) =>
    findingsIn({
      container: { securityContext: { readOnlyRootFilesystem }, volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }] },
      spec: { volumes: [{ name: 'tmp', emptyDir: {} }] },
      status: ended(1),
      log: "install: cannot change owner and permissions of '/var/run/postgresql': No such file or directory\n",
    })[0];
  assert.is(made(true)?.cause, 'read-only-root');
  assert.match(made(true)?.fixes[0]?.command ?? '', '"mountPath":"/var/run"');
  assert.not.match(made(true)?.fixes[0]?.command ?? '', '"/tmp"');
  assert.is.not(made(false)?.cause, 'read-only-root');
});

test('an emptyDir that no other container has belongs to nobody else', () => {
  const [found] = findingsIn({
    container: { securityContext: { runAsUser: 1000 }, volumeMounts: [{ name: 'cache', mountPath: '/cache' }] },
    spec: { volumes: [{ name: 'cache', emptyDir: {} }] },
    status: ended(1),
    log: "PermissionError: [Errno 13] Permission denied: '/cache/index'\n",
  });
  assert.is(found?.confidence, 'likely');
  assert.match(found?.summary ?? '', 'everybody may write in volume cache (emptyDir), which no other container of the pod has');
});

test('a path in a volume is not of the root file system', async () => {
  const found = await findingOn('perm-readonly', (cluster) => {
    const { spec } = cluster.pod('edge');
    spec.volumes = [...(spec.volumes ?? []), { name: 'lib', configMap: { name: 'lib' } }];
    cluster.container('edge').volumeMounts.push({ name: 'lib', mountPath: '/var/lib/nginx' });
  });
  assert.is(found.cause, 'read-only-mount');
});

test('no volume is put over the folder of the program', async () => {
  const changed = await command('perm-readonly-tmp', (cluster) => cluster.say('feed', 'feed', '/tmp/feed', '/app/cache.db'));
  assert.match(changed, '"readOnlyRootFilesystem":false');
  assert.not.match(changed, 'emptyDir');
});

test('a folder that it makes beside the program may be a volume', async () => {
  const changed = await command('perm-readonly-tmp', (cluster) => {
    cluster.log('feed', 'feed', "mkdir: cannot create directory '/app/cache': Read-only file system\n");
  });
  assert.match(changed, '"mountPath":"/app/cache"');
});

test("a writable volume that is read-only all the same is the storage's fault, likely", async () => {
  const found = await findingOn('perm-configmap-write', (cluster) => {
    for (const volume of cluster.pod('ingest').spec.volumes ?? [])
      if (volume.configMap?.name === 'ingest')
        Object.assign(volume, { configMap: undefined, persistentVolumeClaim: { claimName: 'data' } });
  });
  assert.is(found.cause, 'read-only-mount');
  assert.is(found.confidence, 'likely');
});

// ---- files ----

test('root is not denied for want of a group', async () => {
  const found = await findingOn('perm-volume', (cluster) => {
    cluster.container('search').securityContext = { runAsUser: 0 };
  });
  assert.is.not(found.cause, 'volume-permission');
});

test('a mode that everyone may read is not what denies it', async () => {
  const found = await findingOn('perm-secret-mode', (cluster) => {
    for (const { secret } of cluster.pod('api').spec.volumes ?? []) if (secret) secret.defaultMode = 0o444;
  });
  assert.not.match(found.summary, 'lets only root read it');
});

test('an init container that hands files over keeps its user', async () => {
  const changed = await command('perm-volume', (cluster) => {
    for (const init of cluster.pod('search').spec.initContainers ?? [])
      init.command = ['sh', '-c', 'mkdir -p /data/index && chown 999 /data/index'];
  });
  assert.match(changed, 'chown 1000:1000 /data/index');
  assert.not.match(changed, 'runAsUser');
});

test('fsGroup does not apply to a folder of the node', async () => {
  const changed = await command('perm-hostpath');
  assert.match(changed, '"command":["chown","-R","1000:1000","/index"]');
  assert.not.match(changed, 'fsGroup');
});

test('a file of the image that root owns: no volume over it', async () => {
  const changed = await command('perm-image-file');
  assert.not.match(changed, 'emptyDir');
});

// ---- capabilities ----

test('root with all its rights is not told to have more', async () => {
  const found = await findingOn('perm-drop-all-postgres', secured('db', undefined));
  assert.is.not(found.cause, 'capability-missing');
});

test('what is added already stays, and the user of the image begins where the spec sets another', async () => {
  assert.match(
    await command('perm-drop-all-postgres', secured('db', { capabilities: { drop: ['ALL'], add: ['NET_RAW'] } })),
    '"NET_RAW","CHOWN"',
  );
  assert.match(
    await command('perm-drop-all-postgres', secured('db', { runAsUser: 1000 })),
    '"op":"remove","path":"/spec/template/spec/containers/0/securityContext/runAsUser"',
  );
});

// ---- RBAC ----

test('a right that is there by now: start again, nothing else', async () => {
  const found = await findingOn('perm-rbac', (cluster) => {
    first(cluster.list('rolebindings')).subjects = [{ kind: 'ServiceAccount', name: 'controller' }];
  });
  assert.match(found.summary, 'RBAC allows it by now');
  assert.match(found.fixes[0]?.command ?? '', /^kubectl rollout restart/);
});

test('a binding in the name of all service accounts counts', async () => {
  const found = await findingOn('perm-rbac', (cluster) => {
    first(cluster.list('rolebindings')).subjects = [{ kind: 'Group', name: `system:serviceaccounts:${cluster.namespace}` }];
  });
  assert.match(found.summary, 'RBAC allows it by now');
});

test('the account of another namespace is another account', async () => {
  const found = await findingOn('perm-rbac', (cluster) => {
    first(cluster.list('rolebindings')).subjects = [{ kind: 'ServiceAccount', name: 'controller', namespace: 'elsewhere' }];
  });
  assert.match(found.summary, 'gives it to ServiceAccount elsewhere/controller');
});

test('a right that people have, or another program beside a role of its own, is not the one that was meant', async () => {
  const given = (kind: string, name: string, own: boolean) =>
    findingOn('perm-rbac', (cluster) => {
      const binding = first(cluster.list('rolebindings'));
      binding.subjects = [{ kind, name, ...(kind === 'Group' ? { apiGroup: 'rbac.authorization.k8s.io' } : {}) }];
      if (!own) return;
      const role = structuredClone(first(cluster.list('roles')));
      role.metadata.name = 'own';
      role.rules = (role.rules ?? []).map((rule) => ({ ...rule, verbs: ['patch'] }));
      cluster.list('roles').push(role);
      const bound = structuredClone(binding);
      bound.metadata.name = 'own';
      bound.roleRef.name = 'own';
      bound.subjects = [{ kind: 'ServiceAccount', name: 'controller' }];
      cluster.list('rolebindings').push(bound);
    });
  assert.not.match((await given('Group', 'developers', false)).summary, 'developers');
  assert.match((await given('ServiceAccount', 'reports', false)).summary, 'gives it to ServiceAccount reports');
  assert.match((await given('ServiceAccount', 'reports', true)).summary, 'allows patch only');
});

test('a role that the binding names and that does not exist is made under that name', async () => {
  const changed = await command('perm-rbac', (cluster) => {
    cluster.list('roles').length = 0;
    first(cluster.list('rolebindings')).subjects = [{ kind: 'ServiceAccount', name: 'controller' }];
  });
  assert.match(changed, 'kubectl create role pod-reader --verb=get,list,watch --resource=pods');
});

test('nothing bound: a role and a binding of its own', async () => {
  const changed = await command('perm-rbac', (cluster) => {
    cluster.list('rolebindings').length = 0;
    cluster.list('roles').length = 0;
  });
  assert.match(
    changed,
    /kubectl create role controller-pods .* && kubectl create rolebinding controller-pods .*--serviceaccount=\S+:controller/,
  );
});

test('a role that spells the resource in another way, or has it in another group: that word is named, and mended', async () => {
  const bound = (apiGroups: string[], resources: string[]) => (cluster: Edited) => {
    first(cluster.list('rolebindings')).subjects = [{ kind: 'ServiceAccount', name: 'controller' }];
    first(cluster.list('roles')).rules = [{ apiGroups, resources, verbs: ['get', 'list', 'watch'] }];
  };
  for (const word of ['pod', 'Pods', 'pdos']) {
    const found = await findingOn('perm-rbac', bound([''], ['events', word]));
    assert.match(found.summary, `has ${word} among its resources, which the API calls pods`);
    assert.match(found.fixes[0]?.command ?? '', '"path":"/rules/0/resources/1","value":"pods"');
  }
  const grouped = await findingOn('perm-rbac', bound(['apps'], ['pods']));
  assert.match(grouped.summary, 'has pods in API group apps, and they are in the core group');
  assert.match(grouped.fixes[0]?.command ?? '', '"path":"/rules/0/apiGroups/-","value":""');
  const other = await findingOn('perm-rbac', bound([''], ['nodes', 'pods/log']));
  assert.match(other.summary, 'does not name that resource');
});

test('roles that may not be read are not said to be missing', async () => {
  const found = await findingOn('perm-rbac', undefined, ['list rolebindings']);
  assert.is(found.confidence, 'likely');
  assert.match(found.summary, 'the API server refuses it');
});

test("a person's user gets no service account's fix", async () => {
  const found = await findingOn('perm-rbac', (cluster) =>
    cluster.say('controller', 'controller', 'system:serviceaccount:', 'system:node:'),
  );
  assert.equal(found.fixes, []);
});

test('a missing token is told only where nothing is mounted', async () => {
  assert.match(await command('perm-no-token'), '"automountServiceAccountToken":true');
  const found = await findingOn('perm-no-token', (cluster) => {
    const { spec } = cluster.pod('notify');
    delete spec.automountServiceAccountToken;
    cluster.container('notify').volumeMounts = [{ name: 'token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }];
  });
  assert.is.not(found.confidence, 'certain');
  assert.not.match(found.fixes[0]?.command ?? '', 'automountServiceAccountToken');
});

test('Pod Security: a security context meets what "restricted" adds; a namespace of another level has to admit the rest', async () => {
  const fixFor = async (message: string) => {
    const finding = await findingOn('admit-psa-hostpath', (cluster) => {
      for (const event of cluster.list('events').filter(({ reason }) => reason === 'FailedCreate'))
        event.message = `Error creating: pods "agent-x" is forbidden: violates PodSecurity ${message}`;
    });
    return finding.fixes[0]?.command ?? '';
  };
  const contexts =
    'allowPrivilegeEscalation != false (container "agent" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "agent" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "agent" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "agent" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")';
  assert.match(await fixFor(`"restricted:latest": ${contexts}`), '"runAsNonRoot":true');
  assert.match(
    await fixFor(`"restricted:latest": ${contexts}, restricted volume types (volume "data" uses restricted volume type "nfs")`),
    'enforce=baseline',
  );
  assert.match(
    await fixFor('"baseline:latest": host namespaces (hostNetwork=true), hostPort (container "agent" uses hostPort 9100)'),
    'enforce=privileged',
  );
});

test('a claim that is used read-only is made writable in volumes; a mount, at the mount', async () => {
  const command = async (edit: Parameters<typeof findingOn>[1] = () => {}) =>
    (await findingOn('perm-claim-readonly', edit)).fixes[0]?.command ?? '';
  assert.match(await command(), '/volumes/0/persistentVolumeClaim/readOnly');
  const atMount = await command((cluster) => {
    const { volumes } = cluster.pod('upload').spec;
    delete volumes?.[0]?.persistentVolumeClaim?.readOnly;
    const [mount] = cluster.container('upload').volumeMounts;
    if (mount) mount.readOnly = true;
  });
  assert.match(atMount, '/containers/0/volumeMounts/0/readOnly');
  assert.not.match(atMount, 'persistentVolumeClaim');
});

test("on the node's network the pod of the revision before had the port, where there was one beside the new one", async () => {
  const finding = await findingOn('port-rollout-hostnetwork');
  assert.match(finding.fixes[0]?.command ?? '', '"type":"Recreate"');
  const alone = await findingOn('port-rollout-hostnetwork', (cluster) => {
    cluster.one('deployments', 'edge').spec.strategy = { type: 'Recreate' };
  });
  assert.match(alone.summary, 'a process of node lab has it');
  assert.not.match(alone.fixes[0]?.command ?? '', 'Recreate');
});

test('a file that is a mount by itself is worked on as a copy of its folder; with others there, or in a folder of the system, it is only named', async () => {
  const found = await findingOn('file-sed-in-place');
  assert.is(found.cause, 'read-only-mount');
  assert.match(found.fixes[0]?.command ?? '', 'cp -L /from/site.conf /to/default.conf');
  const two = await findingOn('file-sed-in-place', (cluster) => {
    cluster.container('edge').volumeMounts.push({ name: 'site', mountPath: '/etc/nginx/conf.d/other.conf', subPath: 'other.conf' });
  });
  assert.match(two.summary, '/etc/nginx/conf.d/default.conf');
  assert.is(two.fixes.length, 0);
  const elsewhere = await findingOn('file-sed-in-place', (cluster) => {
    for (const mount of cluster.container('edge').volumeMounts) if (mount.subPath) mount.mountPath = '/etc/site/default.conf';
  });
  assert.is.not(elsewhere.cause, 'read-only-mount');
});

test('gosu names whom it switches to', () => {
  const [found] = findingsIn({
    status: ended(1),
    log: 'error: failed switching to "redis": operation not permitted',
    container: { securityContext: { capabilities: { drop: ['ALL'] } } },
  });
  assert.match(found?.fixes[0]?.command ?? '', '"add":["SETUID","SETGID"]');
});

test('a signal is for the owner of the other process, too', () => {
  const [found] = findingsIn({
    status: ended(1),
    log: 'kill: sending signal to 7 failed: Operation not permitted',
    container: { securityContext: { runAsUser: 1000 } },
  });
  assert.match(found?.summary ?? '', 'only the owner of a process and root may send it a signal');
});

test("what is the node's own is not given to the container's user", () => {
  const denied = (path: string, type?: string) =>
    findingsIn({
      status: ended(1),
      log: `PermissionError: [Errno 13] Permission denied: '${path}'`,
      container: { securityContext: { runAsUser: 1000 }, volumeMounts: [{ name: 'host', mountPath: path }] },
      spec: { volumes: [{ name: 'host', hostPath: { path, ...(type ? { type } : {}) } }] },
    })[0];
  for (const one of [denied('/var/run/docker.sock'), denied('/srv/agent', 'Socket'), denied('/var/log/pods'), denied('/dev/fuse')]) {
    assert.is(one?.cause, 'volume-permission');
    assert.match(one?.fixes[0]?.command ?? '', '"runAsUser":0');
    assert.not.match(JSON.stringify(one?.fixes), 'chown');
  }
  for (const one of [denied('/srv/prices'), denied('/var/lib/prices'), denied('/data/etc')])
    assert.match(one?.fixes[0]?.command ?? '', 'chown');
});

test.run();
