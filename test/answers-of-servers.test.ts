/** What servers answer to one who is let in, or is not: whose fault it is, by the server's own words (sources: see the phrases). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

const said = (log: string, more: object = {}) => findingsIn({ status: ended(1), log, ...more })[0];

test('a role that a statement names is not the one that logs in', () => {
  const granted = said('psql:/migrations/V1.sql:3: ERROR:  role "app_ro" does not exist');
  assert.is(granted?.cause, 'role-missing');
  assert.match(granted?.summary ?? '', 'which a statement of container app names');
  assert.match(granted?.fixes[0]?.text ?? '', 'CREATE ROLE "app_ro"');
  assert.match(said('FATAL:  role "app_ro" does not exist')?.summary ?? '', 'as which container app logs in');
});

test('the word ERROR of the program that logs in is none of a statement', () => {
  for (const log of [
    'ERROR: connection to server at "db" (10.0.0.2), port 5432 failed: FATAL:  role "app_ro" does not exist',
    '2026-01-02 03:04:05 ERROR: no database: FATAL: role "app_ro" does not exist',
  ])
    assert.match(said(log)?.summary ?? '', /as which container app logs in$/);
  assert.match(said('ERROR: pq: role "app_ro" does not exist')?.summary ?? '', 'logs in, or which a statement of it names');
});

test('without a severity it may be either', () => {
  const env = (name: string) => ({ container: { env: [{ name, value: 'app_ro' }] } });
  assert.match(said('pq: role "app_ro" does not exist')?.summary ?? '', 'logs in, or which a statement of it names');
  assert.not.match(said('pq: role "app_ro" does not exist', env('DB_USER'))?.summary ?? '', 'statement');
});

test('a role of something else is no user of a database', () => {
  assert.is.not(said('Error: role "viewer" does not exist in realm shop')?.cause, 'role-missing');
});

test('MySQL lets a user in, and not into that database', () => {
  const finding = said(`pymysql.err.OperationalError: (1044, "Access denied for user 'app'@'10.244.0.9' to database 'orders'")`);
  assert.is(finding?.cause, 'database-missing');
  assert.match(finding?.summary ?? '', 'no database orders, or none that user app may use');
  assert.match(finding?.fixes[0]?.text ?? '', 'GRANT ALL ON `orders`');
  const password = said(`pymysql.err.OperationalError: (1045, "Access denied for user 'app'@'10.244.0.9' (using password: YES)")`);
  assert.is(password?.cause, 'credentials-rejected');
});

test('MySQL is gone in the middle of a statement', () => {
  const host = { container: { env: [{ name: 'DB_HOST', value: 'mysql.example.com' }] } };
  const finding = said("pymysql.err.OperationalError: (2013, 'Lost connection to MySQL server during query')", host);
  assert.is(finding?.cause, 'dependency-unreachable');
  assert.match(finding?.summary ?? '', 'cut off by mysql.example.com');
});

test('MongoDB and Elasticsearch refuse what is asked', () => {
  for (const [log, why] of [
    ['pymongo.errors.OperationFailure: not authorized on xserver to execute command { createIndexes: "tweets" }', 'let its user do that'],
    ['pymongo.errors.NotPrimaryError: not primary', 'not its primary'],
    ['security_exception: action [indices:admin/create] is unauthorized for user [app]', 'let user app do that'],
    [
      "elasticsearch.exceptions.TransportError: TransportError(429, 'cluster_block_exception', 'index [movies] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block];')",
      'as its disk is nearly full',
    ],
  ] as const) {
    assert.is(said(log)?.cause, 'request-refused', log);
    assert.match(said(log)?.summary ?? '', why);
  }
  assert.is.not(said('pymongo.errors.OperationFailure: command createIndexes requires authentication')?.cause, 'request-refused');
});

test('a program that does not run as root, and what may change its user', () => {
  for (const log of [
    'Kibana should not be run as root.  Use --allow-root to continue.',
    '[C 2023-09-18 01:57:37.913 ServerApp] Running as root is not recommended. Use --allow-root to bypass.',
    'Running a worker with superuser privileges when the\nworker accepts messages serialized with pickle is a very bad idea!\n\nIf you really want to continue then you have to set the C_FORCE_ROOT\nenvironment variable (but please think about this before you do).\n\nUser information: uid=0 euid=0 gid=0 egid=0',
  ])
    assert.is(said(log)?.cause, 'root-refused', log);
  const started = (command: string[]) =>
    said('"root" execution of the PostgreSQL server is not permitted.', { container: { image: 'postgres:16', command } })?.fixes[0];
  assert.match(started(['/usr/lib/postgresql/16/bin/postgres', '-c', 'fsync=off'])?.command ?? '', '"value":["postgres","-c","fsync=off"]');
  assert.match(started(['sh', '-c', 'initdb -D /data && postgres -D /data'])?.command ?? '', '"runAsUser":999');
});

test('a thread that seccomp forbids is not one too many', () => {
  const log = (why: string) => `OpenBLAS blas_thread_init: pthread_create failed for thread 12 of 64: ${why}`;
  assert.is.not(said(log('Operation not permitted'))?.cause, 'resource-exhausted');
  assert.is(said(log('Resource temporarily unavailable'))?.cause, 'resource-exhausted');
});

test('the checks of Elasticsearch are of limits that it is given', () => {
  const check = (what: string) => said(`ERROR: [1] bootstrap checks failed\nbootstrap check failure [1] of [1]: ${what}`);
  const files = check('max file descriptors [4096] for elasticsearch process is too low, increase to at least [65535]');
  assert.match(files?.summary ?? '', 'its own check of the limits that it is given fails: max file descriptors [4096]');
  assert.match(files?.fixes[0]?.text ?? '', 'LimitNOFILE');
  const locked = check('memory locking requested for elasticsearch process but memory is not locked');
  assert.match(locked?.fixes[0]?.text ?? '', 'bootstrap.memory_lock');
});

test('Redis may not read its data, which is not broken by that', () => {
  const load = (why: string) => said(`1:M 22 Nov 2026 03:50:56.074 # Fatal error loading the DB: ${why}. Exiting.`)?.cause;
  assert.is(load('Invalid argument'), 'data-corrupt');
  assert.is.not(load('Permission denied'), 'data-corrupt');
});

test('an addon of Node.js was built for another one', () => {
  const finding = said(
    "Error: The module '/app/node_modules/bcrypt/lib/binding/bcrypt_lib.node'\nwas compiled against a different Node.js version using\nNODE_MODULE_VERSION 93. This version of Node.js requires\nNODE_MODULE_VERSION 115. Please try re-compiling or re-installing\nthe module (for instance, using `npm rebuild` or `npm install`).",
  );
  assert.is(finding?.cause, 'runtime-mismatch');
  assert.match(finding?.summary ?? '', 'NODE_MODULE_VERSION 93. This version of Node.js requires NODE_MODULE_VERSION 115');
});

test('a node does not know the names of Services', () => {
  const pull = (host: string) =>
    findingsIn({
      status: {
        state: {
          waiting: {
            reason: 'ErrImagePull',
            message: `failed to do request: Head "https://${host}:5000/v2/web/manifests/1": dial tcp: lookup ${host}: no such host`,
          },
        },
      },
      container: { image: `${host}:5000/web:1` },
    })[0];
  assert.match(pull('registry.infra.svc.cluster.local')?.fixes[0]?.text ?? '', "does not ask the cluster's DNS");
  assert.match(pull('registry.example.com')?.fixes[0]?.text ?? '', 'let the node reach the registry');
});

test('a blank line of a table has no column', () => {
  const code = 'import csv\nfor row in csv.reader(open("/data/p.csv")):\n    sku, price = row\n';
  const finding = said(
    'Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\n    sku, price = row\nValueError: not enough values to unpack (expected 2, got 0)',
    {
      container: {
        command: ['python3', '/app/main.py'],
        volumeMounts: [
          { name: 'code', mountPath: '/app' },
          { name: 'data', mountPath: '/data' },
        ],
      },
      spec: {
        volumes: [
          { name: 'code', configMap: { name: 'code' } },
          { name: 'data', configMap: { name: 'data' } },
        ],
      },
      configMaps: { code: { 'main.py': code }, data: { 'p.csv': 'sku,price\na,1\n\n' } },
    },
  );
  assert.is(finding?.cause, 'row-uneven');
});

test.run();
