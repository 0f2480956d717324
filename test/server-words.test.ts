/** What servers say of their settings, and where that stands: a file of a ConfigMap, a variable, a listener of Kafka. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';
import { ended, findingsIn } from './situation.ts';

const decisive = (...lines: string[]) => readLog(lines.join('\n')).decisive;

const withFile = (log: string, mountPath: string, key: string, text: string) =>
  findingsIn({
    status: ended(1),
    log,
    container: { volumeMounts: [{ name: 'c', mountPath }] },
    spec: { volumes: [{ name: 'c', configMap: { name: 'own' } }] },
    configMaps: { own: { [key]: text } },
  })[0];

const withVariables = (log: string[], env: Record<string, string>) =>
  findingsIn({
    status: ended(1),
    log: log.join('\n'),
    container: { env: Object.entries(env).map(([name, value]) => ({ name, value })) },
  })[0];

test('a name that leads nowhere, and the one that is meant', () => {
  const receiver =
    'ts=2026-11-26T10:00:00.123Z caller=coordinator.go:118 level=error component=configuration msg="Loading configuration file failed" file=/etc/alertmanager/alertmanager.yml err="undefined receiver \\"slak\\" used in route"';
  const alerts = withFile(
    receiver,
    '/etc/alertmanager',
    'alertmanager.yml',
    'route:\n  receiver: slak\nreceivers:\n- name: slack\n- name: mail\n',
  );
  assert.match(alerts?.fixes[0]?.text ?? '', /^write slack for slak/);
  const backend = "[ALERT]    (1) : config : Proxy 'web': unable to find required default_backend: 'apl'.";
  const proxy = withFile(backend, '/etc/haproxy', 'haproxy.cfg', 'frontend web\n  default_backend apl\nbackend api\n  server s1 api:80\n');
  assert.match(proxy?.fixes[0]?.text ?? '', /^write api for apl/);
  // Another name altogether is not what was meant.
  const pipeline = 'Error: invalid configuration: service::pipelines::traces: references exporter "otlphttp" which is not configured';
  const collector = withFile(
    pipeline,
    '/conf',
    'otel.yaml',
    'exporters:\n  otlp: {}\nservice:\n  pipelines:\n    traces: { exporters: [otlphttp] }\n',
  );
  assert.is(collector?.cause, 'malformed-config');
  assert.not.match(collector?.fixes[0]?.text ?? '', /^write /);
});

test('the exporter of the collector that is called debug since', () => {
  const log =
    'Error: failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):\n\n\'exporters\' unknown type: "logging" for id: "logging" (valid values: [debug nop otlp])';
  const finding = withFile(
    log,
    '/conf',
    'otel.yaml',
    'exporters:\n  logging: {}\nservice:\n  pipelines:\n    traces: { exporters: [logging] }\n',
  );
  assert.match(finding?.fixes[0]?.command ?? '', /exporters:\\n {2}debug: \{\}/);
});

test('a setting that Elasticsearch does not know, in a variable of that name', () => {
  const finding = withVariables(
    [
      'java.lang.IllegalArgumentException: unknown setting [xpack.security.enable] did you mean [xpack.security.enabled]?',
      '\tat org.elasticsearch.common.settings.AbstractScopedSettings.validate(AbstractScopedSettings.java:561)',
    ],
    { 'xpack.security.enable': 'false' },
  );
  assert.match(finding?.summary ?? '', /env xpack\.security\.enable sets it/);
  assert.match(finding?.fixes[0]?.command ?? '', /"path":"\/spec\/containers\/0\/env\/0\/name","value":"xpack\.security\.enabled"/);
});

test("Kafka's properties, by the variables of its image", () => {
  const thrown = (words: string) => [
    '[2026-11-26 10:00:00,123] ERROR Exiting Kafka due to fatal exception (kafka.Kafka$)',
    `java.lang.IllegalArgumentException: requirement failed: ${words}`,
    '\tat kafka.server.KafkaConfig.validateValues(KafkaConfig.scala:2297)',
  ];
  const voters =
    "If process.roles contains the 'controller' role, the node id 4 must be included in the set of voters controller.quorum.voters=Set(1, 2)";
  assert.match(
    withVariables(thrown(voters), { KAFKA_NODE_ID: '4', KAFKA_PROCESS_ROLES: 'controller' })?.summary ?? '',
    /"4" of KAFKA_NODE_ID/,
  );
  const routable = 'advertised.listeners cannot use the nonroutable meta-address 0.0.0.0. Use a routable IP address.';
  const env = { KAFKA_LISTENERS: 'PLAINTEXT://0.0.0.0:9092', KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://0.0.0.0:9092' };
  assert.match(withVariables(thrown(routable), env)?.summary ?? '', /KAFKA_ADVERTISED_LISTENERS/);
});

test('the reason stands above what a server says as it ends', () => {
  const zookeeper = decisive(
    '2026-11-26 10:00:00,123 [myid:] - ERROR [main:o.a.z.s.q.QuorumPeerMain@99] - Invalid config, exiting abnormally',
    'org.apache.zookeeper.server.quorum.QuorumPeerConfig$ConfigException: Error processing /conf/zoo.cfg',
    '\tat org.apache.zookeeper.server.quorum.QuorumPeerConfig.parse(QuorumPeerConfig.java:198)',
    'Caused by: java.lang.IllegalArgumentException: myid file is missing',
    '\tat org.apache.zookeeper.server.quorum.QuorumPeerConfig.checkValidity(QuorumPeerConfig.java:792)',
    '2026-11-26 10:00:00,126 [myid:] - ERROR [main:o.a.z.u.ServiceUtils@42] - Exiting JVM with code 2',
  );
  assert.is(zookeeper?.kind, 'file-missing');
  const rabbit = decisive(
    "10:00:00.000 [error] You've tried to set vm_memory_high_watermark.relatve, but there is no setting with that name.",
    '10:00:00.000 [error]   Did you mean one of these?',
    '10:00:00.000 [error]     vm_memory_high_watermark.relative',
    '10:00:00.000 [error] Error generating configuration in phase transform_datatypes',
  );
  assert.equal((rabbit?.fields as { token?: string } | undefined)?.token, 'vm_memory_high_watermark.relatve');
});

test('MongoDB says at level I that others may read its key', () => {
  const line = (words: string) =>
    `{"t":{"$date":"2026-11-26T10:00:00.000+00:00"},"s":"I",  "c":"ACCESS",   "id":20254,   "ctx":"main","msg":"${words}","attr":{"error":{"code":30,"codeName":"InvalidPath","errmsg":"permissions on /etc/mongo/keyfile are too open"}}}`;
  assert.is(decisive(line('Read security file failed'))?.kind, 'file-too-open');
  assert.is(decisive(line('Read security file again')), undefined);
});

test('memory that may not be locked is no memory that is lacking', () => {
  assert.is(decisive('Error initializing core: Failed to lock memory: cannot allocate memory')?.kind, 'operation-not-permitted');
  assert.is(decisive('malloc: Cannot allocate memory')?.kind, 'heap-exhausted');
});

test('a file and a line of it, or a file that could not be loaded, in words of any program', () => {
  const place = decisive('nats-server: /etc/nats/nats.conf:2:1: unknown field "maxpayload"');
  assert.equal(place?.fields, { file: '/etc/nats/nats.conf', line: '2', detail: 'unknown field "maxpayload"' });
  const loading = decisive('Error: failed to load config /etc/shop/shop.yaml: no tariff is named');
  assert.equal(loading?.fields, { file: '/etc/shop/shop.yaml', detail: 'no tariff is named' });
  // What it could not open, or reach, is another matter.
  assert.is(
    decisive('Error: failed to load config /etc/shop/shop.yaml: open /etc/shop/shop.yaml: no such file or directory')?.kind,
    'file-missing',
  );
  assert.is(decisive('Error: failed to load config /etc/shop/shop.yaml: dial tcp: lookup consul: no such host')?.kind, 'name-unresolved');
});

test('of what a program would take, the nearest', () => {
  const error =
    'ERROR vector::cli: Configuration error. error=unknown variant `kubernetes_log`, expected one of `amqp`, `file`, `kubernetes_logs`, `journald`';
  const vector = withFile(error, '/etc/vector', 'vector.yaml', 'sources:\n  in:\n    type: kubernetes_log\n');
  assert.match(vector?.fixes[0]?.text ?? '', /^write kubernetes_logs for kubernetes_log/);
  const bit =
    "[2026/11/26 10:00:00] [error] [config] es: unknown configuration property 'Hosst'. The following properties are allowed: index, type, host";
  const end = '[2026/11/26 10:00:00] [error] [engine] output initialization failed';
  const fluent = withFile(`${bit}\n${end}`, '/fluent-bit/etc', 'fluent-bit.conf', '[OUTPUT]\n    Name es\n    Hosst es\n');
  assert.match(fluent?.fixes[0]?.text ?? '', /^write host for Hosst/);
});

test('an address to bind to is no name', () => {
  const [finding] = findingsIn({
    status: ended(1),
    log: '{"level":"fatal","msg":"failed to verify flags","error":"expected IP in URL for binding (http://etcd-0:2379)"}',
    container: { command: ['etcd'], args: ['--listen-client-urls=http://etcd-0:2379', '--advertise-client-urls=http://etcd-0:2379'] },
  });
  assert.match(finding?.fixes[0]?.command ?? '', /--listen-client-urls=http:\/\/0\.0\.0\.0:2379/);
});

test("Go's MySQL driver wants the protocol around the address", () => {
  const dsn = (words: string, value: string) => withVariables([`panic: ${words}`], { MYSQL_DSN: value })?.fixes[0]?.command ?? '';
  assert.match(dsn("default addr for network 'mysql:3306' unknown", 'shop:x@mysql:3306/shop'), /"shop:x@tcp\(mysql:3306\)\/shop"/);
  const lacking = withVariables(['open db: invalid DSN: missing the slash separating the database name'], {
    MYSQL_DSN: 'shop:x@tcp(mysql:3306)',
  });
  assert.match(lacking?.summary ?? '', /of MYSQL_DSN/);
});

test('a virtual host of RabbitMQ is no password', () => {
  const dial = (words: string) =>
    withVariables([`dial: Exception (403) Reason: "${words}"`], { AMQP_URL: 'amqp://shop:x@rabbit:5672/orders' })?.cause;
  assert.is(dial('no access to this vhost'), 'request-refused');
  assert.is(dial('username or password not allowed'), 'credentials-rejected');
});

test("what is quoted in TOML alone is not quoted in PgBouncer's file", () => {
  const error =
    '2026-11-26 10:00:00.123 UTC [1] ERROR invalid value "scram-sha256" for parameter auth_type in configuration (/etc/pgbouncer/pgbouncer.ini:3)';
  const log = `${error}\n2026-11-26 10:00:00.123 UTC [1] FATAL cannot load config file`;
  const finding = withFile(
    log,
    '/etc/pgbouncer',
    'pgbouncer.ini',
    '[databases]\n[pgbouncer]\nauth_type = scram-sha256\nauth_file = /etc/pgbouncer/userlist.txt\n',
  );
  assert.match(finding?.fixes[0]?.text ?? '', /^take line 3 out/);
});

test("Vault's answer is no file that may not be read", () => {
  const fact = decisive(
    'Error authenticating: Error making API request.',
    '',
    'URL: PUT http://vault:8200/v1/auth/kubernetes/login',
    'Code: 403. Errors:',
    '',
    '* permission denied',
  );
  assert.is(fact?.kind, 'http-error');
});

test('what a server refuses to a user that it lets in', () => {
  const topic = withVariables(
    [
      'org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized to access topics: [orders]',
      '2026-11-26T10:00:00.400Z ERROR 1 --- [ntainer#0-0-C-1] o.s.k.l.KafkaMessageListenerContainer    : Fatal consumer exception; stopping container',
    ],
    { SPRING_KAFKA_BOOTSTRAP_SERVERS: 'kafka:9092' },
  );
  assert.is(topic?.cause, 'request-refused');
  const bucket =
    'botocore.errorfactory.NoSuchBucket: An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: The specified bucket does not exist';
  assert.match(withVariables([bucket], { BUCKET: 'orders' })?.summary ?? '', /no bucket of that name/);
});

test.run();
