/** Servers say why, and then that they end: the reason decides, not the last line. Texts as their sources write them (see the phrases). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';
import { ended, findingsIn } from './situation.ts';

const decisive = (...lines: string[]) => readLog(lines.join('\n')).decisive;

test('Kafka ends on an exception and says at last that it exits', () => {
  const fact = decisive(
    '[2026-11-26 15:46:31,040] ERROR Fatal error during KafkaServer startup. Prepare to shutdown (kafka.server.KafkaServer)',
    "kafka.common.InconsistentClusterIdException: The Cluster ID OkOjGPrdRimp8nkFohYkCw doesn't match stored clusterId Some(sbkcoiSiQV2h_mQpwy05zQ) in meta.properties. The broker is trying to join the wrong cluster. Configured zookeeper.connect may be wrong.",
    '\tat kafka.server.KafkaServer.startup(KafkaServer.scala:252)',
    '[2026-11-26 15:46:31,049] INFO shutting down (kafka.server.KafkaServer)',
    '[2026-11-26 15:46:31,191] ERROR Exiting Kafka. (kafka.server.KafkaServerStartable)',
  );
  assert.is(fact?.kind, 'data-foreign');
});

test('Elasticsearch sends to its log file after it has said why', () => {
  const fact = decisive(
    '{"type": "server", "timestamp": "2026-11-26T13:55:06,065Z", "level": "ERROR", "component": "o.e.b.Elasticsearch", "cluster.name": "docker-cluster", "node.name": "n", "message": "node validation exception\\n[1] bootstrap checks failed. You must address the points described in the following [1] lines before starting Elasticsearch.\\nbootstrap check failure [1] of [1]: max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]" }',
    'ERROR: Elasticsearch did not exit normally - check the logs at /usr/share/elasticsearch/logs/docker-cluster.log',
  );
  assert.is(fact?.kind, 'kernel-setting');
});

test('MySQL without its own tables has damaged data; a table of an application is another thing', () => {
  const fact = decisive(
    "2026-11-26T10:38:15.868862Z 0 [ERROR] [MY-010326] [Server] Fatal error: Can't open and lock privilege tables: Table 'mysql.user' doesn't exist",
    "2026-11-26T10:38:15.869000Z 0 [ERROR] [MY-010952] [Server] The privilege system failed to initialize correctly. For complete instructions on how to upgrade MySQL to a new version please see the 'Upgrading MySQL' section from the MySQL manual.",
    '2026-11-26T10:38:15.869200Z 0 [ERROR] [MY-010119] [Server] Aborting',
  );
  assert.is(fact?.kind, 'data-corrupt');
  assert.is(decisive("pymysql.err.ProgrammingError: (1146, \"Table 'shop.users' doesn't exist\")")?.kind, 'table-missing');
});

const PANIC = [
  'panic: Unable to create mmap-ed active query log',
  '',
  'goroutine 1 [running]:',
  'github.com/prometheus/prometheus/promql.NewActiveQueryTracker(0x7fff, 0xb, 0x14, 0x28)',
  '\t/app/promql/query_logger.go:117 +0x4cd',
  'main.main()',
  '\t/app/cmd/prometheus/main.go:374 +0x4f08',
];
const refusing = (why: string) =>
  `ts=2026-11-26T19:32:06.619Z caller=query_logger.go:114 level=error component=activeQueryTracker msg="Error opening query log file" file=/prometheus/queries.active err="open /prometheus/queries.active: ${why}"`;

test("Prometheus' panic says less than the line before it", () => {
  const log = [refusing('permission denied'), ...PANIC].join('\n');
  const [finding] = findingsIn({
    status: ended(2),
    log,
    container: { volumeMounts: [{ name: 'data', mountPath: '/prometheus' }], securityContext: { runAsUser: 65534 } },
    spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
  });
  assert.is(finding?.cause, 'volume-permission');
  assert.is(decisive(refusing('input/output error'), ...PANIC)?.kind, 'io-error');
});

test('a panic that says why itself stays the reason', () => {
  const fact = decisive(
    refusing('permission denied'),
    PANIC[0]?.replace('Unable to create mmap-ed active query log', 'no quotes for today') ?? '',
    ...PANIC.slice(1),
  );
  assert.is(fact?.kind, 'exception');
});

test('a lock that finds no space is a full volume, not another process', () => {
  const line = (why: string) =>
    `ts=2026-11-26T03:51:55.001Z caller=main.go:986 level=error err="opening storage failed: lock DB directory: ${why}"`;
  assert.is(decisive(line('open /data/lock: no space left on device'))?.kind, 'no-space');
  assert.is(decisive(line('resource temporarily unavailable'))?.kind, 'lock-held');
});

test('PostgreSQL without its control file has lost data; no file has to be brought into the image', () => {
  const fact = decisive(
    'postgres: could not find the database system',
    'Expected to find it in the directory "/var/lib/postgresql/data",',
    'but could not open file "/var/lib/postgresql/data/global/pg_control": No such file or directory',
  );
  assert.is(fact?.kind, 'data-corrupt');
});

test('the group of a resource is named once', () => {
  const log =
    'ts=2026-11-26T23:29:30.738Z caller=main.go:304 msg="Unhandled error received. Exiting..." err="getting CRD: Widget: customresourcedefinitions.apiextensions.k8s.io \\"widgets.example.com\\" is forbidden: User \\"system:serviceaccount:shop:robot\\" cannot get resource \\"customresourcedefinitions\\" in API group \\"apiextensions.k8s.io\\" at the cluster scope"';
  const [finding] = findingsIn({ status: ended(1), log, spec: { serviceAccountName: 'robot' } });
  assert.match(finding?.fixes[0]?.command ?? '', /--resource=customresourcedefinitions\.apiextensions\.k8s\.io(?: |$)/);
});

test('words that are known are told, even where no cause makes more of them', () => {
  const [finding] = findingsIn({
    status: ended(1),
    log: 'F1126 01:33:29.287136       7 nginx.go:98] listen unix x.sock: bind: permission denied',
  });
  assert.match(finding?.summary ?? '', /in its own words: .*bind: permission denied/);
});

test.run();
