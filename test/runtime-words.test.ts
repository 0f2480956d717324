/** What runtimes say of the errors that end a program: Node.js, the JVM, .NET, Python, shells. Texts as they print them. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';
import { ended, findingsIn } from './situation.ts';

const decisive = (...lines: string[]) => readLog(lines.join('\n')).decisive;
const message = (...lines: string[]) => (decisive(...lines)?.fields as { message?: string } | undefined)?.message;

const first = (log: string[], env: Record<string, string> = {}) =>
  findingsIn({
    status: ended(1),
    log: log.join('\n'),
    container: { env: Object.entries(env).map(([name, value]) => ({ name, value })) },
  })[0];

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

test('an exception that .NET aborts on is no fault of native code; a signal without one is', () => {
  const log =
    "Unhandled exception. System.ArgumentNullException: Value cannot be null. (Parameter 'url')\n   at Shop.Program.Main() in /src/Program.cs:line 23";
  assert.is(findingsIn({ status: ended(134), log })[0]?.cause, 'unhandled-exception');
  assert.is(findingsIn({ status: ended(134), log: 'free(): invalid pointer' })[0]?.cause, 'native-crash');
});

test('an exception that C++ aborts on is told by its words, whatever the shell says after it', () => {
  const thrown = ["terminate called after throwing an instance of 'std::runtime_error'", '  what():  no rules in /data/rules.json'];
  for (const end of ['', 'Aborted', 'start.sh: line 3:     7 Aborted                 (core dumped) /opt/pricer']) {
    const found = findingsIn({ status: ended(134), log: [...thrown, end].join('\n') })[0];
    assert.is(found?.cause, 'unhandled-exception');
    assert.match(found?.summary ?? '', 'std::runtime_error: no rules in /data/rules.json');
  }
});

test('what bash says of a process whose number has one digit', () => {
  const kinds = ['Killed                  python x.py', 'Segmentation fault      ./x', 'Aborted                 ./x'].map(
    (said) => decisive(`start.sh: line 3:     7 ${said}`)?.kind,
  );
  assert.equal(kinds, ['child-killed', 'segfault', 'abort']);
});

test('a JVM ends where its agent is not there, even if that would only watch', () => {
  const log = [
    'Error opening zip file or JAR manifest missing : /agent/otel.jar',
    'Error occurred during initialization of VM',
    'agent library failed to init: instrument',
  ];
  assert.equal(decisive(...log)?.fields, { path: '/agent/otel.jar' });
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

test.run();
