/** Dependencies: near misses, each a recorded case with one thing changed. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { NetworkPolicy, Service } from '../src/kube/shapes.ts';
import { addressesIn, withDatabase, withHost, withPort } from '../src/trace/network/address.ts';
import { inBlock } from '../src/trace/network/ip-block.ts';
import { type Edited, findingOn, reportOnEdited } from './edited-case.ts';

const test = suite('causes: dependencies');
const command = async (...args: Parameters<typeof findingOn>) => (await findingOn(...args)).fixes[0]?.command ?? 'none';

test('behind a selector that selects nothing stands a pod that crashes itself: both are told, the selector first', async () => {
  const { pods } = await reportOnEdited('two-behind');
  const findings = pods.flatMap(({ containers }) => containers.flatMap((one) => one.findings));
  assert.equal(
    findings.map(({ cause }) => cause),
    ['service-selector', 'malformed-config'],
  );
  assert.match(findings[0]?.summary ?? '', /has no label tier, and is not ready either/);
  assert.match(findings[1]?.fixes[0]?.command ?? '', /rollout restart deploy\/web/);
  const well = (cluster: Edited) => {
    for (const condition of cluster.pod('cache').status.conditions ?? []) condition.status = 'True';
  };
  assert.equal((await reportOnEdited('two-behind', well)).pods.flatMap((one) => one.containers[0]?.findings ?? []).length, 1);
});

// ---- addresses in texts ----

test('a host is replaced where it is a host, and nowhere else', () => {
  const cases: [text: string, host: string, result: string | undefined][] = [
    ['redis', 'redis', 'new'],
    ['redis://redis:6379/0', 'redis', 'redis://new:6379/0'],
    ['postgres://postgres@postgres:5432/postgres', 'postgres', 'postgres://postgres@new:5432/postgres'],
    ['postgres://db:db@db/db', 'db', 'postgres://db:db@new/db'],
    ['host=db dbname=db user=db', 'db', 'host=new dbname=db user=db'],
    ['redis-service', 'redis', undefined],
    ['my.redis.shop', 'redis', undefined],
    [
      'until nc -w 2 postgres 5432; do echo waiting for postgres:5432; done',
      'postgres',
      'until nc -w 2 new 5432; do echo waiting for new:5432; done',
    ],
    ['a:9092,kafka:9092', 'kafka', 'a:9092,new:9092'],
    ['http://api/redis', 'redis', undefined],
  ];
  for (const [text, host, result] of cases) assert.is(withHost(text, host, 'new'), result, text);
});

test('a port is replaced behind its host only', () => {
  assert.is(withPort('http://api:80/x?max=80', 'api', 80, 8080), 'http://api:8080/x?max=80');
  assert.is(withPort('nc -z api 80', 'api', 80, 8080), 'nc -z api 8080');
  assert.is(withPort('http://api:8080', 'api', 80, 1), undefined);
});

test('a database is replaced in the path, not in the user or host', () => {
  assert.is(withDatabase('postgres://shop@shop:5432/shop?sslmode=disable', 'shop', 'new'), 'postgres://shop@shop:5432/new?sslmode=disable');
  assert.is(withDatabase('http://db/path/shop/x', 'shop', 'new'), undefined);
});

test('places in a program and times are no addresses', () => {
  assert.equal(
    addressesIn('at (Invoice.java:87) 10:12:13 ledger:9000 is not reachable').map(({ host, port }) => `${host}:${port}`),
    ['ledger:9000'],
  );
});

test('addresses and their blocks', () => {
  assert.ok(inBlock('10.1.2.3', { cidr: '10.0.0.0/8' }));
  assert.not.ok(inBlock('10.1.2.3', { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] }));
  assert.ok(inBlock('fd00::1', { cidr: 'fd00::/8' }));
  assert.not.ok(inBlock('10.1.2.3', { cidr: 'fd00::/8' }));
});

// ---- names ----

test('a name that is near nothing gives no command, and no guess', async () => {
  const found = await findingOn('dep-name', (cluster) => {
    cluster.one('services', 'redis').metadata.name = 'storefront';
    cluster.one('services', 'storefront').spec.ports = [{ port: 80 }];
    const pods = cluster.list('pods');
    pods.splice(pods.indexOf(cluster.pod('redis')), 1);
  });
  assert.is(found.cause, 'service-missing');
  assert.is(found.fixes[0]?.command, undefined);
  assert.not.match(found.summary, 'storefront exists');
});

test('of two names that are equally near none is chosen', async () => {
  const found = await findingOn('dep-name', (cluster) => {
    const redis = cluster.one('services', 'redis');
    redis.metadata.name = 'redis-servica';
    cluster.list('services').push({ ...structuredClone(redis), metadata: { ...redis.metadata, name: 'redis-servicb' } });
  });
  assert.not.match(found.fixes[0]?.command ?? '', 'set env');
});

test('a Service that does not exist is made where its pods do', async () => {
  const changed = await command('dep-service-deleted');
  assert.match(changed, /^kubectl expose deploy\/redis --name=redis --port=6379 -n \S+ && kubectl rollout restart deploy\/web/);
  const none = await findingOn('dep-service-deleted', (cluster) => {
    cluster.container('redis').ports = [{ containerPort: 80 }];
    cluster.pod('redis').metadata.labels = { app: 'queue' };
  });
  assert.is(none.fixes[0]?.command, undefined);
});

test('what is wrong with the Service that is meant is mended with the name', async () => {
  const found = await findingOn('dep-name', (cluster) => {
    const [port] = cluster.one('services', 'redis').spec.ports ?? [];
    if (port) port.targetPort = 6378;
  });
  assert.match(found.summary, 'Service redis exists, but passes port 6379 on to port 6378 of its pods, which listen on 6379');
  assert.match(found.fixes[0]?.command ?? '', /patch service redis .*"value":6379.* && kubectl set env .*REDIS_HOST=redis/);
  assert.not.match((await findingOn('dep-name')).summary, 'passes port');
});

test('another container of the pod has no name in DNS', async () => {
  const found = await findingOn('dep-name', (cluster) => {
    const pod = cluster.pod('web');
    pod.spec.containers.push({ name: 'redis-service', image: 'redis:7.0' });
  });
  assert.match(found.summary, 'redis-service is another container of this pod');
  assert.match(found.fixes[0]?.command ?? '', 'REDIS_HOST=127.0.0.1');
});

test('the rest of a long name stays', async () => {
  const changed = await command('dep-name', (cluster) => {
    const long = `redis-service.${cluster.namespace}.svc.cluster.local`;
    for (const one of cluster.container('web').env) if (one.name === 'REDIS_HOST') one.value = long;
    cluster.say('web', 'web', 'redis-service', long);
  });
  assert.match(changed, /REDIS_HOST=redis\.\S+\.svc\.cluster\.local/);
});

test('database and db are the same in other words', async () => {
  const found = await findingOn('dep-headless-name', (cluster) => {
    for (const one of cluster.container('report').env) if (one.name === 'PGHOST') one.value = 'database';
    cluster.say('report', 'report', 'db-0.postgres', 'database');
  });
  assert.match(found.fixes[0]?.command ?? '', 'PGHOST=db ');
});

test('a Service that may not be read is not said to be missing', async () => {
  const found = await findingOn('dep-name', undefined, ['get services', 'list services']);
  assert.is(found.cause, 'dependency-unreachable');
  assert.not.match(found.summary, 'no Service');
  assert.is(found.confidence, 'likely');
});

test('where the list may not be read, the 404 still proves it', async () => {
  const found = await findingOn('dep-name', undefined, ['list services']);
  assert.is(found.cause, 'service-missing');
  assert.is(found.confidence, 'certain');
});

test('a Service made after the crash is not missing any more', async () => {
  const found = await findingOn('dep-name', (cluster) => {
    const redis = cluster.one('services', 'redis');
    cluster.list('services').push({
      ...structuredClone(redis),
      metadata: { ...redis.metadata, name: 'redis-service', creationTimestamp: '2030-01-01T00:00:00Z' },
    });
  });
  assert.is(found.cause, 'dependency-late');
});

const withService = (cluster: Edited) => {
  const redis = cluster.one('services', 'redis');
  cluster.list('services').push({ ...structuredClone(redis), metadata: { ...redis.metadata, name: 'redis-service' } });
};

test("a pod on the node's network asks the node's DNS servers", async () => {
  const found = await findingOn('dep-name', (cluster) => {
    withService(cluster);
    cluster.pod('web').spec.hostNetwork = true;
  });
  assert.is(found.cause, 'dns-policy');
  assert.match(found.fixes[0]?.command ?? '', 'ClusterFirstWithHostNet');
});

test('with the right policy it does not', async () => {
  const found = await findingOn('dep-name', (cluster) => {
    withService(cluster);
    Object.assign(cluster.pod('web').spec, { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' });
  });
  assert.is.not(found.cause, 'dns-policy');
});

// ---- Service and pods ----

test('another workload with the port makes the choice unclear', async () => {
  const found = await findingOn('dep-selector', (cluster) => {
    const pod = structuredClone(cluster.pod('redis'));
    pod.metadata = { ...pod.metadata, name: 'other-1', uid: 'other', labels: { app: 'other' } };
    cluster.list('pods').push(pod);
  });
  assert.is(found.cause, 'service-selector');
  assert.match(found.fixes[0]?.command ?? '', 'kubectl edit service cache');
});

test('a pod that declares other ports is another program', async () => {
  const found = await findingOn('dep-selector', (cluster) => {
    cluster.container('redis').ports = [{ containerPort: 9000 }];
  });
  assert.not.match(found.summary, 'has app=redis');
});

test('a label of one revision goes out of the selector, as the next one has another value', async () => {
  const found = await findingOn('dep-selector', (cluster) => {
    cluster.one('services', 'cache').spec.selector = { app: 'redis', 'pod-template-hash': 'gone' };
  });
  assert.is(found.cause, 'service-selector');
  assert.match(found.fixes[0]?.command ?? '', '"pod-template-hash":null');
});

test('of several ports the one that such a server has is meant; else the place of the wrong one is told', async () => {
  const ports = (...numbers: number[]) =>
    findingOn('dep-port-by-address', (cluster) => {
      const { spec } = cluster.one('services', 'db');
      spec.ports = numbers.map((port) => ({ name: `port-${port}`, port, targetPort: port, protocol: 'TCP' }));
    });
  const usual = await ports(9187, 5432);
  assert.is(usual.cause, 'service-port');
  assert.match(usual.fixes[0]?.command ?? '', '@db:5432/ledger');
  const neither = await ports(9187, 6000);
  assert.is(neither.fixes[0]?.command, undefined);
  assert.match(neither.fixes[0]?.text ?? '', 'at port 9187 or 6000 in ConfigMap ledger key DATABASE_URL');
});

test('a workload with the right labels and no pods is no wrong selector', async () => {
  const found = await findingOn('near-rollout-innocent');
  assert.is(found.cause, 'dependency-scaled-down');
});

test('the pods may not be listed: nothing is said of them', async () => {
  const found = await findingOn('dep-selector', undefined, ['list pods'], (cluster) => `pod/${cluster.pod('web').metadata.name}`);
  assert.is.not(found.cause, 'service-selector');
  assert.not.match(found.summary, 'no pod');
});

test('a program that says it listens on the target port is not on the wrong one', async () => {
  const found = await findingOn('dep-port', (cluster) => cluster.say('db', 'postgres', 'port 5432', 'port 5433'));
  assert.is.not(found.cause, 'service-target-port');
});

test('Redis says at its start on which port; a line of another start may name the port of what it calls', async () => {
  const on = (line: string) =>
    findingOn('dep-selector', (cluster) => {
      cluster.one('services', 'cache').spec.selector = { app: 'redis' };
      const { name } = cluster.pod('redis').metadata;
      const slices = cluster.list('endpointslices');
      for (const slice of slices)
        slice.endpoints = [{ addresses: ['10.244.0.9'], conditions: { ready: true }, targetRef: { kind: 'Pod', name } }];
      cluster.log('redis', 'redis', line);
    });
  const wrong = await on('1:M 22 Nov 2026 00:49:33.164 * Running mode=standalone, port=6380.');
  assert.is(wrong.cause, 'service-target-port');
  assert.match(wrong.summary, 'listens on 6380');
  assert.is.not((await on('starting the cache, upstream port=6380')).cause, 'service-target-port');
});

test('without a declared port, and without a word of the log, no target port is wrong', async () => {
  const found = await findingOn('dep-port', (cluster) => {
    delete cluster.container('db').ports;
    cluster.log('db', 'postgres', '');
  });
  assert.is.not(found.cause, 'service-target-port');
});

test('refused by a pod that was ready all the time, whose readiness probe asks on another port: likely', async () => {
  const found = await findingOn('dep-target-port-by-probe');
  assert.is(found.cause, 'service-target-port');
  assert.is(found.confidence, 'likely');
  const asked = await findingOn('dep-target-port-by-probe', (cluster) => {
    const { readinessProbe } = cluster.container('docs');
    if (readinessProbe?.httpGet) readinessProbe.httpGet.port = 8080;
  });
  assert.is.not(asked.cause, 'service-target-port');
});

test('a pod that became ready only while the run went on may have refused for want of that', async () => {
  const found = await findingOn('dep-target-port-by-probe', (cluster) => {
    const begun = cluster.status('crawler').lastState?.terminated ?? cluster.status('crawler').state?.terminated;
    for (const condition of cluster.pod('docs').status.conditions ?? []) condition.lastTransitionTime = begun?.startedAt as string;
  });
  assert.is.not(found.cause, 'service-target-port');
});

test('a ConfigMap that was changed before the container started, or another variable: nothing to read anew', async () => {
  const before = await findingOn('unready-old-variable', (cluster) => {
    for (const entry of cluster.one('configmaps', 'pricing').metadata.managedFields ?? []) entry.time = '2026-01-01T00:00:00Z';
  });
  assert.not.match(before.summary, 'was changed since');
  assert.not.match(before.fixes[0]?.command ?? '', 'rollout restart');
});

test('no other pod of the template is ready: this is no standby', async () => {
  const found = await findingOn('near-standby', (cluster) => {
    for (const condition of cluster.pod('ledger-0').status.conditions ?? []) condition.status = 'False';
  });
  assert.is(found.confidence, 'certain');
});

test('a declared port alone is likely, not certain', async () => {
  const found = await findingOn('dep-port', (cluster) => cluster.log('db', 'postgres', ''));
  assert.is(found.cause, 'service-target-port');
  assert.is(found.confidence, 'likely');
});

test('a hand-written endpoint that is the address of a pod is not dead', async () => {
  const found = await findingOn('dep-timeout', (cluster) => {
    const { podIP } = cluster.pod('bank').status;
    cluster.one('endpointslices', 'bank-1').endpoints = [{ addresses: [podIP as string] }];
  });
  assert.is.not(found.cause, 'endpoint-dead');
});

test('a Service on the way to outside: its address may be right', async () => {
  const found = await findingOn('dep-timeout', (cluster) => {
    const pods = cluster.list('pods');
    pods.splice(pods.indexOf(cluster.pod('bank')), 1);
  });
  assert.is(found.cause, 'endpoint-dead');
  assert.is(found.confidence, 'likely');
});

test('what became ready after the crash was late, not broken', async () => {
  const found = await findingOn('file-redis-conf-behind', (cluster) => {
    const { status } = cluster.pod('cache');
    status.conditions = [{ type: 'Ready', status: 'True', lastTransitionTime: '2030-01-01T00:00:00Z' }];
    cluster.status('cache').ready = true;
    for (const { endpoints } of cluster.list('endpointslices')) for (const one of endpoints ?? []) one.conditions = { ready: true };
  });
  assert.is(found.cause, 'dependency-late');
});

test("a victim names its culprit first, and its fix ends with the victim's", async () => {
  const report = await reportOnEdited('dep-backend-not-ready');
  const findings = report.pods.flatMap(({ containers }) => containers).flatMap(({ findings }) => findings);
  assert.is(findings.at(-1)?.cause, 'dependency-not-ready');
  assert.match(
    findings[0]?.fixes[0]?.command ?? '',
    / && kubectl rollout status deploy\/redis .* && kubectl rollout restart deploy\/web -n /,
  );
});

// ---- localhost ----

test('localhost that is written down is changed where it is written', async () => {
  const changed = await command('dep-localhost', (cluster) => {
    cluster.container('report').env?.push({ name: 'PGHOST', value: 'localhost' });
  });
  assert.match(changed, 'PGHOST=db');
});

test('a container that declares the port is looked at instead', async () => {
  const found = await findingOn('dep-localhost', (cluster) => {
    cluster.pod('report').spec.containers.push({ name: 'proxy', image: 'proxy:1', ports: [{ containerPort: 5432 }] });
  });
  assert.is(found.cause, 'dependency-localhost');
  assert.match(found.summary, 'container proxy of the same pod');
  assert.is(found.fixes[0]?.command, undefined);
});

test('what an init container calls is told its port, or is a proxy by its name, and comes after it; what runs before it is none', async () => {
  const named = await findingOn('init-proxy-later');
  assert.match(
    named.summary,
    'container proxy of the same pod, which names port 5432 (ConfigMap proxy key proxy.py), starts only after it',
  );
  assert.match(named.fixes[0]?.command ?? '', '"op":"move","from":"/spec/template/spec/initContainers/1"');
  const untold = await findingOn('init-proxy-later', (cluster) => {
    cluster.one('configmaps', 'proxy').data = { 'proxy.py': 'serve()\n' };
  });
  assert.match(untold.summary, 'container proxy of the same pod, which is a proxy by its name, starts only after it');
  const first = await findingOn('init-proxy-later', (cluster) => cluster.pod('api').spec.initContainers?.reverse());
  assert.not.match(first.summary, 'starts only after it');
  const other = await findingOn('init-proxy-later', (cluster) => {
    cluster.one('configmaps', 'proxy').data = { 'proxy.py': 'serve()\n' };
    const sidecar = cluster.pod('api').spec.initContainers?.[1];
    Object.assign(sidecar as object, { name: 'shipper', volumeMounts: [] });
  });
  assert.not.match(other.summary, 'starts only after it');
});

test('while the log of the container beside cannot be read or is empty, that it is to listen there is a guess', async () => {
  const before = (report: Awaited<ReturnType<typeof reportOnEdited>>) =>
    report.pods
      .flatMap(({ containers }) => containers.flatMap(({ findings }) => findings))
      .find(({ cause }) => cause === 'dependency-localhost');
  assert.is(before(await reportOnEdited('near-localhost-sidecar'))?.confidence, 'likely');
  const gone = await reportOnEdited('near-localhost-sidecar', (cluster) => cluster.forget('gateway', 'sessions'));
  assert.is(before(gone)?.confidence, 'possible');
  assert.match(before(gone)?.decides ?? '', 'the log of container sessions, which could not be read');
  const silent = await reportOnEdited('near-localhost-sidecar', (cluster) => cluster.log('gateway', 'sessions', ''));
  assert.is(before(silent)?.confidence, 'possible');
  assert.is.not(silent.verdict?.cause, 'dependency-localhost', 'the container that fails first stands first');
});

// ---- policies ----

const policy = (spec: NetworkPolicy['spec']): NetworkPolicy => ({ metadata: { name: 'more' }, spec });
const allowed = (name: string, more: NetworkPolicy['spec']) =>
  findingOn(name, (cluster) => {
    cluster.list('networkpolicies').push({ ...policy(more), metadata: { name: 'more', namespace: cluster.namespace } });
  });

test('another policy that allows the hop opens it', async () => {
  const egress = { podSelector: {}, policyTypes: ['Egress'] };
  assert.is((await findingOn('netpol-egress')).cause, 'network-policy');
  assert.is.not((await allowed('netpol-egress', { ...egress, egress: [{}] })).cause, 'network-policy');
  assert.is.not(
    (await allowed('netpol-egress', { ...egress, egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] })).cause,
    'network-policy',
  );
  assert.is.not(
    (await allowed('netpol-egress', { ...egress, egress: [{ ports: [{ port: 6000, endPort: 7000 }] }] })).cause,
    'network-policy',
  );
});

test('one that allows something else does not', async () => {
  const egress = { podSelector: {}, policyTypes: ['Egress'] };
  assert.is(
    (await allowed('netpol-egress', { ...egress, egress: [{ ports: [{ port: 6379, protocol: 'UDP' }] }] })).cause,
    'network-policy',
  );
  assert.is(
    (await allowed('netpol-egress', { ...egress, egress: [{ to: [{ ipBlock: { cidr: '192.168.0.0/16' } }] }] })).cause,
    'network-policy',
  );
  assert.is(
    (await allowed('netpol-egress', { podSelector: { matchLabels: { app: 'other' } }, policyTypes: ['Egress'], egress: [{}] })).cause,
    'network-policy',
  );
});

test('labels of a namespace that cannot be read may be the right ones', async () => {
  const found = await findingOn(
    'netpol-egress',
    (cluster) => {
      cluster.list('networkpolicies').push({
        metadata: { name: 'more', namespace: cluster.namespace },
        spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ namespaceSelector: { matchLabels: { team: 'x' } } }] }] },
      });
    },
    ['get namespaces'],
  );
  assert.is.not(found.cause, 'network-policy');
});

test('a refused connection was let through', async () => {
  const found = await findingOn('dep-port', (cluster) => {
    cluster
      .list('networkpolicies')
      .push({ metadata: { name: 'deny', namespace: cluster.namespace }, spec: { podSelector: {}, policyTypes: ['Ingress'] } });
  });
  assert.is(found.cause, 'service-target-port');
});

test('a policy for the whole namespace stays closed; the pod gets its own', async () => {
  const changed = await command('netpol-ingress', (cluster) => {
    for (const one of cluster.list('networkpolicies')) one.spec = { podSelector: {}, policyTypes: ['Ingress'] };
  });
  assert.match(changed, /"kind":"NetworkPolicy".* \| kubectl apply -f - -n /);
});

// ---- what was reached and said no ----

test('the same Secret on both sides: not another source', async () => {
  const found = await findingOn('dep-password', (cluster) => {
    const env = cluster.container('web').env;
    for (const one of env) if (one.name === 'REDIS_PASSWORD') one.valueFrom = { secretKeyRef: { name: 'cache-auth', key: 'password' } };
  });
  assert.match(found.summary, 'both take the password from Secret cache-auth');
  assert.not.match(found.fixes[0]?.command ?? '', 'patch secret');
});

test('no password, and the server wants one: it is taken from where the server takes it', async () => {
  const changed = await command('auth-redis-none', (cluster) => {
    const container = cluster.container('web');
    container.env = container.env.filter(({ name }) => name !== 'REDIS_PASSWORD');
  });
  assert.match(changed, '"name":"REDIS_PASSWORD","value":null,"valueFrom":{"secretKeyRef":{"name":"cache-auth","key":"password"}}');
});

test('no value of a Secret is ever asked for', async () => {
  const report = await reportOnEdited('dep-password');
  const asked = report.calls.map(({ args }) => args.join(' ')).filter((one) => one.includes('secret'));
  assert.ok(
    asked.every((one) => one.includes('go-template')),
    asked.join('\n'),
  );
});

test('a database that the server does not make is not offered', async () => {
  const found = await findingOn('dep-database', (cluster) => {
    const env = cluster.container('db').env;
    for (const one of env) if (['POSTGRES_DB', 'POSTGRES_USER'].includes(one.name)) one.value = 'shop_prod';
  });
  assert.is(found.confidence, 'likely');
  assert.not.match(found.fixes[0]?.command ?? '', 'PGDATABASE');
});

test('a table that the migrations do make is no wrong name', async () => {
  const found = await findingOn('init-migration', (cluster) => {
    const migrations = cluster.one('configmaps', 'migrations');
    migrations.data = { ...migrations.data, '000.sql': 'create table user (id integer);' };
  });
  assert.is(found.cause, 'table-missing');
  assert.is(found.confidence, 'likely');
});

// ---- waiting ----

test('an init container whose Service exists and is in order waits for something else', async () => {
  const found = await findingOn('init-waits', (cluster) => {
    const db = cluster.one('services', 'db') as Service;
    cluster.list('services').push({ ...structuredClone(db), metadata: { ...db.metadata, name: 'postgres' } });
    for (const slice of [...cluster.list('endpointslices')])
      cluster.list('endpointslices').push({
        ...structuredClone(slice),
        metadata: { ...slice.metadata, name: `${slice.metadata.name}-2`, labels: { 'kubernetes.io/service-name': 'postgres' } },
      });
  });
  assert.is.not(found.cause, 'service-missing');
  assert.is.not(found.confidence, 'certain');
});

test('a sidecar behind the init container that needs it starts too late; one before it does not', async () => {
  const late = await findingOn('init-before-sidecar');
  assert.match(late.summary, 'starts only after it');
  assert.match(late.fixes[0]?.command ?? '', '"op":"move","from":"/spec/template/spec/initContainers/1"');
  const first = await findingOn('init-before-sidecar', (cluster) => {
    cluster.pod('orders').spec.initContainers?.reverse();
  });
  assert.not.match(first.summary, 'starts only after it');
  const plain = await findingOn('init-before-sidecar', (cluster) => {
    const { spec } = cluster.pod('orders');
    const [cache] = spec.initContainers?.splice(1, 1) ?? [];
    if (!cache) throw new Error('not in the recording');
    const { restartPolicy: _, startupProbe: __, ...container } = cache;
    spec.containers.push(container);
  });
  assert.match(plain.summary, 'starts only after it');
  assert.match(plain.fixes[0]?.command ?? '', '"path":"/spec/template/spec/initContainers/0/restartPolicy","value":"Always"');
  assert.match(plain.fixes[0]?.command ?? '', '/startupProbe","value":{"tcpSocket":{"port":6379}');
});

test("a client of PostgreSQL that is told no host: empty, or not at all; a Secret's value nobody knows", async () => {
  const at = (env: object[]) =>
    findingOn('dep-socket', (cluster) => {
      cluster.container('report').env = env as never;
    });
  assert.match((await at([])).fixes[0]?.command ?? '', 'kubectl set env deploy/report -c report PGHOST=db');
  assert.match((await at([{ name: 'PGHOST', value: '' }])).fixes[0]?.command ?? '', 'PGHOST=db');
  const unseen = await at([{ name: 'PGHOST', valueFrom: { secretKeyRef: { name: 'db-auth', key: 'password' } } }]);
  assert.is(unseen.cause, 'dependency-localhost');
  assert.not.match(unseen.summary, 'it is empty');
});

test('what a server that answers with errors complains of itself, if it still does', async () => {
  const told = await findingOn('app-go-fatal-503', () => undefined);
  assert.match(told.summary, 'itself complains: ');
  const over = await findingOn('app-go-fatal-503', (cluster) => {
    const served = Array.from({ length: 60 }, (_, index) => `GET /health 200 ${index}\n`).join('');
    cluster.log('gateway', 'gateway', `warn  session store: getaddrinfo ENOTFOUND sessions\n${served}`);
  });
  assert.not.match(over.summary, 'complains');
  const unread = await findingOn('app-go-fatal-503', (cluster) => cluster.forget('gateway', 'gateway'));
  assert.not.match(unread.summary, 'complains');
  assert.match(unread.decides ?? '', 'its own log at that time');
});

test('what the container beside says of its port goes before what it is known for; while it says that very port, or none, it is looked at', async () => {
  const said = (log: string) => findingOn('dep-sidecar-port', (cluster) => cluster.log('web', 'redis', log));
  const other = await findingOn('dep-sidecar-port');
  assert.match(other.summary, 'container redis of the same pod listens on port 6380 alone');
  assert.is(other.confidence, 'certain');
  assert.match(other.fixes[0]?.command ?? '', 'REDIS_PORT=6380');
  assert.match((await said('1:M 27 Nov 2026 21:07:37.676 * Running mode=standalone, port=6379.\n')).summary, 'does not listen there (yet)');
  assert.match((await said('1:C 27 Nov 2026 21:07:37.670 # Configuration loaded\n')).summary, 'does not listen there (yet)');
});

test('a Redis without a password is given one: the program gives none, or the server is started with the one that it has', async () => {
  const found = await findingOn('auth-redis-needless');
  assert.match(found.summary, 'the server was started without a password');
  assert.match(found.fixes[0]?.command ?? '', 'REDIS_PASSWORD- ');
  const own = { name: 'REDIS_PASSWORD', value: 'a' };
  const meant = await findingOn('auth-redis-needless', (cluster) => cluster.container('cache').env?.push(own));
  assert.match(meant.summary, 'without a password, although it has env REDIS_PASSWORD');
  assert.match(meant.fixes[0]?.command ?? '', '"args":["redis-server","--requirepass","$(REDIS_PASSWORD)"]');
  const started = await findingOn('auth-redis-needless', (cluster) =>
    Object.assign(cluster.container('cache'), { env: [own], command: ['redis-server', '--appendonly', 'yes'] }),
  );
  assert.match(started.fixes[0]?.command ?? '', '"command":["redis-server","--appendonly","yes","--requirepass","$(REDIS_PASSWORD)"]');
  // What a script does with further words, nobody knows.
  const script = await findingOn('auth-redis-needless', (cluster) =>
    Object.assign(cluster.container('cache'), { env: [own], command: ['sh', '-c', 'exec redis-server'] }),
  );
  assert.match(script.fixes[0]?.command ?? '', 'REDIS_PASSWORD- ');
});

// ---- how sure ----

test('an alias for a name that is not whole is looked up as it stands; none is an alias of itself; a name that was found leads somewhere', async () => {
  const alias = (target: string, more: (cluster: Edited) => void = () => {}) =>
    findingOn('dep-external-name', (cluster) => {
      cluster.one('services', 'db').spec.externalName = target;
      more(cluster);
    });
  const store = (cluster: Edited) =>
    cluster.list('services').push({ metadata: { name: 'store', namespace: cluster.namespace }, spec: { ports: [{ port: 5432 }] } });
  const short = await alias('store', store);
  assert.is(short.cause, 'external-name');
  assert.match(short.summary, 'for store, which is looked up as it stands, without the domains of the cluster');
  assert.match(JSON.stringify(short.fixes), /"externalName\\\\?":\\\\?"store\.[\w-]+\.svc\.cluster\.local/);
  const gone = await alias('pg');
  assert.is(gone.confidence, 'certain');
  assert.not.match(JSON.stringify(gone.fixes), /externalName[^}]{0,10}db\./);
});

test('of two workloads behind a Service that selects nothing, the one that is to have pods is to blame', async () => {
  const of = (replicas: number) =>
    findingOn('near-rollout-innocent', (cluster) => {
      const [maker] = cluster.list('deployments').filter(({ spec }) => spec.replicas === 0);
      if (!maker) throw new Error('none is scaled down');
      const green = structuredClone(maker);
      green.metadata.name = `${maker.metadata.name}-green`;
      green.spec.replicas = replicas;
      cluster.list('deployments').push(green);
    });
  assert.match((await of(1)).summary, /-green, which Service .* is for, has no pod/);
  const both = await of(0);
  assert.is(both.confidence, 'likely');
  assert.match(both.summary, /nor has deploy\/.*-green/);
});

test('a program that shows the name alone has taken it out of its URL', async () => {
  const shown = (host: string) =>
    findingOn('dep-selector', (cluster) => {
      const web = cluster.container('web');
      web.env.length = 0;
      web.env.push({ name: 'REDIS_HOST', value: 'http://cache:6379' });
      web.args = [];
      cluster.log('web', 'web', `Error: getaddrinfo ENOTFOUND ${host}`);
    });
  assert.is((await shown('http://cache:6379')).cause, 'host-misspelt');
  assert.is.not((await shown('cache')).cause, 'host-misspelt');
});

test('a Service that sends to pods that are not ready has endpoints', async () => {
  const found = async (publishNotReadyAddresses: boolean) => {
    const { pods } = await reportOnEdited('dep-chain', (cluster) => {
      for (const { spec } of cluster.list('services')) spec.publishNotReadyAddresses = publishNotReadyAddresses;
    });
    return pods.flatMap(({ containers }) => containers.flatMap(({ findings }) => findings.map(({ summary }) => summary))).join('\n');
  };
  assert.match(await found(false), 'has no ready endpoints');
  assert.not.match(await found(true), 'has no ready endpoints');
});

test('a pod of a StatefulSet with a number beyond its last is asked for by name: more replicas, or another one', async () => {
  const found = await findingOn('dep-ordinal-gone');
  assert.is(found.cause, 'dependency-scaled-down');
  assert.match(found.summary, 'StatefulSet cache has no pod cache-1, as it is scaled to 1 replica, cache-0');
  assert.match(found.fixes[0]?.command ?? '', 'scale sts/cache --replicas=2');
  assert.match(found.fixes[1]?.command ?? '', 'REDIS_HOST=cache-0.cache');
  const set = (change: object) => (cluster: Edited) => void Object.assign(cluster.one('statefulsets', 'cache').spec, change);
  assert.match(await command('dep-ordinal-gone', set({ ordinals: { start: 1 }, replicas: 0 })), 'scale sts/cache --replicas=1');
  for (const change of [{ replicas: 2 }, { serviceName: 'other' }, { ordinals: { start: 1 } }])
    assert.is.not((await findingOn('dep-ordinal-gone', set(change))).cause, 'dependency-scaled-down', JSON.stringify(change));
});

test.run();
