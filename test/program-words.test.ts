/** What programs say of their settings in more than one line, or with a part of the name. Texts as their sources write them (see the phrases). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';
import { failureOf } from '../src/trace/programs/start-failure.ts';
import { ended, findingsIn } from './situation.ts';

const decisive = (...lines: string[]) => readLog(lines.join('\n')).decisive;
const message = (...lines: string[]) => (decisive(...lines)?.fields as { message?: string } | undefined)?.message;

// confmap's errors are joined by line breaks (open-telemetry/opentelemetry-collector:otelcol/collector.go).
const DECODING = 'Error: failed to get config: cannot unmarshal the configuration: decoding failed due to the following error(s):';

test('what ends in a colon goes on in the next line', () => {
  assert.match(
    message(DECODING, '', 'error decoding \'exporters\': unknown type: "logging" for id: "logging"') ?? '',
    /unknown type: "logging"/,
  );
});

test('but not in a line of another time', () => {
  assert.not.match(message(DECODING, '2026-11-26 10:00:00 INFO next try in 5 s') ?? '', /next try/);
});

test('Traefik names the part of an option that it does not know', () => {
  const log = '2026/11/26 10:00:00 command traefik error: failed to decode configuration from flags: field not found, node: trace';
  const [finding] = findingsIn({
    status: ended(1),
    log,
    container: { args: ['--api', '--providers.kubernetescrd', '--providers.kubernetescrd.trace'] },
  });
  assert.is(finding?.cause, 'unknown-flag');
  assert.match(finding?.fixes[0]?.text ?? '', /^take --providers\.kubernetescrd\.trace out/);
  const [other] = findingsIn({ status: ended(1), log, container: { args: ['--api', '--tracing'] } });
  assert.not.match(other?.fixes[0]?.text ?? '', /^take --/);
});

test('a YAML error in logfmt names its line, and its file beside it, which a Secret brings', () => {
  const log =
    'level=error ts=2026-11-26T13:32:07.815Z caller=coordinator.go:124 component=configuration msg="Loading configuration file failed" file=/etc/alertmanager/config/alertmanager.yaml err="yaml: unmarshal errors:\\n  line 24: field receiver not found in type config.plain"';
  const [finding] = findingsIn({
    status: ended(1),
    log,
    container: { volumeMounts: [{ name: 'config', mountPath: '/etc/alertmanager/config' }] },
    spec: { volumes: [{ name: 'config', secret: { secretName: 'alerts' } }] },
    secrets: { alerts: ['alertmanager.yaml'] },
  });
  assert.is(finding?.cause, 'malformed-config');
  assert.match(
    finding?.summary ?? '',
    /alertmanager\.yaml, line 24: field receiver not found in type config\.plain; the file is key alertmanager\.yaml of Secret alerts/,
  );
});

test('MinIO says what it was refused before it gives up', () => {
  const fact = decisive(
    'Error: unable to rename (/data/.minio.sys/tmp -> /data/.minio.sys/tmp-old/6e1b) file access denied, drive may be faulty, please investigate (*fmt.wrapError)',
    'FATAL Unable to initialize backend: Unable to write to the backend',
    '      > Please ensure MinIO binary has write permissions for the backend',
  );
  assert.equal(fact?.fields, { operation: 'rename', path: '/data/.minio.sys/tmp' });
});

test('runc of Docker quotes what it passes on', () => {
  const words =
    'OCI runtime create failed: container_linux.go:349: starting container process caused "exec: \\"run\\": executable file not found in $PATH": unknown';
  assert.equal(failureOf(words), { sort: 'not-found', program: 'run' });
});

test('an operator of collectors lacks its own kind', () => {
  const fact = decisive(
    '{"level":"error","ts":"2026-11-26T05:29:54Z","logger":"controller-runtime.source.EventHandler","msg":"if kind is a CRD, it should be installed before calling Start","kind":"OpAMPBridge.opentelemetry.io","error":"no matches for kind \\"OpAMPBridge\\" in version \\"opentelemetry.io/v1alpha1\\""}',
    '{"level":"error","ts":"2026-11-26T05:30:03Z","logger":"setup","msg":"problem running manager","error":"failed to wait for opampbridge caches to sync: timed out waiting for cache to be synced for Kind *v1alpha1.OpAMPBridge"}',
  );
  assert.is(fact?.kind, 'crd-missing');
});

// Prisma's message goes on below an empty line, with the code that called it in between (prisma/prisma:packages/client).
const PRISMA = [
  'PrismaClientInitializationError: ',
  'Invalid `prisma.user.findMany()` invocation in',
  '/app/index.js:5:35',
  '',
  '  2 const prisma = new PrismaClient()',
  '  3 ',
  '  4 async function main() {',
  '→ 5   const users = await prisma.user.findMany(',
  "Can't reach database server at `db:5432`",
  '',
  'Please make sure your database server is running at `db:5432`.',
  '    at t (/app/node_modules/@prisma/client/runtime/library.js:112:2488)',
];

test('the words of an exception go on below an empty line, as long as its frames follow', () => {
  assert.equal(decisive(...PRISMA)?.fields, { host: 'db', port: '5432' });
  const other = readLog(['TypeError: x is not a function', '', '2026-11-26 10:00:00 INFO ready'].join('\n'));
  assert.equal(other.block, ['TypeError: x is not a function']);
});

const POSTGRES = "sqlalchemy.exc.NoSuchModuleError: Can't load plugin: sqlalchemy.dialects:postgres";

test('SQLAlchemy knows no postgres://; what else it does not know is a module', () => {
  const [finding] = findingsIn({
    status: ended(1),
    log: POSTGRES,
    container: { env: [{ name: 'DATABASE_URL', value: 'postgres://db/shop' }] },
  });
  assert.is(finding?.cause, 'invalid-value');
  assert.match(finding?.fixes[0]?.command ?? '', /postgresql:\/\/db\/shop/);
  assert.is(decisive(POSTGRES.replace('postgres', 'cockroachdb'))?.kind, 'module-missing');
});

test('an exception that .NET aborts on is no fault of native code; a signal without one is', () => {
  const log =
    "Unhandled exception. System.ArgumentNullException: Value cannot be null. (Parameter 'url')\n   at Shop.Program.Main() in /src/Program.cs:line 23";
  assert.is(findingsIn({ status: ended(134), log })[0]?.cause, 'unhandled-exception');
  assert.is(findingsIn({ status: ended(134), log: 'free(): invalid pointer' })[0]?.cause, 'native-crash');
});

test('of a process that ended while the container goes on it is not said that the program did', () => {
  const says = (status: object) =>
    findingsIn({
      container: { readinessProbe: { tcpSocket: { port: 8080 } } },
      status,
      podStatus: { startTime: '2026-01-02T03:00:00Z' },
      events: [{ reason: 'Unhealthy', message: 'Readiness probe failed: dial tcp 10.1.1.1:8080: connect: connection refused', count: 20 }],
      log: 'Traceback (most recent call last):\n  File "/app/web.py", line 8, in <module>\n    main()\nValueError: no such tariff\n',
    }).find(({ cause }) => cause === 'unhandled-exception')?.summary ?? '';
  assert.match(says({ state: { running: { startedAt: '2026-01-02T03:00:00Z' } } }), 'while the container goes on');
  assert.match(says(ended(1)), /^the program in container app ended on/);
});

test('a JVM ends where its agent is not there, even if that would only watch', () => {
  const log = [
    'Error opening zip file or JAR manifest missing : /agent/otel.jar',
    'Error occurred during initialization of VM',
    'agent library failed to init: instrument',
  ];
  assert.equal(decisive(...log)?.fields, { path: '/agent/otel.jar' });
});

test('what could not be loaded may be there', () => {
  const log = [
    '[1] LOG:  invalid authentication method "scram"',
    '[1] CONTEXT:  line 3 of configuration file "/etc/pg_hba.conf"',
    '[1] FATAL:  could not load /etc/pg_hba.conf',
  ];
  assert.is(decisive(...log)?.kind, 'config-malformed');
  assert.is(decisive('Error: cannot open /etc/app/app.conf')?.kind, 'file-missing');
});

test('nginx names the file and line of whatever it refuses', () => {
  const refused = decisive('nginx: [emerg] invalid port in upstream "http://api:80a" in /etc/nginx/conf.d/default.conf:6');
  assert.equal(refused?.fields, { detail: 'invalid port in upstream "http://api:80a"', file: '/etc/nginx/conf.d/default.conf', line: '6' });
  assert.is(decisive('nginx: [emerg] host not found in upstream "api" in /etc/nginx/conf.d/default.conf:6')?.kind, 'name-unresolved');
});

test('what nginx could not open is a missing file, whatever names it', () => {
  const opened = decisive(
    'nginx: [emerg] open() "/etc/nginx/extra/site.conf" failed (2: No such file or directory) in /etc/nginx/nginx.conf:2',
  );
  assert.equal(opened?.fields, { path: '/etc/nginx/extra/site.conf' });
});

test("V8's words for a value win over Node.js's for the option; the option alone is told without them", () => {
  const V8 = 'Error: illegal value for flag --max-old-space-size=abc of type size_t';
  const OPTION = 'node: bad option: --max-old-space-size=abc';
  assert.is(decisive(V8, 'Try --help for options', OPTION, 'node: bad option: --harmony-import-attributes')?.kind, 'value-invalid');
  assert.equal(decisive(OPTION)?.fields, { program: 'node', flag: '--max-old-space-size=abc' });
});

test('the reason of a rejected promise is told, not the sentence around it', () => {
  const sentence =
    'This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "no queue".';
  const log = [
    'node:internal/process/promises:288',
    '            triggerUncaughtException(err, true /* fromPromise */);',
    '            ^',
    '',
    `[UnhandledPromiseRejection: ${sentence}] {`,
    "  code: 'ERR_UNHANDLED_REJECTION'",
    '}',
    '',
    'Node.js v18.20.4',
  ];
  assert.is(message(...log), 'no queue');
});

