/** Other programs that refuse, are not found, or are not trusted: the words of C libraries, runtimes and database clients. */
import type { Phrase } from '../phrase.ts';

const PG = 'connection to server at "(?<host>[^"]{1,250})"(?: \\((?<ip>[^)]{1,60})\\))?, port (?<port>\\d{1,5}) failed: ';
const pg = (rest: string) => new RegExp(PG + rest);

export const connections: readonly Phrase[] = [
  // ---- names ----
  {
    name: 'libpq-unresolved', kind: 'name-unresolved', pattern: /could not translate host name "(?<host>[^"]{1,250})" to address: /,
    sample: 'psycopg2.OperationalError: could not translate host name "db-0.postgres" to address: Name or service not known', source: 'case:dep-headless-name',
    nearMiss: 'psycopg2.OperationalError: could not translate the message',
  },
  {
    name: 'getaddrinfo', kind: 'name-unresolved', pattern: /getaddrinfo (?:ENOTFOUND|EAI_AGAIN|EAI_NODATA|EAI_FAIL) (?<target>[\w.:-]{1,250})/,
    sample: 'Error: getaddrinfo ENOTFOUND nope.invalid', source: 'run:node 20.20', nearMiss: 'Error: getaddrinfo EMFILE nope.invalid',
  },
  {
    name: 'go-lookup', kind: 'name-unresolved', pattern: /lookup (?<host>[\w.-]{1,250})(?: on (?<server>[\w.:[\]]{1,80}))?: (?:no such host|server misbehaving|Temporary failure in name resolution|.{0,80}i\/o timeout)/,
    sample: 'dial tcp: lookup nope.invalid on 10.96.0.10:53: no such host', source: 'run:go 1.26', nearMiss: 'lookup of nope.invalid on 10.96.0.10:53 took 3ms',
  },
  {
    name: 'nginx-upstream', kind: 'name-unresolved', pattern: /host not found in upstream "(?<target>[^"]{1,250})"/,
    sample: '2026/11/22 02:55:13 [emerg] 1#1: host not found in upstream "products" in /etc/nginx/conf.d/shop.conf:7', source: 'case:near-nginx-warned',
    nearMiss: 'upstream "products" has no live servers',
  },
  {
    name: 'haproxy-address', kind: 'name-unresolved', pattern: /could not resolve address '(?<target>[^']{1,250})'/,
    sample: "[ALERT]    (1) : config : [/usr/local/etc/haproxy/haproxy.cfg:12] : 'server api/a' : could not resolve address 'products'.", source: 'case:dep-haproxy-resolve',
    nearMiss: "could resolve address 'products'",
  },
  {
    name: 'curl-host', kind: 'name-unresolved', pattern: /[Cc]ould not resolve host: (?<host>[\w.-]{1,250})/,
    sample: 'curl: (6) Could not resolve host: nope.invalid', source: 'run:curl 7.88', nearMiss: 'curl: (7) Failed to connect to nope.invalid port 1',
  },
  {
    name: 'java-unknown-host', kind: 'name-unresolved', pattern: /UnknownHostException: (?<host>[\w.-]{1,250})/,
    sample: 'java.net.UnknownHostException: nope.invalid', source: 'run:openjdk 17', nearMiss: 'java.net.UnknownServiceException: nope.invalid',
  },
  {
    name: 'errno-2-host', kind: 'name-unresolved', pattern: /\[Errno -[2358]\] (?:Name or service not known|Temporary failure in name resolution|No address associated with hostname)/,
    sample: 'socket.gaierror: [Errno -2] Name or service not known', source: 'run:python 3.11', nearMiss: '[Errno 111] Connection refused',
  },
  // ---- refused, silent ----
  {
    name: 'econnrefused', kind: 'connection-refused', pattern: /connect ECONNREFUSED (?<target>[\w.:[\]]{1,250})/,
    sample: 'Error: connect ECONNREFUSED 127.0.0.1:1', source: 'run:node 20.20', nearMiss: 'Error: connect ETIMEDOUT 127.0.0.1:1',
  },
  {
    name: 'etimedout', kind: 'connection-timeout', pattern: /connect (?:ETIMEDOUT|EHOSTUNREACH|ENETUNREACH) (?<target>[\w.:[\]]{1,250})/,
    sample: 'Error: connect EHOSTUNREACH 192.0.2.1:80', source: 'nodejs/node:doc/api/errors.md', nearMiss: 'Error: connect ECONNREFUSED 127.0.0.1:1',
  },
  {
    name: 'errno-refused', kind: 'connection-refused', pattern: /\[Errno 111\] (?:Connection refused|Connect call failed)(?: \('(?<host>[^']{1,250})', (?<port>\d{1,5}))?/,
    sample: 'ConnectionRefusedError: [Errno 111] Connection refused', source: 'run:python 3.11', nearMiss: '[Errno 104] Connection reset by peer',
  },
  {
    name: 'errno-timeout', kind: 'connection-timeout', pattern: /\[Errno (?:110|113)\] (?:Connection timed out|No route to host)/,
    sample: 'OSError: [Errno 113] No route to host', source: 'python/cpython:Lib/test/test_asyncio/test_selector_events.py', nearMiss: '[Errno 111] Connection refused',
  },
  {
    name: 'redis-timeout', kind: 'connection-timeout', fields: { service: 'redis' }, pattern: /(?:[Rr]edis at (?<target>[\w.:-]{1,250}): )?Timeout connecting to server/,
    sample: 'SystemError: Cannot connect to Redis at redis:6379: Timeout connecting to server', source: 'case:netpol-ingress', nearMiss: 'Timeout reading from socket',
  },
  {
    name: 'libpq-timeout', kind: 'connection-timeout', pattern: pg('(?:timeout expired|Connection timed out|No route to host)'),
    sample: 'psycopg2.OperationalError: connection to server at "db" (10.96.53.192), port 5433 failed: timeout expired', source: 'case:near-value-warned',
    nearMiss: 'connection to server at "db" (10.96.53.192), port 5433 failed: Connection refused',
  },
  {
    name: 'libpq-refused-any', kind: 'connection-refused', pattern: pg('Connection refused'),
    sample: 'psql: error: connection to server at "127.0.0.1", port 1 failed: Connection refused', source: 'run:psql 15', nearMiss: 'connection to server at "127.0.0.1", port 1 failed: timeout expired',
  },
  {
    name: 'busybox-remote', kind: 'connection-refused', pattern: /can't connect to remote host \((?<ip>[\w.:]{2,60})\): Connection refused/,
    sample: "nc: can't connect to remote host (127.0.0.1): Connection refused", source: 'run:busybox 1.35', nearMiss: "nc: can't connect to remote host (127.0.0.1): Operation timed out",
  },
  {
    name: 'curl-connect', kind: 'connection-refused', pattern: /Failed to connect to (?<host>[\w.-]{1,250}) port (?<port>\d{1,5})(?: after \d{1,9} ms)?: (?:Connection refused|Couldn't connect to server)/,
    sample: "curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to server", source: 'run:curl 7.88', nearMiss: 'Failed to connect to the database yet, trying again',
  },
  {
    name: 'java-refused', kind: 'connection-refused', pattern: /ConnectException: (?:Connection refused|Connection refused: connect)(?::? (?:no further information: )?\/?(?<target>[\w./:-]{3,250}))?/,
    sample: 'java.net.ConnectException: Connection refused', source: 'run:openjdk 17', nearMiss: 'java.net.SocketTimeoutException: Connect timed out',
  },
  {
    name: 'java-timeout', kind: 'connection-timeout', pattern: /SocketTimeoutException: [Cc]onnect timed out|NoRouteToHostException: No route to host/,
    sample: 'java.net.SocketTimeoutException: Connect timed out', source: 'run:openjdk 17', nearMiss: 'java.net.SocketTimeoutException: Read timed out',
  },
  {
    name: 'cannot-connect-target', kind: 'dependency-unreachable', pattern: /(?:[Cc]annot|[Cc]an't|[Cc]ould not|[Uu]nable to|[Ff]ailed to) (?:connect|reach|open a connection|establish (?:a )?connection)(?: \w{1,20}){0,3}? (?:to|at|on|with) (?<target>[\w.-]{1,200}:\d{2,5})\b/,
    sample: 'SystemError: Cannot connect to Redis at redis:6379: Timeout connecting to server', source: 'case:netpol-ingress', nearMiss: 'connected to Redis at redis:6379',
  },
  // ---- TLS ----
  {
    name: 'x509-unknown', kind: 'tls-unknown-ca', pattern: /(?:https:\/\/(?<target>[\w.-]{1,250}(?::\d{1,5})?).{0,200})?x509: certificate signed by unknown authority/,
    sample: '2026/11/22 02:49:12 cannot load the catalog: Get "https://gateway:3000/health": tls: failed to verify certificate: x509: certificate signed by unknown authority', source: 'case:tls-unknown-ca',
    nearMiss: 'x509: certificate is valid for a, not b',
  },
  {
    name: 'openssl-unknown', kind: 'tls-unknown-ca', pattern: /CERTIFICATE_VERIFY_FAILED\] certificate verify failed: (?:self[- ]signed certificate|unable to get (?:local )?issuer certificate)|SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE|unable to get local issuer certificate|PKIX path building failed/,
    sample: 'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:992)', source: 'run:python 3.11',
    nearMiss: '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:992)',
  },
  {
    name: 'x509-expired', kind: 'tls-expired', pattern: /(?:https:\/\/(?<target>[\w.-]{1,250}(?::\d{1,5})?).{0,200})?x509: certificate has expired or is not yet valid(?:: (?<when>[^"]{1,120}))?/,
    sample: '2026/11/22 02:50:33 cannot load the catalog: Get "https://gateway:3000/health": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-22T02:50:33Z is after 2025-01-01T00:00:00Z', source: 'case:tls-expired',
    nearMiss: 'x509: certificate signed by unknown authority',
  },
  {
    name: 'openssl-expired', kind: 'tls-expired', pattern: /certificate verify failed: certificate (?:has expired|is not yet valid)|\bCERT_HAS_EXPIRED\b|CertificateExpiredException/,
    sample: 'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:992)', source: 'run:python 3.11',
    nearMiss: 'certificate verify failed: self-signed certificate',
  },
  {
    name: 'x509-name', kind: 'tls-hostname', pattern: /(?:https:\/\/(?<target>[\w.-]{1,250}(?::\d{1,5})?).{0,200})?x509: (?:certificate is valid for (?<names>[^"]{1,200}), not [^\s"]{1,250}|cannot validate certificate for \S{1,250} because it doesn't contain any IP SANs)/,
    sample: '2026/11/22 02:49:43 cannot load the catalog: Get "https://gateway:3000/health": tls: failed to verify certificate: x509: certificate is valid for gateway.shop.example.com, not gateway', source: 'case:tls-hostname',
    nearMiss: 'x509: certificate signed by unknown authority',
  },
  {
    name: 'openssl-name', kind: 'tls-hostname', pattern: /Hostname mismatch, certificate is not valid for '(?<host>[^']{1,250})'|does not match certificate's altnames: .{0,80}Host: (?<host2>[\w.-]{1,250})/,
    sample: "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'gateway'. (_ssl.c:992)", source: 'run:python 3.11',
    nearMiss: 'certificate verify failed: certificate has expired',
  },
  {
    name: 'http-for-https', kind: 'tls-protocol', fields: { detail: 'it speaks plain HTTP, not TLS' }, pattern: /(?:https:\/\/(?<target>[\w.-]{1,250}(?::\d{1,5})?).{0,100})?http: server gave HTTP response to HTTPS client/,
    sample: '2026/11/22 02:48:26 cannot load the catalog: Get "https://gateway:3000/health": http: server gave HTTP response to HTTPS client', source: 'case:tls-plain-port',
    nearMiss: 'http: server closed the connection',
  },
  {
    name: 'wrong-version', kind: 'tls-protocol', fields: { detail: 'it does not speak TLS there' }, pattern: /\bwrong version number\b|first record does not look like a TLS handshake|EPROTO\b.{0,80}packet length too long|Unsupported or unrecognized SSL message/,
    sample: 'tls: first record does not look like a TLS handshake', source: 'golang/go:src/crypto/tls/conn.go', nearMiss: 'a wrong number of versions was given',
  },
  {
    name: 'libpq-ssl', kind: 'tls-protocol', fields: { detail: 'the server does not support SSL' }, pattern: new RegExp(`(?:${PG})?server does not support SSL, but SSL was required`),
    sample: 'psycopg2.OperationalError: connection to server at "db" (10.96.11.29), port 5432 failed: server does not support SSL, but SSL was required', source: 'case:tls-postgres',
    nearMiss: 'connection to server at "db" (10.96.60.1), port 5432 failed: Connection refused',
  },
  // ---- credentials and databases ----
  {
    name: 'pg-password', kind: 'auth-failed', fields: { service: 'postgres' }, pattern: new RegExp(`(?:${PG}FATAL: {1,2})?password authentication failed for user "(?<user>[^"]{1,100})"`),
    sample: 'psycopg2.OperationalError: connection to server at "db" (10.96.127.63), port 5432 failed: FATAL:  password authentication failed for user "shop"', source: 'case:near-wait-then-password',
    nearMiss: 'connection to server at "db" (10.96.127.63), port 5432 failed: FATAL:  the database system is starting up',
  },
  {
    name: 'pg-no-password', kind: 'auth-failed', fields: { service: 'postgres' }, pattern: new RegExp(`(?:${PG})?fe_sendauth: no password supplied`),
    sample: 'psql: error: connection to server at "127.0.0.1", port 5432 failed: fe_sendauth: no password supplied', source: 'postgres/postgres:src/interfaces/libpq/fe-auth.c',
    nearMiss: 'a password was supplied',
  },
  {
    name: 'redis-noauth', kind: 'auth-failed', fields: { service: 'redis' }, pattern: /(?:[Rr]edis at (?<target>[\w.:-]{1,250}): )?(?:NOAUTH Authentication required|Authentication required\.|AUTH <password> called without any password)/,
    sample: 'SystemError: Cannot connect to Redis at cache:6379: Authentication required.', source: 'case:auth-redis-none', nearMiss: 'Authentication is required for the admin page',
  },
  {
    name: 'mysql-denied', kind: 'auth-failed', fields: { service: 'mysql' }, pattern: /Access denied for user '(?<user>[^']{1,100})'@'[^']{1,250}' \(using password: (?<detail>YES|NO)\)/,
    sample: "SQLSTATE[HY000] [1045] Access denied for user 'shop'@'10.244.1.9' (using password: YES)", source: 'mysql/mysql-server:share/messages_to_clients.txt',
    nearMiss: "Access denied for user 'shop'@'%' to database 'mysql'",
  },
  {
    name: 'pg-role', kind: 'role-missing', pattern: new RegExp(`(?:${PG}FATAL: {1,2})?role "(?<role>[^"]{1,100})" does not exist`),
    sample: '2026-11-22 03:19:37.798 UTC [51] FATAL:  role "reporting" does not exist', source: 'case:db-role-missing',
    nearMiss: 'FATAL:  database "reporting" does not exist',
  },
  {
    name: 'pg-relation', kind: 'table-missing', pattern: /relation "(?<table>[^"]{1,100})" does not exist/,
    sample: '2026-11-22 03:51:08.833 UTC [80] ERROR:  relation "products" does not exist at character 22', source: 'case:db-table-missing', nearMiss: 'relation "products" already exists',
  },
  {
    name: 'mysql-table', kind: 'table-missing', pattern: /Table '(?<table>[^']{1,150})' doesn't exist/,
    sample: "ERROR 1146 (42S02) at line 1: Table 'shop.orders' doesn't exist", source: 'mysql/mysql-server:share/messages_to_clients.txt', nearMiss: "Table 'shop.orders' already exists",
  },
  {
    name: 'mysql-database', kind: 'database-missing', pattern: /Unknown database '(?<database>[^']{1,100})'/,
    sample: "ERROR 1049 (42000): Unknown database 'shop_prod'", source: 'mysql/mysql-server:share/messages_to_clients.txt', nearMiss: "using database 'shop_prod'",
  },
  {
    name: 'pg-database', kind: 'database-missing', pattern: /(?:FATAL: {1,2}|^)database "(?<database>[^"]{1,200})" does not exist/,
    sample: 'pq: FATAL:  database "shop_prod" does not exist', source: 'postgres/postgres:src/backend/utils/init/postinit.c', nearMiss: 'FATAL:  role "shop_prod" does not exist',
  },
  {
    name: 'pg-clients', kind: 'connections-exhausted', pattern: new RegExp(`(?:${PG}FATAL: {1,2})?(?:sorry, too many clients already|remaining connection slots are reserved|too many connections for (?:role|database)|Too many connections)`),
    sample: 'psycopg2.OperationalError: connection to server at "db" (10.96.241.91), port 5432 failed: FATAL:  sorry, too many clients already', source: 'case:db-connections', nearMiss: 'two clients are connected already',
  },
];
