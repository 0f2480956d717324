/** A start script that fills a value with what a command prints, NAME="$(cat FILE)": what it lacks is the cause of what the program then says. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { substitutedIn } from '../src/trace/programs/substituted.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const NOT_SET = 'Error: Environment variable DB_URL is not set';
const on = (script: string, log: string, more: Situation['container'] = {}) =>
  findingsIn({
    status: ended(1),
    log,
    container: { command: ['sh', '-c'], args: [script], volumeMounts: [{ name: 'db', mountPath: '/run/secrets/db' }], ...more },
    spec: { volumes: [{ name: 'db', secret: { secretName: 'api-db', defaultMode: 0o400 } }] },
    secrets: { 'api-db': ['url'] },
  })[0];

test('the commands of a script, with the variable that takes what they print', () => {
  assert.equal(
    substitutedIn('export DB_URL="$(cat /a)"\nDSN=postgres://shop:`cat /b`@db/shop\nexec redis-server --requirepass "$(cat /c)"\n'),
    [
      { name: 'DB_URL', command: 'cat /a', isAlways: true },
      { name: 'DSN', command: 'cat /b', isAlways: true },
      { name: undefined, command: 'cat /c', isAlways: true },
    ],
  );
  assert.equal(substitutedIn('N=$((1 + 2))'), []);
  assert.equal(substitutedIn('# KEY="$(cat /a)"\necho "version $(cat /b)"'), []);
  assert.equal(substitutedIn('cat > .env <<EOF\nDB_URL=$(cat /a)\nEOF\necho "$(cat /b)" | base64 -d > /key'), [
    { name: undefined, command: 'cat /a', isAlways: false },
    { name: undefined, command: 'cat /b', isAlways: true },
  ]);
});

test('the file that is not there, in the words of coreutils, busybox and dash', () => {
  for (const [script, said] of [
    ['export DB_URL="$(cat /run/secrets/db/db_url)"\nexec node server.js', 'cat: /run/secrets/db/db_url: No such file or directory'],
    ['DB_URL=`cat /run/secrets/db/db_url` exec node server.js', "cat: can't open '/run/secrets/db/db_url': No such file or directory"],
    ['export DB_URL="$(cat "$DB_URL_FILE")"; exec node server.js', 'cat: /run/secrets/db/db_url: No such file or directory'],
  ] as const) {
    const found = on(script, `${said}\n${NOT_SET}`);
    assert.is(found?.cause, 'missing-file', script);
    assert.match(found?.summary ?? '', 'takes DB_URL from /run/secrets/db/db_url, which is not there: Secret api-db');
    assert.match(found?.fixes[0]?.command ?? '', '"key":"url","path":"db_url"');
  }
});

test('an empty value may be missed in other words, too', () => {
  const cat = 'cat: /run/secrets/db/password: No such file or directory\n';
  const end = 'psycopg2.OperationalError: connection to server at "db" (10.0.0.1), port 5432 failed: fe_sendauth: no password supplied';
  assert.is(on('export PGPASSWORD="$(cat /run/secrets/db/password)"\nexec python report.py', cat + end)?.cause, 'missing-file');
  const denied = on(
    'export DB_URL="$(cat /run/secrets/db/url)"\nexec node server.js',
    `cat: /run/secrets/db/url: Permission denied\n${NOT_SET}`,
    { securityContext: { runAsUser: 1000 } },
  );
  assert.is(denied?.cause, 'volume-permission');
  assert.is(
    on('export DB_URL="$(jq -r .url /conf.json)"\nexec node server.js', `sh: 1: jq: not found\n${NOT_SET}`)?.cause,
    'command-not-found-in-shell',
  );
});

test('on a condition, or without a value of its own, the spec may give it', () => {
  for (const script of [
    'if [ -f /run/secrets/db/url ]; then\n  export DB_URL="$(cat /run/secrets/db/url)"\nfi',
    '[ -f /run/secrets/db/url ] && export DB_URL="$(cat /run/secrets/db/url)"',
    'export DB_URL="${DB_URL:-$(cat /run/secrets/db/url)}"',
    '# export DB_URL="$(cat /run/secrets/db/url)"',
  ]) {
    const found = on(`${script}\nexec node server.js`, NOT_SET);
    assert.not.match(found?.summary ?? '', 'gave nothing', script);
    assert.match(found?.fixes[0]?.text ?? '', 'set DB_URL', script);
  }
});

test('a value that has nothing to do with what the program says in the end', () => {
  const version = 'export VERSION="$(cat /app/VERSION)"\nexec python report.py';
  const cat = 'cat: /app/VERSION: No such file or directory\n';
  const denied =
    'psycopg2.OperationalError: connection to server at "db" (10.0.0.1), port 5432 failed: FATAL:  password authentication failed for user "shop"';
  assert.is(on(version, cat + denied)?.cause, 'credentials-rejected');
  const empty = "ValueError: invalid literal for int() with base 10: ''";
  assert.is(on(version, cat + empty, { env: [{ name: 'WORKERS', value: '' }] })?.cause, 'invalid-value');
  assert.is(on(version.replace('VERSION=', 'WORKERS='), cat + empty)?.cause, 'missing-file');
  const key = [{ name: 'ENCRYPTION_KEY', value: 'abc' }];
  assert.is(on(version, `${cat}RangeError: Invalid key length`, { env: key })?.cause, 'invalid-value');
  const yaml = `${cat}yaml: line 3: mapping values are not allowed in this context`;
  assert.is(on('echo "version $(cat /app/VERSION)"\nexec app --config /etc/app.yaml', yaml)?.cause, 'malformed-config');
});

test('another file, another variable, an end of another kind', () => {
  const script = 'export DB_URL="$(cat /run/secrets/db/url)"\nexec node server.js';
  const other = on(script, `cat: /etc/motd: No such file or directory\n${NOT_SET}`);
  assert.is(other?.cause, 'missing-variable');
  assert.match(other?.summary ?? '', 'its start script takes it from "cat /run/secrets/db/url", which gave nothing');
  assert.not.ok(other?.fixes[0]?.command);
  const key = 'export KEY="$(cat /run/secrets/db/key)"\nexec node server.js';
  assert.is(on(key, `cat: /run/secrets/db/key: No such file or directory\n${NOT_SET}`)?.cause, 'missing-variable');
  const refused = 'cat: /run/secrets/db/url: No such file or directory\nError: listen EADDRINUSE: address already in use :::8080';
  assert.is(on(script, refused)?.cause, 'port-in-use');
});

test.run();
