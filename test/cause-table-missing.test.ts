/** What was meant to make a missing table, and how a server is found that only the program's own text names: recorded cases with one thing changed. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findingOn, reportOnEdited } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

test('a Job that has run well is not to blame, and one that speaks of other tables is not meant', async () => {
  const done = await findingOn('table-job-failed', (cluster) => {
    const job = cluster.one('jobs', 'migrate');
    job.status = { succeeded: 1, conditions: [{ type: 'Complete', status: 'True' }] };
  });
  assert.is(done.cause, 'table-missing');
  assert.match(done.summary, 'Job migrate, which makes it, has run well');
  const other = await findingOn('table-job-failed', (cluster) => {
    const job = cluster.one('jobs', 'migrate');
    job.metadata.name = 'nightly';
    const [container] = job.spec.template?.spec?.containers ?? [];
    Object.assign(container ?? {}, { name: 'nightly', command: ['python', '/app/report.py'], volumeMounts: [] });
  });
  assert.is(other.cause, 'table-missing');
  assert.not.match(other.summary, 'Job');
});

test('a database that began anew after the Job had run', async () => {
  const at = (made: string, volume: object = { emptyDir: {} }) =>
    findingOn('table-empty-dir-anew', (cluster) => {
      const { metadata, spec } = cluster.pod('db-');
      metadata.creationTimestamp = made;
      spec.volumes = [{ name: 'data', ...volume }];
    });
  const anew = await at('2026-11-28T07:31:34Z');
  assert.is(anew.confidence, 'certain');
  assert.match(
    anew.fixes[0]?.command ?? '',
    /patch job migrate .* \| kubectl replace --force .* wait job\/migrate .* rollout restart deploy\/sales/,
  );
  const older = await at('2026-11-28T07:00:00Z');
  assert.match(older.summary, 'has run well, so this may be another database');
  const kept = await at('2026-11-28T07:31:34Z', { persistentVolumeClaim: { claimName: 'data' } });
  assert.match(kept.summary, 'has run well, so this may be another database');
});

test('files of SQL run in the order of their names', () => {
  const of = (sql: Record<string, string>) =>
    findingsIn({
      container: { volumeMounts: [{ name: 'sql', mountPath: '/migrations' }] },
      spec: { volumes: [{ name: 'sql', configMap: { name: 'sql' } }] },
      configMaps: { sql },
      status: ended(1),
      log: 'sqlite3.OperationalError: no such table: main.orders\n',
    })[0];
  const makes = 'create table if not exists orders (id int);';
  const uses = 'create index by_user on orders (user_id);';
  const numbers = of({ '1_users.sql': 'create table users (id int);', '2_orders.sql': makes, '10_totals.sql': uses });
  assert.is(numbers?.confidence, 'certain');
  assert.match(
    numbers?.summary ?? '',
    'key 10_totals.sql names it, and 2_orders.sql, which makes it, comes later: names are sorted as text',
  );
  assert.match(numbers?.fixes[0]?.command ?? '', '"2_orders.sql":null,"02_orders.sql":"create table');
  const letters = of({ 'a.sql': uses, 'b.sql': makes });
  assert.match(letters?.fixes[0]?.text ?? '', 'give b.sql a name that sorts before a.sql');
  assert.is(of({ '01_orders.sql': makes, '02_totals.sql': uses })?.confidence, 'likely', 'it has been made before');
});

test('a Job that is suspended is let run', async () => {
  const found = await findingOn('table-job-failed', (cluster) => {
    const job = cluster.one('jobs', 'migrate');
    job.status = {};
    job.spec.suspend = true;
    const pods = cluster.list('pods');
    pods.splice(0, pods.length, ...pods.filter(({ metadata }) => !metadata.name.startsWith('migrate')));
  });
  assert.match(found.summary, 'is suspended');
  assert.match(found.fixes[0]?.command ?? '', /patch job migrate .*"suspend":false.* wait job\/migrate .* rollout restart deploy\/orders/);
});

test('a script of the first start that makes other tables is not named', async () => {
  const found = await findingOn('table-first-start', (cluster) => {
    const schema = cluster.one('configmaps', 'db-schema');
    schema.data = { '01-customers.sql': schema.data?.['01-customers.sql'] ?? '' };
  });
  assert.is(found.cause, 'table-missing');
  assert.not.match(found.summary, 'first start');
});

test('a server is told by a name in the program only where that name is a string of its own, and one Service alone', async () => {
  const named = await findingOn('request-pg-read-only');
  assert.match(named.summary, 'Service db takes no writes');
  const other = await findingOn('request-pg-read-only', (cluster) => {
    const app = cluster.one('configmaps', 'orders-app');
    app.data = { 'orders.py': (app.data?.['orders.py'] ?? '').replace("host='db'", 'host=DB_HOST') };
  });
  assert.match(other.summary, 'the server takes no writes');
});

test('a liveness page that fails for another reason than the upstream says so itself', async () => {
  const { verdict } = await reportOnEdited('probe-proxied-crash', (cluster) =>
    cluster.log(
      'edge',
      'nginx',
      '2026/11/26 01:12:05 [error] 7#7: *19 upstream sent too big header while reading response header from upstream',
    ),
  );
  assert.is(verdict?.cause, 'probe-answers-error');
});

test('of a policy the rule that comes near is told: by a label of the namespace, of the pod, by the port', async () => {
  const near = async (change: (policy: { spec: { ingress?: unknown[] } }) => void) => {
    const found = await findingOn('netpol-namespace-label', (cluster) => {
      const [policy] = cluster.list('networkpolicies', `${cluster.namespace}-data`);
      if (policy) change(policy);
    });
    assert.is(found.cause, 'network-policy');
    return found.summary;
  };
  assert.match(await near(() => {}), 'asks for label access=data on the namespace');
  const inside = { 'kubernetes.io/metadata.name': 's-gjnh1m' };
  const rule = (from: object, port: number) => [{ from: [from], ports: [{ port }] }];
  assert.match(
    await near(({ spec }) =>
      Object.assign(spec, {
        ingress: rule({ namespaceSelector: { matchLabels: inside }, podSelector: { matchLabels: { app: 'reports' } } }, 5432),
      }),
    ),
    'is for pods with label app=reports',
  );
  assert.match(
    await near(({ spec }) => Object.assign(spec, { ingress: rule({ namespaceSelector: { matchLabels: inside } }, 5433) })),
    'has port 5433 alone',
  );
  const two = rule({ namespaceSelector: { matchLabels: { a: 'b' } }, podSelector: { matchLabels: { app: 'web' } } }, 5432);
  assert.not.match(await near(({ spec }) => Object.assign(spec, { ingress: two })), 'the rule of');
});

test('SQL Server, ClickHouse and Prisma say it in other words', () => {
  for (const [log, table] of [
    ["Microsoft.Data.SqlClient.SqlException (0x80131904): Invalid object name 'dbo.Users'.", 'dbo.Users'],
    [
      "Code: 60. DB::Exception: Unknown table expression identifier 'events' in scope SELECT * FROM events. (UNKNOWN_TABLE) (version 26.2.4.23 (official build))",
      'events',
    ],
    [
      'PrismaClientKnownRequestError: \nInvalid `prisma.user.findMany()` invocation:\n\n\n  The table `main.User` does not exist in the current database.\n    at cb (/app/index.js:5:17)',
      'main.User',
    ],
  ]) {
    const [finding] = findingsIn({ status: ended(1), log: log as string });
    assert.is(finding?.cause, 'table-missing', log as string);
    assert.match(finding?.summary ?? '', `asks for table ${table}`);
  }
});

test('golang-migrate takes its files by their numbers', () => {
  const of = (user: string, maker: string) =>
    findingsIn({
      status: ended(1),
      log: 'error: migration failed: relation "orders" does not exist in line 0: insert into orders values (1); (details: pq: relation "orders" does not exist)\n',
      container: { image: 'migrate/migrate:v4', args: ['-path', '/m', 'up'], volumeMounts: [{ name: 'm', mountPath: '/m' }] },
      spec: { volumes: [{ name: 'm', configMap: { name: 'm' } }] },
      configMaps: { m: { [user]: 'insert into orders values (1);', [maker]: 'create table orders (id int);' } },
    })[0];
  assert.not.match(of('10_t.up.sql', '2_o.up.sql')?.summary ?? '', 'comes later');
  assert.match(of('9_t.up.sql', '10_o.up.sql')?.summary ?? '', '10_o.up.sql, which makes it, comes later');
});

test.run();
