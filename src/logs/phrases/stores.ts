/** MySQL, MariaDB, Redis, Valkey and MongoDB, and their images. */
import type { Phrase } from '../phrase.ts';

export const stores: readonly Phrase[] = [
  // ---- MySQL, MariaDB ----
  {
    name: 'mysql-image-password', kind: 'variable-missing', fields: { name: 'MYSQL_ROOT_PASSWORD' }, pattern: /Database is uninitialized and password option is not specified/,
    sample: '2026-01-01 00:00:00+00:00 [ERROR] [Entrypoint]: Database is uninitialized and password option is not specified', source: 'docker-library/mysql:docker-entrypoint.sh',
    nearMiss: '[Note] [Entrypoint]: Initializing database files',
  },
  {
    name: 'mysql-root', kind: 'root-refused', fields: { program: 'mysqld' }, pattern: /Please (?:read|consult) (?:the )?"Security" section of the manual to find out how to run (?:mysqld|mariadbd) as root/,
    sample: '[ERROR] Please consult the Knowledge Base to find out how to run mysqld as root! Please read "Security" section of the manual to find out how to run mysqld as root!', source: 'mysql/mysql-server:share/messages_to_error_log.txt',
    nearMiss: '[ERROR] Aborting',
  },
  {
    name: 'mysql-option', kind: 'flag-unknown', pattern: /(?<program>mysqld|mariadbd|mysql|mariadb): unknown option '(?<flag>[^']{1,100})'/,
    sample: "2026-11-22  3:18:49 0 [ERROR] mariadbd: unknown option '--foo'", source: 'run:mariadb 10.11.19',
    nearMiss: "[ERROR] mariadbd: Error while setting value 'abc' to 'max_connections'",
  },
  {
    name: 'mysql-variable', kind: 'config-malformed', pattern: /(?<detail>unknown variable '(?<token>[\w-]{1,100})(?:=[^']{0,100})?')/,
    sample: "2026-11-22  3:18:59 0 [ERROR] mariadbd: unknown variable 'max_conections=50'", source: 'case:file-mariadb',
    nearMiss: "[ERROR] mariadbd: unknown option '--foo'",
  },
  {
    name: 'mysql-value', kind: 'value-invalid', pattern: /Error while setting value '(?<value>[^']{0,100})' to '(?<name>[^']{1,80})'|Unknown suffix '\w' used for variable '(?<name2>[^']{1,80})' \(value '(?<value2>[^']{0,60})'\)/,
    sample: "2026-11-22  3:18:49 0 [ERROR] Buffered error: mariadbd: Error while setting value 'abc' to 'max_connections'", source: 'run:mariadb 10.11.19',
    nearMiss: "[ERROR] mariadbd: unknown option '--foo'",
  },
  {
    name: 'mysql-port', kind: 'port-in-use', pattern: /Do you already have another (?:mysqld |mariadbd )?server running on port: ?(?<port>\d{1,5})|Bind on TCP\/IP port(?:\. Got error: 98|: Address already in use)/,
    sample: '2026-11-22  3:18:50 0 [ERROR] Do you already have another server running on port: 13306 ?', source: 'run:mariadb 10.11.19',
    nearMiss: '[Note] Server socket created on IP: 0.0.0.0.',
  },
  {
    // Of each fault of that call it asks next whether another server runs on the port.
    name: 'mysql-address', kind: 'address-unavailable', pattern: /Bind on TCP\/IP port(?:\. Got error: 99|: Cannot assign requested address)/,
    sample: "100409 19:52:54 [ERROR] Can't start server: Bind on TCP/IP port: Cannot assign requested address", source: 'mysql/mysql-server:sql/conn_handler/socket_connection.cc',
    nearMiss: "[ERROR] [MY-010262] [Server] Can't start server: Bind on TCP/IP port: Address already in use",
  },
  {
    name: 'mysql-lock', kind: 'lock-held', fields: { ofSystem: 'true' }, pattern: /(?:InnoDB: |^|\] )Unable to lock (?<path>\S{1,200}?),? error: ?11\b|Can't lock aria control file '(?<path2>[^']{1,300})' for exclusive use/,
    sample: '2026-11-22  3:19:28 0 [ERROR] InnoDB: Unable to lock ./ibdata1 error: 11', source: 'run:mariadb 10.11.19',
    nearMiss: '[Note] InnoDB: Completed initialization of buffer pool',
  },
  {
    name: 'mysql-directory', kind: 'file-missing', pattern: /Can't change dir to '(?<path>[^']{1,300})' \(Errcode: 2\b/,
    sample: "mariadbd: Can't change dir to '/no/' (Errcode: 2 \"No such file or directory\")", source: 'run:mariadb 10.11.19',
    nearMiss: "[Warning] Can't create test file '/no/vm.lower-test' (Errcode: 13 \"Permission denied\")",
  },
  {
    name: 'mysql-denied', kind: 'permission-denied', pattern: /(?:Can't (?:create|change dir to|read|open|create\/write to)[\w ]{0,20} '(?<path>[^']{1,300})' \((?:Errcode|OS errno):? 13\b|File '(?<path2>[^']{1,300})' not found \(Errcode: 13\b|mkdir: cannot create directory '(?<path3>[^']{1,300})': Permission denied)/,
    sample: "mysqld: Can't create/write to file '/var/lib/mysql/is_writable' (OS errno 13 - Permission denied)", source: 'mysql/mysql-server:share/messages_to_clients.txt',
    nearMiss: "mariadbd: Can't change dir to '/no/' (Errcode: 2 \"No such file or directory\")",
  },
  {
    name: 'mysql-not-empty', kind: 'data-not-empty', pattern: /--initialize specified but the data directory has files in it/,
    sample: '[ERROR] [MY-010457] [Server] --initialize specified but the data directory has files in it. Aborting.', source: 'mysql/mysql-server:share/messages_to_error_log.txt',
    nearMiss: '[Note] [Entrypoint]: Initializing database files',
  },
  {
    name: 'galera-unsafe', kind: 'cluster-unsafe', pattern: /It may not be safe to bootstrap the cluster from this node|It is not safe to bootstrap form this node \('safe_to_bootstrap=0'/,
    sample: '[ERROR] WSREP: It may not be safe to bootstrap the cluster from this node. It was not the last one to leave the cluster and may not contain all the updates.', source: 'codership/galera:galera/src/replicator_smm.cpp',
    nearMiss: '[Note] WSREP: bootstrapping the cluster',
  },
  {
    name: 'mysql-version', kind: 'data-version', pattern: /(?<detail>Cannot boot server version (?<wants2>\d{1,10}) on data directory built by version (?<found5>\d{1,10})|Invalid MySQL server (?:up|down)grade: Cannot (?:up|down)grade from (?<found>\d{1,10}) to (?<wants>\d{1,10})|Upgrade (?:after a crash|from [^\n]{1,40}) is not supported(?:\. (?:The|This) redo log was created with (?:MariaDB |MySQL )?(?<found4>\d{1,3}(?:\.\d{1,3}){1,2}))?|Upgrade is not supported after a crash or shutdown with innodb_fast_shutdown = 2\. This redo log was created with MySQL (?<found3>[\d.]{1,12})|Upgrading the data dictionary from dictionary version '\d{1,9}' is not supported|Server upgrade started with version \d{1,10}, but server upgrade of version \d{1,10} is still pending|Unsupported redo log format[^\n]{0,80}|Upgrading from server version (?<found2>\d{1,10}) with )/,
    sample: '[ERROR] [MY-014061] [Server] Invalid MySQL server downgrade: Cannot downgrade from 80400 to 80039. Downgrade is only permitted between patch releases.', source: 'mysql/mysql-server:share/messages_to_error_log.txt',
    nearMiss: "[System] [MY-013381] [Server] Server upgrade from '80000' to '80400' started.",
  },
  {
    name: 'mysql-corrupt', kind: 'data-corrupt', pattern: /(?<detail>InnoDB: (?:Database page corruption on disk|Corruption of an index tree|Page \[page id: [^\]]{1,60}\] log sequence number|The system tablespace must be writable|Header page consists of zero bytes|Unable to (?:open|read) the (?:first|system) (?:data file|tablespace)|Cannot open datafile for read-only|checksum mismatch in (?:datafile|data file|tablespace)[^\n]{0,80}|Corrupted page|tablespace [^\n]{1,80} is corrupted)|Cannot find checkpoint record at LSN)/i,
    sample: '[ERROR] InnoDB: Database page corruption on disk or a failed read of file', source: 'MariaDB/server:storage/innobase/buf/buf0buf.cc',
    nearMiss: '[Note] InnoDB: Buffer pool(s) load completed',
  },
  {
    name: 'mysql-ready', kind: 'listening', pattern: /ready for connections\b(?:.{0,120}port: (?<port>\d{1,5}))?/,
    sample: '2026-11-22  3:18:50 0 [Note] mariadbd: ready for connections.', source: 'run:mariadb 10.11.19',
    nearMiss: '[Note] not ready',
  },
  {
    name: 'mysql-stop', kind: 'term-received', pattern: /\(initiated by: [^)]{1,60}\): Normal shutdown|Received SHUTDOWN from user/,
    sample: '2026-11-22  3:18:58 0 [Note] mariadbd (initiated by: unknown): Normal shutdown', source: 'run:mariadb 10.11.19',
    nearMiss: '[Note] mariadbd: Shutdown complete',
  },
  // ---- Redis, Valkey ----
  {
    // What starts it asks the others who is the primary, and writes what they answer.
    name: 'sentinel-primary', kind: 'config-malformed',
    pattern: /^\*\*\* FATAL CONFIG FILE ERROR[^\n]{0,80}\nReading the configuration file, at line (?<line>\d{1,7})\n>>> '(?<token>sentinel monitor \S{1,100}(?: {2,}\d{1,3}| ERR [^'\n]{1,80}))'\n(?<detail>[^\n]{1,300})/m,
    sample: "*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***\nReading the configuration file, at line 3\n>>> 'sentinel monitor mymaster   2'\nUnrecognized sentinel configuration statement.", source: 'redis/redis:src/sentinel.c',
    nearMiss: "*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***\nReading the configuration file, at line 3\n>>> 'sentinel monitor mymaster redis-0 6379 two'\nUnrecognized sentinel configuration statement.",
  },
  {
    name: 'redis-config', kind: 'config-malformed',
    pattern: /^\*\*\* FATAL CONFIG FILE ERROR[^\n]{0,80}\nReading the configuration file, at line (?<line>\d{1,7})\n>>> '(?<token>(?!dir "?\/[^\n]{1,300}\n(?:No such file or directory|Permission denied)$)[^\n]{0,300}?)'\n(?<detail>[^\n]{1,300})/m,
    sample: "*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***\nReading the configuration file, at line 3\n>>> 'maxmemory 64 megabytes'\nwrong number of arguments", source: 'case:file-redis-conf-behind',
    nearMiss: '*** FATAL CONFIG FILE ERROR is what a bad file would give',
  },
  {
    name: 'redis-config-below', kind: 'config-malformed',
    pattern: /^Reading the configuration file, at line (?<line>\d{1,7})\n>>> '(?<token>(?!dir "?\/[^\n]{1,300}\n(?:No such file or directory|Permission denied)$)[^\n]{0,300}?)'\n(?<detail>[^\n]{1,300})/m,
    sample: "Reading the configuration file, at line 3\n>>> 'maxmemory 64 megabytes'\nwrong number of arguments", source: 'case:file-redis-conf-behind',
    nearMiss: 'Reading the configuration file, at line 3\nall is well',
  },
  {
    // The folder of its data; in arguments each word stands in quotation marks.
    name: 'redis-dir', kind: 'file-missing',
    pattern: /^>>> 'dir "?(?<path>\/[^"'\n]{1,300})"?'\nNo such file or directory$/m,
    sample: "Reading the configuration file, at line 3\n>>> 'dir /data'\nNo such file or directory", source: 'case:file-redis-folder',
    nearMiss: "Reading the configuration file, at line 3\n>>> 'dir /data'\nPermission denied",
  },
  {
    name: 'redis-dir-denied', kind: 'permission-denied', fields: { operation: 'chdir' },
    pattern: /^>>> 'dir "?(?<path>\/[^"'\n]{1,300})"?'\nPermission denied$/m,
    sample: "Reading the configuration file, at line 3\n>>> 'dir /data'\nPermission denied", source: 'redis/redis:src/config.c',
    nearMiss: "Reading the configuration file, at line 3\n>>> 'dir /data'\nNo such file or directory",
  },
  {
    name: 'redis-log-denied', kind: 'permission-denied', fields: { operation: 'write' }, pattern: /^Can't open the log file: Permission denied$/,
    sample: "Can't open the log file: Permission denied", source: 'run:redis-server 7.0.15',
    nearMiss: "Can't open the log file: No such file or directory",
  },
  {
    name: 'redis-log-read-only', kind: 'read-only', pattern: /^Can't open the log file: Read-only file system$/,
    sample: "Can't open the log file: Read-only file system", source: 'redis/redis:src/config.c',
    nearMiss: "Can't open the log file: Permission denied",
  },
  {
    name: 'redis-log-missing', kind: 'file-missing', fields: { path: 'logfile' }, pattern: /^Can't open the log file: No such file or directory$/,
    sample: "Can't open the log file: No such file or directory", source: 'redis/redis:src/config.c',
    nearMiss: "Can't open the log file: Permission denied",
  },
  {
    name: 'redis-sentinel-read-only', kind: 'read-only', pattern: /Sentinel config file (?<path>\/\S{1,300}) is not writable: Read-only file system\. Exiting/,
    sample: '1:X 26 Nov 2026 01:46:53.919 # Sentinel config file /etc/redis/sentinel.conf is not writable: Read-only file system. Exiting...', source: 'redis/redis:src/sentinel.c',
    nearMiss: '1:X 26 Nov 2026 01:46:53.919 # Sentinel config file /etc/redis/sentinel.conf is not writable: Permission denied. Exiting...',
  },
  {
    name: 'redis-append-denied', kind: 'permission-denied', pattern: /Can't open(?: or create)? (?:the )?append-only (?:dir|file) [^\n]{1,120}: Permission denied/,
    sample: "1:M 26 Nov 2026 01:46:53.919 # Can't open or create append-only dir appendonlydir: Permission denied", source: 'run:redis-server 7.0.15',
    nearMiss: "1:M 26 Nov 2026 01:46:53.919 # Can't open or create append-only dir appendonlydir: No such file or directory",
  },
  {
    name: 'redis-append-read-only', kind: 'read-only', pattern: /Can't open(?: or create)? (?:the )?append-only (?:dir|file) [^\n]{1,120}: Read-only file system/,
    sample: "1:M 26 Nov 2026 01:46:53.919 # Can't open or create append-only dir appendonlydir: Read-only file system", source: 'redis/redis:src/aof.c',
    nearMiss: "1:M 26 Nov 2026 01:46:53.919 # Can't open or create append-only dir appendonlydir: Permission denied",
  },
  {
    name: 'redis-acl', kind: 'config-malformed', pattern: /ACL errors: (?<file>\/[^\s:]{1,300}):(?<line>\d{1,7}): (?<detail>(?:Error in applying operation '(?<token>[^']{1,80})': )?(?!WARNING)[^\n]{1,100}?)(?:\.| WARNING|$)/,
    sample: "1:M 25 Nov 2026 22:45:54.342 # Aborting Redis startup because of ACL errors: /etc/redis/users.acl:2: Error in applying operation '+@writes': Unknown command or category name in ACL. WARNING: ACL errors detected, no change to the previously active ACL rules was performed", source: 'run:redis-server 7.0.15',
    nearMiss: '1:M 25 Nov 2026 22:45:54.342 * ACL rules loaded from /etc/redis/users.acl',
  },
  {
    name: 'redis-corrupt', kind: 'data-corrupt', pattern: /(?<detail>Bad file format reading the append only file ?(?<path>[^\s:]{0,200})|Unexpected end of file reading the append only file|Wrong signature trying to load DB from file|Short read or OOM loading DB|Internal error in RDB reading|Unrecoverable error reading the append only file)/,
    sample: '30281:M 22 Nov 2026 03:50:56.291 # Bad file format reading the append only file appendonly.aof.1.incr.aof: make a backup of your AOF file, then use ./redis-check-aof --fix <filename.manifest>', source: 'run:redis-server 7.0.15',
    nearMiss: '* Reading RDB base file on AOF loading...',
  },
  {
    name: 'redis-aof-space', kind: 'no-space', pattern: /\b(?:Short write while writing to the AOF file|Error writing to the AOF file: No space left on device)\b/,
    sample: '1:M 28 Nov 2026 03:48:22.041 # Short write while writing to the AOF file: (nwritten=470, expected=4133)', source: 'redis/redis:src/aof.c',
    nearMiss: '1:M 28 Nov 2026 03:48:22.041 # Error writing to the AOF file: Input/output error',
  },
  {
    name: 'redis-version', kind: 'data-version', pattern: /(?<detail>Can't handle RDB format version (?<format>\d{1,5}))/,
    sample: "30255:M 22 Nov 2026 03:50:56.228 # Can't handle RDB format version 99", source: 'run:redis-server 7.0.15',
    nearMiss: '* Loading RDB produced by version 7.0.15',
  },
  {
    name: 'redis-load', kind: 'data-corrupt', pattern: /(?<detail>Fatal error loading the DB(?!: Permission denied)(?:, check server logs|: [^\n]{1,60})?)/,
    sample: '30242:M 22 Nov 2026 03:50:56.074 # Fatal error loading the DB: Invalid argument. Exiting.', source: 'run:redis-server 7.0.15',
    nearMiss: '* DB loaded from disk: 0.000 seconds',
  },
  {
    name: 'redis-denied', kind: 'permission-denied', pattern: /Fatal error loading the DB: Permission denied|Can't open (?:or create )?(?:the )?append[- ](?:only )?(?:file|dir) (?<path>\S{1,200}): Permission denied|Failed opening the (?:temp )?RDB file (?<path2>\S{1,200}) .{0,60}Permission denied/,
    sample: "# Can't open or create append-only dir appendonlydir: Permission denied", source: 'redis/redis:src/aof.c',
    nearMiss: '# Fatal error loading the DB: Invalid argument. Exiting.',
  },
  {
    name: 'redis-listen', kind: 'port-in-use', pattern: /Could not create server TCP listening socket (?<bind>[\w.:*[\]]{1,80}): bind: Address already in use/,
    sample: '# Warning: Could not create server TCP listening socket *:6379: bind: Address already in use', source: 'redis/redis:src/server.c',
    nearMiss: '# Warning: Could not create server TCP listening socket 10.1.2.3:16390: bind: Cannot assign requested address',
  },
  {
    name: 'redis-address', kind: 'address-unavailable', pattern: /Could not create server TCP listening socket (?<bind>[\w.:*[\]]{1,80}): bind: Cannot assign requested address/,
    sample: '30206:M 22 Nov 2026 03:50:55.724 # Warning: Could not create server TCP listening socket 10.1.2.3:16390: bind: Cannot assign requested address', source: 'run:redis-server 7.0.15',
    nearMiss: '# Warning: Could not create server TCP listening socket *:6379: bind: Address already in use',
  },
  {
    name: 'redis-address-name', kind: 'address-unavailable', fields: { unresolved: 'true' }, pattern: /Could not create server TCP listening socket (?<bind>[\w.:-]{1,250}): (?:Name or service not known|Name does not resolve|No address associated)/,
    sample: '# Warning: Could not create server TCP listening socket cache-host:6379: Name or service not known', source: 'redis/redis:src/anet.c',
    nearMiss: '# Warning: Could not create server TCP listening socket *:6379: bind: Address already in use',
  },
  {
    name: 'redis-module', kind: 'library-missing', pattern: /Module (?<library>\S{1,300}) failed to load: (?<detail>[^\n]{1,200})/,
    sample: '30216:M 22 Nov 2026 03:50:55.898 # Module /no.so failed to load: /no.so: cannot open shared object file: No such file or directory', source: 'run:redis-server 7.0.15',
    nearMiss: "* Module 'search' loaded from /usr/lib/search.so",
  },
  {
    name: 'redis-tls', kind: 'config-rejected', pattern: /(?<detail>No tls-(?:cert|key)-file configured!|Either tls-ca-cert-file or tls-ca-cert-dir must be specified[^\n]{0,100})/,
    sample: '9913:M 26 Nov 2026 23:56:03.705 # No tls-cert-file configured!', source: 'run:redis-server 7.0.15',
    nearMiss: '* TLS is configured',
  },
  {
    name: 'redis-ready', kind: 'listening', pattern: /Ready to accept connections(?: tcp| tls| unix)?$/,
    sample: '1:M 22 Nov 2026 00:58:28.754 * Ready to accept connections', source: 'case:probe-exec',
    nearMiss: 'not Ready to accept connections yet',
  },
  {
    name: 'redis-mode', kind: 'starting', fields: { what: 'redis' }, pattern: /Running mode=\w{1,20}, port=\d{1,5}\./,
    sample: '1:M 22 Nov 2026 00:58:28.747 * Running mode=standalone, port=6379.', source: 'case:probe-exec',
    nearMiss: 'Running mode is standalone',
  },
  // ---- MongoDB ----
  {
    name: 'mongo-lock', kind: 'lock-held', pattern: /DBPathInUse: Unable to (?:create\/open|lock) the lock file: (?<path>\S{1,200})(?!\S| \(Permission denied\))/,
    sample: 'DBException in initAndListen, terminating: DBPathInUse: Unable to lock the lock file: /data/db/mongod.lock (Resource temporarily unavailable). Another mongod instance is already running on the /data/db directory', source: 'mongodb/mongo:src/mongo/db/storage/storage_engine_lock_file_posix.cpp',
    nearMiss: 'removing the lock file /data/db/mongod.lock',
  },
  {
    name: 'mongo-denied', kind: 'permission-denied', pattern: /IllegalOperation: Attempted to create a lock file on a read-only directory: (?<path>\S{1,200})|Unable to create\/open the lock file: (?<path2>\S{1,200}) \(Permission denied\)/,
    sample: 'IllegalOperation: Attempted to create a lock file on a read-only directory: /data/db', source: 'mongodb/mongo:src/mongo/db/storage/storage_engine_lock_file_posix.cpp',
    nearMiss: 'DBPathInUse: Unable to lock the lock file: /data/db/mongod.lock',
  },
  {
    name: 'mongo-path', kind: 'file-missing', pattern: /NonExistentPath: Data directory (?<path>\S{1,200}) not found/,
    sample: 'NonExistentPath: Data directory /data/db not found. Create the missing directory or specify another path using (1) the --dbpath command line option', source: 'mongodb/mongo:src/mongo/db/storage/storage_engine_init.cpp',
    nearMiss: 'Data directory /data/db is used',
  },
  {
    name: 'mongo-version', kind: 'data-version', pattern: /(?<detail>(?:Invalid feature ?[Cc]ompatibility ?[Vv]ersion (?:value|document)|UPGRADE PROBLEM: Found an invalid featureCompatibilityVersion document|Wrong mongod version|This version of MongoDB is too recent to start up on the existing data files|featureCompatibilityVersion[^\n]{0,60}'(?<found>[\d.]{1,6})'))/,
    sample: 'UPGRADE PROBLEM: Found an invalid featureCompatibilityVersion document (ERROR: Location4926900: Invalid featureCompatibilityVersion document in admin.system.version', source: 'mongodb/mongo:src/mongo/db/repair_database_and_check_version.cpp',
    nearMiss: 'setting featureCompatibilityVersion to 7.0',
  },
  {
    name: 'wiredtiger-open', kind: 'permission-denied', fields: { operation: 'open' }, pattern: /__posix_open_file\b[^/\n]{0,40}(?<path>\/[^\s:]{1,300}): handle-open: open: (?:Permission denied|Operation not permitted)/,
    sample: '{"t":{"$date":"2026-11-26T10:08:59.100+00:00"},"s":"E","c":"WT","id":22435,"ctx":"initandlisten","msg":"WiredTiger error message","attr":{"error":13,"message":{"ts_sec":1795316939,"category":"WT_VERB_DEFAULT","verbose_level":"ERROR","msg":"__posix_open_file:815:/data/db/WiredTiger.wt: handle-open: open","error_str":"Permission denied","error_code":13}}}', source: 'wiredtiger/wiredtiger:src/os_posix/os_fs.c',
    nearMiss: '__posix_open_file:815:/data/db/WiredTiger.wt: handle-open: open: No such file or directory',
  },
  {
    name: 'mongo-corrupt', kind: 'data-corrupt', pattern: /(?<detail>WT_PANIC|WT_TRY_SALVAGE: database corruption detected|read checksum error for \d{1,10}B block|WiredTiger metadata corruption|WiredTiger\.turtle: (?:encountered an illegal file format|fatal turtle file)|Failed to start up WiredTiger under any compatibility version|Detected unclean shutdown - \S{1,100} is not empty)/,
    sample: 'Failed to start up WiredTiger under any compatibility version. This may be due to an unsupported upgrade or downgrade.', source: 'mongodb/mongo:src/mongo/db/storage/wiredtiger/wiredtiger_kv_engine.cpp',
    nearMiss: 'WiredTiger message: recovery is done',
  },
  {
    name: 'mongo-option', kind: 'flag-unknown', pattern: /Error parsing command line: unrecogni[sz]ed option '(?<flag>[^']{1,80})'|Unrecognized option: (?<flag2>\w{1,80})$/,
    sample: "Error parsing command line: unrecognised option '--foo'", source: 'mongodb/mongo:src/mongo/util/options_parser/options_parser.cpp',
    nearMiss: 'Error parsing YAML config file: yaml-cpp: error at line 2, column 7: illegal map value',
  },
  {
    name: 'clickhouse-merge', kind: 'config-malformed', pattern: /Failed to merge config with '(?<file>\/[^'\n]{1,300})': (?:SAXParseException: )?(?<detail>[^\n]{1,160}?)(?: in '[^'\n]{1,300}')?, line (?<line>\d{1,7}) column/,
    sample: "Poco::Exception. Code: 1000, e.code() = 0, Exception: Failed to merge config with '/etc/clickhouse-server/config.d/shards.xml': SAXParseException: mismatched tag in '/etc/clickhouse-server/config.d/shards.xml', line 3 column 2 (version 24.3.2.23 (official build))", source: 'ClickHouse/ClickHouse:src/Common/Config/ConfigProcessor.cpp',
    nearMiss: "Merging configuration file '/etc/clickhouse-server/config.d/shards.xml'.",
  },
  {
    name: 'clickhouse-profile', kind: 'config-rejected', pattern: /DB::Exception: (?<detail>There is no profile '(?<token>[^'\n]{1,80})' in configuration file)/,
    sample: "Application: Code: 180. DB::Exception: There is no profile 'webb' in configuration file. (THERE_IS_NO_PROFILE)", source: 'ClickHouse/ClickHouse:src/Access/SettingsProfilesCache.cpp',
    nearMiss: "Settings profile `webb` not found",
  },
  {
    name: 'etcd-bootstrapped', kind: 'value-invalid', fields: { name: 'initial-cluster-state', expected: 'the word existing (after etcdctl member remove and member add: its own data are gone)' }, pattern: /member [0-9a-f]{6,20} has already been bootstrapped/,
    sample: '{"level":"fatal","caller":"etcdmain/etcd.go:204","msg":"discovery failed","error":"member 8e9e05c52164694d has already been bootstrapped"}', source: 'etcd-io/etcd:server/etcdserver/bootstrap.go',
    nearMiss: 'member 8e9e05c52164694d has joined',
  },
  {
    name: 'etcd-listen', kind: 'value-invalid', fields: { expected: 'a URL with an IP address, such as http://0.0.0.0:2379' }, pattern: /expected IP in URL for binding \((?<value>\S{1,200}?)\)/,
    sample: '{"level":"fatal","caller":"etcdmain/etcd.go:53","msg":"failed to verify flags","error":"expected IP in URL for binding (http://etcd-0:2379)"}', source: 'etcd-io/etcd:server/embed/config.go',
    nearMiss: 'expected a name in the URL (http://etcd-0:2379)',
  },
  {
    name: 'cockroach-version', kind: 'data-version', pattern: /(?<detail>cockroach version v[\d.]{1,12} is incompatible with data in store [^;\n]{1,200}; use version v[\d.]{1,12} or later)/,
    sample: 'ERROR: cockroach server exited with error: failed to create engines: cockroach version v22.2 is incompatible with data in store <no-attributes>=/cockroach/cockroach-data; use version v23.1 or later', source: 'cockroachdb/cockroach:pkg/kv/kvserver/store_init.go',
    nearMiss: 'cockroach version v22.2 starts',
  },
  {
    name: 'influx-password', kind: 'value-invalid', fields: { name: 'INIT_PASSWORD', expected: 'at least 8 characters' }, pattern: /^(?:Error: )?passwords must be at least 8 characters long/,
    sample: 'Error: passwords must be at least 8 characters long', source: 'influxdata/influxdb:errors.go',
    nearMiss: 'the passwords of users must be at least 8 characters long',
  },
  {
    name: 'directory-in-use', kind: 'lock-held', pattern: /\b(?:data |work )?(?:directory|folder) (?:is )?already in use: (?<path>\/[^\s:]{1,300})/,
    sample: 'java.lang.IllegalStateException: Nexus data directory already in use: /nexus-data', source: 'sonatype/nexus-public:components/nexus-bootstrap/src/main/java/org/sonatype/nexus/bootstrap/Launcher.java',
    nearMiss: 'the name of the directory is already in use',
  },
  {
    name: 'bolt-timeout', kind: 'lock-held', fields: { ofSystem: 'true' }, pattern: /(?:^|: |open )(?<path>\/[^\s:]{1,300}\.(?:db|bolt|bdb|boltdb)): timeout$|\bopen (?:the )?bolt(?:db)? (?:file|database|db|store): timeout$/,
    sample: 'open /data/app.db: timeout', source: 'etcd-io/bbolt:db.go',
    nearMiss: 'open /data/app.db: permission denied',
  },
  {
    name: 'mongo-setting', kind: 'config-malformed', pattern: /^(?<detail>Unrecognized option: (?:\w{1,60}\.){1,6}(?<token>\w{1,60}))$/,
    sample: 'Unrecognized option: net.bindIP', source: 'mongodb/mongo:src/mongo/util/options_parser/options_parser.cpp',
    nearMiss: 'Unrecognized option: -Xfoo.bar',
  },
  {
    name: 'mongo-yaml', kind: 'config-malformed', pattern: /Error parsing YAML config file: (?<detail>yaml-cpp: error at line (?<line>\d{1,7}), column \d{1,7}: [^\n]{1,100})/,
    sample: 'Error parsing YAML config file: yaml-cpp: error at line 2, column 7: illegal map value', source: 'mongodb/mongo:src/mongo/util/options_parser/options_parser.cpp',
    nearMiss: "Error parsing command line: unrecognised option '--foo'",
  },
  {
    name: 'mongo-ready', kind: 'listening', pattern: /^Waiting for connections\b(?:.{0,60} port=(?<port>\d{1,5}))?/,
    sample: '{"t":{"$date":"2026-01-01T00:00:00.000+00:00"},"s":"I","c":"NETWORK","id":23016,"ctx":"listener","msg":"Waiting for connections","attr":{"port":27017,"ssl":"off"}}', source: 'mongodb/mongo:src/mongo/transport/asio/asio_transport_layer.cpp',
    nearMiss: 'Waiting for the connections of the peers to close',
  },
];
