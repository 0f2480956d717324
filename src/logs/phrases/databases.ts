/** What a database or queue answers to its clients, whatever the client's language. */
import type { Phrase } from '../phrase.ts';

/** libpq and its children put the server before the answer. */
export const databases: readonly Phrase[] = [
  {
    name: 'libpq-answer-password', kind: 'auth-failed', fields: { service: 'postgres' },
    pattern: /connection to server at "(?<host>[^"]{1,250})"(?: \((?<ip>[^)]{1,60})\))?, port (?<port>\d{1,5}) failed: (?:FATAL: {1,2})?(?<detail>password authentication failed for user "(?<user>[^"]{1,200})"|fe_sendauth: no password supplied)/,
    sample: 'psycopg2.OperationalError: connection to server at "127.0.0.1", port 15432 failed: FATAL:  password authentication failed for user "admin"', source: 'run:psycopg2 2.9',
    nearMiss: 'psycopg2.OperationalError: connection to server at "127.0.0.1", port 15432 failed: server does not support SSL, but SSL was required',
  },
  {
    name: 'libpq-answer-database', kind: 'database-missing',
    pattern: /connection to server at "(?<host>[^"]{1,250})"(?: \((?<ip>[^)]{1,60})\))?, port (?<port>\d{1,5}) failed: FATAL: {1,2}database "(?<database>[^"]{1,200})" does not exist/,
    sample: 'psycopg2.OperationalError: connection to server at "db" (10.96.162.211), port 5432 failed: FATAL:  database "shop_prod" does not exist', source: 'case:dep-database',
    nearMiss: 'psycopg2.OperationalError: connection to server at "db" (10.96.162.211), port 5432 failed: FATAL:  role "shop" does not exist',
  },
  {
    name: 'libpq-answer-role', kind: 'role-missing',
    pattern: /connection to server at "(?<host>[^"]{1,250})"(?: \((?<ip>[^)]{1,60})\))?, port (?<port>\d{1,5}) failed: FATAL: {1,2}role "(?<role>[^"]{1,200})" does not exist/,
    sample: 'connection to server at "127.0.0.1", port 5432 failed: FATAL:  role "app" does not exist', source: 'postgres/postgres:src/backend/utils/init/miscinit.c',
    nearMiss: 'connection to server at "127.0.0.1", port 5432 failed: FATAL:  database "app" does not exist',
  },
  {
    name: 'libpq-answer-many', kind: 'connections-exhausted',
    pattern: /connection to server at "(?<host>[^"]{1,250})"(?: \((?<ip>[^)]{1,60})\))?, port (?<port>\d{1,5}) failed: FATAL: {1,2}(?<detail>sorry, too many clients already|remaining connection slots are reserved[\w \-,"]{0,120}|too many connections for (?:role "(?<role>[^"]{1,100})"|database "(?<database>[^"]{1,100})"))/,
    sample: 'psycopg2.OperationalError: connection to server at "127.0.0.1", port 15432 failed: FATAL:  sorry, too many clients already', source: 'run:psycopg2 2.9',
    nearMiss: 'psycopg2.OperationalError: connection to server at "127.0.0.1", port 15432 failed: FATAL:  the database system is starting up',
  },
  {
    name: 'postgres-password', kind: 'auth-failed', fields: { service: 'postgres' }, pattern: /password authentication failed for user "(?<user>[^"]{1,200})"/,
    sample: 'asyncpg.exceptions.InvalidPasswordError: password authentication failed for user "admin"', source: 'run:asyncpg 0.30',
    nearMiss: 'password authentication succeeded for user "admin"',
  },
  {
    name: 'postgres-pgx-password', kind: 'auth-failed', fields: { service: 'postgres' },
    pattern: /failed to connect to `(?:host=(?<host>[^\s`]{1,250}) )?(?:user=(?<user>[^\s`]{1,100}) )?(?:database=[^\s`]{0,100})?`:.{0,300}(?<detail>password authentication failed|failed SASL auth)/,
    sample: 'failed to connect to `host=db user=app database=shop`: failed SASL auth (FATAL: password authentication failed for user "app" (SQLSTATE 28P01))', source: 'jackc/pgx:pgconn/errors.go',
    nearMiss: 'failed to connect to `host=db user=app database=shop`: dial error (dial tcp 10.96.1.2:5432: connect: connection refused)',
  },
  {
    name: 'pgx-host', kind: 'dependency-unreachable', pattern: /failed to connect to `(?:host=(?<host>[^\s`]{1,250}) )?(?:user=[^\s`]{1,100} )?(?:database=[^\s`]{0,100})?`: (?<detail>.{1,300})/,
    sample: 'failed to connect to `host=db user=app database=shop`: dial error (dial tcp 10.96.1.2:5432: connect: connection refused)', source: 'jackc/pgx:pgconn/errors.go',
    nearMiss: 'connected to `host=db user=app database=shop`',
  },
  {
    name: 'node-pg-no-password', kind: 'auth-failed', fields: { service: 'postgres' }, pattern: /(?<detail>SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a (?:non-empty )?string)/,
    sample: 'Error: SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string', source: 'run:node-pg 8',
    nearMiss: 'Error: SASL: SCRAM-SERVER-FINAL-MESSAGE: server signature does not match',
  },
  {
    name: 'pg-hba', kind: 'client-refused', fields: { service: 'postgres', rule: 'postgres/pg-hba' },
    pattern: /(?:connection to server at "(?<host>[^"]{1,250})"(?: \([^)]{1,60}\))?, port (?<port>\d{1,5}) failed: (?:FATAL: {1,2})?)?(?<detail>(?:no pg_hba\.conf entry for|pg_hba\.conf rejects)(?: (?:(?<database>replication) )?connection (?:from|for))? host "(?<address>[^"]{1,100})", user "(?<user>[^"]{1,200})"(?:, database "(?<database2>[^"]{1,200})")?, (?:no encryption|SSL off|SSL on|SSL encryption|GSS encryption))/,
    sample: 'psycopg2.OperationalError: connection to server at "db" (10.96.52.181), port 5432 failed: FATAL:  no pg_hba.conf entry for host "10.244.2.114", user "shop", database "shop", no encryption', source: 'run:postgres 15.20',
    nearMiss: 'LOG:  could not load pg_hba.conf',
  },
  {
    name: 'mysql-host', kind: 'client-refused', fields: { service: 'mysql', rule: 'mysql/host' }, pattern: /(?<detail>Host '(?<address>[^']{1,250})' is (?:not allowed to connect to this (?:MySQL|MariaDB) server|blocked because of many connection errors))/,
    sample: "Host '10.244.0.9' is not allowed to connect to this MySQL server", source: 'mysql/mysql-server:share/messages_to_clients.txt',
    nearMiss: "Access denied for user 'app'@'10.244.0.9' (using password: YES)",
  },
  {
    name: 'redis-many', kind: 'connections-exhausted', fields: { service: 'redis' }, pattern: /(?<detail>\bmax number of clients(?: \+ cluster connections)? reached\b)/,
    sample: 'SystemError: Cannot connect to Redis at cache:6379: max number of clients reached', source: 'case:dep-redis-clients',
    nearMiss: 'max number of clients is 10000',
  },
  {
    name: 'redis-protected', kind: 'client-refused', fields: { service: 'redis', rule: 'redis/protected-mode' }, pattern: /(?<detail>Redis is running in protected mode because protected mode is enabled)/,
    sample: 'redis.exceptions.ResponseError: DENIED Redis is running in protected mode because protected mode is enabled and no password is set for the default user.', source: 'redis/redis:src/networking.c',
    nearMiss: 'Redis is running with protected mode disabled',
  },
  {
    // A connection of the pool that was made this moment has something to be read, or its end: the server spoke, or hung up, before it was asked anything.
    name: 'redis-at-once', kind: 'client-refused', fields: { service: 'redis', rule: 'redis/at-once' }, pattern: /\bredis\b.{0,200}: (?<detail>Connection (?:not ready|has data))$/i,
    sample: 'redis.exceptions.ConnectionError: Connection not ready', source: 'redis/redis-py:redis/connection.py',
    nearMiss: 'redis.exceptions.ConnectionError: Connection closed by server.',
  },
  {
    name: 'postgres-database', kind: 'database-missing', pattern: /(?:^|[^\w])database "(?<database>[^"]{1,200})" does not exist/,
    sample: 'asyncpg.exceptions.InvalidCatalogNameError: database "nope" does not exist', source: 'run:asyncpg 0.30',
    nearMiss: 'database "nope" does exist already',
  },
  {
    name: 'postgres-role', kind: 'role-missing', pattern: /(?:^|[^\w])role "(?<role>[^"]{1,200})" does not exist(?! (?!at )[a-z])/,
    sample: 'FATAL:  role "app" does not exist', source: 'postgres/postgres:src/backend/utils/init/miscinit.c',
    nearMiss: 'role "app" already exists',
  },
  {
    name: 'postgres-relation', kind: 'table-missing', fields: { service: 'postgres' }, pattern: /(?:^|[^\w])relation "(?<table>[^"]{1,200})" does not exist/,
    sample: 'psycopg2.errors.UndefinedTable: relation "users" does not exist', source: 'run:psycopg2 2.9',
    nearMiss: 'psycopg2.errors.DuplicateTable: relation "users" already exists',
  },
  {
    name: 'libpq-no-password', kind: 'auth-failed', fields: { service: 'postgres' }, pattern: /^(?:[\w.]{1,80}: )?(?<detail>fe_sendauth: no password supplied)/,
    sample: 'psycopg2.OperationalError: fe_sendauth: no password supplied', source: 'postgres/postgres:src/interfaces/libpq/fe-auth.c',
    nearMiss: 'the password was supplied',
  },
  {
    name: 'postgres-column', kind: 'migration-failed', pattern: /(?<detail>(?:^|[^\w])column "?[\w.]{1,120}"?(?: of relation "[^"]{1,120}")? does not exist)/,
    sample: 'psycopg2.errors.UndefinedColumn: column "nope" does not exist', source: 'run:psycopg2 2.9',
    nearMiss: 'column "nope" of relation "users" already exists',
  },
  {
    name: 'postgres-many', kind: 'connections-exhausted', pattern: /(?<detail>sorry, too many clients already|remaining connection slots are reserved|(?<!(?:closing because|pooler error): )no more connections allowed \(max_client_conn\)|too many connections for (?:role "(?<role>[^"]{1,100})"|database "(?<database>[^"]{1,100})"))/,
    sample: 'FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute', source: 'postgres/postgres:src/backend/utils/init/postinit.c',
    nearMiss: 'FATAL:  the database system is shutting down',
  },
  {
    name: 'postgres-starting', kind: 'dependency-unreachable', pattern: /(?:^|[^\w])(?<detail>the database system is (?:starting up|shutting down|in recovery mode|not yet accepting connections))/,
    sample: 'FATAL:  the database system is starting up', source: 'postgres/postgres:src/backend/postmaster/postmaster.c',
    nearMiss: 'LOG:  database system is ready to accept connections',
  },
  {
    name: 'mysql-denied', kind: 'auth-failed', fields: { service: 'mysql' }, pattern: /(?<detail>Access denied for user '(?<user>[^']{0,100})'@'[^']{1,250}' \(using password: (?:YES|NO)\))/,
    sample: "Error: Access denied for user 'app'@'localhost' (using password: YES)", source: 'run:mysql2 3 (node)',
    nearMiss: "Access denied for user 'app'@'localhost' to database 'nope'",
  },
  {
    // Who may do nothing with a database is not told whether it is there (MySQL's ER_DBACCESS_DENIED_ERROR).
    name: 'mysql-denied-database', kind: 'database-missing', pattern: /Access denied for user '(?<user>[^']{0,100})'@'[^']{1,250}' to database '(?<database>[^']{1,100})'/,
    sample: "pymysql.err.OperationalError: (1044, \"Access denied for user 'app'@'localhost' to database 'nope'\")", source: 'run:pymysql 1.1',
    nearMiss: "Access denied for user 'app'@'localhost' (using password: YES)",
  },
  {
    name: 'mysql-database', kind: 'database-missing', pattern: /Unknown database '(?<database>[^']{1,200})'/,
    sample: "pymysql.err.OperationalError: (1049, \"Unknown database 'nope'\")", source: 'run:pymysql 1.1',
    nearMiss: "Unknown column 'nope' in 'field list'",
  },
  {
    name: 'mysql-privileges', kind: 'data-corrupt', pattern: /^(?:Fatal error: )?(?<detail>Can't open and lock privilege tables: Table '[^']{1,200}' doesn't exist)/,
    sample: "2026-11-26T10:38:15.868862Z 0 [ERROR] [MY-010326] [Server] Fatal error: Can't open and lock privilege tables: Table 'mysql.user' doesn't exist", source: 'mysql/mysql-server:share/messages_to_error_log.txt',
    nearMiss: "pymysql.err.ProgrammingError: (1146, \"Table 'shop.users' doesn't exist\")",
  },
  {
    name: 'mysql-table', kind: 'table-missing', fields: { service: 'mysql' }, pattern: /Table '(?<table>[^']{1,200})' doesn't exist/,
    sample: "pymysql.err.ProgrammingError: (1146, \"Table 'shop.users' doesn't exist\")", source: 'run:pymysql 1.1',
    nearMiss: "Table 'users' already exists",
  },
  {
    name: 'mysql-many', kind: 'connections-exhausted', pattern: /(?<detail>\bToo many connections\b|ER_CON_COUNT_ERROR|User '?(?<role>[^\s']{1,100})'? (?:has exceeded the 'max_user_connections' resource|already has more than 'max_user_connections' active connections))/,
    sample: 'Error: ER_CON_COUNT_ERROR: Too many connections', source: 'mysqljs/mysql:Readme.md',
    nearMiss: 'Too many connection attempts were logged',
  },
  {
    name: 'prisma-table', kind: 'table-missing', pattern: /^\s*The table `(?<table>[\w.-]{1,200})` does not exist in the current database\./,
    sample: '  The table `main.User` does not exist in the current database.', source: 'prisma/prisma-engines:libs/user-facing-errors/src/query_engine/mod.rs',
    nearMiss: '  The column `main.User.name` does not exist in the current database.',
  },
  {
    name: 'sqlserver-table', kind: 'table-missing', pattern: /\bInvalid object name '(?<table>[^'\n]{1,200})'\./,
    sample: "Microsoft.Data.SqlClient.SqlException (0x80131904): Invalid object name 'TransactionTriages'.", source: 'MicrosoftDocs/sql-docs:docs/relational-databases/errors-events/mssqlserver-208-database-engine-error.md',
    nearMiss: "fatal: Not a valid object name: 'main'.",
  },
  {
    name: 'clickhouse-table', kind: 'table-missing', pattern: /DB::Exception: (?:Table (?<table>[\w.`]{1,200}) (?:doesn't|does not) exist|Unknown table expression identifier '(?<table2>[^'\n]{1,200})')/,
    sample: "Code: 60. DB::Exception: Unknown table expression identifier 'non_existent_table' in scope SELECT * FROM non_existent_table. (UNKNOWN_TABLE) (version 26.2.4.23 (official build))", source: 'ClickHouse/ClickHouse:src/Analyzer/Resolve/QueryAnalyzer.cpp',
    nearMiss: 'Code: 57. DB::Exception: Table default.orders already exists. (TABLE_ALREADY_EXISTS)',
  },
  {
    name: 'sqlite-table', kind: 'table-missing', pattern: /\bno such table: (?<table>[\w.]{1,100})/,
    sample: 'sqlite3.OperationalError: no such table: user', source: 'case:init-migration',
    nearMiss: 'sqlite3.OperationalError: no such column: user',
  },
  {
    name: 'sqlite-open', kind: 'file-missing', pattern: /(?:unable to open database file)(?:: (?<path>\/\S{1,300}))?|Error code 14: Unable to open the database file/,
    sample: 'sqlite3.OperationalError: unable to open database file', source: 'run:python 3.11.7',
    nearMiss: 'sqlite3.DatabaseError: file is not a database',
  },
  {
    // The file is there (SQLITE_READONLY); a journal is made beside it.
    name: 'sqlite-readonly', kind: 'read-only', pattern: /\battempt to write a readonly database\b/,
    sample: 'sqlite3.OperationalError: attempt to write a readonly database', source: 'run:python 3.11.2',
    nearMiss: 'sqlite3.OperationalError: unable to open database file',
  },
  {
    // SQLITE_FULL (sqlite.org/rescode.html): a write found no room; it names no file.
    name: 'sqlite-full', kind: 'no-space', pattern: /\bdatabase or disk is full\b/,
    sample: 'sqlite3.OperationalError: database or disk is full', source: 'case:disk-sqlite',
    nearMiss: 'sqlite3.OperationalError: database is locked',
  },
  {
    name: 'sqlite-corrupt', kind: 'data-corrupt', pattern: /(?<detail>file is not a database|database disk image is malformed)/,
    sample: 'sqlite3.DatabaseError: file is not a database', source: 'run:python 3.11.7',
    nearMiss: 'sqlite3.OperationalError: no such table: users',
  },
  {
    name: 'sqlite-locked', kind: 'lock-held', fields: { ofSystem: 'true' }, pattern: /\bdatabase is locked\b(?! by\b)/,
    sample: 'sqlite3.OperationalError: database is locked', source: 'python/cpython:Lib/test/test_sqlite3/test_dbapi.py',
    nearMiss: 'sqlite3.OperationalError: no such table: users',
  },
  {
    name: 'redis-wrongpass', kind: 'auth-failed', fields: { service: 'redis' }, pattern: /(?:connect to Redis at (?<target>[\w.:-]{1,250}): )?(?<detail>WRONGPASS invalid username-password pair|(?<=^|: )invalid username-password pair or user is disabled)/,
    sample: 'SystemError: Cannot connect to Redis at cache:6379: WRONGPASS invalid username-password pair or user is disabled.', source: 'case:dep-password',
    nearMiss: 'the command WRONGPASS is not known',
  },
  {
    name: 'redis-noauth', kind: 'auth-failed', fields: { service: 'redis' }, pattern: /(?<detail>NOAUTH (?:Authentication required|HELLO must be called)|HELLO must be called with the client already authenticated|ERR invalid password|Authentication required)/,
    sample: 'ReplyError: NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time', source: 'run:ioredis 5',
    nearMiss: 'ReplyError: NOSCRIPT No matching script. Please use EVAL.',
  },
  {
    // The other way round: the server has no password to compare with (redis/redis:src/acl.c; before 6.0 the second). Clients in Python take "ERR" away.
    name: 'redis-no-password', kind: 'auth-failed', fields: { service: 'redis' }, pattern: /(?:connect to Redis at (?<target>[\w.:-]{1,250}): )?(?:ERR )?(?<detail>AUTH <password> called without any password configured|Client sent AUTH, but no password is set)/,
    sample: 'SystemError: Cannot connect to Redis at cache:6379: AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?', source: 'case:auth-redis-needless',
    nearMiss: 'redis.exceptions.AuthenticationError: Authentication required.',
  },
  // ---- connected, and refused what is asked (redis/redis:src/server.c, acl.c, cluster.c; the clients take the code in front away) ----
  {
    name: 'redis-read-only', kind: 'request-refused', fields: { service: 'redis', what: 'replica' }, pattern: /(?<detail>(?:READONLY )?You can't write against a read only (?:replica|slave)|UNBLOCKED force unblock from blocking operation, instance state changed \(master -> replica\?\))/,
    sample: "redis.exceptions.ReadOnlyError: You can't write against a read only replica.", source: 'run:redis-server 7.0.15',
    nearMiss: 'READONLY mode is enabled on this connection',
  },
  {
    name: 'redis-full', kind: 'request-refused', fields: { service: 'redis', what: 'full' }, pattern: /(?<detail>command not allowed when used memory > 'maxmemory')/,
    sample: "redis.exceptions.OutOfMemoryError: command not allowed when used memory > 'maxmemory'.", source: 'redis/redis:src/server.c',
    nearMiss: 'WARNING: 32 bit instance detected but no memory limit set. Setting 3 GB maxmemory limit',
  },
  {
    name: 'redis-unsaved', kind: 'request-refused', fields: { service: 'redis', what: 'unsaved' }, pattern: /(?<detail>MISCONF (?:Redis|Valkey) is configured to save RDB snapshots|MISCONF Errors writing to the AOF file[^\n]{0,80}|(?<=ResponseError: )Redis is configured to save RDB snapshots)/,
    sample: "redis.exceptions.ResponseError: MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk. Commands that may modify the data set are disabled, because this instance is configured to report errors during writes if RDB snapshotting fails (stop-writes-on-bgsave-error option).", source: 'redis/redis:src/server.c',
    nearMiss: '1:M 01 Jan 2026 00:00:00.000 * Redis is configured to save to /data',
  },
  {
    name: 'redis-primary-lost', kind: 'request-refused', fields: { service: 'redis', what: 'primary-lost' }, pattern: /(?<detail>Link with MASTER is down and replica-serve-stale-data is set to 'no')/,
    sample: "redis.exceptions.ResponseError: MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.", source: 'redis/redis:src/server.c',
    nearMiss: '* Connecting to MASTER cache:6379',
  },
  {
    name: 'redis-few-replicas', kind: 'request-refused', fields: { service: 'redis', what: 'few-replicas' }, pattern: /(?<detail>NOREPLICAS Not enough good replicas to write|(?<=ResponseError: )Not enough good replicas to write)/,
    sample: 'redis.exceptions.ResponseError: NOREPLICAS Not enough good replicas to write.', source: 'redis/redis:src/server.c',
    nearMiss: 'Not enough replicas of the Deployment are ready',
  },
  {
    name: 'redis-cluster-down', kind: 'request-refused', fields: { service: 'redis', what: 'no-slots' }, pattern: /(?<detail>CLUSTERDOWN (?:Hash slot not served|The cluster is down[^\n]{0,40}))/,
    sample: 'redis.exceptions.ResponseError: CLUSTERDOWN Hash slot not served', source: 'run:redis-server 7.0.15',
    nearMiss: '* Cluster state changed: ok',
  },
  {
    name: 'redis-command', kind: 'request-refused', fields: { service: 'redis', what: 'unknown-command' }, pattern: /(?<detail>\b(?:ERR |(?:ResponseError|ReplyError): (?:ERR )?)unknown command [`'](?<command>[\w.-]{1,60})['`](?:, with args beginning with:[^\n]{0,100})?)/,
    sample: "redis.exceptions.ResponseError: unknown command 'CONFIG', with args beginning with: 'SET' 'notify-keyspace-events' 'Ex'", source: 'case:request-redis-command',
    nearMiss: 'Error: unknown command "start-server" for "ledger"',
  },
  {
    name: 'redis-database', kind: 'request-refused', fields: { service: 'redis', what: 'no-database' }, pattern: /(?<detail>\bDB index is out of range\b)/,
    sample: 'redis.exceptions.ResponseError: DB index is out of range', source: 'run:redis-server 7.0.15',
    nearMiss: 'ERR index out of range',
  },
  {
    name: 'redis-no-group', kind: 'request-refused', fields: { service: 'redis', what: 'no-group' },
    pattern: /(?<detail>\bNOGROUP No such (?:key '(?<key>[^'\n]{1,200})' or consumer group '(?<object>[^'\n]{1,200})'|consumer group '(?<object2>[^'\n]{1,200})' for key name '(?<key2>[^'\n]{1,200})'))/,
    sample: "redis.exceptions.ResponseError: NOGROUP No such key 'orders' or consumer group 'invoices' in XREADGROUP with GROUP option", source: 'case:request-redis-group',
    nearMiss: "No such group 'invoices' of users",
  },
  {
    name: 'redis-moved', kind: 'request-refused', fields: { service: 'redis', what: 'moved' }, pattern: /(?:Error: |^\(error\) )(?<detail>MOVED \d{1,5} [\w.:-]{1,250}:\d{1,5}|CROSSSLOT Keys in request don't hash to the same slot|SELECT is not allowed in cluster mode)/,
    sample: 'ReplyError: MOVED 12182 10.244.0.9:6379', source: 'redis/redis:src/cluster.c',
    nearMiss: 'MOVED 12 files',
  },
  {
    name: 'psql-syntax', kind: 'config-malformed',
    pattern: /^(?:psql:(?<file>\/[^\s:]{1,300}):\d{1,7}: )?(?:ERROR: {1,2})?(?<detail>syntax error at or near "[^"\n]{1,100}")\nLINE \d{1,7}: {1,40}(?<token>[^ \n][^\n]{0,199})$/m,
    sample: 'ERROR:  syntax error at or near "2"\nLINE 4:   price numeric(10 2)', source: 'case:log-long',
    nearMiss: '2026-11-26 06:59:43.711 UTC [72] ERROR:  syntax error at or near "2" at character 72',
  },
  {
    name: 'redis-no-right', kind: 'request-refused', fields: { service: 'redis', what: 'no-right' }, pattern: /(?<detail>(?:this user|User (?<user>[^\s'"]{1,100})) has no permissions to (?:run the '(?<command>[\w|-]{1,60})' command|access (?:one of the (?<object>keys|channels)|a (?<object2>key|channel))))/,
    sample: "redis.exceptions.NoPermissionError: this user has no permissions to run the 'incr' command", source: 'redis/redis:src/acl.c',
    nearMiss: 'this user has no permissions to open the page',
  },
  // ---- the same of PostgreSQL (postgres/postgres:src/backend/tcop/utility.c, catalog/aclchk.c) and MySQL ----
  {
    name: 'postgres-read-only', kind: 'request-refused', fields: { service: 'postgres', what: 'read-only' }, pattern: /(?<detail>cannot execute (?<command>[A-Z][A-Z ]{1,40}) (?:in a read-only transaction|during recovery))/,
    sample: 'psycopg2.errors.ReadOnlySqlTransaction: cannot execute CREATE TABLE in a read-only transaction', source: 'run:postgres 15.20',
    nearMiss: 'ERROR:  cannot execute command in this state',
  },
  {
    name: 'postgres-no-login', kind: 'request-refused', fields: { service: 'postgres', what: 'no-login' }, pattern: /(?<detail>role "(?<user>[^"]{1,63})" is not permitted to log in)/,
    sample: 'psql: error: connection to server at "db" (10.96.156.146), port 5432 failed: FATAL:  role "app" is not permitted to log in', source: 'postgres/postgres:src/backend/utils/init/miscinit.c',
    nearMiss: 'FATAL:  role "app" does not exist',
  },
  {
    // What an extension brings into a database is there only after CREATE EXTENSION in it.
    name: 'postgres-extension', kind: 'request-refused', fields: { service: 'postgres', what: 'no-extension' }, pattern: /(?<detail>\bfunction (?:public\.)?(?:uuid_generate_v\w{1,3}|gen_random_(?:uuid|bytes)|gen_salt|crypt|digest|hmac|pgp_sym_\w{2,20}|similarity|word_similarity|unaccent|create_hypertable|st_\w{2,40}|postgis_\w{2,40})\([^()\n]{0,120}\) does not exist|\btype "(?:public\.)?(?:vector|halfvec|sparsevec|citext|hstore|ltree|geometry|geography)" does not exist|\boperator class "(?:public\.)?(?:gin|gist)_trgm_ops" does not exist for access method "\w{3,6}")/i,
    sample: 'ERROR:  function uuid_generate_v4() does not exist', source: 'postgres/postgres:src/backend/parser/parse_func.c',
    nearMiss: 'ERROR:  function total_of_cart(integer) does not exist',
  },
  {
    name: 'postgres-extension-files', kind: 'request-refused', fields: { service: 'postgres', what: 'extension-files' }, pattern: /(?<detail>\bextension "(?<object>[\w-]{1,63})" is not available|could not open extension control file "[^"\n]{1,250}\/(?<object2>[\w-]{1,63})\.control": No such file or directory)/,
    sample: 'ERROR:  extension "vector" is not available', source: 'postgres/postgres:src/backend/commands/extension.c',
    nearMiss: 'ERROR:  extension "vector" already exists',
  },
  {
    name: 'postgres-no-right', kind: 'request-refused', fields: { service: 'postgres', what: 'no-right' }, pattern: /(?<detail>permission denied for (?<object>(?:schema|table|relation|sequence|view|function|database|type|language) [\w."$-]{1,120})|permission denied to (?<command>create (?:extension|database|role)(?: "[^"]{1,80}")?)|must be owner of (?<object2>(?:table|relation|sequence|view|schema|function) [\w."$-]{1,120}))/,
    sample: 'psycopg2.errors.InsufficientPrivilege: permission denied for schema public', source: 'run:postgres 15.20',
    nearMiss: 'permission denied for user shop',
  },
  {
    name: 'mysql-read-only', kind: 'request-refused', fields: { service: 'mysql', what: 'read-only' }, pattern: /(?<detail>The (?:MySQL|MariaDB) server is running with the --(?:super-)?read-only option so it cannot execute this statement)/,
    sample: 'The MySQL server is running with the --read-only option so it cannot execute this statement', source: 'mysql/mysql-server:share/messages_to_clients.txt',
    nearMiss: 'The MySQL server is running with the LOCK_WRITE_GROWTH option so it cannot execute this statement',
  },
  {
    name: 'postgres-locked', kind: 'request-refused', fields: { service: 'postgres', what: 'locked' }, pattern: /(?<detail>canceling statement due to lock timeout|could not obtain lock on (?:relation|row in relation) "(?<object>[^"\n]{1,63})")/,
    sample: 'psql:/migrations/V2__voucher.sql:2: ERROR:  canceling statement due to lock timeout', source: 'case:request-pg-lock',
    nearMiss: 'ERROR:  canceling statement due to user request',
  },
  {
    name: 'postgres-too-long', kind: 'request-refused', fields: { service: 'postgres', what: 'too-long' }, pattern: /(?<detail>canceling statement due to statement timeout)/,
    sample: 'psycopg2.errors.QueryCanceled: canceling statement due to statement timeout', source: 'postgres/postgres:src/backend/tcop/postgres.c',
    nearMiss: 'ERROR:  canceling statement due to user request',
  },
  {
    name: 'mysql-locked', kind: 'request-refused', fields: { service: 'mysql', what: 'locked' }, pattern: /(?<detail>Lock wait timeout exceeded; try restarting transaction)/,
    sample: "pymysql.err.OperationalError: (1205, 'Lock wait timeout exceeded; try restarting transaction')", source: 'mysql/mysql-server:share/messages_to_clients.txt',
    nearMiss: 'Deadlock found when trying to get lock; try restarting transaction',
  },
  {
    name: 'mysql-no-right', kind: 'request-refused', fields: { service: 'mysql', what: 'no-right' }, pattern: /(?<detail>(?<command>[A-Z][A-Z ,]{1,60}) command denied to user '(?<user>[^']{1,100})'@'[^']{1,250}' for (?<object>(?:table|column) '?[\w.$-]{1,120}'?))/,
    sample: "pymysql.err.OperationalError: (1142, \"CREATE command denied to user 'app'@'10.244.0.9' for table 'orders'\")", source: 'mysql/mysql-server:share/messages_to_clients.txt',
    nearMiss: "Access denied for user 'app'@'10.244.0.9' (using password: YES)",
  },
  {
    name: 'mongo-no-right', kind: 'request-refused', fields: { service: 'mongodb', what: 'no-right' }, pattern: /(?<detail>\bnot authorized on [\w$-]{1,64} to execute command \{ ?(?<command>\w{1,40}))/,
    sample: 'pymongo.errors.OperationFailure: not authorized on xserver to execute command { createIndexes: "tweets" }', source: 'mongodb/mongo:src/mongo/db/commands.cpp',
    nearMiss: 'command createIndexes requires authentication',
  },
  {
    name: 'mongo-secondary', kind: 'request-refused', fields: { service: 'mongodb', what: 'secondary' }, pattern: /(?<detail>\b(?:MongoServerError|MongoError|MongoNotPrimaryError|NotPrimaryError|NotMasterError|MongoNotPrimaryException)\b.{0,80}\bnot (?:primary|master)\b)/,
    sample: 'pymongo.errors.NotPrimaryError: not primary', source: 'mongodb/mongo:src/mongo/base/error_codes.yml',
    nearMiss: 'INFO this member is not primary any longer',
  },
  {
    name: 'elastic-no-right', kind: 'request-refused', fields: { service: 'elasticsearch', what: 'no-right' }, pattern: /(?<detail>\baction \[[\w:/.*-]{1,100}\] is unauthorized for (?:user|API key id|service account) \[(?<user>[^\]\n]{1,100})\])/,
    sample: 'security_exception: action [indices:admin/create] is unauthorized for user [app] with effective roles [viewer]', source: 'elastic/elasticsearch:x-pack/plugin/security/src/main/java/org/elasticsearch/xpack/security/authz/AuthorizationDenialMessages.java',
    nearMiss: 'security_exception: unable to authenticate user [app] for REST request [/]',
  },
  {
    name: 'elastic-flood', kind: 'request-refused', fields: { service: 'elasticsearch', what: 'disk-watermark' }, pattern: /(?<detail>(?:TOO_MANY_REQUESTS|FORBIDDEN)\/12\/(?:disk usage exceeded flood-stage watermark, index has read-only-allow-delete block|index read-only \/ allow delete \(api\)))/,
    sample: "elasticsearch.exceptions.TransportError: TransportError(429, 'cluster_block_exception', 'index [movies] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block];')", source: 'elastic/elasticsearch:server/src/main/java/org/elasticsearch/cluster/metadata/IndexMetadata.java',
    nearMiss: 'index [movies] blocked by: [FORBIDDEN/5/index read-only (api)];',
  },
  {
    name: 'mongo-auth', kind: 'auth-failed', fields: { service: 'mongodb' }, pattern: /(?<detail>(?:MongoServerError|OperationFailure|MongoSecurityException|MongoError|AuthenticationFailed)\b.{0,80}Authentication failed|Exception authenticating MongoCredential|\(Unauthorized\) Command \w{1,40} requires authentication|auth error: sasl conversation error)/,
    sample: 'MongoServerError: Authentication failed.', source: 'mongodb/node-mongodb-native:test/integration/auth/auth.prose.test.ts',
    nearMiss: 'MongoServerSelectionError: connect ECONNREFUSED 127.0.0.1:1',
  },
  {
    name: 'mongo-selection', kind: 'dependency-unreachable', pattern: /(?<detail>(?:MongoServerSelectionError|ServerSelectionTimeoutError|MongooseServerSelectionError|server selection error|Server selection timed out)[^\n]{0,200})/,
    sample: 'MongoServerSelectionError: Server selection timed out after 500 ms', source: 'mongodb/node-mongodb-native:src/sdam/topology.ts',
    nearMiss: 'MongoServerError: Authentication failed.',
  },
  {
    name: 'elastic-login', kind: 'auth-failed', fields: { service: 'elasticsearch' }, pattern: /(?<detail>missing authentication credentials for REST request|AuthenticationException\(401, )/,
    sample: 'security_exception: missing authentication credentials for REST request [/]', source: 'elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authc/DefaultAuthenticationFailureHandler.java',
    nearMiss: 'authentication credentials for REST request are valid',
  },
  {
    name: 'kafka-authorization', kind: 'request-refused', fields: { service: 'kafka', what: 'topic' }, pattern: /(?<detail>TopicAuthorizationException: Not authorized to access topics: \[[^\]\n]{1,200}\]|GroupAuthorizationException: Not authorized to access group: \S{1,200}|\b(?:TOPIC|GROUP|CLUSTER)_AUTHORIZATION_FAILED\b[^\n]{0,120})/,
    sample: 'org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized to access topics: [orders]', source: 'apache/kafka:clients/src/main/java/org/apache/kafka/common/errors/TopicAuthorizationException.java',
    nearMiss: 'org.apache.kafka.common.errors.SaslAuthenticationException: Authentication failed',
  },
  {
    name: 's3-bucket', kind: 'request-refused', fields: { service: 's3', what: 'bucket' }, pattern: /(?<detail>\bNoSuchBucket\b(?:[^\n]{0,120}?The specified bucket does not exist)?)/,
    sample: 'botocore.errorfactory.NoSuchBucket: An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation: The specified bucket does not exist', source: 'boto/botocore:botocore/data/s3/2006-03-01/service-2.json',
    nearMiss: 'botocore.errorfactory.NoSuchKey: An error occurred (NoSuchKey) when calling the GetObject operation: The specified key does not exist.',
  },
  {
    name: 'amqp-go-refused', kind: 'auth-failed', fields: { service: 'rabbitmq' }, pattern: /(?<detail>Exception \(403\) Reason: "username or password not allowed")/,
    sample: 'panic: Exception (403) Reason: "username or password not allowed"', source: 'rabbitmq/amqp091-go:types.go',
    nearMiss: 'panic: Exception (403) Reason: "no access to this vhost"',
  },
  {
    name: 'amqp-many', kind: 'connections-exhausted', fields: { service: 'rabbitmq' }, pattern: /(?<detail>access to vhost '[^'\n]{1,100}' refused for user '[^'\n]{1,100}': (?:user |vhost )?connection limit \(\d{1,9}\) is reached)/,
    sample: "NOT_ALLOWED - access to vhost 'x' refused for user 'a': connection limit (10) is reached", source: 'rabbitmq/rabbitmq-server:deps/rabbit/src/rabbit_reader.erl',
    nearMiss: "NOT_ALLOWED - access to vhost 'x' refused for user 'a'",
  },
  {
    name: 'amqp-vhost', kind: 'request-refused', fields: { service: 'rabbitmq', what: 'vhost' }, pattern: /(?<detail>Exception \(403\) Reason: "no access to this vhost"|NOT_ALLOWED - (?:vhost \S{1,100} not found|access to vhost '[^'\n]{1,100}' refused for user '[^'\n]{1,100}'(?!: connection limit)))/,
    sample: `dial: Exception (403) Reason: "no access to this vhost"`, source: 'rabbitmq/amqp091-go:types.go',
    nearMiss: 'panic: Exception (403) Reason: "username or password not allowed"',
  },
  {
    name: 'amqp-refused', kind: 'auth-failed', fields: { service: 'rabbitmq' }, pattern: /(?<detail>ACCESS_REFUSED - (?:Login was refused using authentication mechanism \w{1,20}|access to [^\n]{1,120})|Handshake terminated by server: 403 \(ACCESS-REFUSED\)|PLAIN login refused)/i,
    sample: 'Error: Handshake terminated by server: 403 (ACCESS-REFUSED) with message "ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN. For details see the broker logfile."', source: 'amqp-node/amqplib:lib/connection.js',
    nearMiss: 'Error: Handshake terminated by server: 530 (NOT-ALLOWED) with message "NOT_ALLOWED - vhost x not found"',
  },
  {
    name: 'kafka-brokers', kind: 'dependency-unreachable', fields: { detail: 'no Kafka broker answers' }, pattern: /\bNoBrokersAvailable\b|no brokers available|client has run out of available brokers|KafkaJSNumberOfRetriesExceeded|(?:Connection to node -?\d{1,9} \((?:(?<host>[\w.-]{1,250})\/)?[\w.:]{0,60}:(?<port>\d{1,5})\) could not be established)/,
    sample: 'kafka.errors.NoBrokersAvailable: NoBrokersAvailable', source: 'run:kafka-python-ng 2.2',
    nearMiss: 'kafka: 3 brokers available',
  },
  {
    name: 'kafka-bootstrap', kind: 'name-unresolved', pattern: /No resolvable bootstrap urls given in bootstrap\.servers|Couldn't resolve server (?<target>[\w.-]{1,250}:\d{1,5}) from bootstrap\.servers/,
    sample: "Couldn't resolve server kafka:9092 from bootstrap.servers as DNS resolution failed for kafka", source: 'apache/kafka:clients/src/main/java/org/apache/kafka/clients/ClientUtils.java',
    nearMiss: 'bootstrap.servers = [kafka:9092]',
  },
  {
    // Code 535 of RFC 4954; code 49 of RFC 4511.
    name: 'smtp-login', kind: 'auth-failed', fields: { service: 'smtp' }, pattern: /(?<detail>SMTPAuthenticationError: \(535, b?['"][^'"\n]{0,120}|Invalid login: 535[ -][^\n]{0,100}|AuthenticationFailedException: 535[ -][^\n]{0,100})/,
    sample: "smtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed: ')", source: 'python/cpython:Lib/smtplib.py',
    nearMiss: "smtplib.SMTPServerDisconnected: Connection unexpectedly closed",
  },
  {
    // Active Directory tells by its data of a password that is right, for an account that is locked, disabled or over, or a password that has expired.
    name: 'ldap-login', kind: 'auth-failed', fields: { service: 'ldap' }, pattern: /(?<detail>ldap_bind: Invalid credentials \(49\)|LDAP Result Code 49 "Invalid Credentials"|LDAPInvalidCredentialsResult - 49|\bLDAP: error code 49\b(?![^\n]{0,160}\bdata (?:53[0-3]|568|701|77[35])\b))/,
    sample: 'LDAP Result Code 49 "Invalid Credentials": ', source: 'go-ldap/ldap:v3/error.go',
    nearMiss: 'LDAP Result Code 32 "No Such Object": ',
  },
  {
    name: 'sasl', kind: 'auth-failed', pattern: /(?<detail>SASL (?:authentication|handshake) (?:failed|error)[^\n]{0,120}|SaslAuthenticationException: [^\n]{1,120}|Authentication failed during authentication due to invalid credentials)/i,
    sample: 'org.apache.kafka.common.errors.SaslAuthenticationException: Authentication failed: Invalid username or password', source: 'apache/kafka:clients/src/main/java/org/apache/kafka/common/security/plain/internals/PlainSaslServer.java',
    nearMiss: 'SASL mechanism is PLAIN',
  },
  {
    name: 'es-auth', kind: 'auth-failed', fields: { service: 'elasticsearch' }, pattern: /(?<detail>security_exception.{0,120}(?:missing authentication credentials|unable to authenticate user \[(?<user>[^\]]{1,100})\]))/,
    sample: "elasticsearch.AuthenticationException: AuthenticationException(401, 'security_exception', 'missing authentication credentials for REST request [/]')", source: 'elastic/elasticsearch:x-pack/plugin/core/src/main/java/org/elasticsearch/xpack/core/security/authc/DefaultAuthenticationFailureHandler.java',
    nearMiss: 'security_exception: action [indices:admin/create] requires the role x',
  },
  {
    name: 'http-401', kind: 'auth-failed', pattern: /(?<detail>\b(?:401 (?:Client Error: )?Unauthorized|[Ss]tatus(?: ?[Cc]ode)?:? 401\b|[Rr]esponse code:? 401\b|HTTP Error 401: ))(?:.{0,40} (?:url|URL): (?<url>\S{1,300}))?/,
    sample: 'requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: http://api/x', source: 'psf/requests:src/requests/models.py',
    nearMiss: '  File "/app/api.py", line 401, in get',
  },
  {
    name: 'url-status', kind: 'http-error', pattern: /(?<url>https?:\/\/[^\s"']{1,300}?)["']?:? (?:returned |answered |responded with |got |status(?: code)? |unexpected status(?: code)?:? )?(?:HTTP )?(?<status>[45]\d\d) (?:Service Unavailable|Internal Server Error|Bad Gateway|Gateway Time-?out|(?:File )?[Nn]ot [Ff]ound|Forbidden|Too Many Requests|Bad Request)|(?<url2>https?:\/\/[^\s"']{1,300}?)["']?:? (?:returned|answered|responded|replied)(?: with)?(?: HTTP)?(?: status)?(?: code)?:? (?<status2>[45]\d\d)\b/,
    sample: 'cannot load the catalog: http://gateway:3000/health: 503 Service Unavailable', source: 'case:app-go-fatal-503',
    nearMiss: 'GET http://gateway:3000/health 200 OK',
  },
  {
    name: 'url-arrow-status', kind: 'http-error', pattern: /(?<url>https?:\/\/[^\s"'()]{1,300}?)["')]{0,2}:? ?(?:->|=>|→) ?(?:HTTP |status )?(?<status>[45]\d\d)(?![\d.])|\b(?:got|received|status(?: code)?|HTTP)(?: status)?:? (?<status2>[45]\d\d)(?: [A-Z][\w ]{1,30})? from (?:[A-Z]{3,7} )?(?<url2>https?:\/\/[^\s"'()]{1,300}?)(?=[\s"')]|$)/,
    sample: '[front] GET http://stock/v1/capacity -> 500 (attempt 1/3)', source: 'case:dep-http-500',
    nearMiss: '[front] GET http://stock/v1/capacity -> 5000 items',
  },
  {
    name: 'runner-not-found', kind: 'http-error', fields: { status: '404' }, pattern: /Http response code: NotFound from '[A-Z]{3,6} (?<url>https?:\/\/[^'\s]{1,300})'/,
    sample: "Http response code: NotFound from 'POST https://api.github.com/actions/runner-registration' (Request Id: 1)", source: 'actions/runner:src/Runner.Listener/Configuration/ConfigurationManager.cs',
    nearMiss: "Http response code: OK from 'POST https://api.github.com/actions/runner-registration'",
  },
  {
    name: 'http-status', kind: 'http-error', pattern: /(?:\b(?<status>[45]\d\d) (?:Server|Client) Error: [\w ]{1,60} for url: (?<url>\S{1,300})|Request failed with status code (?<status2>[45]\d\d)|The requested URL returned error: (?<status3>[45]\d\d)|Response status code does not indicate success: (?<status4>[45]\d\d)|\bunexpected status "(?<status5>[45]\d\d)": )/,
    sample: 'requests.exceptions.HTTPError: 503 Server Error: Service Unavailable for url: http://api/x', source: 'run:python-requests 2.32',
    nearMiss: 'Request finished with status code 200',
  },
  {
    name: 'urllib-status', kind: 'http-error', pattern: /\bHTTPError: HTTP Error (?<status>[45]\d\d): |(?<url>https?:\/\/[^\s"'()]{1,300}?)["']?:? (?:\w{1,20}:? )?HTTP Error (?<status2>[45]\d\d): /,
    sample: 'urllib.error.HTTPError: HTTP Error 503: Service Unavailable', source: 'run:python 3.11 urllib',
    nearMiss: 'urllib.error.URLError: <urlopen error [Errno 111] Connection refused>',
  },
  {
    name: 'java-status', kind: 'http-error', pattern: /Server returned HTTP response code: (?<status>[45]\d\d) for URL: (?<url>https?:\/\/\S{1,300})/,
    sample: 'Exception in thread "main" java.io.IOException: Server returned HTTP response code: 503 for URL: http://stock:8080/items', source: 'openjdk/jdk:src/java.base/share/classes/sun/net/www/protocol/http/HttpURLConnection.java',
    nearMiss: 'Server returned HTTP response code: 200',
  },
  {
    name: 'java-not-found', kind: 'http-error', fields: { status: '404 or 410' }, pattern: /\bFileNotFoundException: (?<url>https?:\/\/\S{1,300})$/,
    sample: 'Exception in thread "main" java.io.FileNotFoundException: http://stock:8080/items', source: 'openjdk/jdk:src/java.base/share/classes/sun/net/www/protocol/http/HttpURLConnection.java',
    nearMiss: 'java.io.FileNotFoundException: /etc/app/orders.properties (No such file or directory)',
  },
  {
    name: 'wget-status', kind: 'http-error', pattern: /^(?:wget: server returned error: HTTP\/\d(?:\.\d)? (?<status>[45]\d\d)\b|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ERROR (?<status2>[45]\d\d): )/,
    sample: 'wget: server returned error: HTTP/1.1 404 Not Found', source: 'run:busybox wget 1.35',
    nearMiss: 'wget: server returned file size 404',
  },
];