const READ = 'bash: line 1: /etc/app/env.sh: No such file or directory';
const causeOf = (exitCode: number, line: string) =>
  findingsIn({ status: ended(exitCode), log: READ, container: { command: ['bash', '-ec', line] } })[0]?.cause;

test('a file that a shell is to read is no program', () => {
  assert.is(causeOf(1, 'source /etc/app/env.sh; exec app'), 'missing-file');
  assert.is(causeOf(1, 'app < /etc/app/env.sh'), 'missing-file');
  assert.is(causeOf(127, 'source /etc/app/env.sh || /etc/app/env.sh'), 'command-not-found-in-shell');
  assert.is(causeOf(1, '/etc/app/env.sh || exit 1'), 'command-not-found-in-shell');
});

test('what code was to write lacks its folder, what it was to read lacks itself', () => {
  const python = (code: string) => [
    'Traceback (most recent call last):',
    '  File "/app/a.py", line 3, in <module>',
    `    ${code}`,
    "FileNotFoundError: [Errno 2] No such file or directory: '/data/out/a.csv'",
  ];
  const told = (...log: string[]) => findingsIn({ status: ended(1), log: log.join('\n') })[0]?.cause;
  assert.is(told(...python('with open("/data/out/a.csv", "w") as file:')), 'missing-folder');
  assert.is(told(...python('os.mkdir("/data/out/a.csv")')), 'missing-folder');
  assert.is(told(...python('with open("/data/out/a.csv", encoding="ascii") as file:')), 'missing-file');
  const node = (frame: string) => [
    "Error: ENOENT: no such file or directory, open '/data/out/a.csv'",
    '    at Object.openSync (node:fs:601:3)',
    `    at Object.${frame} (node:fs:2249:35)`,
    '    at Object.<anonymous> (/app/a.js:3:4)',
    '',
    'Node.js v18.20.4',
  ];
  assert.is(told(...node('writeFileSync')), 'missing-folder');
  assert.is(told(...node('readFileSync')), 'missing-file');
  const java = (type: string) => [
    `Exception in thread "main" java.io.FileNotFoundException: /data/out/a.csv (No such file or directory)`,
    `\tat java.base/java.io.${type}.open0(Native Method)`,
    '\tat Main.main(Main.java:4)',
  ];
  assert.is(told(...java('FileOutputStream')), 'missing-folder');
  assert.is(told(...java('FileInputStream')), 'missing-file');
  assert.is(told("touch: cannot touch '/shm': No such file or directory"), 'missing-folder');
});

