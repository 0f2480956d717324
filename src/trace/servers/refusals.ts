/** Why a server that lets a program in refuses what it is asked, in the server's own terms. */

export interface Refusal {
  /** What the server is or does, behind its name. */
  why: string;
  /** The same, where one of `settings` is given, if that says more. */
  whyGiven?: string;
  /** Names of the setting that makes it so, where it stands in its command line or file (the first that is given). */
  settings: readonly string[];
  /** What to do where no command can be given. */
  advice: string;
  decides: string;
}

/** Texts of redis 7 (src/server.c, acl.c, cluster.c), PostgreSQL 15 (tcop/utility.c, catalog/aclchk.c) and MySQL 8 (messages_to_clients.txt). */
export const REFUSALS: Readonly<Record<string, Refusal>> = {
  replica: {
    why: 'is a replica, which takes no writes',
    settings: ['replicaof', 'slaveof'],
    advice: 'write to the primary: point the program at it, or select it alone in the Service',
    decides: 'redis-cli role, inside its pod',
  },
  full: {
    why: 'has reached maxmemory and throws nothing away, so it refuses writes',
    settings: ['maxmemory'],
    advice: 'raise maxmemory, delete what is no longer needed, or, for a mere cache, set maxmemory-policy allkeys-lru',
    decides: 'redis-cli info memory, inside its pod: used_memory, maxmemory, maxmemory_policy',
  },
  unsaved: {
    why: 'could not save its data to disk, and refuses writes since then',
    settings: [],
    advice: 'look into the log of the server: why it cannot write to its folder (full, read-only, not its own)',
    decides: 'its own log, and redis-cli info persistence',
  },
  'primary-lost': {
    why: 'is a replica that does not reach its primary, and gives no stale data',
    settings: ['replicaof', 'slaveof'],
    advice: 'look into the log of the server: why the link to its primary is down (password: masterauth; its address; its state)',
    decides: 'its own log, and redis-cli info replication',
  },
  'few-replicas': {
    why: 'has fewer good replicas than it is told to have, so it refuses writes',
    settings: ['min-replicas-to-write', 'min-slaves-to-write'],
    advice: 'bring the replicas up, or lower min-replicas-to-write',
    decides: 'redis-cli info replication, inside its pod',
  },
  'no-slots': {
    why: 'runs in cluster mode, and not all hash slots are served by a node that is up',
    settings: ['cluster-enabled'],
    advice: 'make the cluster (redis-cli --cluster create …), bring its lost nodes back, or turn cluster mode off',
    decides: 'redis-cli cluster info, inside its pod',
  },
  moved: {
    why: 'runs in cluster mode, and the program speaks to it as to a single server',
    settings: ['cluster-enabled'],
    advice: 'use the cluster client of its library, or turn cluster mode off',
    decides: 'redis-cli cluster info, inside its pod',
  },
  'no-database': {
    why: 'has no database of that number',
    settings: ['databases'],
    advice: 'select a database that it has (0 to 15 where nothing is set), or raise databases',
    decides: 'redis-cli config get databases, inside its pod',
  },
  'unknown-command': {
    why: 'does not know that command: a module brings it (FT., JSON., BF., TS. of Redis Stack), a newer version has it, or its configuration takes it away (rename-command)',
    whyGiven: 'is told not to know that command, at least not by its name',
    settings: [],
    advice: 'let the server know the command (its module, its version, its rename-command), or let the program do without it',
    decides: 'redis-cli command info NAME, module list and info server, inside its pod',
  },
  'no-group': {
    why: 'has no such consumer group of that stream',
    settings: [],
    advice: 'make the group before its consumers start (XGROUP CREATE … MKSTREAM), or correct its name',
    decides: 'which groups the stream has: redis-cli xinfo groups, inside its pod',
  },
  locked: {
    why: 'waited in vain for a lock that the statement needs: another session holds it, in a transaction that it has not ended',
    settings: [],
    advice: 'see which session holds the lock, and let its program end its transactions (commit) before this one starts',
    decides: 'which session holds it: pg_stat_activity and pg_locks; in MySQL information_schema.innodb_trx',
  },
  'too-long': {
    why: 'ended the statement, which ran for longer than statement_timeout',
    settings: ['statement_timeout'],
    advice: 'raise statement_timeout for this session, or let the statement do less at a time',
    decides: 'show statement_timeout, as that user; and what the statement waits for: pg_stat_activity',
  },
  'read-only': {
    why: 'takes no writes: it is a standby, or its transactions are read-only',
    whyGiven: 'takes no writes, as it is told to',
    settings: ['default_transaction_read_only', 'read_only', 'super_read_only'],
    advice: 'write to the primary: point the program at it; or turn the read-only setting off',
    decides: "select pg_is_in_recovery(), current_setting('default_transaction_read_only'); in MySQL: select @@read_only",
  },
  'no-login': {
    why: 'does not let its role log in, which was made without LOGIN (as CREATE ROLE does)',
    settings: [],
    advice: 'let the role log in: ALTER ROLE … LOGIN; or let the program use another one',
    decides: '\\du in psql',
  },
  vhost: {
    why: 'has no such virtual host, or does not let its user into it',
    settings: [],
    advice:
      'make the virtual host (rabbitmqctl add_vhost NAME) and let the user into it (rabbitmqctl set_permissions -p NAME USER ".*" ".*" ".*"), or correct its name at the end of the address',
    decides: 'rabbitmqctl list_vhosts, and list_permissions -p NAME, inside its pod',
  },
  topic: {
    why: 'does not let its user use that topic or group',
    settings: [],
    advice:
      'give the user the right (kafka-acls --add --allow-principal User:NAME --operation Read --topic NAME, and --group NAME for its group), or let the program log in as a user that has it',
    decides: 'kafka-acls --list --topic NAME, inside its pod',
  },
  bucket: {
    why: 'has no bucket of that name',
    settings: [],
    advice: 'make the bucket, or correct its name where the program is told it',
    decides: 'the buckets that the program may list, at the address that it calls',
  },
  'no-extension': {
    why: 'does not know that in this database: an extension brings it, which is made in each database by itself',
    settings: [],
    advice: 'make the extension in that database, as its owner or a superuser (CREATE EXTENSION), before the program starts',
    decides: '\\dx in psql, in that database',
  },
  'extension-files': {
    why: 'does not have the files of that extension: its image is one without them',
    settings: [],
    advice: 'run the server from an image that has the extension (of the same major version, so that it reads the data)',
    decides: 'select * from pg_available_extensions, in psql',
  },
  secondary: {
    why: 'is a member of a replica set and not its primary, so it takes no writes',
    settings: [],
    advice:
      'let the program call the replica set: its members and replicaSet=NAME in the address, without directConnection; one name for all of them leads to any of them',
    decides: 'rs.status() in mongosh, inside its pod',
  },
  'disk-watermark': {
    why: 'has made its indices read-only, as its disk is nearly full',
    settings: [],
    advice:
      'make room on the disk of the server (delete old indices, or enlarge its volume): from 7.4 on it then takes writes again by itself, before that with index.blocks.read_only_allow_delete: null',
    decides: 'GET _cat/allocation, and cluster.routing.allocation.disk.watermark.flood_stage',
  },
  'no-right': {
    why: 'does not let its user do that',
    settings: [],
    advice:
      'give the user the right that it lacks (GRANT; in Redis ACL SETUSER, in MongoDB grantRolesToUser), or let the program log in as a user that has it',
    decides: 'the rights of that user: \\dn+ and \\dp in psql, SHOW GRANTS in MySQL, ACL GETUSER in Redis',
  },
};
