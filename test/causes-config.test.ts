/** References, variables, files: what matches, and beside each the near miss. Edited from the cases ref-*, env-*, file-*. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Edited, findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

const first = (situation: Parameters<typeof findingsIn>[0]) => findingsIn(situation)[0];
const held = (message: string) => ({
  podStatus: { phase: 'Pending' },
  status: { state: { waiting: { reason: 'CreateContainerConfigError', message } } },
});
const fromMap = { envFrom: [{ configMapRef: { name: 'api-config' } }] };

test('a ConfigMap that does not exist: the near name is the fix', () => {
  const finding = first({ container: fromMap, ...held('configmap "api-config" not found'), configMaps: { 'api-conf': { A: '1' } } });
  assert.is(finding?.cause, 'missing-config-object');
  assert.match(finding?.fixes[0]?.command ?? '', '"value":"api-conf"');
});

test('no near name: it is to be created, and its values are asked for', () => {
  const env = [{ name: 'DB', valueFrom: { secretKeyRef: { name: 'db', key: 'url' } } }];
  const finding = first({ container: { env }, ...held('secret "db" not found'), secrets: { 'registry-pull': ['x'] } });
  assert.match(finding?.fixes[0]?.command ?? '', 'create secret generic db --from-literal=url="$DB"');
  assert.equal(
    finding?.fixes[0]?.asks.map(({ variable, secret }) => ({ variable, secret })),
    [{ variable: 'DB', secret: true }],
  );
});

test('runAsNonRoot in the same state is not a missing reference', () => {
  const finding = first({
    container: fromMap,
    ...held('container has runAsNonRoot and image will run as root (pod: "web_shop(1)", container: app)'),
  });
  assert.is.not(finding?.cause, 'missing-config-object');
});

test('an old FailedMount of a container that runs does not count', () => {
  const findings = findingsIn({
    status: { ready: true, state: { running: { startedAt: '2026-01-02T03:00:10Z' } } },
    podStatus: { conditions: [{ type: 'Ready', status: 'True' }] },
    spec: { volumes: [{ name: 'v', configMap: { name: 'late' } }] },
    events: [{ reason: 'FailedMount', message: 'MountVolume.SetUp failed for volume "v" : configmap "late" not found', container: null }],
  });
  assert.equal(findings, []);
});

test('a one-off cache timeout of the kubelet is no missing object', () => {
  const finding = first({
    podStatus: { phase: 'Pending' },
    status: { state: { waiting: { reason: 'ContainerCreating' } } },
    spec: { volumes: [{ name: 'v', configMap: { name: 'conf' } }] },
    events: [
      {
        reason: 'FailedMount',
        message: 'MountVolume.SetUp failed for volume "v" : failed to sync configmap cache: timed out waiting for the condition',
        container: null,
      },
    ],
  });
  assert.is.not(finding?.cause, 'missing-config-object');
});

const missing = 'Error: Environment variable DATABASE_URL is not set\n';

test('a variable that is not set: the misspelt one is copied, its value never shown', () => {
  const finding = first({
    container: { env: [{ name: 'DATABASE_URI', value: 'postgres://u:hunter2@db/x' }] },
    status: ended(1),
    log: missing,
  });
  assert.is(finding?.cause, 'missing-variable');
  assert.is(finding?.confidence, 'certain');
  assert.not.match(JSON.stringify(finding), 'hunter2');
});

test('a variable that is set: the log alone makes it likely at most', () => {
  const finding = first({ container: { env: [{ name: 'DATABASE_URL', value: 'x' }] }, status: ended(1), log: missing });
  assert.is(finding?.confidence, 'likely');
});

test('an optional reference without its key explains the missing variable', () => {
  const env = [{ name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'db', key: 'url', optional: true } } }];
  assert.is(first({ container: { env }, status: ended(1), log: missing, secrets: { db: ['URL'] } })?.cause, 'hidden-optional-reference');
  assert.is(first({ container: { env }, status: ended(1), log: missing, secrets: { db: ['url'] } })?.cause, 'missing-variable');
});

test('tcp://IP:PORT is a service link only if a Service has that address', () => {
  const log = "ValueError: invalid literal for int() with base 10: 'tcp://10.96.0.7:6379'\n";
  const service = { metadata: { name: 'redis', namespace: 'shop' }, spec: { clusterIP: '10.96.0.7', ports: [{ port: 6379 }] } };
  assert.is(first({ status: ended(1), log, services: [service] })?.cause, 'service-link-variable');
  assert.is.not(first({ status: ended(1), log })?.cause, 'service-link-variable');
  assert.is.not(first({ status: ended(1), log, services: [service], spec: { enableServiceLinks: false } })?.cause, 'service-link-variable');
});

test('no key is added to an immutable ConfigMap; one that is near is named all the same; to any other one it is added', async () => {
  const command = async (data: Record<string, string>, immutable: boolean) => {
    const finding = await findingOn('ref-key-immutable', (cluster) => {
      Object.assign(cluster.one('configmaps', 'app-settings'), { data, immutable });
    });
    // The way back to the revision that did not ask for it stands beside.
    return finding.fixes.find(({ command: line }) => line && !line.includes('rollout undo'))?.command ?? '';
  };
  assert.match(await command({ LOG_LEVEL: 'info' }, true), 'kubectl set env deploy/worker -c worker QUEUE_NAME=');
  assert.match(await command({ QUEUE_NAMES: 'orders' }, true), '"value":"QUEUE_NAMES"');
  assert.match(await command({ LOG_LEVEL: 'info' }, false), 'kubectl patch configmap app-settings');
});

test('a key under binaryData is moved, and one under data is added', async () => {
  const finding = await findingOn('ref-key-binary', (cluster) => {
    Object.assign(cluster.one('configmaps', 'mail-settings'), { binaryData: undefined });
  });
  assert.match(finding.summary, 'has no key SMTP_SIGNATURE');
  assert.not.match(finding.fixes[0]?.command ?? '', 'binaryData');
});

test('a key that the container takes already for another variable is not the one that was meant', () => {
  const variable = (name: string, key: string) => ({ name, valueFrom: { secretKeyRef: { name: 'api', key } } });
  const found = (env: ReturnType<typeof variable>[]) =>
    findingsIn({
      container: { env },
      secrets: { api: ['token'] },
      status: {
        state: { waiting: { reason: 'CreateContainerConfigError', message: "couldn't find key refresh-token in Secret shop/api" } },
      },
    })[0];
  const refresh = variable('REFRESH', 'refresh-token');
  assert.not.match(found([variable('TOKEN', 'token'), refresh])?.summary ?? '', 'but token');
  assert.match(found([variable('TOKEN', 'token'), refresh])?.fixes[0]?.command ?? '', 'kubectl patch secret api');
  assert.match(found([refresh])?.summary ?? '', 'but token');
});

test('the beginning of a long log is asked only of a short run, and only where its end tells nothing', async () => {
  const found = await findingOn('log-long');
  assert.match(found.summary, 'key schema.sql of ConfigMap catalog');
  const long = await findingOn('log-long', (cluster) => {
    const { lastState } = cluster.status('catalog');
    if (lastState?.terminated) lastState.terminated.startedAt = '2026-11-26T05:00:00Z';
  });
  assert.is(long.cause, 'unexplained-exit');
});

test('an optional envFrom whose object is misspelt: told where the one that is near has the variable, and nowhere else', async () => {
  const from = (data: Record<string, string>) => (cluster: Edited) => {
    for (const { spec, metadata } of cluster.list('pods'))
      if (metadata.name.startsWith('api'))
        Object.assign(spec.containers[0] ?? {}, { env: [], envFrom: [{ configMapRef: { name: 'app-conf', optional: true } }] });
    cluster.one('configmaps', 'app-config').data = data;
  };
  const finding = await findingOn('env-missing-node', from({ DB_URL: 'postgres://db/shop' }));
  assert.is(finding.cause, 'hidden-optional-reference');
  assert.match(
    finding.summary,
    'ConfigMap app-conf (envFrom), marked optional, and there is no ConfigMap app-conf, but app-config, which has it',
  );
  assert.match(finding.fixes[0]?.command ?? '', '"value":"app-config"');
  assert.is((await findingOn('env-missing-node', from({ LOG_LEVEL: 'info' }))).cause, 'missing-variable');
});

test('of the keys that are left, the only one is meant, if it shares a word', async () => {
  const with_ = (keys: string[]) =>
    first({
      spec: { volumes: [tls] },
      container: { volumeMounts: [{ name: 'tls', mountPath: '/tls' }] },
      secrets: { edge: keys },
      ...mounting,
    });
  const tls = {
    name: 'tls',
    secret: {
      secretName: 'edge',
      items: [
        { key: 'cert.pem', path: 'tls.crt' },
        { key: 'tls.key', path: 'tls.key' },
      ],
    },
  };
  const mounting = {
    podStatus: { phase: 'Pending' },
    status: { state: { waiting: { reason: 'ContainerCreating' } } },
    events: [
      {
        reason: 'FailedMount',
        message: 'MountVolume.SetUp failed for volume "tls" : references non-existent secret key: tls.key',
        container: null,
      },
    ],
  };
  assert.match(with_(['cert.pem', 'key.pem'])?.summary ?? '', 'has no key tls.key, but key.pem');
  assert.not.match(with_(['cert.pem', 'key.pem', 'key.p12'])?.summary ?? '', 'but key');
  assert.not.match(with_(['cert.pem', 'ca.pem'])?.summary ?? '', 'but ca.pem');
});

test('a value that is seen is none that may be empty; nothing but blanks is as good as none; a server speaks of itself', () => {
  const on = (value: string, log = 'Error: API_TOKEN is not set') =>
    findingsIn({
      status: ended(1),
      log,
      container: { env: [{ name: 'API_TOKEN', valueFrom: { configMapKeyRef: { name: 'web', key: 'token' } } }] },
      configMaps: { web: { token: value } },
    })[0];
  assert.is(on('')?.confidence, 'certain');
  assert.match(on('  ')?.summary ?? '', 'API_TOKEN, which holds nothing but blanks');
  assert.match(on('  ')?.fixes[0]?.command ?? '', 'patch configmap web');
  assert.match(on('abc')?.summary ?? '', 'though ConfigMap web key token (env API_TOKEN) has a value');
  assert.equal(on('abc')?.fixes, []);
  assert.is.not(
    on('', 'requests.exceptions.HTTPError: 500 Server Error: API_TOKEN is not set for url: http://pay:8080/x')?.cause,
    'missing-variable',
  );
});

test.run();
