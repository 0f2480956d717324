/** The own pod under its other names, sockets that MySQL's clients mean by it, and logins of mail and directories. Texts from their sources (see the phrases). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const service = (name: string, port: number) => ({
  metadata: { name, namespace: 'shop', uid: name },
  spec: { selector: { app: name }, clusterIP: '10.96.0.9', ports: [{ port }] },
});
const services = [service('postgres', 5432), service('mysql', 3306)] as NonNullable<Situation['services']>;
const first = (log: string, container: Situation['container'] = {}, more: Situation = {}) =>
  findingsIn({ status: ended(1), log, container, services, ...more })[0];
const env = (all: Record<string, string>) => ({ env: Object.entries(all).map(([name, value]) => ({ name, value })) });
const NODE = 'Error: connect ECONNREFUSED 127.0.0.1:5432\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16)';

test('the log has the address of the own pod, a setting its name', () => {
  for (const all of [{ PGHOST: 'localhost' }, { HOST: 'localhost', DB_URL: 'postgres://u:p@localhost:5432/x' }] as Record<string, string>[])
    assert.match(
      first(NODE, env(all))?.fixes[0]?.command ?? '',
      /"name":"(?:PGHOST","value":"postgres"|DB_URL","value":"postgres:\/\/u:p@postgres:5432)/,
    );
  for (const all of [{ HOST: 'localhost' }, { REDIS_HOST: 'localhost' }, { API_URL: 'http://localhost:8080' }] as Record<string, string>[])
    assert.match(first(NODE, env(all))?.fixes[0]?.command ?? '', '"name":"POSTGRES_HOST"', JSON.stringify(all));
});

test('to MySQL clients localhost is a socket; in the container of the server itself nobody else is meant', () => {
  const socket = "ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/run/mysqld/mysqld.sock' (2)";
  const client = first(socket, env({ DB_HOST: 'localhost' }));
  assert.is(client?.cause, 'dependency-localhost');
  assert.match(client?.fixes[0]?.command ?? '', '"name":"DB_HOST","value":"mysql"');
  assert.match(
    first('SQLSTATE[HY000] [2002] No such file or directory', env({ DB_HOST: 'localhost' }))?.summary ?? '',
    'Service mysql has port 3306',
  );
  const own = first(socket, { image: 'mysql:8' });
  assert.is(own?.confidence, 'likely');
  assert.match(own?.summary ?? '', 'container app itself is to run what listens there');
});

test('a login that a mail server or a directory refuses', () => {
  for (const log of [
    "smtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed: ')",
    'LDAP Result Code 49 "Invalid Credentials": ',
    'ldap_bind: Invalid credentials (49)',
  ])
    assert.is(first(log)?.cause, 'credentials-rejected', log);
});

test('a program that tells of what it ended was not lost with its sandbox; one that only lost the network may have been', () => {
  const events = [{ reason: 'SandboxChanged', message: 'Pod sandbox changed, it will be killed and re-created.', container: null }];
  const trace = 'Traceback (most recent call last):\n  File "/app/main.py", line 4, in <module>\n';
  assert.is(first(`${trace}ValueError: bad`, {}, { events })?.cause, 'unhandled-exception');
  assert.is(first(`${trace}ConnectionRefusedError: [Errno 111] Connection refused`, {}, { events })?.cause, 'container-lost');
  assert.is(first(`${trace}ValueError: bad`, {}, { events, status: ended(137) })?.cause, 'container-lost');
});

test('who may come, and what goes by no proxy, is no address that it calls', () => {
  for (const name of ['ALLOWED_HOSTS', 'NO_PROXY', 'COOKIE_DOMAIN', 'CORS_ORIGIN'])
    assert.not.match(first(NODE, env({ [name]: 'localhost' }))?.fixes[0]?.command ?? '', `"name":"${name}"`, name);
  const socket = "ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/run/mysqld/mysqld.sock' (2)";
  const command = first(socket, env({ DB_HOST: 'localhost', ALLOWED_HOSTS: 'localhost', HOST: 'localhost' }))?.fixes[0]?.command ?? '';
  assert.match(command, '[{"name":"DB_HOST","value":"mysql"}]');
  assert.match(first(socket, env({ DB_PROXY_HOST: 'localhost' }))?.fixes[0]?.command ?? '', '"name":"DB_PROXY_HOST","value":"mysql"');
});

test.run();
