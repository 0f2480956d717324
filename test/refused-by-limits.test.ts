/** Servers that turn a client away for their own reasons: a rule that rejects, a blocked host, a limit. Texts from their sources (see the phrases). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const first = (log: string) => findingsIn({ status: ended(1), log })[0];

test('a rule of pg_hba.conf that rejects, and none that lets in', () => {
  const whom = 'host "10.244.1.7", user "app", database "shop", no encryption';
  const rejects = first(`FATAL: pg_hba.conf rejects connection for ${whom.replace('no', 'SSL')}`);
  assert.match(rejects?.summary ?? '', 'has a rule in pg_hba.conf that rejects container app');
  assert.match(rejects?.fixes[0]?.text ?? '', 'above the line that rejects it');
  assert.match(first(`FATAL: no pg_hba.conf entry for ${whom}`)?.summary ?? '', 'has no rule in pg_hba.conf that lets container app');
});

test('MySQL blocks a host from which too much broke off, and knows no user of another', () => {
  const blocked = first("Host '10.244.1.7' is blocked because of many connection errors; unblock with 'mysqladmin flush-hosts'");
  assert.match(blocked?.fixes[0]?.text ?? '', 'mysqladmin flush-hosts');
  const other = first("Host '10.244.1.7' is not allowed to connect to this MySQL server");
  assert.not.match(other?.fixes[0]?.text ?? '', 'flush-hosts');
});

test('limits of PgBouncer and of a virtual host of RabbitMQ; the own pool of a program is no server', () => {
  assert.is(first('FATAL: no more connections allowed (max_client_conn)')?.cause, 'connections-exhausted');
  const vhost = "NOT_ALLOWED - access to vhost 'x' refused for user 'a'";
  assert.is(first(`${vhost}: connection limit (10) is reached`)?.cause, 'connections-exhausted');
  assert.is(first(vhost)?.cause, 'request-refused');
  const pool = 'sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00';
  assert.is.not(first(pool)?.cause, 'dependency-unreachable');
});

test('a Vault that is sealed says so in its answer', () => {
  const log = `Error making API request.

URL: GET http://vault:8200/v1/secret/data/app
Code: 503. Errors:

* Vault is sealed`;
  assert.match(first(log)?.summary ?? '', 'it is sealed, and has to be unsealed');
  assert.not.match(first(log.replace('Vault is sealed', 'no handler'))?.summary ?? '', 'sealed');
});

test.run();
