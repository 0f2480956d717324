/** Migrations that have not run, and migrations that fail. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const on = (log: string) => findingsIn({ status: ended(1), log })[0];

test('they have not run: with the command that runs them', () => {
  const kong = on("nginx: [error] init_by_lua error: migrations.lua:25: New migrations available; run 'kong migrations up' to proceed");
  assert.is(kong?.cause, 'migration-failed');
  assert.match(kong?.summary ?? '', /needs migrations that have not run/);
  assert.match(kong?.fixes[0]?.text ?? '', /^run kong migrations up against this database/);
  const rails = on('ActiveRecord::PendingMigrationError: Migrations are pending. To resolve this issue, run:');
  assert.match(rails?.fixes[0]?.text ?? '', /^run bin\/rails db:migrate against/);
  const hub = on(
    'Traceback (most recent call last):\n  File "/app/hub.py", line 8, in <module>\n    main()\njupyterhub.orm.DatabaseSchemaMismatch: Found database schema version 4dc2d5a8c53c != 896818069c98.',
  );
  assert.match(hub?.fixes[0]?.text ?? '', /^run jupyterhub upgrade-db/);
});

test('one that fails is not to be run again', () => {
  const failed = on('sqlalchemy.exc.ProgrammingError: (psycopg2.errors.UndefinedColumn) column "nope" does not exist');
  assert.is(failed?.cause, 'migration-failed');
  assert.match(failed?.summary ?? '', /asks for a column that the database does not have/);
  assert.not.match(failed?.fixes[0]?.text ?? '', /^run /);
});

test("Flyway quotes the database's words for a statement that failed", () => {
  const log = [
    'Migrating schema "public" to version "3 - orders"',
    'ERROR: Migration V3__orders.sql failed',
    '------------------------------',
    'SQL State  : 42P07',
    'Error Code : 0',
    'Message    : ERROR: relation "orders" already exists',
    'Location   : V3__orders.sql (/flyway/sql/V3__orders.sql)',
    'Line       : 1',
    'Statement  : CREATE TABLE orders (id int)',
  ].join('\n');
  assert.is(on(log)?.cause, 'migration-failed');
  assert.match(on(log)?.summary ?? '', '(flyway): ERROR: relation "orders" already exists');
});

test('Liquibase names the changeset that was changed', () => {
  const log =
    'liquibase.exception.ValidationFailedException: Validation Failed:\n     1 changesets check sum\n          db/changelog.xml::1::me was: 9:aaa but is now: 9:bbb\n\tat x.Y.z(Y.java:1)\n';
  assert.match(on(log)?.summary ?? '', '(liquibase): db/changelog.xml::1::me was: 9:aaa but is now: 9:bbb');
});

test.run();
