/** What a program is refused by the kernel, by a probe before it is up, or by its own certificate: told as that, and not as something near. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const causeOf = (situation: Situation) => findingsIn(situation)[0]?.cause;

test('a privileged container lacks no capability: the kernel refuses it', () => {
  const log = 'F1126 15:57:17.447425       1 server.go:495] open /proc/sys/net/netfilter/nf_conntrack_max: permission denied';
  const [finding] = findingsIn({ status: ended(255), log, container: { securityContext: { privileged: true } } });
  assert.is(finding?.cause, 'kernel-setting-refused');
  assert.match(finding?.summary ?? '', /net\.netfilter\.nf_conntrack_max, although it is privileged/);
  const [plain] = findingsIn({ status: ended(255), log });
  assert.match(plain?.summary ?? '', /read-only in a container that is not privileged/);
});

const killed = (kind: 'liveness' | 'startup', port: number): NonNullable<Situation['events']> => [
  { reason: 'Killing', message: `Container app failed ${kind} probe, will be restarted` },
  {
    reason: 'Unhealthy',
    message: `${kind === 'liveness' ? 'Liveness' : 'Startup'} probe failed: dial tcp 10.0.0.9:${port}: connect: connection refused`,
    count: 9,
  },
];

test('a port that is not declared is not wrong while the program says that it is starting', () => {
  const situation: Situation = {
    status: ended(143),
    container: { ports: [{ containerPort: 8080 }], startupProbe: { tcpSocket: { port: 9000 }, periodSeconds: 1, failureThreshold: 30 } },
    events: killed('startup', 9000),
    log: 'Updating the configuration and installing your custom providers, if any. Please wait.',
  };
  assert.is(causeOf(situation), 'startup-probe-too-short');
  assert.is(causeOf({ ...situation, log: 'hello' }), 'probe-wrong-port');
});

/** tensorflow/serving writes this once a second and goes on. */
const NO_MODEL =
  '2026-11-26 05:11:03.442550: E tensorflow_serving/sources/storage_path/file_system_storage_path_source.cc:365] FileSystemStoragePathSource encountered a filesystem access error: Could not find base path /mnt/models for servable flowers with error Not found: /mnt/models not found';
const BUILDING =
  '2026-11-26 05:11:03.442127: I tensorflow_serving/model_servers/server.cc:89] Building single TensorFlow model file config:  model_name: flowers model_base_path: /mnt/models';

test('what it met with after it began says more than that it was starting', () => {
  const situation: Situation = {
    status: ended(137),
    container: { livenessProbe: { tcpSocket: { port: 8080 } } },
    events: killed('liveness', 8080),
    log: `${BUILDING}\n${NO_MODEL}\n${NO_MODEL}`,
  };
  assert.is(causeOf(situation), 'missing-file');
  assert.is(causeOf({ ...situation, log: BUILDING }), 'probe-too-early');
});

test('a chain of its own that does not fit is no server that it calls', () => {
  const own =
    'level=fatal msg="Failed to initialize identity service: failed to verify issuer credentials for \'identity.linkerd.cluster.local\' with trust anchors: x509: certificate signed by unknown authority"';
  assert.is.not(causeOf({ status: ended(1), log: own }), 'certificate-untrusted');
  const called =
    'level=fatal msg="Get \\"https://registry/v2/\\": tls: failed to verify certificate: x509: certificate signed by unknown authority"';
  assert.is(causeOf({ status: ended(1), log: called }), 'certificate-untrusted');
});

test('a binary in a volume has no interpreter', () => {
  const situation = (path: string): Situation => ({
    status: ended(128, { reason: 'StartError', message: `exec: "${path}": permission denied: unknown`, startedAt: '1970-01-01T00:00:00Z' }),
    container: { command: [path, 'serve'], volumeMounts: [{ name: 'tools', mountPath: '/shared' }] },
    spec: { volumes: [{ name: 'tools', emptyDir: {} }] },
  });
  assert.not.match(findingsIn(situation('/shared/server'))[0]?.fixes[0]?.command ?? '', /"sh"/);
  assert.match(findingsIn(situation('/shared/server.sh'))[0]?.fixes[0]?.command ?? '', /"sh","\/shared\/server\.sh"/);
});

test('a subPath takes no key of another format for the one that was meant', () => {
  const situation = (key: string): Situation => ({
    status: ended(1),
    container: { volumeMounts: [{ name: 'conf', mountPath: '/etc/app/sources.yaml', subPath: 'sources.yaml' }] },
    spec: { volumes: [{ name: 'conf', configMap: { name: 'conf' } }] },
    configMaps: { conf: { [key]: '' } },
    log: 'error: read /etc/app/sources.yaml: is a directory',
  });
  const [other] = findingsIn(situation('app.ini'));
  assert.not.match(other?.fixes[0]?.command ?? '', /app\.ini/);
  assert.match(other?.fixes[0]?.text ?? '', /add key sources\.yaml/);
  assert.match(findingsIn(situation('datasources.yml'))[0]?.fixes[0]?.command ?? '', /datasources\.yml/);
});

test.run();