const first = (log: string[], env: Record<string, string> = {}) =>
  findingsIn({
    status: ended(1),
    log: log.join('\n'),
    container: { env: Object.entries(env).map(([name, value]) => ({ name, value })) },
  })[0];

test('a variable that tells where JSON is read from is no JSON itself', () => {
  const python = (code: string) => [
    'Traceback (most recent call last):',
    '  File "/app/a.py", line 3, in <module>',
    `    ${code}`,
    'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)',
  ];
  const read = python('json.load(urlopen(os.environ["CATALOG"]))');
  assert.is(first(read, { CATALOG: 'http://catalog/items' })?.cause, 'malformed-config');
  assert.is(first(python('json.load(open(os.environ["FLAGS"]))'), { FLAGS: '/etc/app/flags.json' })?.cause, 'malformed-config');
  assert.is(first(python('json.loads(os.environ["FLAGS"])'), { FLAGS: 'yes,no' })?.cause, 'malformed-json-value');
});

test('the text that Node.js shows is that of the variable which has it', () => {
  const log = [
    'undefined:1',
    'yes,no',
    '^',
    '',
    'SyntaxError: Unexpected token y in JSON at position 0',
    '    at JSON.parse (<anonymous>)',
    '    at Object.<anonymous> (/app/a.js:1:20)',
    '',
    'Node.js v18.20.4',
  ];
  assert.match(first(log, { FLAGS: 'yes,no', MODES: 'yes' })?.summary ?? '', /takes env FLAGS for JSON/);
  assert.is(first(log, { FLAGS: 'yes,no,maybe' })?.cause, 'malformed-config');
});

