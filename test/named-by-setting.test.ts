/** What a variable brings into play, and addresses without a port: what matches, and beside it what does not. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const first = (name: string, value: string, log: string, args: string[] = []) =>
  findingsIn({ container: { env: [{ name, value }], args }, status: ended(1), log })[0];
const command = (...given: Parameters<typeof first>) => first(...given)?.fixes[0]?.command ?? '';

test('an option of a variable loads a module or file that is not there: it is taken out', () => {
  const preload = "Error: Cannot find module '/app/tracing.js'\n    at node:internal/modules/cjs/loader:1140:15\n";
  const options = '--enable-source-maps --require /app/tracing.js';
  assert.match(command('NODE_OPTIONS', options, preload), '"name":"NODE_OPTIONS","value":"--enable-source-maps"');
  assert.is.not(first('NODE_OPTIONS', '--require /app/other.js', preload)?.summary.includes('NODE_OPTIONS'), true);
  assert.match(first('NODE_OPTIONS', options, preload)?.summary ?? '', 'env NODE_OPTIONS names');
  const gevent = "ModuleNotFoundError: No module named 'gevent'\n";
  assert.match(first('GUNICORN_CMD_ARGS', '--worker-class gevent', gevent)?.summary ?? '', 'env GUNICORN_CMD_ARGS names it');
  assert.not.match(first('NOTE', 'gevents --x=y', gevent)?.summary ?? '', 'names it');
});

test('an item of a list is taken out of it; a part of an item is none', () => {
  const lacks = "Error: Cannot find module '@shop/metrics'\n    at node:internal/modules/cjs/loader:1140:15\n";
  assert.match(command('PLUGINS', 'path, @shop/metrics', lacks), '"name":"PLUGINS","value":"path"');
  assert.not.match(first('PLUGINS', 'path,@shop/metrics-2', lacks)?.summary ?? '', 'names it');
});

test("Perl's error names the file of a module", () => {
  const lacks =
    "Can't locate DBD/Pg.pm in @INC (you may need to install the DBD::Pg module) (@INC contains: /etc/perl) at /app/stats.pl line 4.\n";
  assert.match(first('STORE', 'DBD::Pg', lacks)?.summary ?? '', 'env STORE names it');
  assert.not.match(first('STORE', 'DBD::PgPP', lacks)?.summary ?? '', 'names it');
});

test('an object that its module does not have, by the word that names both', () => {
  const log = "Failed to find attribute 'application' in 'web'.\n";
  const finding = first('A', 'b', log, ['--bind', '0.0.0.0:8000', 'web:application']);
  assert.is(finding?.cause, 'invalid-value');
  assert.match(finding?.fixes[0]?.text ?? '', "so that the image's own run");
  assert.match(finding?.fixes[1]?.command ?? '', '"$APPLICATION"');
  assert.not.match(first('A', 'b', log, ['web:applications'])?.summary ?? '', 'stands in');
});

test('a module that the arguments name, misspelt or lacking', () => {
  const log = (module: string) => `/usr/local/bin/python: No module named ${module}\n`;
  const run = (module: string) => first('A', 'b', log(module), ['-m', module, '8080']);
  assert.match(run('http.sever')?.fixes[0]?.command ?? '', '"value":"http.server"');
  assert.match(run('shopworker')?.fixes[0]?.text ?? '', 'build the image anew');
  assert.match(run('shopworker')?.summary ?? '', 'args[1] names it');
  assert.match(run('gunicorn')?.fixes[0]?.text ?? '', 'build the image anew');
  // -m wants a module's name.
  const file =
    "/usr/local/bin/python: Error while finding module specification for 'report.py' (ModuleNotFoundError: __path__ attribute not found on 'report' while trying to find 'report.py'). Try using 'report' instead of 'report.py' as the module name.\n";
  assert.match(first('A', 'b', file, ['-m', 'report.py'])?.fixes[0]?.command ?? '', '"value":"report"');
});

test('host:port without its port: that of the scheme, or the colon before what is listened on', () => {
  const dial = (host: string) => `2026/01/02 03:04:05 dial tcp: address ${host}: missing port in address\n`;
  assert.match(first('DATABASE_URL', 'postgres://ledger@db/ledger', dial('db'))?.summary ?? '', 'it stands in env DATABASE_URL');
  assert.match(JSON.stringify(first('DATABASE_URL', 'postgres://ledger@db/ledger', dial('db'))?.fixes), 'postgres://ledger@db:5432/ledger');
  assert.not.match(first('DATABASE_URL', 'postgres://ledger@db:5432/ledger', dial('db'))?.summary ?? '', 'DATABASE_URL');
  const hidden = (services: string[]) =>
    findingsIn({
      status: ended(1),
      log: dial('db'),
      container: { env: [{ name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'ledger', key: 'url' } } }] },
      secrets: { ledger: ['url'] },
      services: services.map((name) => ({ metadata: { name, namespace: 'shop' }, spec: { ports: [{ port: 5432 }] } }) as never),
    })[0];
  assert.match(hidden(['db'])?.summary ?? '', 'so it is likely in Secret ledger key url (env DATABASE_URL)');
  assert.match(hidden(['db'])?.fixes[0]?.command ?? '', ':5432\\4#');
  assert.match(hidden(['other'])?.fixes[0]?.command ?? '', '"$DATABASE_URL"');
  const listen = '2026/01/02 03:04:05 listen tcp: address 8080: missing port in address\n';
  assert.match(JSON.stringify(first('A', 'b', listen, ['-listen', '8080'])?.fixes), ':8080');
});

test('a host with a port, where a URL is wanted, and a URL where a host is', () => {
  const missing = '2026/01/02 03:04:05 database is not reachable: dial tcp: missing address\n';
  const schemeless = first('DATABASE_URL', 'db:5432/ledger', missing);
  assert.match(JSON.stringify(schemeless?.fixes), 'postgres://db:5432/ledger');
  assert.not.match(JSON.stringify(first('DATABASE_URL', 'db:15432/ledger', missing)?.fixes), '://db:15432');
  assert.not.match(first('DATABASE', 'db:5432/ledger', missing)?.summary ?? '', 'DATABASE');
  const url = findingsIn({
    status: ended(1),
    log: 'psycopg2.OperationalError: could not translate host name "postgres://db:5432/shop" to address: Name or service not known\n',
    container: { env: [{ name: 'PGHOST', value: 'postgres://db:5432/shop' }] },
    services: [{ metadata: { name: 'db', namespace: 'shop' }, spec: { ports: [{ port: 5432 }] } } as never],
  })[0];
  assert.is(url?.cause, 'host-misspelt');
  assert.match(url?.fixes[0]?.command ?? '', '"name":"PGHOST","value":"db"');
});

test('what the program makes itself: its folder is missing', () => {
  const fatal = 'FATAL:  could not create lock file "/var/run/postgresql/.s.PGSQL.5432.lock": No such file or directory\n';
  const finding = first('A', 'b', fatal);
  assert.match(finding?.summary ?? '', 'wants to write in the folder /var/run/postgresql, which is not there');
  assert.match(finding?.fixes[0]?.command ?? finding?.fixes[0]?.text ?? '', '/var/run/postgresql');
});

test('an address that a server of Python takes for its application', () => {
  const log = "ModuleNotFoundError: No module named '0'\n[2026-11-27 21:29:52 +0000] [1] [INFO] Reason: Worker failed to boot.\n";
  const bound = first('A', 'b', log, ['gunicorn', '0.0.0.0:8000', 'web:app']);
  assert.match(bound?.summary ?? '', 'lets gunicorn take args[1], 0.0.0.0:8000, for the application');
  assert.match(bound?.fixes[0]?.command ?? '', '"value":["gunicorn","--bind","0.0.0.0:8000","web:app"]');
  assert.not.match(first('A', 'b', log, ['gunicorn', '--bind', '0.0.0.0:8000', '0:app'])?.summary ?? '', 'for the application');
});

test('a table of the code that has no entry for the value of a variable', () => {
  const code = '{"true": True, "false": False}[os.environ["DEBUG"]]';
  const log = `Traceback (most recent call last):\n  File "/app/main.py", line 7, in <module>\n    debug = ${code}\nKeyError: 'True'\n`;
  const finding = first('DEBUG', 'True', log, []);
  assert.is(finding?.cause, 'invalid-value');
  assert.match(finding?.summary ?? '', '"True" of DEBUG');
});

test.run();
