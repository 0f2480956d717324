/** sql-refused: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { columnsOf, sqlRepair } from '../src/trace/texts/sql-repair.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const runs = (sql: Record<string, string>, log: string): Situation => ({
  container: { volumeMounts: [{ name: 'sql', mountPath: '/migrations' }] },
  spec: { volumes: [{ name: 'sql', configMap: { name: 'sql' } }] },
  configMaps: { sql },
  status: ended(1),
  log,
});
const first = (situation: Situation) => findingsIn(situation)[0];
const trace = (message: string) =>
  `Traceback (most recent call last):\n  File "/app/migrate.py", line 10, in <module>\n    database.executescript(file.read())\n${message}\n`;

test('the file that was named last, be it behind the error', () => {
  const files = { '001.sql': 'create table a (id integer);\n', '002.sql': 'create table b (\n  id integer,\n);\n' };
  for (const log of [
    `applying 001.sql\napplying 002.sql\n${trace('sqlite3.OperationalError: near ")": syntax error')}`,
    `applying 001.sql\n${trace('sqlite3.OperationalError: near ")": syntax error')}applying 002.sql\n`,
  ]) {
    const finding = first(runs(files, log));
    assert.is(finding?.cause, 'sql-refused');
    assert.is(finding?.confidence, 'certain');
    assert.match(finding?.fixes[0]?.command ?? '', '"002.sql":"create table b (\\n  id integer\\n);\\n"');
  }
});

test('another error of a database is told with its file; one of the program is not', () => {
  const files = { 'seed.sql': "insert into a values (1, 'x', 2);\n" };
  const values = first(
    runs(files, `running seed.sql\n${trace('sqlite3.OperationalError: table a has 2 columns but 3 values were supplied')}`),
  );
  assert.is(values?.cause, 'sql-refused');
  assert.is(values?.confidence, 'likely');
  assert.is(first(runs(files, `running seed.sql\n${trace("KeyError: 'id'")}`))?.cause, 'unhandled-exception');
  assert.is.not(first(runs(files, trace('sqlite3.OperationalError: no such column: x')))?.cause, 'sql-refused', 'no file is named');
});

test('corrections, and texts in which nothing is sure', () => {
  const better = (words: string, text: string) => sqlRepair(words, text, columnsOf(text))?.better?.text;
  assert.is(better('near "tabel": syntax error', 'create tabel a (id integer);'), 'create table a (id integer);');
  assert.is(better('syntax error at or near "crate"', 'crate table a (id integer);'), 'create table a (id integer);');
  assert.is(better('table a already exists', 'create table a (id integer);'), 'create table if not exists a (id integer);');
  assert.is(
    better('no such column: mial', 'create table a (id integer, mail text);\nselect mial from a;'),
    'create table a (id integer, mail text);\nselect mail from a;',
  );
  assert.is(better('no such column: x', 'create table a (id integer);\nselect x from a;'), undefined);
  assert.is(better('near ")": syntax error', 'create table a (id integer,);\ncreate table b (id integer,);'), undefined);
  assert.is(sqlRepair('near "select": syntax error', 'select 1;\nselect 2;', []), undefined);
  assert.is(sqlRepair('UNIQUE constraint failed: a.id', "insert into a values (1, 'x');", [])?.line, 1);
  assert.equal(columnsOf('create table a (id integer, price numeric(10, 2), primary key (id));\nalter table a add column note text;'), [
    'id',
    'price',
    'note',
  ]);
});

test('what an earlier run of the pod has left is no fault of its own: the statement at which that run fell is looked for', () => {
  const log = `applying 001.sql\n${trace('sqlite3.OperationalError: table users already exists')}`;
  const of = (second: string, volume: object) => {
    const found = runs({ '001.sql': 'create table users (id integer);\n', '002.sql': second }, log);
    return first({
      ...found,
      container: { volumeMounts: [...(found.container?.volumeMounts ?? []), { name: 'data', mountPath: '/data' }] },
      spec: { volumes: [...(found.spec?.volumes ?? []), { name: 'data', ...volume }] },
    });
  };
  const slip = 'alter table user add column phone text;\n';
  const both = of(slip, { emptyDir: {} });
  assert.match(both?.summary ?? '', /fell later: 002\.sql, line 1, names a table that no statement makes; users is near/);
  assert.is(both?.confidence, 'likely');
  assert.match(both?.fixes[0]?.command ?? '', '"002.sql":"alter table users add');
  const unknown = of('alter table users add column phone text;\n', { emptyDir: {} });
  assert.match(unknown?.summary ?? '', /fell later: of what, its log would tell/);
  const kept = of(slip, { persistentVolumeClaim: { claimName: 'data' } });
  assert.is(kept?.confidence, 'certain');
  assert.not.match(kept?.summary ?? '', 'earlier run');
});

const byPsql = (text: string, log: string, command = ['psql', '-f', '/sql/daily.sql']) =>
  first({
    status: ended(3),
    log,
    container: { command, volumeMounts: [{ name: 'sql', mountPath: '/sql' }] },
    spec: { volumes: [{ name: 'sql', configMap: { name: 'daily' } }] },
    configMaps: { daily: { 'daily.sql': text } },
  });

test('what psql refuses of a file has its line, be it another than that at which the statement ends', () => {
  const found = byPsql(
    'create tabel a (\n  id integer\n);\n',
    'psql:/sql/daily.sql:3: ERROR:  syntax error at or near "tabel"\nLINE 1: create tabel a (\n               ^',
  );
  assert.is(found?.cause, 'sql-refused');
  assert.match(found?.summary ?? '', 'line 1 ("create tabel a (")');
  assert.match(found?.fixes[0]?.command ?? '', '"create table a (');
});

test('a word of SQL that names a table is put in quotation marks, and not where a table is lacking', () => {
  const refused = (text: string, near: string) =>
    byPsql(text, `psql:/sql/daily.sql:1: ERROR:  syntax error at or near "${near}"\nLINE 1: ${text.split('\n')[0]}\n        ^`);
  const found = refused('select sum(amount) from order;\ninsert into order values (1); -- from order\n', 'order');
  assert.match(found?.fixes[0]?.command ?? '', String.raw`from \"order\";\ninsert into \"order\" values`);
  assert.is(found?.confidence, 'certain');
  assert.match(refused('create table user (id integer);\n', 'user')?.fixes[0]?.command ?? '', String.raw`create table \"user\" (`);
  for (const [text, near] of [
    ['select count(*) from order by id;\n', 'order'],
    ['select count(*) form orders where user;\n', 'orders'],
    ['update orders set amount = 1 grant;\n', 'grant'],
  ] as const)
    assert.not.match(refused(text, near)?.fixes[0]?.text ?? '', 'quotation');
});

const copied = (row: string, context: string, key = 'sales.csv') =>
  first({
    status: ended(3),
    log: `psql:/sql/load.sql:1: ERROR:  invalid input syntax for type numeric: "4,80"\n${context}`,
    container: { command: ['psql', '-f', '/sql/load.sql'], volumeMounts: [{ name: 'sql', mountPath: '/sql' }] },
    spec: { volumes: [{ name: 'sql', configMap: { name: 'load' } }] },
    configMaps: { load: { 'load.sql': "\\copy sales from '/sql/sales.csv' csv header\n", [key]: `product,amount\npen,1.20\n${row}\n` } },
  });

test('a row that COPY refuses is at fault, not the statement that copies it', () => {
  const found = copied('pad,"4,80"', 'CONTEXT:  COPY sales, line 3, column amount: "4,80"');
  assert.match(found?.summary ?? '', 'line 3, column amount: "4,80"');
  assert.match(found?.fixes[0]?.command ?? '', String.raw`pad,\"4.80\"`);
  const cut = copied('pad,"4,80"', 'CONTEXT:  COPY sales, line 2, column amount: "4,80"');
  assert.match(cut?.summary ?? '', 'its line 3');
  const short = copied('pad', 'CONTEXT:  COPY sales, line 3: "pad"');
  assert.match(short?.fixes[0]?.text ?? '', 'correct line 3 of key sales.csv');
  assert.match(copied('pad,4.80', 'CONTEXT:  COPY sales, line 3, column amount: "4,80"')?.summary ?? '', 'load.sql');
});

test('a variable of psql that nobody sets is told, and given; a cast and one that is set are none', () => {
  const refused = (text: string, ...words: string[]) =>
    byPsql(text, `psql:/sql/daily.sql:1: ERROR:  syntax error at or near ":"\nLINE 1: ${text.split('\n')[0]}\n        ^`, [
      'psql',
      ...words,
      '-f',
      '/sql/daily.sql',
    ]);
  const found = refused("select * from sales where month = :'month' and day::text > '10:30'; -- :day\n");
  assert.match(found?.summary ?? '', 'the variable month in its line 1');
  assert.match(found?.fixes[0]?.command ?? '', `"path":"/spec/containers/0/command/1","value":"--set=month='"$MONTH"'"`);
  for (const other of [
    refused("select :'month';\n", '-v', 'month=2026-10'),
    refused("\\set month '2026-10'\nselect :'month';\n"),
    refused('select a : b;\n'),
  ])
    assert.not.match(other?.summary ?? '', 'the variable month');
});

// Flyway 10: FlywaySqlScriptException.
test('Flyway names the script, and the database behind Message', () => {
  const text = 'create tabel b (id int);\n';
  const log = `ERROR: Script V2__b.sql failed\n--------------------------\nSQL State  : 42601\nError Code : 0\nMessage    : ERROR: syntax error at or near "tabel"\n  Position: 8\nLocation   : /flyway/sql/V2__b.sql (/flyway/sql/V2__b.sql)\nLine       : 1\nStatement  : ${text}`;
  const [finding] = findingsIn({
    status: ended(1),
    log,
    container: { image: 'flyway/flyway:10', volumeMounts: [{ name: 'sql', mountPath: '/flyway/sql' }] },
    spec: { volumes: [{ name: 'sql', configMap: { name: 'sql' } }] },
    configMaps: { sql: { 'V2__b.sql': text } },
  });
  assert.is(finding?.cause, 'sql-refused');
  assert.match(finding?.fixes[0]?.text ?? '', 'write table for tabel');
});

test('Liquibase names the file in its change set, and gives the reason below', () => {
  const text = '--liquibase formatted sql\n--changeset me:1\ncreate tabel b (id int);\n';
  const [finding] = findingsIn({
    status: ended(1),
    log: `Unexpected error running Liquibase: Migration failed for changeset db/2.sql::1::me:\n     Reason: liquibase.exception.DatabaseException: ERROR: syntax error at or near "tabel"\n  Position: 8 [Failed SQL: (0) create tabel b (id int)]\n`,
    container: { image: 'liquibase/liquibase:4', volumeMounts: [{ name: 'db', mountPath: '/liquibase/db' }] },
    spec: { volumes: [{ name: 'db', configMap: { name: 'db' } }] },
    configMaps: { db: { '2.sql': text } },
  });
  assert.is(finding?.cause, 'sql-refused');
  assert.match(finding?.summary ?? '', 'line 3 ("create tabel b (id int);"): ERROR: syntax error at or near "tabel"');
});

test.run();
