/** Words that come from elsewhere than the place that they stand in: a caught exception, a server's record, a file made by a script, a value that is not there. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';
import { ended, findingsIn, type Situation } from './situation.ts';

const first = (situation: Situation) => findingsIn(situation)[0];
const decisive = (...lines: string[]) => readLog(lines.join('\n')).decisive;
const crashed = (...lines: string[]) => first({ status: ended(1), log: lines.join('\n') });

// ---- Python: what was caught, and what came about then ----

const trace = (link: string, type: string) => [
  'Traceback (most recent call last):',
  '  File "/app/pool.py", line 9, in take',
  '    return self.free.pop()',
  `${type}: pop from empty list`,
  '',
  link,
  '',
  'Traceback (most recent call last):',
  '  File "/app/pool.py", line 12, in take',
  '    raise PoolError("the driver is too old: 2.10 where 3.2 is wanted")',
  'pool.PoolError: the driver is too old: 2.10 where 3.2 is wanted',
];
const DURING = 'During handling of the above exception, another exception occurred:';
const CAUSED = 'The above exception was the direct cause of the following exception:';

test('a look-up that found nothing was caught: the error that came then is the reason', () => {
  assert.match(crashed(...trace(DURING, 'IndexError'))?.summary ?? '', /PoolError: the driver is too old/);
});

test('but not where the program says that it is the cause, or where it is no look-up', () => {
  assert.match(crashed(...trace(CAUSED, 'IndexError'))?.summary ?? '', /IndexError/);
  assert.match(crashed(...trace(DURING, 'ZeroDivisionError'))?.summary ?? '', /ZeroDivisionError/);
});

// ---- controller-runtime ----

test('a group that nobody answers for is not installed; one whose server is down is another thing', () => {
  const line = (why: string) =>
    `2026-11-26T09:49:09Z\tERROR\tsetup\tfailed to get informer\t{"error": "failed to get API group resources: unable to retrieve the complete list of server APIs: widgets.example.com/v1: ${why}"}`;
  const absent = crashed(line('the server could not find the requested resource'));
  assert.is(absent?.cause, 'kind-not-served');
  assert.match(absent?.summary ?? '', /objects of widgets\.example\.com\/v1/);
  assert.is(crashed(line('the server is currently unable to handle the request'))?.cause, 'api-group-down');
});

test('a list that never came, without a word why', () => {
  const last = 'Error: failed to wait for widget caches to sync: timed out waiting for cache to be synced for Kind *v1.';
  const unknown = crashed(`${last}Widget`);
  assert.is(unknown?.cause, 'kind-not-served');
  assert.is(unknown?.confidence, 'possible');
  assert.match(
    unknown?.summary ?? '',
    /waited in vain .* objects of Widget, .*CustomResourceDefinition.* or service account default may not list it/,
  );
  // No CustomResourceDefinition brings pods.
  assert.not.match(crashed(`${last}Pod`)?.summary ?? '', /CustomResourceDefinition/);
});

// ---- PostgreSQL's JSON ----

const record = (severity: string, message: string, backend: string) =>
  JSON.stringify({
    level: 'info',
    ts: '2026-11-26T23:41:19Z',
    logger: 'postgres',
    msg: 'record',
    record: { error_severity: severity, message, backend_type: backend },
  });
const EXITED = '{"level":"error","ts":"2026-11-26T23:41:20Z","msg":"PostgreSQL process exited with errors","error":"exit status 1"}';

test('the record that an operator passes on has the level of PostgreSQL itself', () => {
  const fact = decisive(record('FATAL', 'could not open directory "pg_tblspc": No such file or directory', 'startup'), EXITED);
  assert.is(fact?.kind, 'data-corrupt');
});

test('but what ends the session of a client ends no server', () => {
  const fact = decisive(record('FATAL', 'the database "shopp" is not there', 'client backend'), EXITED);
  assert.match(fact?.quote ?? '', /exited with errors/);
});

test('a copy of the primary that was cut off leaves a folder that is not empty', () => {
  const finding = first({
    status: ended(1),
    container: { image: 'postgres:16', volumeMounts: [{ name: 'data', mountPath: '/pg' }] },
    spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-1' } }] },
    log: 'pg_basebackup: error: directory "/pg/data" exists but is not empty',
  });
  assert.match(finding?.summary ?? '', /a copy of the primary that was begun before and cut off/);
  assert.not.match(finding?.fixes[0]?.text ?? '', /keep the data in a folder below/);
});

// ---- Redis Sentinel ----

const sentinel = (line: string, ...before: string[]): Situation => ({
  status: ended(1),
  container: { volumeMounts: [{ name: 'c', mountPath: '/mounted' }] },
  spec: { volumes: [{ name: 'c', configMap: { name: 'redis' } }] },
  configMaps: { redis: { 'sentinel.conf': 'dir "/tmp"\nport 26379\nsentinel monitor mymaster redis-0.redis 6379 two\n' } },
  log: [
    ...before,
    '*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***',
    'Reading the configuration file, at line 3',
    `>>> '${line}'`,
    'Unrecognized sentinel configuration statement.',
  ].join('\n'),
});

test('a line that Redis shows and a mounted file does not have is of another file', () => {
  assert.is(first(sentinel('sentinel monitor mymaster ERR unknown 2'))?.object?.kind, undefined);
  assert.is(first(sentinel('sentinel monitor mymaster redis-0.redis 6379 two'))?.object?.kind, 'ConfigMap');
});

test('where no primary stands in the line, it is told before why nobody was asked', () => {
  const refused = 'Could not connect to Redis at redis.example.com:26379: Connection refused';
  assert.match(first(sentinel('sentinel monitor mymaster   2', refused))?.summary ?? '', /is refused at redis\.example\.com:26379/);
});

// ---- files that a script makes ----

const vault = (script: string): Situation => ({
  status: ended(1),
  container: { command: ['/bin/sh', '-ec', script], volumeMounts: [{ name: 'c', mountPath: '/vault/config' }] },
  spec: { volumes: [{ name: 'c', configMap: { name: 'vault' } }] },
  configMaps: { vault: { 'from-values.hcl': 'ui = true\n\nstorage "raft" {\n  path = ‘/data‘\n}\n', 'other.hcl': 'x = 1\n' } },
  log: 'Error loading configuration from /tmp/storage.hcl: At 4:10: illegal char',
});

test('a file that the command writes from a mounted one has its faults from there', () => {
  const finding = first(
    vault('sed -E "s/HOST/$H/g" /vault/config/from-values.hcl > /tmp/storage.hcl; vault server -config=/tmp/storage.hcl'),
  );
  assert.match(finding?.summary ?? '', /line 4: .*made at each start from key from-values\.hcl of ConfigMap vault/);
});

test('but not where another statement names the mounted file', () => {
  const finding = first(vault('cat /vault/config/from-values.hcl; make-config > /tmp/storage.hcl; vault server -config=/tmp/storage.hcl'));
  assert.not.match(finding?.summary ?? '', /from-values/);
});

// ---- values that are not there ----

const thrown = (...lines: string[]) =>
  first({
    status: ended(1),
    container: { command: ['node', 'dist/main.js'] },
    log: [
      ...lines,
      '    at new Server (/app/node_modules/x/lib/index.js:45:15)',
      '    at Object.<anonymous> (/app/dist/auth.js:20:9)',
    ].join('\n'),
  });

test('a library that is given nothing tells what it wants, and the line that gives it', () => {
  for (const words of [
    'TypeError: JwtStrategy requires a secret or key',
    'Error: secretOrPrivateKey must have a value',
    'MongooseError: The `uri` parameter to `openUri()` must be a string, got "undefined".',
    'TypeError [ERR_INVALID_ARG_TYPE]: The "path" argument must be of type string. Received undefined',
  ]) {
    const finding = thrown(words);
    assert.match(finding?.summary ?? '', /a library is given nothing there .*variable that the code reads is not set/, words);
    assert.match(finding?.fixes[0]?.text ?? '', /at \/app\/dist\/auth\.js:20/, words);
  }
});

test('but one that is given something else is not given nothing', () => {
  assert.not.match(
    thrown('TypeError [ERR_INVALID_ARG_TYPE]: The "path" argument must be of type string. Received type number (5)')?.summary ?? '',
    /given nothing/,
  );
  // A function that the code itself forgot; a form that checks what a person typed.
  for (const words of [
    'TypeError [ERR_INVALID_ARG_TYPE]: The "listener" argument must be of type function. Received undefined',
    'Error: password is required',
  ])
    assert.not.match(thrown(words)?.summary ?? '', /given nothing/);
  assert.not.match(thrown('Error: secretOrPrivateKey has a minimum key size of 2048 bits')?.summary ?? '', /given nothing/);
});

test('where the code stands in a ConfigMap, the variable that it reads there is the one', () => {
  const finding = first({
    status: ended(1),
    container: { command: ['node', '/app/main.js'], volumeMounts: [{ name: 'code', mountPath: '/app' }] },
    spec: { volumes: [{ name: 'code', configMap: { name: 'code' } }] },
    configMaps: { code: { 'main.js': 'const mongoose = require("mongoose");\nmongoose.createConnection(process.env.MONGODB_URI);\n' } },
    log: 'MongooseError: The `uri` parameter to `openUri()` must be a string, got "undefined".\n    at NativeConnection.createClient (/deps/node_modules/mongoose/lib/connection.js:200:11)\n    at Object.<anonymous> (/app/main.js:2:10)',
  });
  assert.is(finding?.cause, 'missing-variable');
  assert.match(finding?.summary ?? '', /MONGODB_URI, which is not set/);
});

test("what pydantic's first version wants is told without its type", () => {
  const finding = first({
    status: ended(1),
    container: { env: [{ name: 'MAIL_FROM', value: 'noreply' }] },
    log: 'pydantic.error_wrappers.ValidationError: 1 validation error for Settings\nmail_from\n  value is not a valid email address (type=value_error.email)',
  });
  assert.match(finding?.summary ?? '', /MAIL_FROM; it wants a valid email address;/);
});

test('a program of .NET without ICU may do without', () => {
  const finding = crashed(
    "Process terminated. Couldn't find a valid ICU package installed on the system. Please install libicu (or icu-libs) using your package manager and try again.",
  );
  assert.match(JSON.stringify(finding?.fixes[0]), /DOTNET_SYSTEM_GLOBALIZATION_INVARIANT/);
});

test.run();
