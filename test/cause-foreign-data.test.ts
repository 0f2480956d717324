/** Data of another cluster: both ids are told, the setting that has one of them, and nothing of versions. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const DATA: Situation = {
  container: { image: 'registry.example.com/store:1', volumeMounts: [{ name: 'data', mountPath: '/var/lib/kafka/data' }] },
  spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
  status: ended(1),
};

// apache/kafka:core/src/main/scala/kafka/server/KafkaServer.scala
const ZOOKEEPER = `[2026-01-02 03:04:10,000] ERROR Fatal error during KafkaServer startup. Prepare to shutdown (kafka.server.KafkaServer)
kafka.common.InconsistentClusterIdException: The Cluster ID OkOjGPrdRimp8nkFohYkCw doesn't match stored clusterId Some(sbkcoiSiQV2h_mQpwy05zQ) in meta.properties. The broker is trying to join the wrong cluster. Configured zookeeper.connect may be wrong.
	at kafka.server.KafkaServer.startup(KafkaServer.scala:252)
[2026-01-02 03:04:10,100] INFO shutting down (kafka.server.KafkaServer)`;

// apache/kafka:metadata/src/main/java/org/apache/kafka/metadata/properties/MetaPropertiesEnsemble.java
const KRAFT = `Exception in thread "main" java.lang.RuntimeException: Invalid cluster.id in: /var/lib/kafka/data/meta.properties. Expected AAAAAAAAAAAAAAAAAAAAAQ, but read BBBBBBBBBBBBBBBBBBBBBQ
	at org.apache.kafka.metadata.properties.MetaPropertiesEnsemble.verify(MetaPropertiesEnsemble.java:503)
	at kafka.Kafka$.main(Kafka.scala:112)`;

// apache/cassandra:src/java/org/apache/cassandra/db/SystemKeyspace.java
const CASSANDRA = `ERROR [main] 2026-01-02 03:04:10,000 CassandraDaemon.java:900 - Fatal exception during initialization
org.apache.cassandra.exceptions.ConfigurationException: Saved cluster name Test Cluster != configured name shop
	at org.apache.cassandra.db.SystemKeyspace.checkHealth(SystemKeyspace.java:1000)`;

test('a broker whose ZooKeeper has another id: no version is spoken of', () => {
  const [finding] = findingsIn({ ...DATA, log: ZOOKEEPER });
  assert.is(finding?.cause, 'foreign-data');
  assert.match(finding?.summary ?? '', /they are of sbkcoiSiQV2h_mQpwy05zQ, and it is in OkOjGPrdRimp8nkFohYkCw/);
  assert.not.match(JSON.stringify(finding), /version/);
});

test('the id that a variable tells it, and the volume that holds the other', () => {
  const container = { ...DATA.container, env: [{ name: 'KAFKA_KRAFT_CLUSTER_ID', value: 'AAAAAAAAAAAAAAAAAAAAAQ' }] };
  const [finding] = findingsIn({ ...DATA, container, log: KRAFT });
  assert.match(finding?.summary ?? '', /the data in volume data, .* which env KAFKA_KRAFT_CLUSTER_ID says/);
  assert.match(finding?.fixes[0]?.command ?? '', /"KAFKA_KRAFT_CLUSTER_ID","value":"BBBBBBBBBBBBBBBBBBBBBQ"/);
});

test('a name that an argument has after its option', () => {
  const container = { ...DATA.container, args: ['--cluster-name=shop'] };
  const [finding] = findingsIn({ ...DATA, container, log: CASSANDRA });
  assert.is(finding?.cause, 'foreign-data');
  assert.match(finding?.fixes[0]?.command ?? '', /--cluster-name=Test Cluster/);
});

test('without a setting that has the id, no command is made up', () => {
  const [finding] = findingsIn({ ...DATA, log: KRAFT });
  assert.is(finding?.fixes.length, 1);
  assert.is(finding?.fixes[0]?.command, undefined);
});

test('data of another version are that', () => {
  const log = 'DETAIL:  The data directory was initialized by PostgreSQL version 13, which is not compatible with this version 15.4.';
  assert.is(findingsIn({ ...DATA, log })[0]?.cause, 'data-version');
});

test.run();
