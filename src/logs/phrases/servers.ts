/** Queues, search, observability and cluster programs: RabbitMQ, Kafka, ZooKeeper, Elasticsearch, etcd, Prometheus, Grafana, Vault, Keycloak, MinIO, CoreDNS, Envoy, Traefik. */
import type { Phrase } from '../phrase.ts';

export const servers: readonly Phrase[] = [
  {
    name: 'tensorflow-base-path', kind: 'file-missing', pattern: /Could not find base path (?<path>\/\S{1,300}) for servable /,
    sample: '2026-11-26 05:11:03.442550: E tensorflow_serving/sources/storage_path/file_system_storage_path_source.cc:365] FileSystemStoragePathSource encountered a filesystem access error: Could not find base path /mnt/models for servable flowers with error Not found: /mnt/models not found', source: 'tensorflow/serving:tensorflow_serving/sources/storage_path/file_system_storage_path_source.cc',
    nearMiss: 'Adding a base path for servable flowers',
  },
  {
    name: 'slapd-listen', kind: 'value-invalid', fields: { name: 'the listen URL (-h)' }, pattern: /daemon: listen URL "(?<value>[^"]{1,300})" parse error=\d{1,3}$/,
    sample: 'daemon: listen URL "ldap://ldap-0:tcp://10.96.0.9:389" parse error=5', source: 'openldap/openldap:servers/slapd/daemon.c',
    nearMiss: 'daemon: listener initialized ldap://ldap-0:389',
  },
  // ---- Elasticsearch, OpenSearch ----
  {
    name: 'elastic-root', kind: 'root-refused', fields: { program: 'elasticsearch' }, pattern: /can not run (?:elasticsearch|opensearch) as root/,
    sample: 'org.elasticsearch.bootstrap.StartupException: java.lang.RuntimeException: can not run elasticsearch as root', source: 'elastic/elasticsearch:server/src/main/java/org/elasticsearch/bootstrap/Elasticsearch.java',
    nearMiss: 'running elasticsearch as user 1000',
  },
  {
    name: 'elastic-map-count', kind: 'kernel-setting', fields: { setting: 'vm.max_map_count' }, pattern: /(?<detail>max virtual memory areas vm\.max_map_count \[\d{1,9}\] (?:is|likely) too low, increase to at least \[\d{1,9}\])/,
    sample: 'bootstrap check failure [1] of [1]: max virtual memory areas vm.max_map_count [65530] is too low, increase to at least [262144]', source: 'elastic/elasticsearch:server/src/main/java/org/elasticsearch/bootstrap/BootstrapChecks.java',
    nearMiss: 'vm.max_map_count [262144] is enough',
  },
  {
    name: 'elastic-limits', kind: 'kernel-setting', pattern: /(?<detail>max (?<setting>file descriptors|number of threads|size virtual memory|file size) \[\d{1,20}\] for [^\n]{1,60} is too low, increase to at least \[\d{1,20}\]|memory locking requested for elasticsearch process but memory is not locked)/,
    sample: 'bootstrap check failure [1] of [2]: max file descriptors [4096] for elasticsearch process is too low, increase to at least [65535]', source: 'elastic/elasticsearch:server/src/main/java/org/elasticsearch/bootstrap/BootstrapChecks.java',
    nearMiss: 'max file descriptors [65535]',
  },
  {
    name: 'elastic-discovery', kind: 'config-rejected', fields: { setting: 'discovery.seed_hosts' }, pattern: /(?<detail>the default discovery settings are unsuitable for production use; at least one of \[[^\]]{1,120}\] must be configured)/,
    sample: '[1]: the default discovery settings are unsuitable for production use; at least one of [discovery.seed_hosts, discovery.seed_providers, cluster.initial_master_nodes] must be configured', source: 'elastic/elasticsearch:server/src/main/java/org/elasticsearch/bootstrap/BootstrapChecks.java',
    nearMiss: 'discovery settings are read',
  },
  {
    name: 'elastic-lock', kind: 'lock-held', fields: { ofSystem: 'true' }, pattern: /failed to obtain node locks?, tried \[{1,2}(?<path>[^\],]{1,300})/,
    sample: 'java.lang.IllegalStateException: failed to obtain node locks, tried [/usr/share/elasticsearch/data]; maybe these locations are not writable or multiple nodes were started on the same data path?', source: 'elastic/elasticsearch:server/src/main/java/org/elasticsearch/env/NodeEnvironment.java',
    nearMiss: 'obtained the node locks',
  },
  {
    name: 'elastic-setting', kind: 'config-rejected', pattern: /(?<detail>unknown setting \[(?<setting>[\w.*-]{1,150})\](?: please check that any required plugins are installed| did you mean (?:any of )?\[[\w.*, -]{1,300}\])?)/,
    sample: 'java.lang.IllegalArgumentException: unknown setting [foo.bar] please check that any required plugins are installed, or check the breaking changes documentation for removed settings', source: 'elastic/elasticsearch:server/src/main/java/org/elasticsearch/common/settings/AbstractScopedSettings.java',
    nearMiss: 'updating setting [foo.bar]',
  },
  {
    name: 'opensearch-weak', kind: 'value-invalid', fields: { name: 'OPENSEARCH_INITIAL_ADMIN_PASSWORD', expected: 'at least 8 characters, with capital and small letters, digits and other signs, and hard to guess' }, pattern: /^Password \S{1,100} is weak\. Please re-try with a minimum 8 character password/,
    sample: 'Password admin is weak. Please re-try with a minimum 8 character password and must contain at least one uppercase letter', source: 'opensearch-project/security:src/main/java/org/opensearch/security/tools/democonfig/SecuritySettingsConfigurer.java',
    nearMiss: 'Password similar to user name is refused',
  },
  {
    name: 'elastic-version', kind: 'data-version', pattern: /(?<detail>cannot (?:up|down)grade a node from version \[(?<found>[\d.]{1,12})\](?: directly)? to version \[(?<wants>[\d.]{1,12})\])/,
    sample: 'java.lang.IllegalStateException: cannot downgrade a node from version [8.11.0] to version [8.5.0]', source: 'elastic/elasticsearch:server/src/main/java/org/elasticsearch/env/NodeMetadata.java',
    nearMiss: 'upgrading a node from version [8.5.0] to version [8.11.0]',
  },
  {
    name: 'elastic-heap', kind: 'config-rejected', fields: { setting: '-Xms' }, pattern: /(?<detail>initial heap size \[\d{1,20}\] not equal to maximum heap size \[\d{1,20}\])/,
    sample: 'initial heap size [268435456] not equal to maximum heap size [536870912]; this can cause resize pauses', source: 'elastic/elasticsearch:server/src/main/java/org/elasticsearch/bootstrap/BootstrapChecks.java',
    nearMiss: 'heap size [1gb], compressed ordinary object pointers [true]',
  },
  {
    name: 'lucene-corrupt', kind: 'data-corrupt', pattern: /(?<detail>org\.apache\.lucene\.index\.CorruptIndexException)/,
    sample: 'org.apache.lucene.index.CorruptIndexException: checksum failed (hardware problem?)', source: 'apache/lucene:lucene/core/src/java/org/apache/lucene/index/CorruptIndexException.java',
    nearMiss: 'org.apache.lucene.index.IndexWriter is closed',
  },
  // ---- Kafka, ZooKeeper ----
  {
    name: 'kafka-cluster', kind: 'data-foreign', pattern: /InconsistentClusterIdException: The Cluster ID (?<wants>[\w-]{1,60}) doesn't match stored clusterId Some\((?<found>[\w-]{1,60})\)/,
    sample: "kafka.common.InconsistentClusterIdException: The Cluster ID OkOjGPrdRimp8nkFohYkCw doesn't match stored clusterId Some(sbkcoiSiQV2h_mQpwy05zQ) in meta.properties. The broker is trying to join the wrong cluster. Configured zookeeper.connect may be wrong.", source: 'apache/kafka:core/src/main/scala/kafka/server/KafkaServer.scala',
    nearMiss: 'Cluster ID = OkOjGPrdRimp8nkFohYkCw (kafka.server.KafkaServer)',
  },
  {
    name: 'kafka-kraft-cluster', kind: 'data-foreign', pattern: /Invalid cluster\.id in: (?<path>\/[^\s:]{1,300}\.properties)\. Expected (?<wants>[\w-]{1,60}), but read (?<found>[\w-]{1,60})/,
    sample: 'Exception in thread "main" java.lang.RuntimeException: Invalid cluster.id in: /var/lib/kafka/data/meta.properties. Expected OkOjGPrdRimp8nkFohYkCw, but read sbkcoiSiQV2h_mQpwy05zQ', source: 'apache/kafka:metadata/src/main/java/org/apache/kafka/metadata/properties/MetaPropertiesEnsemble.java',
    nearMiss: 'Invalid node.id in: /var/lib/kafka/data/meta.properties. Expected 1, but read 2',
  },
  {
    name: 'cassandra-cluster', kind: 'data-foreign', pattern: /Saved cluster name (?<found>[^\n=]{1,100}?) != configured name (?<wants>[^\n]{1,100}?)$/,
    sample: 'org.apache.cassandra.exceptions.ConfigurationException: Saved cluster name Test Cluster != configured name shop', source: 'apache/cassandra:src/java/org/apache/cassandra/db/SystemKeyspace.java',
    nearMiss: 'Cluster name shop is saved',
  },
  {
    name: 'hdfs-cluster', kind: 'data-foreign', pattern: /Incompatible clusterIDs in (?<path>\/[^\s:]{1,300}): namenode clusterID = (?<wants>[\w-]{1,80}); datanode clusterID = (?<found>[\w-]{1,80})/,
    sample: 'java.io.IOException: Incompatible clusterIDs in /hadoop/dfs/data: namenode clusterID = CID-1; datanode clusterID = CID-2', source: 'apache/hadoop:hadoop-hdfs-project/hadoop-hdfs/src/main/java/org/apache/hadoop/hdfs/server/datanode/DataStorage.java',
    nearMiss: 'Setting up storage: nsid=1;bpid=BP-1;lv=-57;nsInfo=lv=-60;cid=CID-1',
  },
  {
    name: 'lucene-version', kind: 'data-version', pattern: /(?<detail>org\.apache\.lucene\.index\.IndexFormatToo(?:New|Old)Exception: Format version is not supported)/,
    sample: 'org.apache.lucene.index.IndexFormatTooNewException: Format version is not supported (resource BufferedChecksumIndexInput): 10 (needs to be between 7 and 9)', source: 'apache/lucene:lucene/core/src/java/org/apache/lucene/index/IndexFormatTooNewException.java',
    nearMiss: 'org.apache.lucene.index.CorruptIndexException: checksum failed (hardware problem?)',
  },
  {
    name: 'kafka-not-empty', kind: 'data-not-empty', pattern: /Found directory (?<path>\S{1,200})\/lost\+found, 'lost\+found' is not in the form of topic-partition/,
    sample: "org.apache.kafka.common.KafkaException: Found directory /var/lib/kafka/data/lost+found, 'lost+found' is not in the form of topic-partition or topic-partition.uniqueId-delete (if marked for deletion).", source: 'apache/kafka:storage/src/main/java/org/apache/kafka/storage/internals/log/LocalLog.java',
    nearMiss: 'Found directory /var/lib/kafka/data/orders-0',
  },
  {
    name: 'neo4j-memory', kind: 'value-invalid', fields: { expected: 'no more, together with the page cache, than the memory that the container may use' },
    pattern: /Invalid memory configuration - exceeds physical memory\. Check the configured values for [\w.]{1,60} and (?<name>[\w.]{1,60}\w)/,
    sample: 'ERROR Invalid memory configuration - exceeds physical memory. Check the configured values for dbms.memory.pagecache.size and dbms.memory.heap.max_size', source: 'neo4j/neo4j:community/neo4j/src/main/java/org/neo4j/server/NeoBootstrapper.java',
    nearMiss: 'The configured values for dbms.memory.pagecache.size and dbms.memory.heap.max_size fit',
  },
  {
    name: 'zookeeper-snapshot', kind: 'data-corrupt', pattern: /(?<detail>No snapshot found, but there are log entries)/,
    sample: 'java.io.IOException: No snapshot found, but there are log entries. Something is broken!', source: 'apache/zookeeper:zookeeper-server/src/main/java/org/apache/zookeeper/server/persistence/FileTxnSnapLog.java',
    nearMiss: 'Snapshot loaded in 12 ms, highest zxid is 0x0',
  },
  {
    name: 'kafka-lock', kind: 'lock-held', fields: { ofSystem: 'true' }, pattern: /Failed to acquire lock on file \.lock in (?<path>\S{1,200})\. A Kafka instance in another process or thread is using this directory/,
    sample: 'org.apache.kafka.common.KafkaException: Failed to acquire lock on file .lock in /var/lib/kafka/data. A Kafka instance in another process or thread is using this directory.', source: 'apache/kafka:core/src/main/scala/kafka/log/LogManager.scala',
    nearMiss: 'acquired lock on file .lock in /var/lib/kafka/data',
  },
  {
    name: 'kafka-advertised-twice', kind: 'value-invalid', fields: { name: 'advertised.listeners', expected: 'an address of its own for each broker' },
    pattern: /requirement failed: Configured end points (?<value>\S{1,200}) in advertised listeners are already registered by broker \d{1,10}/,
    sample: 'java.lang.IllegalArgumentException: requirement failed: Configured end points kafka-headless.default:9092 in advertised listeners are already registered by broker 1001', source: 'apache/kafka:core/src/main/scala/kafka/server/KafkaServer.scala',
    nearMiss: 'Registered broker 1001 at path /brokers/ids/1001 with addresses: PLAINTEXT://kafka-headless.default:9092',
  },
  {
    name: 'kafka-controller-listener', kind: 'value-invalid', fields: { expected: 'no listener of the controller in it' },
    pattern: /requirement failed: (?:The )?(?<name>advertised\.listeners) config must not contain KRaft controller listeners/,
    sample: 'java.lang.IllegalArgumentException: requirement failed: The advertised.listeners config must not contain KRaft controller listeners from controller.listener.names when process.roles contains the broker role', source: 'apache/kafka:core/src/main/scala/kafka/server/KafkaConfig.scala',
    nearMiss: 'advertised.listeners = CONTROLLER://kafka:9093',
  },
  {
    name: 'kafka-listeners', kind: 'value-invalid', pattern: /requirement failed: (?:The )?(?<name>(?:advertised\.)?listeners|inter\.broker\.listener\.name|controller\.(?:listener\.names|quorum\.voters)|listener\.security\.protocol\.map)(?: config)? must (?:be (?<expected>[^\n]{1,120}?)(?:\. The|$)|not be |contain |not contain )/,
    sample: 'java.lang.IllegalArgumentException: requirement failed: inter.broker.listener.name must be a listener name defined in advertised.listeners. The valid options based on currently configured listeners are INTERNAL,EXTERNAL', source: 'apache/kafka:core/src/main/scala/kafka/server/KafkaConfig.scala',
    nearMiss: 'advertised.listeners = PLAINTEXT://kafka:9092',
  },
  {
    name: 'kafka-setting', kind: 'config-rejected', pattern: /(?:Missing required configuration "(?<setting>[\w.]{1,100})" which has no default value|ConfigException: Invalid value (?<detail>[^\n]{1,80}) for configuration (?<setting2>[\w.]{1,100}))/,
    sample: 'org.apache.kafka.common.config.ConfigException: Missing required configuration "zookeeper.connect" which has no default value.', source: 'apache/kafka:clients/src/main/java/org/apache/kafka/common/config/ConfigDef.java',
    nearMiss: 'zookeeper.connect = zk:2181',
  },
  {
    name: 'zookeeper-timeout', kind: 'dependency-unreachable', fields: { detail: 'ZooKeeper' }, pattern: /ZooKeeperClientTimeoutException: Timed out waiting for connection while in state: \w{1,20}|Unable to connect to zookeeper server '(?<target>[^']{1,250})'/,
    sample: 'kafka.zookeeper.ZooKeeperClientTimeoutException: Timed out waiting for connection while in state: CONNECTING', source: 'apache/kafka:core/src/main/scala/kafka/zookeeper/ZooKeeperClient.scala',
    nearMiss: '[ZooKeeperClient Kafka server] Connected.',
  },
  {
    name: 'zookeeper-data', kind: 'file-missing', pattern: /(?:myid file is missing|(?<path>\/\S{1,200}\/myid) file is missing|Unable to create data directory (?<path2>\S{1,200}))/,
    sample: 'java.lang.IllegalArgumentException: /data/myid file is missing', source: 'apache/zookeeper:zookeeper-server/src/main/java/org/apache/zookeeper/server/quorum/QuorumPeerConfig.java',
    nearMiss: 'myid file is read',
  },
  // ---- RabbitMQ ----
  {
    name: 'rabbit-config', kind: 'config-malformed', pattern: /(?<detail>You've tried to set (?<token>\S{1,120}), but there is no setting with that name|Conf file attempted to set unknown variable: (?<token2>\S{1,120})|Failed to load advanced configuration file "(?<file>[^"]{1,200})"[^\n]{0,100}|Error preparing configuration in phase \w{1,40}|failed_to_prepare_configuration)/,
    sample: "You've tried to set foo.bar, but there is no setting with that name.", source: 'Kyorai/cuttlefish:src/cuttlefish_error.erl',
    nearMiss: 'config file(s) : /etc/rabbitmq/rabbitmq.conf',
  },
  {
    name: 'rabbit-tables', kind: 'dependency-unreachable', fields: { detail: 'the other nodes of the RabbitMQ cluster' }, pattern: /Waiting for Mnesia tables for \d{1,9} ms, 0 retries left|timeout_waiting_for_tables|Error while waiting for Mnesia tables/,
    sample: 'Error while waiting for Mnesia tables: {timeout_waiting_for_tables,', source: 'rabbitmq/rabbitmq-server:deps/rabbit/src/rabbit_table.erl',
    nearMiss: 'Waiting for Mnesia tables for 30000 ms, 9 retries left',
  },
  {
    name: 'rabbit-variable', kind: 'config-rejected', pattern: /^(?<setting>RABBITMQ_\w{1,60}) is set but deprecated/,
    sample: 'error: RABBITMQ_DEFAULT_PASS_FILE is set but deprecated', source: 'docker-library/rabbitmq:docker-entrypoint.sh',
    nearMiss: 'RABBITMQ_DEFAULT_USER is read',
  },
  {
    name: 'rabbit-ready', kind: 'listening', pattern: /Server startup complete; \d{1,4} plugins started|started TCP listener on (?<bind>[\w.:[\]]{2,60}:\d{1,5})/,
    sample: 'started TCP listener on [::]:5672', source: 'rabbitmq/rabbitmq-server:deps/rabbit/src/rabbit_networking.erl',
    nearMiss: 'stopped TCP listener on [::]:5672',
  },
  // ---- etcd ----
  {
    name: 'etcd-name', kind: 'value-invalid', fields: { name: 'initial-cluster', expected: 'a list that names this member' }, pattern: /couldn't find local name "[^"]{1,80}" in the initial cluster configuration/,
    sample: '{"level":"fatal","ts":"2026-11-22T03:04:04.877820Z","caller":"etcdmain/etcd.go:183","msg":"discovery failed","error":"couldn\'t find local name \\"etcd-0\\" in the initial cluster configuration"}', source: 'etcd-io/etcd:server/config/config.go',
    nearMiss: 'found local name "etcd-0" in the initial cluster configuration',
  },
  {
    name: 'etcd-member', kind: 'config-rejected', pattern: /(?<detail>error validating peerURLs[^\n]{0,120}|request cluster ID mismatch)/,
    sample: 'error validating peerURLs {ClusterID:1 Members:[] RemovedMemberIDs:[]}: member count is unequal', source: 'etcd-io/etcd:server/etcdserver/bootstrap.go',
    nearMiss: 'member 8211f1d0f64f3269 has already been bootstrapped',
  },
  {
    name: 'etcd-wal', kind: 'data-corrupt', pattern: /(?<detail>walpb: crc mismatch|wal: (?:crc mismatch|max entry size limit exceeded|file not found)|failed to (?:read WAL|find database snapshot file)[^\n]{0,60}|freepages: failed to get all reachable pages|recovering backend from snapshot error)/,
    sample: 'walpb: crc mismatch', source: 'etcd-io/etcd:server/storage/wal/walpb/record.go',
    nearMiss: 'opened the WAL',
  },
  // ---- Prometheus and its like ----
  {
    name: 'prometheus-config', kind: 'config-malformed',
    pattern: /parsing YAML file (?<file>\/[^\s:]{1,200}): (?:yaml: )?(?:unmarshal errors:(?:\\n|\s){0,6})?(?:line (?<line>\d{1,7}): )?(?<detail>[^"\n]{1,200}?)(?= file=|"|$)/,
    sample: 'ts=2024-07-01T15:35:06.232Z caller=main.go:537 level=error msg="Error loading config (--config.file=/etc/config/prometheus-config.yaml)" file=/etc/config/prometheus-config.yaml err="parsing YAML file /etc/config/prometheus-config.yaml: yaml: unmarshal errors:\\n  line 5: field global already set in type config.plain"', source: 'prometheus/prometheus:cmd/prometheus/main.go',
    nearMiss: 'level=info msg="Completed loading of configuration file" filename=/etc/config/prometheus-config.yaml',
  },
  {
    name: 'prometheus-query-log', kind: 'permission-denied', pattern: /Error opening query log file[^\n]{0,200}open (?<path>\/\S{1,200}): permission denied/,
    sample: 'ts=2026-04-29T19:32:06.619Z caller=query_logger.go:114 level=error component=activeQueryTracker msg="Error opening query log file" file=/prometheus/queries.active err="open /prometheus/queries.active: permission denied"', source: 'prometheus/prometheus:promql/query_logger.go',
    nearMiss: 'level=info msg="opened the query log file"',
  },
  {
    name: 'prometheus-lock', kind: 'lock-held', fields: { ofSystem: 'true' }, pattern: /lock DB directory: resource temporarily unavailable/i,
    sample: 'level=error err="opening storage failed: lock DB directory: resource temporarily unavailable"', source: 'prometheus/prometheus:tsdb/tsdbutil/dir_locker.go',
    nearMiss: 'level=error err="opening storage failed: lock DB directory: open /data/lock: no space left on device"',
  },
  {
    name: 'tsdb-corrupt', kind: 'data-corrupt', pattern: /(?<detail>opening storage failed: (?!lock|[^\n]{0,160}(?:permission denied|no space left|read-only file system))[^\n]{1,160}|(?:repair corrupted WAL|corruption in segment)[^\n]{0,120}|invalid magic number \w{1,12}(?! in log segment))/,
    sample: 'level=error err="opening storage failed: repair corrupted WAL: cannot handle error: open WAL segment: 0: open /prometheus/wal/00000000: permission denied"', source: 'prometheus/prometheus:tsdb/db.go',
    nearMiss: 'level=warn msg="Encountered WAL read error, attempting repair"',
  },
  // ---- Grafana ----
  {
    name: 'grafana-denied', kind: 'permission-denied', pattern: /GF_PATHS_DATA='(?<path>[^']{1,200})' is not writable/,
    sample: "GF_PATHS_DATA='/var/lib/grafana' is not writable.", source: 'grafana/grafana:packaging/docker/run.sh',
    nearMiss: "GF_PATHS_DATA='/var/lib/grafana' is used",
  },
  {
    name: 'grafana-provisioning', kind: 'config-rejected', pattern: /(?<detail>[Dd]atasource provisioning error: [^\n]{1,160}|Failed to (?:read plugin provisioning files|provision \w{1,20})[^\n]{0,160})/,
    sample: 'Datasource provisioning error: datasource.yaml config is invalid. Only one datasource per organization can be marked as default', source: 'grafana/grafana:pkg/services/provisioning/datasources/datasources.go',
    nearMiss: 'finished to provision dashboards',
  },
  {
    name: 'grafana-home', kind: 'file-missing', fields: { path: 'conf/defaults.ini' }, pattern: /Grafana-server Init Failed: Could not find config defaults/,
    sample: 'Grafana-server Init Failed: Could not find config defaults, make sure homepath command line parameter is set or working directory is homepath', source: 'grafana/grafana:pkg/setting/setting.go',
    nearMiss: 'Config loaded from file=/usr/share/grafana/conf/defaults.ini',
  },
  // ---- Vault ----
  {
    name: 'vault-mlock', kind: 'operation-not-permitted', fields: { operation: 'mlock' }, pattern: /Failed to lock memory: cannot allocate memory|Error initializing core: Failed to lock memory/,
    sample: 'Error initializing core: Failed to lock memory: cannot allocate memory', source: 'hashicorp/vault:vault/core.go',
    nearMiss: 'Mlock: supported: true, enabled: false',
  },
  {
    name: 'vault-ipc-lock', kind: 'operation-not-permitted', fields: { operation: 'mlock' }, pattern: /Couldn't start vault with IPC_LOCK\. Disabling IPC_LOCK|unable to set CAP_SETFCAP effective capability: Operation not permitted/,
    sample: 'unable to set CAP_SETFCAP effective capability: Operation not permitted', source: 'docker-library/official-images:README.md',
    nearMiss: 'CAP_IPC_LOCK is set',
  },
  {
    name: 'vault-config', kind: 'config-malformed', pattern: /(?<detail>error loading configuration from (?<file>\S{1,200}): (?:At (?<line>\d{1,7}):\d{1,5}: )?[^\n]{1,160}|No configuration files found|A storage backend must be specified)/i,
    sample: 'error loading configuration from /vault/config/local.hcl: At 3:1: illegal character', source: 'hashicorp/vault:command/server.go',
    nearMiss: 'loaded configuration from /vault/config/local.hcl',
  },
  // ---- Keycloak ----
  {
    name: 'keycloak-hostname', kind: 'variable-missing', fields: { name: 'KC_HOSTNAME' }, pattern: /hostname is not configured; either configure hostname, or set hostname-strict to false|Strict hostname resolution configured but no hostname (?:setting provided|was set)/,
    sample: 'ERROR: hostname is not configured; either configure hostname, or set hostname-strict to false', source: 'keycloak/keycloak:services/src/main/java/org/keycloak/url/HostnameV2ProviderFactory.java',
    nearMiss: 'hostname is auth.example.com',
  },
  {
    name: 'keycloak-https', kind: 'config-rejected', fields: { setting: 'https-certificate-file' }, pattern: /(?<detail>Key material not provided to setup HTTPS\. Please configure your keys\/certificates or start the server in development mode)/,
    sample: 'ERROR: Key material not provided to setup HTTPS. Please configure your keys/certificates or start the server in development mode.', source: 'keycloak/keycloak:quarkus/runtime/src/main/java/org/keycloak/quarkus/runtime/Messages.java',
    nearMiss: 'HTTPS is set up',
  },
  {
    name: 'keycloak-option', kind: 'flag-unknown', pattern: /^Unknown option: '(?<flag>[^']{1,100})'/,
    sample: "Unknown option: '--foo'", source: 'keycloak/keycloak:quarkus/runtime/src/main/java/org/keycloak/quarkus/runtime/cli/ShortErrorMessageHandler.java',
    nearMiss: 'Unknown option was ignored',
  },
  // ---- Consul ----
  {
    name: 'consul-addresses', kind: 'config-rejected', pattern: /(?<detail>Multiple private IPv[46] addresses found\. Please configure one with 'bind' and\/or 'advertise')/,
    sample: "==> Multiple private IPv4 addresses found. Please configure one with 'bind' and/or 'advertise'.", source: 'hashicorp/consul:agent/config/builder.go',
    nearMiss: '==> Consul agent running!',
  },
  // ---- MinIO ----
  {
    name: 'minio-credentials', kind: 'value-invalid', fields: { name: 'MINIO_ROOT_PASSWORD', expected: 'a MINIO_ROOT_USER of at least 3 characters, and a MINIO_ROOT_PASSWORD of at least 8' },
    pattern: /Unable to validate credentials inherited from the shell environment: Invalid credentials|Access key length should be at least 3, and secret key length at least 8 characters|MINIO_ROOT_USER length should be at least \d characters, and MINIO_ROOT_PASSWORD length at least \d characters/,
    sample: 'FATAL Unable to validate credentials inherited from the shell environment: Invalid credentials', source: 'minio/minio:cmd/common-main.go',
    nearMiss: 'FATAL Unable to sign in: Invalid credentials',
  },
  {
    name: 'minio-rename', kind: 'permission-denied', fields: { operation: 'rename' }, pattern: /unable to rename \((?<path>\/[^\s()]{1,300}) -> \/[^\s()]{1,300}\) file access denied/,
    sample: 'Error: unable to rename (/data/.minio.sys/tmp -> /data/.minio.sys/tmp-old/6e1b) file access denied, drive may be faulty, please investigate (*fmt.wrapError)', source: 'minio/minio:cmd/prepare-storage.go',
    nearMiss: 'Error: unable to rename (/data/.minio.sys/tmp -> /data/.minio.sys/tmp-old/6e1b) unexpected error',
  },
  {
    name: 'minio-small', kind: 'no-space', pattern: /Unable to initialize backend: The (?:disk|drive) size is less than (?:the minimum|\d{1,6} ?[KMG]iB) threshold/,
    sample: 'ERROR Unable to initialize backend: The disk size is less than 900MiB threshold', source: 'minio/minio:cmd/storage-errors.go',
    nearMiss: 'ERROR Unable to initialize backend: file access denied',
  },
  {
    name: 'minio-drive', kind: 'permission-denied', pattern: /Unable to (?:write to the backend|initialize backend): .{0,60}(?:file access denied|drive access denied|permission denied)/i,
    sample: 'ERROR Unable to initialize backend: file access denied', source: 'minio/minio:cmd/server-main.go',
    nearMiss: 'backend is initialised',
  },
  // ---- CoreDNS ----
  {
    name: 'coredns-file', kind: 'config-malformed', pattern: /(?<file>[\w./-]{0,100}Corefile):(?<line>\d{1,7}) - Error during parsing: (?<detail>(?:Unknown directive '(?<token>[^'\n]{1,80})')?[^\n]{0,160})/,
    sample: "/etc/coredns/Corefile:3 - Error during parsing: Unknown directive 'foo'", source: 'coredns/caddy:caddyfile/dispenser.go',
    nearMiss: '[INFO] plugin/reload: Running configuration SHA512 = 1',
  },
  {
    name: 'coredns-loop', kind: 'dns-loop', pattern: /plugin\/loop: (?<detail>Loop \([^)]{1,100}\) detected for zone "[^"]{1,60}"|Seen "HINFO IN [\d.]{1,60}" more than twice, loop detected)/,
    sample: '[FATAL] plugin/loop: Loop (127.0.0.1:55953 -> :1053) detected for zone ".", see https://coredns.io/plugins/loop#troubleshooting. Query: "HINFO 4547991504243258144.3688648895315093531."', source: 'coredns/coredns:plugin/loop/loop.go',
    nearMiss: '[INFO] plugin/ready: Still waiting on: "kubernetes"',
  },
  {
    name: 'coredns-nameless', kind: 'config-malformed', fields: { token: 'forward', detail: 'what forward names has no name servers, as a resolv.conf that names none (with dnsPolicy Default it is that of the node)' }, pattern: /\bplugin\/forward: no nameservers found/,
    sample: 'plugin/forward: no nameservers found', source: 'coredns/coredns:plugin/pkg/parse/host.go',
    nearMiss: '[ERROR] plugin/errors: 2 example.com. A: read udp 10.0.0.2:53: i/o timeout',
  },
  // ---- Mosquitto, memcached ----
  {
    name: 'mosquitto-config', kind: 'config-malformed', pattern: /(?<detail>(?:Unknown configuration variable|Invalid|Duplicate|Empty)[^\n]{0,20}? "(?<token>[^"\n]{1,100})")[^\n]{0,60}\n[^\n]{0,30}Error found at (?<file>\/[^\s:]{1,200}):(?<line>\d{1,7})/m,
    sample: '1795316647: Error: Unknown configuration variable "listner".\n1795316647: Error found at /mosquitto/config/mosquitto.conf:2.', source: 'case:file-mosquitto',
    nearMiss: 'Unknown configuration variable "x" is ignored\nall is well',
  },
  {
    name: 'kibana-root', kind: 'root-refused', fields: { program: 'kibana' }, pattern: /Kibana should not be run as root\b/,
    sample: 'Kibana should not be run as root.  Use --allow-root to continue.', source: 'elastic/kibana:src/setup_node_env',
    nearMiss: 'Kibana is run as user 1000',
  },
  {
    name: 'jupyter-root', kind: 'root-refused', fields: { program: 'jupyter' }, pattern: /Running as root is not recommended\. Use --allow-root to bypass/,
    sample: '[C 2023-09-18 01:57:37.913 ServerApp] Running as root is not recommended. Use --allow-root to bypass.', source: 'jupyter-server/jupyter_server:jupyter_server/serverapp.py',
    nearMiss: '[WARN] Running as root is not recommended. Use: docker run --user 1001:1001',
  },
  {
    // What it says of a worker that does not take pickle is a warning alone: "this is absolutely not recommended".
    name: 'celery-root', kind: 'root-refused', fields: { program: 'celery' }, pattern: /^If you really want to continue then you have to set the C_FORCE_ROOT$/,
    sample: 'If you really want to continue then you have to set the C_FORCE_ROOT', source: 'celery/celery:celery/platforms.py',
    nearMiss: "You're running the worker with superuser privileges: this is",
  },
  {
    name: 'cassandra-root', kind: 'root-refused', fields: { program: 'cassandra' }, pattern: /Running Cassandra as root user or group is not recommended - please start Cassandra/,
    sample: 'Running Cassandra as root user or group is not recommended - please start Cassandra using a different system user.', source: 'apache/cassandra:bin/cassandra',
    nearMiss: 'Running Cassandra as user cassandra',
  },
  {
    name: 'memcached-root', kind: 'root-refused', fields: { program: 'memcached' }, pattern: /^can't run as root without the -u switch/,
    sample: "can't run as root without the -u switch", source: 'case:cmd-memcached-root',
    nearMiss: "can't run as user nobody",
  },
  // ---- Envoy, Istio, Traefik ----
  {
    name: 'telegraf-plugin', kind: 'config-malformed', pattern: /(?:error )?loading config file (?<file>\/[^\s:]{1,300})(?: failed)?: (?<detail>[^\n]{0,120}?[Uu]ndefined but requested \w{1,20}: (?<token>[\w.]{1,80})|[^\n]{0,80}?(?:line (?<line>\d{1,7}): )?configuration specified the fields \["(?<token2>[\w.]{1,80})"[^\n]{0,160})/,
    sample: 'E! error loading config file /etc/telegraf/telegraf.conf: undefined but requested input: dockr', source: 'influxdata/telegraf:config/config.go',
    nearMiss: 'I! Loading config: /etc/telegraf/telegraf.conf',
  },
  {
    name: 'fluent-bit-property', kind: 'config-malformed', pattern: /(?<detail>unknown configuration property '(?<token>[\w.-]{1,80})'[^\n]{0,250})/,
    sample: "[2026/11/26 10:00:00] [error] [config] es: unknown configuration property 'Hosst'. The following properties are allowed: index, type, suppress_type_name, host", source: 'fluent/fluent-bit:src/flb_config_map.c',
    nearMiss: "[config] es: the configuration property 'Host' is set",
  },
  {
    name: 'fluent-bit-plugin', kind: 'config-malformed', pattern: /(?<detail>(?:[Ii]nput|[Ff]ilter|[Oo]utput|[Pp]arser|[Pp]rocessor) plugin '(?<token>[\w.-]{1,80})' cannot be loaded|section '[\w.-]{1,80}' tried to instance a plugin name that (?:doesn't exist|don't exists))/,
    sample: "[2026/11/26 10:00:00] [error] [config] section 'input' tried to instance a plugin name that doesn't exist", source: 'fluent/fluent-bit:src/flb_config.c',
    nearMiss: "input plugin 'tail' is loaded",
  },
  {
    name: 'vector-variable', kind: 'variable-missing', pattern: /Missing environment variable in config\. name = "(?<name>[A-Za-z_]\w{0,100})"/,
    sample: 'ERROR vector::cli: Configuration error. error=Missing environment variable in config. name = "ES_PASSWORD"', source: 'vectordotdev/vector:src/config/vars.rs',
    nearMiss: 'ERROR vector::cli: Configuration error. error=Input "apps" for sink "out" doesn\'t match any components.',
  },
  {
    name: 'vector-config', kind: 'config-malformed', pattern: /Configuration error\. error=(?!Missing environment variable)(?<detail>(?:unknown (?:variant|field) `(?<token>[\w.-]{1,80})`|Input "(?<token2>[\w.*-]{1,80})" for)?[^\n]{1,250})/,
    sample: 'ERROR vector::cli: Configuration error. error=Input "apps" for sink "out" doesn\'t match any components.', source: 'vectordotdev/vector:src/config/loading/mod.rs',
    nearMiss: 'ERROR vector::cli: Configuration error. error=Missing environment variable in config. name = "ES_PASSWORD"',
  },
  {
    name: 'gitea-root', kind: 'root-refused', fields: { program: 'gitea' }, pattern: /Gitea is not supposed to be run as root/,
    sample: '[F] Gitea is not supposed to be run as root. Sorry.', source: 'go-gitea/gitea:modules/setting/setting.go',
    nearMiss: 'Gitea is run as git',
  },
  {
    name: 'nextcloud-version', kind: 'data-version', pattern: /(?<detail>version of the data \((?<found>[\d.]{1,20})\) is higher than the docker image version \((?<wants>[\d.]{1,20})\))/,
    sample: "Can't start Nextcloud because the version of the data (28.0.1.1) is higher than the docker image version (27.1.5.1) and downgrading is not supported.", source: 'nextcloud/docker:docker-entrypoint.sh',
    nearMiss: 'Initializing nextcloud 27.1.5.1',
  },
  {
    name: 'ingress-service', kind: 'value-invalid', fields: { name: '--publish-service', expected: 'the namespace and name of a Service that exists' }, pattern: /No service with name (?<value>[\w.-]{1,250}) found(?: in namespace [\w-]{1,63})?: /,
    sample: 'F1126 10:00:00.123456       7 main.go:83] No service with name ingress-nginx-controller found in namespace default: services "ingress-nginx-controller" not found', source: 'kubernetes/ingress-nginx:cmd/nginx/main.go',
    nearMiss: 'Service ingress-nginx-controller is published',
  },
  {
    name: 'hasura-database', kind: 'variable-missing', fields: { name: 'HASURA_GRAPHQL_DATABASE_URL' }, pattern: /Required --metadata-database-url or connection details for Postgres database not available/,
    sample: '{"detail":{"info":{"code":"invalid-configuration","error":"Fatal Error: Required --metadata-database-url or connection details for Postgres database not available","internal":null,"path":"$"},"kind":"startup"},"level":"error","type":"startup"}', source: 'hasura/graphql-engine:server/src-lib/Hasura/App.hs',
    nearMiss: 'connection details for Postgres database are given',
  },
  {
    name: 'harbor-connect', kind: 'dependency-unreachable', pattern: /(?<detail>failed to connect to tcp:(?:\/\/)?(?<target>[\w.-]{1,250}:\d{1,5}) after \d{1,6} seconds)/,
    sample: '[FATAL] [/core/main.go:185]: failed to initialize database: failed to connect to tcp:harbor-database:5432 after 60 seconds', source: 'goharbor/harbor:src/common/utils/utils.go',
    nearMiss: 'failed to connect to tcp://harbor-database:5432, retry after 2 seconds',
  },
  {
    name: 'varnish-backend', kind: 'name-unresolved', pattern: /Backend host '"?(?<host>[\w.-]{1,250})(?::\d{1,5})?"?' could not be resolved to an IP address/,
    sample: "Backend host '\"apii\"' could not be resolved to an IP address:", source: 'varnishcache/varnish-cache:lib/libvcc/vcc_utils.c',
    nearMiss: "Backend host '\"api\"' resolves to too many addresses.",
  },
  {
    name: 'squid-line', kind: 'config-malformed', pattern: /(?<detail>Bungled (?<file>\/\S{1,300}) line (?<line>\d{1,7}): [^\n]{1,200})/,
    sample: '2026/11/26 10:00:00| FATAL: Bungled /etc/squid/squid.conf line 2: acl localnet srcc 10.0.0.0/8', source: 'squid-cache/squid:src/cache_cf.cc',
    nearMiss: '2026/11/26 10:00:00| Processing Configuration File: /etc/squid/squid.conf (depth 0)',
  },
  {
    name: 'pgbouncer-line', kind: 'config-malformed', pattern: /(?<detail>(?:invalid value|unknown parameter|unrecognized|syntax error|unknown section)[^\n]{1,160}?) in configuration \((?<file>\/[^\s:()]{1,300}):(?<line>\d{1,7})\)/,
    sample: 'ERROR invalid value "scram-sha256" for parameter auth_type in configuration (/etc/pgbouncer/pgbouncer.ini:4)', source: 'pgbouncer/pgbouncer:src/main.c',
    nearMiss: 'LOG kernel file descriptor limit: 1048576 (hard: 1048576)',
  },
  {
    name: 'vsftpd', kind: 'config-malformed', pattern: /500 OOPS: (?<detail>(?:unrecognised variable|bad (?:bool|numeric) value|missing value)[\w ]{0,30} in config file(?: for)?: (?<token>\w{1,80}))/,
    sample: '500 OOPS: unrecognised variable in config file: anonymus_enable', source: 'vsftpd/vsftpd:parseconf.c',
    nearMiss: '500 OOPS: vsftpd: refusing to run with writable root inside chroot()',
  },
  {
    name: 'vault-answer', kind: 'http-error', pattern: /^URL: [A-Z]{3,7} (?<url>https?:\/\/\S{1,300})\nCode: (?<status>[45]\d\d)\. Errors:/m,
    sample: 'URL: PUT http://vault:8200/v1/auth/kubernetes/login\nCode: 403. Errors:\n\n* permission denied', source: 'hashicorp/vault:api/response.go',
    nearMiss: 'URL: PUT http://vault:8200/v1/auth/kubernetes/login\nCode: 200.',
  },
  {
    // Whether it is there is all that it looks at (realpath).
    name: 'envoy-path', kind: 'file-missing', pattern: /error initializing config(?:uration)? '[^'\n]{0,300}': (?:Invalid path|unable to read file): (?<path>\/[^\s:]{1,300})/,
    sample: "error initializing configuration '/etc/envoy/envoy.yaml': Invalid path: /etc/envoy/envoy.yaml", source: 'envoyproxy/envoy:source/common/filesystem/posix/filesystem_impl.cc',
    nearMiss: "error initializing configuration '/etc/envoy/envoy.yaml': route: unknown cluster 'apl'",
  },
  {
    name: 'envoy-field', kind: 'config-malformed', pattern: /error initializing configuration '(?<file>[^']{1,200})': [^\n]{0,600}?\bno such field: '(?<token>[\w.]{1,80})'/,
    sample: "error initializing configuration '/etc/envoy/envoy.yaml': Protobuf message (type envoy.config.bootstrap.v3.Bootstrap reason INVALID_ARGUMENT: invalid JSON in envoy.config.bootstrap.v3.Bootstrap @ static_resources: message envoy.config.bootstrap.v3.Bootstrap.StaticResources, near 1:20 (offset 19): no such field: 'listners') has unknown fields", source: 'protocolbuffers/protobuf:src/google/protobuf/json/internal/parser.cc',
    nearMiss: "error initializing configuration '/etc/envoy/envoy.yaml': route: unknown cluster 'apl'",
  },
  {
    name: 'keycloak-value', kind: 'value-invalid', pattern: /Invalid value for option '(?<name>[\w-]{1,80})': (?<value>\S{1,120})\. Expected values are: (?<expected>[\w, -]{1,300})/,
    sample: "Invalid value for option 'KC_DB': postgresql. Expected values are: dev-file, dev-mem, mariadb, mssql, mysql, oracle, postgres", source: 'keycloak/keycloak:quarkus/runtime/src/main/java/org/keycloak/quarkus/runtime/configuration/mappers/PropertyMapper.java',
    nearMiss: "Unknown option: '--db-ulr'",
  },
  {
    name: 'loki-config', kind: 'config-rejected', pattern: /CONFIG ERROR: (?<detail>[^\n\\.]{1,300})/,
    sample: 'level=error msg="validating config" err="MULTIPLE CONFIG ERRORS FOUND, PLEASE READ CAREFULLY\\nCONFIG ERROR: schema v13 is required to store Structured Metadata and use native OTLP ingestion, your schema version is v11."', source: 'grafana/loki:pkg/loki/loki.go',
    nearMiss: 'MULTIPLE CONFIG ERRORS FOUND, PLEASE READ CAREFULLY',
  },
  {
    name: 'consul-config', kind: 'config-malformed', pattern: /failed to parse (?<file>\/[^\s:]{1,300}): \d{1,3} errors? occurred:\n\s{0,8}\* (?<detail>(?:invalid config key (?<token>[\w.]{1,80})|[^\n]{1,200}))/m,
    sample: '==> failed to parse /consul/config/server.json: 1 error occurred:\n\t* invalid config key datacentre', source: 'hashicorp/consul:agent/config/config.go',
    nearMiss: '==> failed to parse /consul/config/server.json: EOF',
  },
  {
    name: 'envoy-config', kind: 'config-malformed', pattern: /error initializing configuration '(?<file>[^']{1,200})': (?<detail>[^\n]{1,250})/,
    sample: "error initializing configuration '/etc/envoy/envoy.yaml': Unable to parse JSON as proto (INVALID_ARGUMENT: invalid name foo: Cannot find field.): {\"foo\":1}", source: 'envoyproxy/envoy:source/server/server.cc',
    nearMiss: "initializing epoch 0 (base id=0, hot restart version=11.104)",
  },
  {
    name: 'envoy-bind', kind: 'port-in-use', pattern: /cannot bind '(?<bind>[^']{1,100})': Address already in use/,
    sample: "error adding listener '0.0.0.0:10000': cannot bind '0.0.0.0:10000': Address already in use", source: 'envoyproxy/envoy:source/common/network/listen_socket_impl.cc',
    nearMiss: "cannot bind '0.0.0.0:80': Permission denied",
  },
  {
    name: 'dnsmasq-denied', kind: 'port-privileged', pattern: /dnsmasq(?:\[\d{1,7}\])?: failed to create listening socket for port (?<port>\d{1,5}): Permission denied/,
    sample: 'dnsmasq: failed to create listening socket for port 53: Permission denied', source: 'imp/dnsmasq:src/network.c (die)',
    nearMiss: 'dnsmasq: failed to create listening socket for port 53: Address family not supported by protocol',
  },
  {
    name: 'dnsmasq-in-use', kind: 'port-in-use', pattern: /dnsmasq(?:\[\d{1,7}\])?: failed to create listening socket for port (?<port>\d{1,5}): Address already in use/,
    sample: 'dnsmasq: failed to create listening socket for port 53: Address already in use', source: 'imp/dnsmasq:src/network.c (die)',
    nearMiss: 'dnsmasq: using nameserver 10.0.0.2#53',
  },
  {
    name: 'envoy-bind-denied', kind: 'port-privileged', pattern: /cannot bind '(?<bind>[^']{1,100})': Permission denied/,
    sample: "error adding listener '0.0.0.0:80': cannot bind '0.0.0.0:80': Permission denied", source: 'envoyproxy/envoy:source/common/network/listen_socket_impl.cc',
    nearMiss: "cannot bind '0.0.0.0:10000': Address already in use",
  },
  {
    name: 'traefik-flag', kind: 'flag-unknown', pattern: /command traefik error: failed to decode configuration from flags: field not found, node: (?<flag>[\w-]{1,60})/,
    sample: 'command traefik error: failed to decode configuration from flags: field not found, node: trace', source: 'traefik/traefik:cmd/traefik/traefik.go',
    nearMiss: 'command traefik error: failed to decode configuration from file: field not found, node: trace',
  },
  {
    name: 'traefik-config', kind: 'config-malformed', pattern: /(?<detail>command traefik error: (?:failed to decode configuration from (?:flags: (?!field not found)|file: |environment variables: )[^\n]{1,160}|field not found, node: (?<token>\S{1,60})|yaml: [^\n]{1,120}|toml: [^\n]{1,120}))/,
    sample: 'command traefik error: failed to decode configuration from file: field not found, node: foo', source: 'traefik/traefik:cmd/traefik/traefik.go',
    nearMiss: 'Configuration loaded from flags.',
  },
];
