/** Rules of a server that turn a client away: which of them concern it, and what may be said where they are not seen. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { concerns, hostRules } from '../src/trace/servers/host-rules.ts';
import { type Edited, findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

const rules = (cluster: Edited, text: string) => {
  cluster.one('configmaps', 'db-access').data = { 'pg_hba.conf': text };
};

test('"all" is no replication, another user no rule for this one, and a mask no method', () => {
  const read = hostRules(
    ['local all all trust', 'host all all 10.0.0.0 255.0.0.0 md5', '# host all all all trust', 'hostssl shop,report cart ::/0 cert'].join(
      '\n',
    ),
  );
  assert.equal(
    read.map(({ line, method }) => `${line} ${method}`),
    ['2 md5', '4 cert'],
  );
  const [all, named] = read;
  if (!all || !named) throw new Error('two rules');
  assert.ok(concerns(all, 'shop', 'anyone'));
  assert.not.ok(concerns(all, 'replication', 'anyone'));
  assert.ok(concerns(named, 'report', 'cart'));
  assert.not.ok(concerns(named, 'report', 'shop'));
});

test('a rule that asks for TLS is met by TLS, not by another rule', async () => {
  const found = await findingOn('refused-pg-subnet', (cluster) =>
    rules(cluster, 'local all all trust\nhostssl all shop all scram-sha-256\n'),
  );
  assert.match(found.summary, 'over TLS only');
  assert.match(found.fixes[0]?.command ?? '', 'PGSSLMODE=require');
});

test('a rule stands before the one that rejects all others', async () => {
  const found = await findingOn('refused-pg-subnet', (cluster) =>
    rules(cluster, 'host metrics metrics all md5\nhost all all all reject\n'),
  );
  assert.match(found.fixes[0]?.command ?? '', 'host shop shop all md5\\nhost all all all reject');
});

test('a rule that rejects what comes without TLS is not gone round', async () => {
  const rejected = (text?: string) =>
    findingOn('refused-pg-subnet', (cluster) => {
      cluster.say('report', 'report', 'no pg_hba.conf entry for host', 'pg_hba.conf rejects connection for host');
      if (text !== undefined) rules(cluster, text);
    });
  const tls = await rejected('hostnossl all all all reject\nhostssl metrics metrics all md5\n');
  assert.is(tls.fixes[0]?.command, undefined);
  assert.match(tls.fixes[0]?.text ?? '', 'let the program speak TLS (sslmode=require)');
  const all = await rejected('host metrics metrics all md5\nhost all all all reject\n');
  assert.match(all.fixes[0]?.text ?? '', 'above the line that rejects it, which somebody has written on purpose');
});

test('where the rules are not seen, none is quoted, and they are changed in the pod', async () => {
  const found = await findingOn('refused-pg-subnet', (cluster) => {
    cluster.container('db').volumeMounts.length = 0;
    cluster.container('db').args = [];
  });
  assert.is(found.cause, 'client-refused');
  assert.not.match(found.summary, 'ConfigMap');
  assert.match(found.fixes[0]?.command ?? '', 'show hba_file');
});

test('a server outside of the cluster is not changed from here', async () => {
  const found = await findingOn('refused-pg-subnet', (cluster) => {
    cluster.list('services').splice(0);
    cluster.say('report', 'report', 'connection to server at "db"', 'connection to server at "db.example.com"');
    for (const { spec } of cluster.list('pods'))
      for (const { env } of spec.containers) for (const one of env ?? []) if (one.value === 'db') one.value = 'db.example.com';
  });
  assert.is(found.cause, 'client-refused');
  assert.is(found.fixes[0]?.command, undefined);
});

test('a full server is not told to lift the limit of a role, nor a full role that of the server', async () => {
  const server = await findingOn('db-role-connections', (cluster) =>
    cluster.say('report', 'report', 'too many connections for role "shop_app"', 'sorry, too many clients already'),
  );
  assert.not.match(server.fixes[0]?.command ?? '', 'ALTER ROLE');
  const role = await findingOn('db-role-connections', (cluster) => {
    cluster.container('db').args = ['postgres', '-c', 'max_connections=20'];
  });
  assert.not.match(role.summary, 'max_connections');
  assert.match(role.fixes[0]?.command ?? '', 'ALTER ROLE "shop_app" CONNECTION LIMIT -1');
});

test('a Redis that a shell starts is not given words that the shell would get', async () => {
  const found = await findingOn('dep-protected-mode', (cluster) => {
    cluster.container('cache').command = ['sh', '-c', 'exec redis-server'];
  });
  assert.is(found.cause, 'client-refused');
  assert.is(found.object?.name, 'cache');
  assert.is(found.fixes[0]?.command, undefined);
});

test('words for Redis go behind those that it has already', async () => {
  const found = await findingOn('dep-protected-mode', (cluster) => {
    cluster.container('cache').command = ['redis-server'];
    cluster.container('cache').args = ['--port', '6379'];
  });
  assert.match(found.fixes[0]?.command ?? '', 'containers/0/args/-');
});

test('the log of a server tells whom it has turned away, which ends nobody but them', () => {
  const own = (log: string) => findingsIn({ status: ended(1), log, container: { image: 'postgres:15' } })[0]?.cause;
  const words = 'FATAL:  no pg_hba.conf entry for host "10.2.2.2", user "x", database "y", no encryption';
  assert.is.not(own(words), 'client-refused');
  assert.is(own(`pg_basebackup: error: connection to server at "db-0" (10.1.1.2), port 5432 failed: ${words}`), 'client-refused');
});

test('a Redis that speaks before it is asked is in protected mode, where it has no password and does not switch that off', async () => {
  const hasData = (cluster: Edited) =>
    cluster.log('web', 'web', 'SystemError: Cannot connect to Redis at cache:6379: Connection not ready\n');
  const found = await findingOn('dep-protected-mode', hasData);
  assert.is(found.cause, 'client-refused');
  assert.is(found.confidence, 'likely');
  assert.match(found.fixes[0]?.command ?? '', '--protected-mode');
  for (const word of ['--requirepass x', '--protected-mode no']) {
    const other = await findingOn('dep-protected-mode', (cluster) => {
      hasData(cluster);
      cluster.container('cache').command?.push(...word.split(' '));
    });
    assert.not.match(other.summary, 'protected mode', word);
  }
});

test.run();
