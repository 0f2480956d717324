/** Lines that only follow from a fault: what a wrapper, a supervisor or a shutdown says after it. They never decide. */

export interface Consequence {
  pattern: RegExp;
  /** A real line, and where it is from; see phrase.ts. */
  sample: string;
  source: string;
}

export const CONSEQUENCES: readonly Consequence[] = [
  { pattern: /^(?:\[\d+\] )?(?:\[INFO\] )?Worker exiting \(pid: \d+\)/, sample: 'Worker exiting (pid: 7)', source: 'case:dep-selector' },
  { pattern: /^(?:\[\d+\] )?Shutting down: Master/, sample: 'Shutting down: Master', source: 'case:dep-selector' },
  { pattern: /Reason: (?:Worker|App) failed to (?:boot|load)/, sample: 'Reason: Worker failed to boot.', source: 'case:dep-selector' },
  { pattern: /^Exception in worker process$/, sample: 'Exception in worker process', source: 'case:dep-selector' },
  { pattern: /Fatal errors found in configuration\./, sample: '[ALERT]    (1) : config : Fatal errors found in configuration.', source: 'case:file-haproxy' },
  { pattern: /Error\(s\) found in configuration file/, sample: '[ALERT]    (1) : config : Error(s) found in configuration file : /usr/local/etc/haproxy/haproxy.cfg', source: 'case:file-haproxy' },
  { pattern: /Failed to initialize server\(s\) addr\./, sample: '[ALERT]    (1) : config : Failed to initialize server(s) addr.', source: 'case:dep-haproxy-resolve' },
  { pattern: /^Could not create the Java Virtual Machine\./, sample: 'Error: Could not create the Java Virtual Machine.', source: 'case:flag-java' },
  { pattern: /^Could not read from remote repository\.$/, sample: 'fatal: Could not read from remote repository.', source: 'git/git:connect.c' },
  { pattern: /^(?:tar: )?Error is not recoverable: exiting now$/, sample: 'tar: Error is not recoverable: exiting now', source: 'run:tar 1.34' },
  // The instrument library has said above which jar it could not open (InvocationAdapter.c).
  { pattern: /^agent library failed (?:to init|Agent_OnLoad): instrument$/, sample: 'agent library failed to init: instrument', source: 'openjdk/jdk:src/hotspot/share/prims/jvmtiAgent.cpp' },
  // The debug agent has said above what its transport met with.
  { pattern: /^JDWP Transport \w+ failed to initialize, TRANSPORT_INIT\b/, sample: 'ERROR: JDWP Transport dt_socket failed to initialize, TRANSPORT_INIT(510)', source: 'openjdk/jdk:src/jdk.jdwp.agent/share/native/libjdwp/transport.c' },
  { pattern: /^JDWP exit error AGENT_ERROR_TRANSPORT_INIT\b/, sample: 'JDWP exit error AGENT_ERROR_TRANSPORT_INIT(197): No transports initialized [./src/jdk.jdwp.agent/share/native/libjdwp/debugInit.c:744]', source: 'openjdk/jdk:src/jdk.jdwp.agent/share/native/libjdwp/debugInit.c' },
  { pattern: /^A fatal exception has occurred\. Program will exit\./, sample: 'Error: A fatal exception has occurred. Program will exit.', source: 'case:flag-java' },
  { pattern: /^Can't connect to \('/, sample: "[2026-11-22 03:51:13 +0000] [31610] [ERROR] Can't connect to ('127.0.0.1', 15499)", source: 'run:gunicorn 23' },
  { pattern: /^Aborting$/, sample: '[ERROR] Aborting', source: 'case:file-mariadb' },
  // Which operation on which file failed, and of what, Kafka has said before.
  { pattern: /^Shutdown broker because all log dirs in \S.{0,300} have failed\b|\bbecause the log dir(?:ectory)? has failed\b/, sample: '[2026-01-02 03:04:05,124] ERROR Shutdown broker because all log dirs in /var/lib/kafka/data have failed (kafka.log.LogManager)', source: 'apache/kafka:core/src/main/scala/kafka/log/LogManager.scala' },
  // Gradle runs the program as a task of its own.
  { pattern: /^(?:BUILD FAILED in (?:\d{1,3}(?:h|ms?|s) ?){1,3}|FAILURE: Build failed with an exception\.|Execution failed for task ':[\w:-]{1,100}'\.|> Process 'command '[^']{1,300}'' finished with non-zero exit value \d{1,3}.{0,80})$/, sample: "> Process 'command '/opt/java/openjdk/bin/java'' finished with non-zero exit value 1", source: 'gradle/gradle:platforms/core-runtime/process-services/src/main/java/org/gradle/process/internal/DefaultExecHandle.java' },
  // What PM2 says of itself (Trace: …, Cannot find …) is none of these.
  { pattern: /^(?:PM2 {1,20}\| )?(?:\d{4}-\d\d-\d\dT[\d:]{8}: )?(?:PM2 (?:log|error): )?(?:App \[[^\]]{1,80}:\d{1,6}\] (?:exited with code \[|starting in -|online$)|App name:\S{1,80} id:\d{1,6} disconnected$|Script \S{1,300} had too many unstable restarts \(|\d{1,4} applications? online, retry = \d|Stopping app:\S{1,80} id:\d|app=\S{1,80} id=\d{1,6} does not have a pid$|PM2 successfully stopped$|pid=\d{1,9} msg=process killed$)/, sample: '2026-11-28T06:36:57: PM2 error: app=s id=0 does not have a pid', source: 'run:pm2 7.0.4' },
  { pattern: /^npm (?:ERR!|error)(?: |$)/, sample: 'npm ERR! code ELIFECYCLE', source: 'npm/cli:lib/utils/error-message.js' },
  { pattern: /^Aborted(?: \(core dumped\))?$/, sample: 'Aborted', source: 'case:app-abort' },
  // A shell says so of what it ran; which words it had before, it does not know.
  { pattern: /^[\w./-]{1,100}: (?:line )?\d{1,7}: {1,6}\d{1,7} Aborted(?: {2,60}\S[^\n]{0,200}| \(core dumped\)[^\n]{0,200})?$/, sample: 'start.sh: line 3:     7 Aborted                 node server.js', source: 'run:bash 5.2.15' },
  { pattern: /^Fatal error loading the DB(?:: Invalid argument|, check server logs)/, sample: '1:M 22 Nov 2026 03:09:44.700 # Fatal error loading the DB: Invalid argument. Exiting.', source: 'case:vol-corrupt-redis' },
  { pattern: /^Application startup failed\. Exiting\./, sample: 'ERROR:    Application startup failed. Exiting.', source: 'run:uvicorn 0.35' },
  { pattern: /Some protocols failed to start their listeners! Exiting\./, sample: '[ALERT]    (18431) : [haproxy.main()] Some protocols failed to start their listeners! Exiting.', source: 'run:haproxy 2.6.12' },
  { pattern: /still could not bind\(\)$/, sample: '2026/11/22 03:07:20 [emerg] 17441#17441: still could not bind()', source: 'run:nginx 1.22.1' },
  { pattern: /^no listening sockets available, shutting down$/, sample: 'no listening sockets available, shutting down', source: 'run:apache 2.4.71' },
  { pattern: /^AH000(?:15: Unable to open logs|14: Configuration check failed)/, sample: 'AH00015: Unable to open logs', source: 'run:apache 2.4.71' },
  { pattern: /^Failed listening on port \d{1,5} \(\w{3}\), aborting\./, sample: '30206:M 22 Nov 2026 03:50:55.724 # Failed listening on port 16390 (TCP), aborting.', source: 'run:redis-server 7.0.15' },
  { pattern: /^Failed to configure TLS\. Check logs for more info/, sample: '30233:M 22 Nov 2026 03:50:55.939 # Failed to configure TLS. Check logs for more info.', source: 'run:redis-server 7.0.15' },
  { pattern: /^Critical error while loading ACLs\. Exiting\.$/, sample: '9900:M 26 Nov 2026 23:56:03.563 # Critical error while loading ACLs. Exiting.', source: 'run:redis-server 7.0.15' },
  // Debian's build refuses these two of its own along with any other option.
  { pattern: /^\S{0,100}node: bad option: --harmony-import-(?:assertions|attributes)$/, sample: 'node: bad option: --harmony-import-attributes', source: 'run:node 18.20.4' },
  { pattern: /^Can't load module from \S+: server aborting/, sample: "30216:M 22 Nov 2026 03:50:55.898 # Can't load module from /no.so: server aborting", source: 'run:redis-server 7.0.15' },
  { pattern: /^Worker \(pid:\d+\) exited with code \d+/, sample: '[2026-11-22 03:51:08 +0000] [31578] [ERROR] Worker (pid:31600) exited with code 4.', source: 'run:gunicorn 23' },
  { pattern: /^(?:configuration file "[^"]+" contains errors|could not load (?:\/\S{0,200})?pg_hba\.conf)$/, sample: '2026-11-22 03:50:57.938 UTC [30425] FATAL:  could not load pg_hba.conf', source: 'run:postgres 15.18' },
  { pattern: /^database files are incompatible with server$/, sample: '2026-11-22 03:50:58.233 UTC [30495] FATAL:  database files are incompatible with server', source: 'run:postgres 15.18' },
  { pattern: /^could not create any TCP\/IP sockets$/, sample: '2026-11-22 03:50:57.845 UTC [30413] FATAL:  could not create any TCP/IP sockets', source: 'run:postgres 15.18' },
  { pattern: /^(?:database system is shut down|terminating any other active server processes|startup process \(PID \d+\) was terminated by signal 6)/, sample: '2026-11-22 03:51:06.535 UTC [31296] LOG:  terminating any other active server processes', source: 'run:postgres 15.18' },
  { pattern: /^BEGIN failed--compilation aborted at |^Execution of \S+ aborted due to compilation errors\.$/, sample: 'BEGIN failed--compilation aborted at -e line 1.', source: 'run:perl 5.36.0' },
  { pattern: /^exit status \d{1,3}$/, sample: 'exit status 3', source: 'run:go 1.26.8' },
  { pattern: /^Could not open mysql\.plugin table/, sample: '2026-11-22  3:19:28 0 [ERROR] Could not open mysql.plugin table: "Unknown storage engine \'Aria\'". Some plugins may be not loaded', source: 'run:mariadb 10.11.19' },
  { pattern: /^error received after stop sequence was engaged\b/, sample: '{"level":"error","ts":"2026-11-26T05:30:03Z","msg":"error received after stop sequence was engaged","error":"leader election lost"}', source: 'kubernetes-sigs/controller-runtime:pkg/manager/internal.go' },
  { pattern: /^failed to post process the configuration$/, sample: '[22-Nov-2026 00:00:00] ERROR: failed to post process the configuration', source: 'php/php-src:sapi/fpm/fpm/fpm_conf.c' },
  { pattern: /^FPM initialization failed$/, sample: '[22-Nov-2026 00:00:00] ERROR: FPM initialization failed', source: 'php/php-src:sapi/fpm/fpm/fpm.c' },
  { pattern: /^Fatal consumer exception; stopping container$/, sample: '2026-11-26T10:00:00.400Z ERROR 1 --- [ntainer#0-0-C-1] o.s.k.l.KafkaMessageListenerContainer    : Fatal consumer exception; stopping container', source: 'spring-projects/spring-kafka:spring-kafka/src/main/java/org/springframework/kafka/listener/KafkaMessageListenerContainer.java' },
  { pattern: /^cannot load config file$/, sample: '2026-11-26 10:00:00.123 UTC [1] FATAL cannot load config file', source: 'pgbouncer/pgbouncer:src/main.c' },
  { pattern: /^(?:\[config\] )?[Cc]onfiguration file contains errors[.,] [Aa]borting\.?$/, sample: '[2026/11/26 10:00:00] [error] configuration file contains errors, aborting.', source: 'fluent/fluent-bit:src/fluent-bit.c' },
  { pattern: /^(?:\[engine\] )?(?:output|input|filter) initialization failed$/, sample: '[2026/11/26 10:00:00] [error] [engine] output initialization failed', source: 'fluent/fluent-bit:src/flb_engine.c' },
  { pattern: /^Error generating configuration in phase \w+$/, sample: '10:00:00.000 [error] Error generating configuration in phase transform_datatypes', source: 'Kyorai/cuttlefish:src/cuttlefish_escript.erl' },
  { pattern: /^(?:\[[^\]]{1,80}\] )?(?:- )?Exiting JVM with code \d{1,3}$/, sample: '2026-11-26 10:00:00,126 [myid:] - ERROR [main:o.a.z.u.ServiceUtils@42] - Exiting JVM with code 2', source: 'apache/zookeeper:zookeeper-server/src/main/java/org/apache/zookeeper/util/ServiceUtils.java' },
  { pattern: /^Exiting Kafka\. \(/, sample: '[2026-11-26 15:46:31,191] ERROR Exiting Kafka. (kafka.Kafka$)', source: 'apache/kafka:core/src/main/scala/kafka/server/KafkaServerStartable.scala' },
  { pattern: /^(?:ERROR: )?(?:Elasticsearch|OpenSearch) did not exit normally - check the logs at /, sample: 'ERROR: Elasticsearch did not exit normally - check the logs at /usr/share/elasticsearch/logs/docker-cluster.log', source: 'elastic/elasticsearch:server/src/main/java/org/elasticsearch/bootstrap/Bootstrap.java' },
  // What it could not open stands above.
  { pattern: /^(?:\d+ )?(?:\[ERROR\] )?(?:\[MY-010952\] )?(?:\[Server\] )?The privilege system failed to initialize correctly\./, sample: "2026-11-26T10:38:15.869000Z 0 [ERROR] [MY-010952] [Server] The privilege system failed to initialize correctly. For complete instructions on how to upgrade MySQL to a new version please see the 'Upgrading MySQL' section from the MySQL manual.", source: 'mysql/mysql-server:share/messages_to_error_log.txt' },
  // fassert with the storage engine's status, which it has written itself above.
  { pattern: /^(?:Terminating\.|Reason): \d{1,4}: /, sample: '{"t":{"$date":"2026-11-26T10:08:59.110+00:00"},"s":"F","c":"STORAGE","id":28595,"ctx":"initandlisten","msg":"Terminating.","attr":{"reason":"1: Operation not permitted"}}', source: 'mongodb/mongo:src/mongo/db/storage/wiredtiger/wiredtiger_kv_engine.cpp' },
  // fassertFailed: the line above has the reason.
  { pattern: /^(?:Fatal [Aa]ssertion\b|Terminating due to error from WiredTiger$|\n{0,2}\*{3}aborting after fassert\(\) failure)/, sample: '{"t":{"$date":"2026-11-26T10:08:59.110+00:00"},"s":"F","c":"ASSERT","id":23091,"ctx":"initandlisten","msg":"Fatal assertion","attr":{"msgid":28595,"file":"src/mongo/db/storage/wiredtiger/wiredtiger_kv_engine.cpp","line":1123}}', source: 'mongodb/mongo:src/mongo/util/assert_util.cpp' },
  { pattern: /^(?:Failed to start server in|Unexpected error when starting the server in) \(\w{1,40}\) mode/, sample: 'ERROR: Failed to start server in (production) mode', source: 'keycloak/keycloak:quarkus/runtime/src/main/java/org/keycloak/quarkus/runtime/cli/ExecutionExceptionHandler.java' },
  { pattern: /^For more details run the same command passing the '--verbose' option\./, sample: "2026-11-26 04:32:07,232 ERROR [org.keycloak.quarkus.runtime.cli.ExecutionExceptionHandler] (main) For more details run the same command passing the '--verbose' option. Also you can use '--help' to see the details about the usage of the particular command.", source: 'keycloak/keycloak:quarkus/runtime/src/main/java/org/keycloak/quarkus/runtime/cli/ExecutionExceptionHandler.java' },
  { pattern: /^WSREP: wsrep::connect\([^)]{0,200}\) failed: \d{1,3}/, sample: '2026-11-26  0:04:03 0 [ERROR] WSREP: wsrep::connect(gcomm://) failed: 7', source: 'MariaDB/server:sql/wsrep_mysqld.cc' },
  { pattern: /^(?:Data Dictionary initialization failed|Failed to initialize DD Storage Engine|Plugin initialization aborted\b)/, sample: '2026-11-26T03:20:27.124661Z 0 [ERROR] [MY-010020] [Server] Data Dictionary initialization failed.', source: 'mysql/mysql-server:share/messages_to_error_log.txt' },
  { pattern: /^(?:Plugin '\w+' registration as a STORAGE ENGINE failed\.|Failed to initialize plugins\.|InnoDB: Plugin initialization aborted)/, sample: "2026-11-22  3:19:28 0 [ERROR] Plugin 'InnoDB' registration as a STORAGE ENGINE failed.", source: 'run:mariadb 10.11.19' },
  // The server's default engine, which has told above why it does not come up.
  { pattern: /^Unknown\/unsupported storage engine: InnoDB$/, sample: '2026-11-27 10:00:00 0 [ERROR] Unknown/unsupported storage engine: InnoDB', source: 'MariaDB/server:sql/mysqld.cc' },
  { pattern: /^(?:\[MY-\d{6}\] )?(?:\[Server\] )?--initialize specified but the data directory exists and is not writable\b/, sample: '2026-11-27T10:00:00.100000Z 0 [ERROR] [MY-010460] [Server] --initialize specified but the data directory exists and is not writable. Aborting.', source: 'mysql/mysql-server:share/messages_to_error_log.txt' },
  // linkerd2-proxy-init: the command that failed, and its words, stand above.
  { pattern: /^[Aa]borting firewall configuration$/, sample: 'time="2026-11-27T10:00:00Z" level=error msg="aborting firewall configuration"', source: 'linkerd/linkerd2-proxy-init:iptables/iptables.go' },
  // What the parts of a program meet with that are told to stop, or whose connections are closed, as it ends.
  { pattern: /(?:^|: )context canceled$/, sample: '{"level":"error","ts":"2026-11-25T19:59:49Z","msg":"consumer stopped","error":"context canceled"}', source: 'golang/go:src/context/context.go' },
  { pattern: /(?:^|: )http: Server closed$/, sample: 'time="2026-11-25T19:59:49Z" level=error msg="http: Server closed"', source: 'golang/go:src/net/http/server.go' },
  { pattern: /: use of closed network connection$/, sample: '{"level":"error","msg":"accept failed","error":"accept tcp [::]:8080: use of closed network connection"}', source: 'golang/go:src/internal/poll/fd.go' },
  { pattern: /(?:^|: )sql: database is closed$/, sample: '{"level":"error","msg":"flush failed","error":"sql: database is closed"}', source: 'golang/go:src/database/sql/sql.go' },
  { pattern: /(?:^|: )redis: client is closed$/, sample: '{"level":"error","msg":"heartbeat failed","error":"redis: client is closed"}', source: 'redis/go-redis:internal/pool/pool.go' },
  { pattern: /\bgrpc: the client connection is closing$/, sample: '{"level":"error","msg":"watch ended","error":"rpc error: code = Canceled desc = grpc: the client connection is closing"}', source: 'grpc/grpc-go:clientconn.go' },
  { pattern: /(?:^|: )Cannot use a pool after calling end on the pool$/, sample: '[19:59:49] ERROR: flush failed: Cannot use a pool after calling end on the pool', source: 'brianc/node-postgres:packages/pg-pool/index.js' },
  { pattern: /(?:^|: )Event loop is closed$/, sample: '2026-11-25 19:59:49,939 ERROR app: flush failed: Event loop is closed', source: 'python/cpython:Lib/asyncio/base_events.py' },
  { pattern: /(?:^|: )cannot schedule new futures after (?:interpreter )?shutdown$/, sample: 'RuntimeError: cannot schedule new futures after shutdown', source: 'python/cpython:Lib/concurrent/futures/thread.py' },
  { pattern: /^(?:asyncio\.(?:exceptions\.)?)?CancelledError(?:: ?)?$/, sample: 'asyncio.exceptions.CancelledError', source: 'python/cpython:Lib/asyncio/exceptions.py' },
  { pattern: /^java\.lang\.InterruptedException(?:: (?:sleep interrupted)?)?$/, sample: 'java.lang.InterruptedException: sleep interrupted', source: 'openjdk/jdk:src/hotspot/share/prims/jvm.cpp' },
  { pattern: /^java\.lang\.IllegalStateException: Shutdown in progress$/, sample: 'java.lang.IllegalStateException: Shutdown in progress', source: 'openjdk/jdk:src/java.base/share/classes/java/lang/ApplicationShutdownHooks.java' },
  { pattern: /^error Command failed with exit code \d{1,3}\.$/, sample: 'error Command failed with exit code 1.', source: 'yarnpkg/yarn:src/reporters/lang/en.js' },
  { pattern: /^script "[^"]{1,100}" (?:exited with code \d{1,3}|was terminated by signal \w{1,20})/, sample: 'error: script "start" exited with code 1', source: 'oven-sh/bun:src/cli/run_command.zig' },
];

export const isConsequence = (said: string): boolean => CONSEQUENCES.some(({ pattern }) => pattern.test(said));

/** Words that say that it failed and not why: one of these, with no more behind it than that it ends. */
const HOLLOW_WORDS: readonly RegExp[] = [
  /fatal(?: error)?|error|failed|exiting|aborting|shutting down|bailing out|giving up/,
  /[\w .'-]{0,60}\b(?:encountered|had|hit) an? (?:unexpected|unhandled|unknown|fatal) (?:error|exception|problem)(?:\. Please .{0,200})?/,
  /(?:application|app|server|service|process|program|startup|start|boot|init|initiali[sz]ation|setup)s?(?: run| start| startup| boot)? (?:has )?(?:failed|crashed|aborted|exited|terminated|stopped|error)/,
  /(?:(?:failed|unable) to|could not|cannot|can't) (?:start|boot|initiali[sz]e|run|launch)(?: (?:the )?(?:application|app|server|service|process|program|worker|manager|system))?/,
  /(?:❌ |✖ )?(?:invalid|incorrect|bad|missing) (?:environment|env|configuration|config)(?: variables?| vars?)?/,
  /(?:\w{1,20} )?(?:database |db )?migrations? (?:has |have )?failed(?: to (?:run|apply))?/,
  /(?:environment|env|config(?:uration)?|settings) (?:validation (?:failed|error)|(?:is|are) (?:invalid|incomplete|not complete|not valid|wrong))/,
  /(?:(?:failed|unable) to|could not|cannot|can't) (?:connect|open|reach|ping)(?: to)? (?:the |a )?(?:database|db|postgres(?:ql)?|mysql|redis|mongo(?:db)?|rabbitmq|kafka|broker|cache|server|backend)(?: connection)?/,
  /error establishing a database connection/,
  // The settings that cuttlefish offers for one that it does not know (Kyorai/cuttlefish:src/cuttlefish_error.erl), and what Erlang calls its processes.
  /did you mean one of these\?/,
  /[a-z]{2,30}(?:_[a-z]{2,30}){1,8}(?:\.[a-z_$]{2,60}){1,8}/,
  /<\d+\.\d+\.\d+>/,
  /(?:shutting down|exiting|aborting|terminating|stopping|quitting)(?: (?:the )?(?:process|program|service|application|app|startup|server))?(?: (?:due to|because of|after|on) (?:a |an |the )?(?:(?:fatal|previous|above|unrecoverable|startup|earlier) )?(?:errors?|failures?))?/,
  /(?:exiting|terminating|quitting|stopping) with (?:exit )?(?:status|code)(?: of)?:? \d{1,3}/,
  /(?:not all|some|one or more) (?:of the )?(?:required )?(?:dependencies|services|checks|components)(?: are| is| have| has| were)?(?: not)? (?:un)?(?:healthy|ready|available|passed|failed)/,
  /max(?:imum)?(?: number of)?(?: \w{1,20}){0,2} (?:attempts|retries|tries)(?: has been| were| was)? (?:reached|exceeded)/,
  // The JVM's reason stands in the line before it, or in the one after it.
  /error occurred during initiali[sz]ation of (?:VM|boot layer)/,
  /(?:error|failure|problem) (?:during|while|on|at|in) (?:startup|start|boot|init|initiali[sz]ation|starting|booting|running)(?: (?:the )?(?:application|app|server|service|process|manager))?/,
];
const HOLLOW = new RegExp(
  `^(?:[\\w.-]{1,40}: ?)?(?:${HOLLOW_WORDS.map(({ source }) => source).join('|')})[\\s.!:,…]*(?:(?:exiting|aborting|giving up|shutting down|terminating)(?: (?:process|now))?|see above|see logs?|(?:the )?(?:server|program|process|app(?:lication)?) will (?:exit|stop|quit))?[\\s.!…]*$`,
  'i',
);

/** Exceptions that say that a client gave up, and not of what: that stands before them. */
const GIVING_UP: readonly RegExp[] = [
  /^(?:[\w.]{0,60}: )?(?:MaxRetriesPerRequestError: )?Reached the max retries per request limit/, // redis/ioredis:lib/errors/MaxRetriesPerRequestError.ts
  /^(?:subprocess\.)?CalledProcessError: Command .{1,400} (?:returned non-zero exit status \d|died with )/, // python/cpython:Lib/subprocess.py: the other program has said why
  /^nats\.errors\.NoServersError: /, // nats-io/nats.py:nats/errors.py
  /^(?:undefined)?: Unable to create mmap-ed active query log$/, // prometheus/prometheus:promql/query_logger.go
  /^PostgreSQL process exited with errors\b/, // cloudnative-pg/cloudnative-pg:internal/cmd/manager/instance/run/lifecycle/run.go
  /^(?:<[\d.]{3,20}> )?CRASH REPORT Process <[\d.]{3,20}>/, // erlang-lager/lager:src/error_logger_lager_h.erl: what the process met with it has mostly said itself
  /^Unable to initialize backend: Unable to write to the backend$/, // minio/minio:cmd/server-main.go: the drive has said above what it was refused
  /^RuntimeError: Engine (?:process failed to start|core initialization failed)\. See (?:stack trace|root cause)/, // vllm-project/vllm:vllm/entrypoints/openai/api_server.py, vllm/v1/utils.py
  /DBConnection\.ConnectionError\)? ?:? ?connection not available and request was dropped from queue/, // elixir-ecto/db_connection:lib/db_connection.ex: why no connection came about was logged at each attempt
  /no usable database connection found$/, // temporalio/temporal:common/persistence/sql/sqlplugin/db_handle.go: each try to connect has said why
  /Unable to determine Dialect without JDBC metadata/, // hibernate/hibernate-orm:…/DialectFactoryInitiator: the connection failed before
];

export const isGivingUp = (said: string): boolean => GIVING_UP.some((pattern) => pattern.test(said));

/** That it tries no more: "giving up on the queue", "failed to connect after 5 attempts", "retries exhausted". A reason would stand behind a colon. */
const NO_MORE =
  /^[^:=]{0,80}\b(?:giving|gave|given) up\b[^:=]{0,60}$|^[^:=]{0,80}\b(?:after|in) \d{1,4} (?:attempts|tries|retries)\b[^:=]{0,20}$|^[^:=]{0,40}\b(?:retries|attempts) (?:are )?(?:exhausted|exceeded|used up)\b[^:=]{0,40}$/i;

/** What winston's simple form writes behind each line. */
const META = / \{"[^{}]{0,200}\}$/;

export const isHollow = (message: string): boolean => {
  const words = message.trim().replace(META, '');
  return words === '' || isGivingUp(message) || HOLLOW.test(words) || NO_MORE.test(words);
};

/** What a server says of one caller's request; it goes on serving. */
const PER_REQUEST = /http: TLS handshake error from|while (?:connecting to upstream|reading response header from upstream|SSL handshaking)|no live upstreams|client intended to send too large body/;
/** Programs that only watch: that they are not reached stops nobody. */
const WATCHER = /open ?telemetry|\botel|\botlp\b|jaeger|zipkin|statsd|\bddtrace\b|datadog|\bdd-trace\b|sentry|newrelic|new relic|telemetry|pyroscope|bugsnag|\bexport(?:ing|er)? (?:batch|spans?|traces?|metrics?)/i;

export const isWatcher = (said: string): boolean => WATCHER.test(said) || PER_REQUEST.test(said);

/** What a program opens beside its own port, for those who watch it; it may be up long before the program is. */
export const SIDE = /\b(?:metrics?|prometheus|pprof|profil(?:er|ing)|debug(?:ger)?|dt_socket|telemetry|management|actuator|exporter)\b/i;

/** Lines with words of faults that tell of none. */
const BENIGN = /^--- Logging error ---$|\b(?:0|no|zero|without|any) (?:\w+ )?(?:errors?|failures?|failed)\b|\b(?:errors?|failures?|failed|expired|rejected|refused|denied|missing|failed_count|error_count)(?:"?\s?[:=]\s?| )0\b(?!\.\d)|error_log|error\.log|errors?\.(?:html?|ts|js|go|py)\b|\bretry(?:ing)?\b|unable to retrieve container logs|Could not reliably determine the server's fully qualified domain name|\bignor(?:ed|ing)\b/i;
const ERROR_LIKE =
  /\b(?:errors?|fatal|failed|failure|cannot|can ?not|can't|could not|couldn't|unable to|invalid|illegal|missing|not (?:set|found|defined|allowed|permitted|supported|valid|recogni[sz]ed)|denied|refus(?:ed|es|ing)|rejected|unknown|unexpected|undefined|is required|must (?:be|not|have|contain|start|begin|end|match)|does not exist|no such|expired|corrupt(?:ed)?|exceeded|abort(?:ed|ing)?|not there|(?:file|config(?:uration)?|key|password|token|value|variable|list) is empty|no \w+ (?:named|configured|given|specified)|already (?:registered|in use|taken|bound|held|locked)|less than the required|(?:not|un)reachable|too (?:small|low|large|big|short|long|old|new|few|many)|at least|stopped because|needs? (?:a|an|the|to)|mismatch(?:e[sd])?|mutually exclusive|cannot be (?:used|combined|given|set) (?:together|with)|incompatible|unsupported|insufficient|not enough|conflict(?:s|ing)?|not in \w+ format|do(?:es)?(?: not|n't) (?:match|have|support|fit|agree|know)|(?:expected|wanted|needs|requires) [^\n]{1,60}\b(?:got|found|but|is)|(?:is|are|at) [^\n]{1,40}\b(?:needs|requires|wants|expects)|(?:giving|gave) up|exiting|(?:not starting(?: up)?|will not start|won't start)(?=[.!]?$))\b|\w(?:Error|Exception)\b/i;

/** An unlevelled line in words of a fault. */
export const isErrorLike = (said: string): boolean => ERROR_LIKE.test(said) && !BENIGN.test(said);
export const isBenign = (said: string): boolean => BENIGN.test(said);

/** That the program does without what failed. */
const DOES_WITHOUT =
  /\b(?:go(?:es|ing)? on|continu(?:es?|ing)|proceed(?:s|ing)?|carry(?:ing)? on|start(?:s|ing)|run(?:s|ning)|work(?:s|ing)) (?:anyway|regardless|without)\b|\b(?:fall(?:s|ing)?|fell) back (?:to|on)\b|\bus(?:es|ing) (?:the )?(?:built-in |internal )?(?:defaults?|fallback|in-memory|memory)\b/i;

/** That it will not. */
const REFUSES = /\b(?:not|never|no longer|cannot|can't|refus(?:ed|es|ing)|forbidden|prohibited|insecure|must|unsupported|den(?:ied|ies))\b/i;

/** What stands before tells what failed (not reachable, going on without it): a refusal is looked for behind. */
export const doesWithout = (said: string): boolean => {
  const found = DOES_WITHOUT.exec(said);
  return found !== null && !REFUSES.test(said.slice(found.index)) && !/\brefusing to\b/i.test(said);
};

/** A connection that came about, later than one that failed. */
const CONNECTED = /\b(?:re)?connect(?:ed|ion (?:established|restored|succeeded|successful|opened|ok|ready))\b|\bsuccessfully connected\b|\bis (?:now )?(?:up|reachable|available|ready)\b|\bready (?:to|for) (?:accept|handle|start|receive)/i;
const NOT_CONNECTED = /\b(?:not|dis|never|un|failed|fail|cannot|until|lost|wait\w*|no longer|isn't|aren't)\b|disconnected/i;

export const isSuccess = (said: string): boolean => CONNECTED.test(said) && !NOT_CONNECTED.test(said);
