/** PostgreSQL's server and its image. */
import type { Phrase } from '../phrase.ts';

export const postgres: readonly Phrase[] = [
  {
    name: 'image-password', kind: 'variable-missing', fields: { name: 'POSTGRES_PASSWORD' }, pattern: /Database is uninitialized and superuser password is not specified/,
    sample: 'Error: Database is uninitialized and superuser password is not specified.', source: 'case:app-postgres-password',
    nearMiss: 'PostgreSQL Database directory appears to contain a database; Skipping initialization',
  },
  {
    name: 'root', kind: 'root-refused', fields: { program: 'postgres' }, pattern: /"root" execution of the PostgreSQL server is not permitted|initdb: error: cannot be run as root|^cannot be run as root$/,
    sample: '"root" execution of the PostgreSQL server is not permitted.', source: 'run:postgres 15.18',
    nearMiss: 'initdb: hint: Please log in (using, e.g., "su") as the (unprivileged) user that will own the server process.',
  },
  {
    name: 'version', kind: 'data-version', pattern: /data directory was initialized by PostgreSQL version (?<found>\d{1,4}(?:\.\d{1,4}){0,2}), which is not compatible with this version (?<wants>\d{1,4}(?:\.\d{1,4}){0,2})/,
    sample: '2026-11-22 03:50:58.233 UTC [30495] DETAIL:  The data directory was initialized by PostgreSQL version 13, which is not compatible with this version 15.18 (Debian 15.18-0+deb12u1).', source: 'run:postgres 15.18',
    nearMiss: 'FATAL:  database locale is incompatible with operating system',
  },
  {
    // Which folder it means stands below: one that holds an older database, or a mount that it does not use.
    name: 'image-18', kind: 'data-version', pattern: /^(?:Error: )?(?<detail>in 18\+, these Docker images are configured to store database data in a(?: format)?)/,
    sample: 'Error: in 18+, these Docker images are configured to store database data in a', source: 'docker-library/postgres:docker-entrypoint.sh',
    nearMiss: 'PostgreSQL Database directory appears to contain a database; Skipping initialization',
  },
  {
    name: 'config-line', kind: 'config-malformed', pattern: /(?<detail>syntax error) in file "(?<file>[^"]{1,300})" line (?<line>\d{1,7}), near (?:token "(?<token>[^"]{0,80})"|end of line)|(?<detail2>unrecognized configuration parameter "(?<token2>[^"]{1,100})") in file "(?<file2>[^"]{1,300})" line (?<line2>\d{1,7})/,
    sample: '2026-11-22 03:50:58.011 GMT [30451] LOG:  unrecognized configuration parameter "foo" in file "/tmp/lw/s/pgd/data/postgresql.conf" line 816', source: 'run:postgres 15.18',
    nearMiss: 'ERROR:  syntax error at or near "selct" at character 1',
  },
  {
    name: 'standby-lower', kind: 'config-rejected', pattern: /(?<detail>(?<setting>max_\w{1,40}) = \d{1,10} is a lower setting than on the primary server, where its value was (?<wants>\d{1,10}))/,
    sample: 'DETAIL:  max_connections = 60 is a lower setting than on the primary server, where its value was 200.', source: 'postgres/postgres:src/backend/access/transam/xlogrecovery.c',
    nearMiss: 'LOG:  max_connections is 200, as on the primary server',
  },
  {
    name: 'wal-minimal', kind: 'config-rejected', fields: { wants: 'replica' }, pattern: /(?<detail>WAL archival cannot be enabled when (?<setting>wal_level) is "minimal"|WAL streaming \([^)]{1,60}\) requires (?<setting2>wal_level) "replica" or "logical")/,
    sample: '2026-11-26 01:25:33.032 GMT [1] FATAL:  WAL archival cannot be enabled when wal_level is "minimal"', source: 'run:postgres 15.20',
    nearMiss: 'LOG:  wal_level is "minimal", so WAL archival is off',
  },
  {
    name: 'parameter', kind: 'config-rejected', pattern: /(?<detail>unrecognized configuration parameter "(?<setting>[^"]{1,100})"|invalid value for parameter "(?<setting2>[^"]{1,100})": "[^"]{0,100}"|[\d.kMGTB -]{1,30} is outside the valid range for parameter "(?<setting3>[^"]{1,100})"|parameter "(?<setting4>[^"]{1,100})" requires a [\w ]{1,30}value)/,
    sample: '2026-11-22 03:50:57.784 GMT [30405] FATAL:  invalid value for parameter "max_connections": "abc"', source: 'run:postgres 15.18',
    nearMiss: 'LOG:  parameter "max_connections" changed to "100"',
  },
  {
    name: 'hba', kind: 'config-malformed', pattern: /(?<detail>invalid connection type "(?<token>[^"]{1,60})"|invalid authentication method "(?<token2>[^"]{1,60})"|end-of-line before [\w ]{1,40}|invalid IP mask "[^"]{1,40}"[^\n]{0,60})\n[^\n]{0,80}CONTEXT: {1,2}line (?<line>\d{1,7}) of configuration file "(?<file>[^"]{1,300})"/m,
    sample: '2026-11-22 03:50:58.177 UTC [30470] LOG:  invalid connection type "bogus"\n2026-11-22 03:50:58.177 UTC [30470] CONTEXT:  line 1 of configuration file "/tmp/lw/s/pgd/data/pg_hba.conf"', source: 'run:postgres 15.18',
    nearMiss: 'LOG:  invalid length of startup packet\nCONTEXT:  none',
  },
  {
    name: 'config-errors', kind: 'config-malformed', pattern: /(?<detail>configuration file "(?<file>[^"]{1,300})" contains errors(?!;)|could not load pg_hba\.conf)/,
    sample: '2026-11-22 03:50:58.094 GMT [30456] FATAL:  configuration file "/tmp/lw/s/pgd/data/postgresql.conf" contains errors', source: 'run:postgres 15.18',
    nearMiss: 'LOG:  configuration file "/etc/postgresql.conf" contains errors; unaffected changes were applied',
  },
  {
    name: 'control-file', kind: 'data-corrupt', pattern: /^but (?<detail>could not open file "(?<path>[^"\n]{1,300}\/global\/pg_control)": No such file or directory)/,
    sample: 'but could not open file "/var/lib/postgresql/data/global/pg_control": No such file or directory', source: 'postgres/postgres:src/backend/postmaster/postmaster.c',
    nearMiss: 'FATAL:  could not open file "/etc/postgresql/pg_hba.conf": No such file or directory',
  },
  {
    name: 'file', kind: 'file-missing', pattern: /could not (?:open (?:configuration )?file|load server certificate file|access (?:directory|file|private key file|the server configuration file)|load private key file|load root certificate file) "(?<path>[^"]{1,300})": No such file or directory/,
    sample: '2026-11-22 03:50:57.904 UTC [30421] FATAL:  could not load server certificate file "server.crt": No such file or directory', source: 'run:postgres 15.18',
    nearMiss: 'LOG:  could not open usermap file "/no": Permission denied',
  },
  {
    name: 'config-folder', kind: 'file-missing', pattern: /could not open configuration directory "(?<path>[^"]{1,300})": No such file or directory/,
    sample: '2026-11-27 18:01:16.695 GMT [1] LOG:  could not open configuration directory "/etc/postgresql/conf.d": No such file or directory', source: 'case:file-postgres-include',
    nearMiss: 'LOG:  could not open configuration directory "/etc/postgresql/conf.d": Permission denied',
  },
  {
    name: 'key-mode', kind: 'file-too-open', pattern: /(?:private key|password) file "(?<path>[^"]{1,300})" has group or world access/,
    sample: 'FATAL:  private key file "/tls/tls.key" has group or world access', source: 'case:perm-postgres-key',
    nearMiss: 'FATAL:  data directory "/data" has group or world access',
  },
  {
    name: 'mode', kind: 'permission-denied', fields: { operation: 'mode' }, pattern: /data directory "(?<path>[^"]{1,300})" has (?:invalid permissions|wrong ownership|group or world access)|private key file "(?<path2>[^"]{1,300})" must be owned by/,
    sample: '2026-11-22 03:50:58.208 UTC [30489] FATAL:  data directory "/tmp/lw/s/pgd/data" has invalid permissions', source: 'run:postgres 15.18',
    nearMiss: 'DETAIL:  Permissions should be u=rwx (0700) or u=rwx,g=rx (0750).',
  },
  {
    name: 'chmod', kind: 'operation-not-permitted', fields: { operation: 'chmod' }, pattern: /could not change permissions of directory "(?<path>[^"]{1,300})": (?:Operation not permitted|Permission denied)/,
    sample: 'initdb: error: could not change permissions of directory "/var/lib/postgresql/data": Operation not permitted', source: 'postgres/postgres:src/bin/initdb/initdb.c',
    nearMiss: 'fixing permissions on existing directory /var/lib/postgresql/data ... ok',
  },
  {
    name: 'not-empty', kind: 'data-not-empty', pattern: /directory "(?<path>[^"]{1,300})" exists but is not empty/,
    sample: 'initdb: error: directory "/var/lib/postgresql/data" exists but is not empty', source: 'postgres/postgres:src/bin/initdb/initdb.c',
    nearMiss: 'fixing permissions on existing directory /var/lib/postgresql/data ... ok',
  },
  {
    name: 'lock-file', kind: 'lock-held', pattern: /lock file "(?<path>[^"]{1,300})" already exists|could not create lock file "(?<path2>[^"]{1,300})": File exists/,
    sample: 'FATAL:  lock file "postmaster.pid" already exists', source: 'postgres/postgres:src/backend/utils/init/miscinit.c',
    nearMiss: 'LOG:  lock file "postmaster.pid" is removed',
  },
  {
    name: 'lock-file-denied', kind: 'permission-denied', pattern: /could not create (?:lock )?file "(?<path>[^"]{1,300})": Permission denied|could not (?:access|open|create) directory "(?<path2>[^"]{1,300})": Permission denied/,
    sample: 'FATAL:  could not create lock file "/var/run/postgresql/.s.PGSQL.5432.lock": Permission denied', source: 'postgres/postgres:src/backend/utils/init/miscinit.c',
    nearMiss: 'FATAL:  could not create lock file "/var/run/postgresql/.s.PGSQL.5432.lock": Read-only file system',
  },
  {
    name: 'read-only', kind: 'read-only', pattern: /could not (?:create|open|write)[\w ]{0,30} "(?<path>[^"]{1,300})": Read-only file system/,
    sample: 'FATAL:  could not create lock file "/var/run/postgresql/.s.PGSQL.5432.lock": Read-only file system', source: 'postgres/postgres:src/backend/utils/init/miscinit.c',
    nearMiss: 'FATAL:  could not create lock file "/var/run/postgresql/.s.PGSQL.5432.lock": Permission denied',
  },
  {
    name: 'corrupt', kind: 'data-corrupt', pattern: /(?<detail>could not locate a valid checkpoint record|invalid primary checkpoint record|incorrect checksum in control file|could not find the database system|WAL ends before end of online backup|could not open directory "(?:pg_tblspc|pg_notify|pg_replslot|pg_stat_tmp|pg_snapshots|pg_twophase|pg_commit_ts|pg_dynshmem|pg_logical\/\w{1,20})": No such file or directory|could not read file "(?<path>[^"]{1,300})": read \d{1,9} of \d{1,9})/,
    sample: '2026-11-22 03:51:06.534 UTC [31308] PANIC:  could not locate a valid checkpoint record', source: 'run:postgres 15.18',
    nearMiss: 'LOG:  checkpoint complete: wrote 3 buffers',
  },
  {
    name: 'space', kind: 'no-space', pattern: /could not (?:write to|extend|create|resize)[\w ]{0,20} "(?<path>[^"]{1,300})": No space left on device/,
    sample: 'PANIC:  could not write to file "pg_wal/xlogtemp.28": No space left on device', source: 'postgres/postgres:src/backend/access/transam/xlog.c',
    nearMiss: 'ERROR:  could not resize shared memory segment "/PostgreSQL.1" to 1 bytes: No space on device',
  },
  {
    name: 'shared-memory', kind: 'memory-refused', fields: { what: 'shared memory' }, pattern: /could not (?:map anonymous shared memory|create shared memory segment): (?:Cannot allocate memory|Invalid argument)/,
    sample: 'FATAL:  could not map anonymous shared memory: Cannot allocate memory', source: 'postgres/postgres:src/backend/port/sysv_shmem.c',
    nearMiss: 'DETAIL:  Failed system call was shmget(key=1, size=56, 03600).',
  },
  {
    name: 'socket', kind: 'port-in-use', pattern: /could not bind IPv[46] address "(?<address>[^"]{1,60})": Address already in use/,
    sample: 'LOG:  could not bind IPv4 address "0.0.0.0": Address already in use', source: 'postgres/postgres:src/backend/libpq/pqcomm.c',
    nearMiss: 'LOG:  could not bind IPv4 address "10.1.2.3": Cannot assign requested address',
  },
  {
    name: 'socket-address', kind: 'address-unavailable', pattern: /could not bind IPv[46] address "(?<address>[^"]{1,60})": Cannot assign requested address/,
    sample: '2026-11-22 03:50:57.845 UTC [30413] LOG:  could not bind IPv4 address "10.1.2.3": Cannot assign requested address', source: 'run:postgres 15.18',
    nearMiss: 'LOG:  could not bind IPv4 address "0.0.0.0": Address already in use',
  },
  {
    name: 'socket-name', kind: 'address-unavailable', fields: { unresolved: 'true' }, pattern: /could not translate host name "(?<address>[^"]{1,250})", service "(?<port>\d{1,5})" to address: (?:Name or service not known|No address associated|Name does not resolve)/,
    sample: 'LOG:  could not translate host name "db-primary", service "5432" to address: Name or service not known', source: 'postgres/postgres:src/backend/libpq/pqcomm.c',
    nearMiss: 'psql: error: could not translate host name "db-primary" to address: Name or service not known',
  },
  {
    name: 'socket-denied', kind: 'port-privileged', pattern: /could not bind IPv[46] address "(?<address>[^"]{1,60})": Permission denied/,
    sample: '2026-11-22 03:50:57.877 UTC [30417] LOG:  could not bind IPv4 address "127.0.0.1": Permission denied', source: 'run:postgres 15.18',
    nearMiss: 'LOG:  could not bind IPv4 address "10.1.2.3": Cannot assign requested address',
  },
  {
    name: 'killed', kind: 'child-killed', fields: { signal: 'SIGKILL' }, pattern: /(?<child>[\w ]{1,40}) \(PID \d{1,7}\) was terminated by signal 9: Killed/,
    sample: 'LOG:  server process (PID 87) was terminated by signal 9: Killed', source: 'postgres/postgres:src/backend/postmaster/postmaster.c',
    nearMiss: 'LOG:  startup process (PID 31308) was terminated by signal 6: Aborted',
  },
  {
    name: 'ready', kind: 'listening', pattern: /database system is ready to accept (?:read-only )?connections/,
    sample: 'database system is ready to accept connections', source: 'case:ref-secret-key',
    nearMiss: 'the database system is not yet accepting connections',
  },
  {
    name: 'listening', kind: 'listening', pattern: /listening on IPv[46] address "(?<address>[^"]{1,60})", port (?<port>\d{1,5})/,
    sample: 'listening on IPv4 address "0.0.0.0", port 5432', source: 'case:ref-secret-key',
    nearMiss: 'could not bind IPv4 address "0.0.0.0": Address already in use',
  },
  {
    name: 'stop', kind: 'term-received', pattern: /received (?<signal>smart|fast|immediate) shutdown request/,
    sample: '2026-11-22 03:51:06.318 UTC [30823] LOG:  received smart shutdown request', source: 'run:postgres 15.18',
    nearMiss: 'LOG:  database system is shut down',
  },
];