test("fetch's own cause is told, between brackets too, and no cause that is none", () => {
  const fetched = (...cause: string[]) =>
    decisive(
      'TypeError: fetch failed',
      '    at Object.fetch (node:internal/deps/undici/undici:16289:11) {',
      ...cause,
      '  }',
      '}',
      '',
      'Node.js v18.20.4',
    )?.kind;
  assert.is(
    fetched('  cause: Error: unknown scheme', '      at fetch (node:internal/process/pre_execution:279:25) {', '    [cause]: undefined'),
    'value-invalid',
  );
  assert.is(
    fetched(
      '  cause: [Error: 00C8CA48717F0000:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../ssl/record/ssl3_record.c:350:',
      '  ] {',
    ),
    'tls-protocol',
  );
});

test('a column may be asked for by any statement', () => {
  const log = ['psycopg2.errors.UndefinedColumn: column "paid" does not exist', 'LINE 1: select paid from t'];
  assert.match(first(log)?.summary ?? '', /asks for a column that the database does not have/);
  assert.match(first(["FAILED: Can't locate revision identified by 'a1b2'"])?.summary ?? '', /fails in a migration/);
});

test('a folder that others may use is no lack of rights', () => {
  const says = (words: string) => first([`2026-11-27 00:24:11.591 UTC [7] FATAL:  ${words}`])?.cause;
  assert.is.not(says('data directory "/var/lib/postgresql/data" has invalid permissions'), 'image-permission');
  assert.is(says('could not open directory "/var/lib/postgresql/data": Permission denied'), 'image-permission');
});

test('what ends in a colon is said in the next words of the exception', () => {
  const log = [
    'node:assert:125',
    '  throw new AssertionError(obj);',
    '  ^',
    '',
    'AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:',
    '',
    "'fast' !== 'safe'",
    '',
    '    at Object.<anonymous> (/app/a.js:1:19)',
    '',
    'Node.js v18.20.4',
  ];
  assert.match(message(...log) ?? '', /strictly equal: 'fast' !== 'safe'/);
  assert.match(first(log, { MODE: 'fast' })?.summary ?? '', /"fast" is the value of env MODE/);
});

test.run();
