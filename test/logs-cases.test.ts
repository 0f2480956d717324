/** What decided in every recorded log: of the failing container, and nothing in the ones that are well. */
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { FactKind } from '../src/logs/fact.ts';
import { readLog } from '../src/logs/read-log.ts';

type Expected = [kind: FactKind, fields?: Record<string, string>];

/** case/container → the decisive fact. Every other log of these cases, and of the ones that are well, has none. */
const DECISIVE: Record<string, Expected> = {
  'app-abort/thumbs': ['abort', { detail: 'free(): invalid pointer' }],
  'app-division/resize': ['segfault', { detail: 'Floating point exception' }],
  'app-go-deadlock/stock': ['exception', { runtime: 'go', message: 'fatal error: all goroutines are asleep - deadlock!', frame: 'stock/main.go:82' }],
  'app-go-fatal-503/stock': ['http-error', { url: 'http://gateway:3000/health', host: 'gateway', port: '3000', status: '503' }],
  'app-go-map/stock': ['exception', { runtime: 'go', message: 'fatal error: concurrent map writes', frame: 'stock/main.go:71' }],
  'app-java-caused-by/invoice': ['exception', { runtime: 'java', type: 'java.util.UnknownFormatConversionException', message: "Conversion = '%'", frame: 'Invoice.java:67' }],
  'app-java-version/invoice': ['class-version', { detail: 'shop/invoice/Invoice has been compiled by a more recent version of the Java Runtime (class file version 65.0), this version of the Java Runtime only recognizes class file versions up to 61.0' }],
  'app-nil-pointer/ledger': ['exception', { runtime: 'go', message: 'runtime error: invalid memory address or nil pointer dereference', frame: 'crashlab/cmd/app/main.go:50' }],
  'app-node-esm/teaser': ['syntax-error', { detail: 'Cannot use import statement outside a module', file: '/app/..2026_11_22_03_15_20.3411257384/teaser.js', line: '1' }],
  'app-node-import/gateway': ['file-missing', { path: '/srv/lib/limiter.mjs' }],
  'app-node-plugin/gateway': ['module-missing', { runtime: 'node', module: '@shop/metrics' }],
  'app-perl-module/stats': ['module-missing', { runtime: 'perl', module: 'DBD/Pg.pm' }],
  'app-php-uncaught/blog': ['exception', { runtime: 'php', type: 'TypeError', message: 'strtoupper(): Argument #1 ($string) must be of type string, null given', frame: '/app/index.php:7' }],
  'app-postgres-password/postgres': ['variable-missing', { name: 'POSTGRES_PASSWORD' }],
  'app-python-module/status': ['module-missing', { runtime: 'python', module: 'uvicorn' }],
  'app-python-syntax/ingest': ['syntax-error', { detail: "SyntaxError: '(' was never closed", file: '/app/ingest.py', line: '22' }],
  'app-ruby-error/labels': ['exception', { runtime: 'ruby', type: 'KeyError', message: 'key not found: "name"', frame: '/app/labels.rb:8' }],
  'app-ruby-load/labels': ['module-missing', { runtime: 'ruby', module: 'zebra' }],
  'app-shell-syntax/sync': ['syntax-error', { file: '/usr/local/bin/sync.sh', line: '10', detail: 'syntax error: unexpected "done" (expecting "fi")' }],
  'app-traceback/ingest': ['exception', { runtime: 'python', type: 'KeyError', message: "'CHF'", frame: '/app/ingest.py:31' }],
  'app-unhandled/gateway': ['exception', { runtime: 'node', message: 'tenant south has no plan "platinum"', frame: '/srv/gateway.js:27' }],
  'args-unknown-command/ledger': ['flag-unknown', { flag: 'start-server', program: 'ledger' }],
  'auth-postgres/report': ['auth-failed', { service: 'postgres', host: 'db', ip: '10.96.52.181', port: '5432', detail: 'password authentication failed for user "shop"', user: 'shop' }],
  'auth-redis-none/web': ['auth-failed', { service: 'redis', detail: 'Authentication required', host: 'cache', port: '6379' }],
  'calm-old-restarts/web.previous': ['connection-refused', { service: 'redis', host: 'redis', port: '6379' }],
  'cmd-gunicorn-attribute/web': ['value-invalid', { expected: 'the name of an object that its module has', value: 'application' }],
  'cmd-java-class/orders': ['flag-unknown', { program: 'java', flag: 'Order' }],
  'cmd-memcached-root/memcached': ['root-refused', { program: 'memcached' }],
  'cmd-postgres-root/postgres': ['root-refused', { program: 'postgres' }],
  'cmd-python-file/feed': ['file-missing', { path: '/app/main.py' }],
  'cmd-script-mode/backup': ['not-executable', { path: '/scripts/run.sh' }],
  'cmd-shell-typo/web': ['command-not-found', { shell: 'sh', command: 'gunicron' }],
  'cmd-workdir/report': ['file-missing', { path: '/srv/report/report.py' }],
  'db-connections/report': ['connections-exhausted', { host: 'db', ip: '10.96.241.91', port: '5432', detail: 'sorry, too many clients already' }],
  'db-role-missing/report': ['role-missing', { host: '127.0.0.1', port: '5432', role: 'reporting', ip: '127.0.0.1' }],
  'db-table-missing/ingest': ['table-missing', { table: 'products' }],
  'dep-backend-not-ready/web': ['connection-refused', { service: 'redis', host: 'redis', port: '6379' }],
  'dep-chain/gateway': ['connection-refused', { host: '10.96.248.65', port: '6379', ip: '10.96.248.65' }],
  'dep-chain/redis': ['config-malformed', { line: '3', token: 'max-memory "64mb"', detail: 'Bad directive or wrong number of arguments' }],
  'dep-chain/stock': ['connection-refused', { host: '10.96.217.50', port: '3000', ip: '10.96.217.50', url: 'http://gateway:3000/health' }],
  'dep-database/report': ['database-missing', { host: 'db', ip: '10.96.162.211', port: '5432', database: 'shop_prod' }],
  'dep-external-name/report': ['name-unresolved', { host: 'db' }],
  'dep-haproxy-resolve/haproxy': ['name-unresolved', { host: 'products' }],
  'dep-headless-name/report': ['name-unresolved', { host: 'db-0.postgres' }],
  'dep-host-alias/ledger': ['connection-timeout', { host: '10.200.8.8', port: '5432', ip: '10.200.8.8' }],
  'dep-java-chained/invoice': ['connection-timeout', { host: 'ledger', port: '9000' }],
  'dep-localhost/report': ['connection-refused', { host: 'localhost', ip: '::1', port: '5432' }],
  'dep-localhost-node/gateway': ['connection-refused', { host: '::1', port: '6379', ip: '::1' }],
  'dep-name/web': ['name-unresolved', { host: 'redis-service', port: '6379' }],
  'dep-node-address/web': ['connection-refused', { service: 'redis', host: '10.200.0.10', port: '6379', ip: '10.200.0.10' }],
  'dep-other-namespace/web': ['name-unresolved', { host: 'cache', port: '6379' }],
  'dep-password/web': ['auth-failed', { service: 'redis', host: 'cache', port: '6379', detail: 'WRONGPASS invalid username-password pair' }],
  'dep-port/report': ['connection-refused', { host: 'db', ip: '10.96.147.229', port: '5432' }],
  'dep-selector/web': ['connection-refused', { service: 'redis', host: 'cache', port: '6379' }],
  'dep-service-deleted/web': ['name-unresolved', { host: 'redis', port: '6379' }],
  'dep-target-port-name/web': ['connection-refused', { service: 'redis', host: 'redis', port: '6379' }],
  'dep-timeout/ledger': ['connection-timeout', { host: '10.96.227.186', port: '5432', ip: '10.96.227.186' }],
  'disk-full/search': ['no-space', { resource: 'write' }],
  'dns-nameserver/web': ['name-unresolved', { temporary: 'true', host: 'redis', port: '6379' }],
  'env-misnamed-go/ledger': ['variable-missing', { name: 'DATABASE_URL' }],
  'env-missing-node/api': ['variable-missing', { name: 'DB_URL' }],
  'env-optional-key/worker': ['variable-missing', { name: 'STRIPE_API_KEY' }],
  'env-rollout/api': ['value-invalid', { expected: 'a number', name: 'POOL_SIZE', value: '20 per pod' }],
  'env-service-links/web': ['value-invalid', { expected: 'a whole number', value: 'tcp://10.96.156.50:6379' }],
  'exit-hidden-tee/ingest': ['value-invalid', { expected: 'a whole number', value: 'many' }],
  'exit-hidden-wrapper/api': ['variable-missing', { name: 'DB_URL' }],
  'file-absent/agent': ['file-missing', { path: '/etc/agent/agent.yaml' }],
  'file-apache/apache': ['config-malformed', { line: '2', file: '/etc/apache2/sites-enabled/shop.conf', detail: "Invalid command 'DocumentRot', perhaps misspelled or defined by a module not included in the server configuration", token: 'DocumentRot' }],
  'file-coredns/coredns': ['config-malformed', { file: '/etc/coredns/Corefile', line: '4', detail: "Unknown directive 'forwrd'", token: 'forwrd' }],
  'file-edited-later/nginx': ['config-malformed', { detail: 'unknown directive "proxy_pas"', token: 'proxy_pas', file: '/etc/nginx/conf.d/site.conf', line: '5' }],
  'file-haproxy/haproxy': ['config-malformed', { file: '/usr/local/etc/haproxy/haproxy.cfg', line: '12', detail: "unknown keyword 'balnce' in 'backend' section; did you mean 'balance' maybe ?", token: 'balnce' }],
  'file-json-comma/gateway': ['config-malformed', { detail: 'Unexpected token ] in JSON at position 109' }],
  'file-mariadb/mariadb': ['config-malformed', { detail: "unknown variable 'max_conections=50'", token: 'max_conections' }],
  'file-mosquitto/mosquitto': ['config-malformed', { detail: 'Unknown configuration variable "listner"', token: 'listner', file: '/mosquitto/config/mosquitto.conf', line: '2' }],
  'file-mount-hides-app/worker': ['file-missing', { path: '/app/worker.py' }],
  'file-mount-path/agent': ['file-missing', { path: '/etc/agent/agent.yaml' }],
  'file-nginx-semicolon/nginx': ['config-malformed', { detail: 'directive "server_name" is not terminated by ";"', token: 'server_name', file: '/etc/nginx/conf.d/shop.conf', line: '4' }],
  'file-postgres-conf/postgres': ['config-malformed', { detail: 'unrecognized configuration parameter "max_conections"', token: 'max_conections', file: '/etc/postgresql/shop.conf', line: '1' }],
  'file-prometheus/prometheus': ['config-malformed', { file: '/etc/prometheus/prometheus.yml', detail: 'field scrape_intervall not found in type config.plain' }],
  'file-properties/invoice': ['config-malformed', { detail: 'Malformed \\uxxxx encoding.' }],
  'file-redis-conf-behind/redis': ['config-malformed', { line: '3', token: 'maxmemory 64 megabytes', detail: 'wrong number of arguments' }],
  'file-redis-conf-behind/web': ['connection-refused', { service: 'redis', host: 'cache', port: '6379' }],
  'file-redis-folder/redis': ['file-missing', { path: '/data' }],
  'file-subpath/agent': ['is-directory', { path: '/etc/agent/agent.yaml' }],
  'file-tls-keys/nginx': ['file-missing', { path: '/etc/nginx/tls/tls.crt' }],
  'file-toml/ingest': ['config-malformed', { detail: 'Invalid value', line: '4' }],
  'file-yaml-tab/agent': ['config-malformed', { detail: "found character '\\t' that cannot start any token", file: '/etc/agent/agent.yaml', line: '4' }],
  'files-limit/crawler': ['files-exhausted', { detail: 'Too many open files' }],
  'flag-argparse/ingest': ['flag-unknown', { program: 'ingest', flag: '--every=30' }],
  'flag-go/stock': ['flag-unknown', { flag: '-listen' }],
  'flag-java/orders': ['flag-unknown', { program: 'java', flag: 'UseConcMarkSweepGC' }],
  'flag-java-heap-unit/orders': ['flag-unknown', { program: 'java', flag: '-Xmx' }],
  'flag-metrics-server/metrics-server': ['flag-unknown', { flag: '--kubelet-insecure-tsl' }],
  'flag-node/gateway': ['flag-unknown', { program: 'node', flag: '--max_old_space=128' }],
  'flag-prometheus/prometheus': ['flag-unknown', { program: 'prometheus', flag: '--storage.tsdb.retention.days' }],
  'flag-redis/redis': ['config-malformed', { line: '3', token: 'maxmemory-policy "lru"', detail: 'argument(s) must be one of the following: volatile-lru, volatile-lfu, volatile-random, volatile-ttl, allkeys-lru, allkeys-lfu, allkeys-random, noeviction' }],
  'image-arch/ledger': ['exec-format', { path: '/ledger' }],
  'image-crlf/mailer': ['interpreter-missing', { path: '/entrypoint.sh' }],
  'image-elf-loader/resize': ['interpreter-missing', { path: '/usr/local/bin/resize' }],
  'image-missing-library/resize': ['library-missing', { detail: 'libshopimage.so.6: cannot open shared object file', library: 'libshopimage.so.6' }],
  'image-module/web': ['module-missing', { runtime: 'python', module: 'prometheus_client' }],
  'image-no-bash/mailer': ['command-not-found', { shell: 'env', command: 'bash' }],
  'image-no-shebang/sync': ['exec-format', { path: '/usr/local/bin/sync.sh' }],
  'init-migration/migrate': ['table-missing', { table: 'user' }],
  'init-resolves/wait': ['name-unresolved', { host: 'session-store.svc.cluster.local' }],
  'init-second/owner': ['operation-not-permitted', { operation: 'chown', path: '/index' }],
  'init-waits/wait': ['name-unresolved', { host: 'postgres' }],
  'job-bad-row/export': ['value-invalid', { expected: 'a number', value: '4,80' }],
  'job-exit-code/backup': ['fatal-line', { message: 'backup: target folder /backup is not there' }],
  'job-failure-policy/ingest': ['flag-unknown', { program: 'ingest', flag: '--oneshot' }],
  'log-buried/mover': ['connection-refused', { host: '10.200.0.10', port: '8099', ip: '10.200.0.10' }],
  'log-json/basket': ['name-unresolved', { host: 'stock-api' }],
  'mem-child/thumbs': ['child-killed', { child: 'worker process' }],
  'mem-java-heap/orders': ['heap-exhausted', { runtime: 'java', what: 'Java heap space' }],
  'mem-node-heap/search': ['heap-exhausted', { runtime: 'node', what: 'JavaScript heap out of memory' }],
  'mem-php-limit/blog': ['heap-exhausted', { runtime: 'php', what: 'Allowed memory size of 33554432 bytes exhausted' }],
  'mem-python-ulimit/ingest': ['heap-exhausted', { runtime: 'python', what: 'MemoryError' }],
  'mem-redis/loader': ['connection-reset', {}],
  'near-empty-secret/postgres': ['variable-missing', { name: 'POSTGRES_PASSWORD' }],
  'near-liveness/agent': ['config-rejected', { file: '/etc/agent/agent.yaml', setting: 'output.host' }],
  'near-localhost-sidecar/gateway': ['connection-refused', { host: '::1', port: '6379', ip: '::1' }],
  'near-localhost-sidecar/sessions': ['config-malformed', { line: '2', token: 'appendonly "maybe"', detail: "argument must be 'yes' or 'no'" }],
  'near-mount-came-late/ingest': ['value-invalid', { expected: 'a whole number', value: '2k' }],
  'near-netpol/web': ['connection-timeout', { service: 'redis', host: '10.200.9.9', port: '6379', ip: '10.200.9.9' }],
  'near-nginx-warned/nginx': ['name-unresolved', { host: 'products', file: '/etc/nginx/conf.d/shop.conf', line: '7' }],
  'near-oom-exit-1/planner': ['fatal-line', { message: 'planner: memory budget of 64 MB is too small for 900 tours (BUDGET_MB, at least 96)' }],
  'near-optional-volume/api': ['variable-missing', { name: 'DB_URL' }],
  'near-poststart/api': ['variable-missing', { name: 'DB_URL' }],
  'near-rollout-innocent/web': ['connection-refused', { service: 'redis', host: 'redis', port: '6379' }],
  'near-value-warned/report': ['connection-timeout', { host: 'db', ip: '10.96.53.192', port: '5433' }],
  'near-wait-then-password/report': ['auth-failed', { service: 'postgres', host: 'db', ip: '10.96.127.63', port: '5432', detail: 'password authentication failed for user "shop"', user: 'shop' }],
  'netpol-dns/web.previous': ['name-unresolved', { temporary: 'true', host: 'redis', port: '6379' }],
  'netpol-egress/web': ['connection-timeout', { service: 'redis', host: 'redis', port: '6379' }],
  'netpol-ingress/web': ['connection-timeout', { service: 'redis', host: 'redis', port: '6379' }],
  'node-oom/ingest': ['name-unresolved', { temporary: 'true', host: 'db' }],
  'one-of-three/agent': ['config-malformed', { detail: 'mapping values are not allowed here', file: '/etc/agent/agent-1.yaml', line: '5' }],
  'perm-configmap-write/ingest': ['read-only', { path: '/etc/ingest/state' }],
  'perm-drop-all-postgres/postgres': ['operation-not-permitted', { operation: 'install', path: '/var/run/postgresql' }],
  'perm-hostpath/search': ['permission-denied', { operation: 'open', path: '/index/index.db' }],
  'perm-image-file/feed': ['permission-denied', { path: '/app/template.xml' }],
  'perm-low-port/api': ['port-privileged', { address: '0.0.0.0', port: '80' }],
  'perm-low-port-caps/gateway': ['port-privileged', { address: '0.0.0.0', port: '443' }],
  'perm-no-token/notify': ['api-token-missing', { path: '/var/run/secrets/kubernetes.io/serviceaccount/namespace' }],
  'perm-rbac/controller': ['rbac-forbidden', { user: 'system:serviceaccount:s-27ttbj:controller', verb: 'list', resource: 'pods', namespace: 's-27ttbj' }],
  'perm-rbac-default-account/notify': ['rbac-forbidden', { resource: 'configmaps', name: 'notify-texts', user: 'system:serviceaccount:s-m472mc:default', verb: 'get', namespace: 's-m472mc' }],
  'perm-rbac-lease/notify': ['rbac-forbidden', { user: 'system:serviceaccount:s-nph30i:notify', verb: 'create', resource: 'leases', group: 'coordination.k8s.io', namespace: 's-nph30i' }],
  'perm-rbac-metrics-server/metrics-server': ['rbac-forbidden', { resource: 'configmaps', name: 'extension-apiserver-authentication', user: 'system:serviceaccount:s-6ux0sk:default', verb: 'get', namespace: 'kube-system' }],
  'perm-rbac-nodes/notify': ['rbac-forbidden', { user: 'system:serviceaccount:s-3hsaas:notify', verb: 'list', resource: 'nodes' }],
  'perm-readonly/nginx': ['read-only', { path: '/var/lib/nginx/body' }],
  'perm-readonly-tmp/feed': ['read-only', { path: '/tmp/feed' }],
  'perm-secret-mode/api': ['permission-denied', { operation: 'open', path: '/etc/api/session.key' }],
  'perm-volume/search': ['permission-denied', { operation: 'open', path: '/data/index/index.db' }],
  'pod-port-twice/admin': ['port-in-use', { address: '0.0.0.0', port: '8080' }],
  'port-self-twice/stock': ['port-in-use', { port: '8080' }],
  'port-sidecar/gateway': ['port-in-use', { address: '::', port: '8080' }],
  'rollout-args/stock': ['flag-unknown', { flag: '-product' }],
  'rollout-command/gateway': ['file-missing', { path: '/srv/main.js' }],
  'shm-bus-error/match': ['segfault', { detail: 'Bus error' }],
  'sidecar-settings/shipper': ['config-rejected', { file: '/etc/agent/agent.yaml', setting: 'output.host' }],
  'threads-limit/crawler': ['threads-exhausted', { detail: "can't start new thread" }],
  'tls-expired/stock': ['tls-expired', { when: '2025-01-01T00:00:00Z', host: 'gateway', port: '3000' }],
  'tls-hostname/stock': ['tls-hostname', { names: 'gateway.shop.example.com', host: 'gateway', port: '3000' }],
  'tls-plain-port/stock': ['tls-protocol', { detail: 'http: server gave HTTP response to HTTPS client', host: 'gateway', port: '3000' }],
  'tls-postgres/report': ['tls-protocol', { host: 'db', ip: '10.96.11.29', port: '5432', detail: 'server does not support SSL, but SSL was required' }],
  'tls-unknown-ca/stock': ['tls-unknown-ca', { host: 'gateway', port: '3000' }],
  'two-containers/api': ['variable-missing', { name: 'DB_URL' }],
  'two-containers/ingest': ['value-invalid', { expected: 'a whole number', value: '1,000' }],
  'value-duration/stock': ['value-invalid', { expected: 'a duration such as 30s', name: 'REQUEST_TIMEOUT', value: '30' }],
  'value-empty/ingest': ['value-invalid', { expected: 'a whole number', value: '' }],
  'auth-pgx-user/orders': ['auth-failed', { service: 'postgres', user: 'order' }],
  'auth-redis-file/relay': ['auth-failed', { service: 'redis' }],
  'dep-asyncpg/rates': ['name-unresolved'],
  'dep-ioredis/cart': ['connection-refused', { port: '6380' }],
  'dep-pika-scaled/jobs': ['dependency-unreachable', { service: 'amqp' }],
  'dep-wait-for-it/front': ['dependency-unreachable', { host: 'search', port: '9200' }],
  'env-decouple/desk': ['variable-missing', { name: 'SECRET_KEY' }],
  'env-empty-key/pricing': ['variable-missing', { name: 'API_KEY' }],
  'env-envalid/mailer': ['variable-missing', { name: 'SENDER' }],
  'env-joi/users': ['variable-missing', { name: 'DATABASE_HOST' }],
  'env-pydantic/catalog': ['variable-missing', { name: 'api_token', given: 'database_url' }],
  'file-viper-key/relay': ['config-rejected', { token: 'adress' }],
  'flag-value-blank/relay': ['value-invalid', { name: '--workers' }],
  'log-structlog/billing': ['database-missing', { database: 'invoices' }],
  'value-spring/basket.previous': ['value-invalid', { name: 'basket.expiry', value: '30 minutes' }],
  'value-zod/session': ['value-invalid', { name: 'SESSION_TTL' }],
  'value-etcd-cluster/etcd': ['value-invalid', { name: 'initial-cluster', expected: 'a list that names this member' }],
  'value-go-number/stock': ['value-invalid', { expected: 'a whole number', name: 'MAX_CONNS', value: '64k' }],
  'value-java-number/invoice': ['value-invalid', { expected: 'a number', value: '1_000' }],
  'value-newline/ledger': ['value-invalid', { expected: 'a URL', name: 'DATABASE_URL', value: 'memory://orchid\\n' }],
  'value-quoted/web': ['name-unresolved', { host: '"redis"', port: '6379' }],
  'value-unexpanded/ledger': ['name-unresolved', { host: '$(DB_HOST)' }],
  'vol-corrupt-redis/redis': ['data-corrupt', { detail: 'Wrong signature trying to load DB from file' }],
  'vol-not-empty/postgres': ['data-not-empty', { path: '/var/lib/postgresql/data' }],
  'vol-version/postgres': ['data-version', { found: '13', wants: '15.20' }],
};

