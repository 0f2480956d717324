/** What decided in every recorded log: of the failing container, and nothing in the ones that are well. */
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { FactKind } from '../src/logs/fact.ts';
import { readLog } from '../src/logs/read-log.ts';

type Expected = [kind: FactKind, fields?: Record<string, string>];

/** case/container → the decisive fact. Every other recorded log has none. */
const DECISIVE: Record<string, Expected> = {
  'app-abort/thumbs': ['abort', { detail: 'free(): invalid pointer' }],
  'app-nil-pointer/ledger': ['exception', { runtime: 'go', message: 'runtime error: invalid memory address or nil pointer dereference', frame: 'crashlab/cmd/app/main.go:50' }],
  'app-postgres-password/postgres': ['variable-missing', { name: 'POSTGRES_PASSWORD' }],
  'args-unknown-command/ledger': ['flag-unknown', { flag: 'start-server', program: 'ledger' }],
  'calm-old-restarts/web.previous': ['connection-refused', { host: 'redis', port: '6379' }],
  'cmd-script-mode/backup': ['not-executable', { path: '/scripts/run.sh' }],
  'cmd-shell-typo/web': ['command-not-found', { command: 'gunicron', shell: 'sh' }],
  'cmd-workdir/report': ['file-missing', { path: '/srv/report/report.py' }],
  'dep-database/report': ['database-missing', { database: 'shop_prod', host: 'db', port: '5432', ip: '10.96.162.211' }],
  'dep-localhost/report': ['connection-refused', { host: 'localhost', port: '5432' }],
  'dep-name/web': ['name-unresolved', { host: 'redis-service', port: '6379' }],
  'dep-password/web': ['auth-failed', { host: 'cache', port: '6379', service: 'redis' }],
  'dep-port/report': ['connection-refused', { host: 'db', port: '5432', ip: '10.96.147.229' }],
  'dep-selector/web': ['connection-refused', { host: 'cache', port: '6379' }],
  'dep-timeout/ledger': ['connection-timeout', { ip: '10.96.227.186', port: '5432' }],
  'disk-full/search': ['no-space', {}],
  'env-misnamed-go/ledger': ['variable-missing', { name: 'DATABASE_URL' }],
  'env-missing-node/api': ['variable-missing', { name: 'DB_URL' }],
  'env-optional-key/worker': ['variable-missing', { name: 'STRIPE_API_KEY' }],
  'env-rollout/api': ['value-invalid', { name: 'POOL_SIZE', value: '20 per pod' }],
  'env-service-links/web': ['value-invalid', { value: 'tcp://10.96.156.50:6379' }],
  'file-edited-later/nginx': ['config-malformed', { file: '/etc/nginx/conf.d/site.conf', line: '5', token: 'proxy_pas' }],
  'file-mount-hides-app/worker': ['file-missing', { path: '/app/worker.py' }],
  'file-redis-conf-behind/redis': ['config-malformed', { line: '3', token: 'maxmemory 64 megabytes', detail: 'wrong number of arguments' }],
  'file-redis-conf-behind/web': ['connection-refused', { host: 'cache', port: '6379' }],
  'file-subpath/agent': ['is-directory', { path: '/etc/agent/agent.yaml' }],
  'file-yaml-tab/agent': ['config-malformed', { file: '/etc/agent/agent.yaml', line: '4', detail: "found character '\\t' that cannot start any token" }],
  'image-arch/ledger': ['exec-format', { path: '/ledger' }],
  'image-crlf/mailer': ['interpreter-missing', { path: '/entrypoint.sh' }],
  'image-module/web': ['module-missing', { module: 'prometheus_client', runtime: 'python' }],
  'image-no-bash/mailer': ['command-not-found', { command: 'bash', shell: 'env' }],
  'init-migration/migrate': ['table-missing', { table: 'user' }],
  'init-waits/wait': ['name-unresolved', { host: 'postgres' }],
  'job-bad-row/export': ['value-invalid', { value: '4,80', expected: 'float' }],
  'mem-child/thumbs': ['child-killed', {}],
  'mem-java-heap/orders': ['heap-exhausted', { runtime: 'java', what: 'Java heap space' }],
  'mem-node-heap/search': ['heap-exhausted', { runtime: 'node' }],
  'perm-low-port/api': ['port-privileged', { port: '80', address: '0.0.0.0' }],
  'perm-rbac/controller': ['rbac-forbidden', { verb: 'list', resource: 'pods', user: 'system:serviceaccount:s-27ttbj:controller' }],
  'perm-readonly/nginx': ['read-only', { path: '/var/lib/nginx/body' }],
  'perm-secret-mode/api': ['permission-denied', { path: '/etc/api/session.key' }],
  'perm-volume/search': ['permission-denied', { path: '/data/index/index.db' }],
  'pod-port-twice/admin': ['port-in-use', { port: '8080' }],
  'sidecar-settings/shipper': ['config-rejected', { file: '/etc/agent/agent.yaml', setting: 'output.host' }],
};

/** Cases of which some pods are well and some are not: the container's name alone does not tell. */
const ALSO_WELL = new Set(['env-rollout/api', 'image-crlf/mailer', 'image-module/web']);

const root = new URL('cases/', import.meta.url);
const seen = new Set<string>();
const decided = new Set<string>();

for (const name of readdirSync(root)) {
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