/** Cases of which some pods are well and some are not: the container's name alone does not tell. */
const ALSO_WELL = new Set([
  'app-java-version/invoice', 'app-node-import/gateway', 'calm-old-restarts/web', 'db-connections/report', 'env-rollout/api', 'image-crlf/mailer', 'image-module/web', 'netpol-dns/web', 'one-of-three/agent', 'rollout-args/stock', 'rollout-command/gateway',
]);

/** Pods of one container that ended on different faults. */
const ALSO: Record<string, FactKind> = { 'db-connections/report': 'connection-refused' };

const root = new URL('cases/', import.meta.url);
const seen = new Set<string>();
const decided = new Set<string>();

const WELL = ['calm-job-done', 'calm-no-volume', 'calm-not-ready', 'calm-pending', 'calm-probe-program', 'calm-slow-start'];
const NAMED = new Set([...Object.keys(DECISIVE).map((key) => key.split('/')[0]), ...WELL]);

for (const name of readdirSync(root).filter((one) => NAMED.has(one))) {
  let paths: string[] = [];
  try {
    paths = (readdirSync(new URL(`${name}/logs/`, root), { recursive: true }) as string[]).filter((path) => path.endsWith('.log'));
  } catch {
    continue;
  }
  for (const path of paths) {
    const container = (path.split('/').at(-1) as string).replace(/\.log$/, '');
    const expected = DECISIVE[`${name}/${container}`] ?? DECISIVE[`${name}/${container.replace('.previous', '')}`];
    const isKey = `${name}/${container}` in DECISIVE;
    test(`${name}: ${path}`, () => {
      const text = readFileSync(new URL(`${name}/logs/${path}`, root), 'utf8');
      const log = readLog(text);
      if (isKey) seen.add(`${name}/${container}`);
      const { decisive } = log;
      if (!decisive && (!expected || ALSO_WELL.has(`${name}/${container.replace('.previous', '')}`) || text === '')) return;
      if (!expected) assert.unreachable(`nothing should decide, and this did: ${decisive?.kind} ${decisive?.quote}`);
      const [kind, fields = {}] = expected as Expected;
      if (decisive && decisive.kind === ALSO[`${name}/${container.replace('.previous', '')}`]) return;
      assert.is(decisive?.kind, kind);
      const actual = decisive?.fields as Record<string, string>;
      assert.equal(Object.fromEntries(Object.keys(fields).map((field) => [field, actual[field]])), fields);
      assert.ok(log.block.length > 0 && log.block.length <= 12);
      decided.add(`${name}/${container}`);
    });
  }
}

test('every expectation was met by a recorded log', () => {
  assert.equal(Object.keys(DECISIVE).filter((key) => !decided.has(key)), []);
});

test.run();
