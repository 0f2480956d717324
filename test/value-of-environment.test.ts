/** An error at a value, by the line of the program that reads one variable: the words of the error name neither. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EnvVar } from '../src/kube/shapes.ts';
import { ended, findingsIn } from './situation.ts';

const trace = (code: string, error: string, library = '') =>
  [
    'Traceback (most recent call last):',
    '  File "/opt/sweep/sweep.py", line 3, in <module>',
    `    ${code}`,
    ...(library
      ? ['  File "/usr/local/lib/python3.11/re/__init__.py", line 227, in compile', `    ${library}`, `    ${'^'.repeat(300)}`]
      : []),
    error,
    '',
  ].join('\n');
const first = (log: string, env: EnvVar[]) => findingsIn({ log, status: ended(1), container: { env } })[0];

test('the variable whose value the failing line reads is named, with that value, as likely', () => {
  const finding = first(
    trace('pattern = re.compile(os.environ["PATTERN"])', 're.error: nothing to repeat at position 0', 'return _compile(pattern, flags)'),
    [
      { name: 'PATTERN', value: '*.csv' },
      { name: 'KEEP_DAYS', value: '14' },
    ],
  );
  assert.is(finding?.cause, 'invalid-value');
  assert.is(finding?.confidence, 'likely');
  assert.match(finding?.summary ?? '', 'cannot use the value "*.csv" of PATTERN (at /opt/sweep/sweep.py:3)');
});

test('one that nobody sets is not at fault: the error itself is told', () => {
  const finding = first(
    trace('host, port = os.environ.get("BACKEND", "api").split(":")', 'ValueError: not enough values to unpack (expected 2, got 1)'),
    [],
  );
  assert.is(finding?.cause, 'unhandled-exception');
  assert.match(finding?.summary ?? '', 'not enough values to unpack');
});

test('a line that reads two variables tells neither', () => {
  const code = 'area = shapely.box(os.environ["WEST"], os.environ["EAST"])';
  const finding = first(trace(code, 'ValueError: a box needs four numbers'), [
    { name: 'WEST', value: 'a' },
    { name: 'EAST', value: 'b' },
  ]);
  assert.is(finding?.cause, 'unhandled-exception');
});

test('a table that is asked for the value of a variable lacks that value, not a variable of its name', () => {
  const finding = first(trace('level = LEVELS[os.environ["LOG_LEVEL"]]', "KeyError: 'VERY_LOUD'"), [
    { name: 'LOG_LEVEL', value: 'VERY_LOUD' },
  ]);
  assert.is(finding?.cause, 'invalid-value');
  assert.match(finding?.summary ?? '', '"VERY_LOUD" of LOG_LEVEL');
});

test('a key of something else in the same line stays what it is', () => {
  const code = 'connection = connect(user=db["user"], password=os.environ["DB_PASSWORD"])';
  const finding = first(trace(code, "KeyError: 'user'"), [{ name: 'DB_PASSWORD', value: 'tulip' }]);
  assert.is.not(finding?.cause, 'invalid-value');
  assert.not.match(JSON.stringify(finding), 'tulip');
});

test('an error that says nothing of values is not put down to the variable', () => {
  const finding = first(trace('client = Client(os.environ["BACKEND"])', 'client.TransportError: session ended'), [
    { name: 'BACKEND', value: 'api' },
  ]);
  assert.is(finding?.cause, 'unhandled-exception');
});

test('an address that is missing is that of the one URL without a host; a file has none', () => {
  const go = 'database is not reachable: dial tcp: missing address\n';
  const finding = first(go, [
    { name: 'DATABASE_URL', value: 'postgres:///ledger' },
    { name: 'LEDGER_FILE', value: 'file:///tmp/ledger' },
    { name: 'UPSTREAM', value: 'http://api:8080/' },
  ]);
  assert.match(finding?.summary ?? '', '"postgres:///ledger" of DATABASE_URL');
  assert.not.match(first(go, [{ name: 'LEDGER_FILE', value: 'file:///tmp/ledger' }])?.summary ?? '', 'LEDGER_FILE');
});

test('what CPython is given nothing for is the variable that the line reads, if it has no other value and is not set', () => {
  const lost = (code: string, error: string, env: EnvVar[] = []) => first(trace(code, error), env);
  for (const [code, error] of [
    ['url = "redis://" + os.environ.get("QUEUE_HOST")', 'TypeError: can only concatenate str (not "NoneType") to str'],
    ['os.chdir(os.environ.get("QUEUE_HOST"))', 'TypeError: chdir: path should be string, bytes, os.PathLike or integer, not NoneType'],
    ['print(tables[os.getenv("QUEUE_HOST")])', 'KeyError: None'],
    ['start = datetime.strptime(os.getenv("QUEUE_HOST"), "%Y")', 'TypeError: strptime() argument 1 must be str, not None'],
  ] as const) {
    assert.match(lost(code, error)?.summary ?? '', 'needs the environment variable QUEUE_HOST, which is not set', code);
    assert.is.not(lost(code, error, [{ name: 'QUEUE_HOST', value: 'x' }])?.cause, 'missing-variable', code);
  }
  const other = lost(
    'at = Path(os.getenv("DATA", "x")) / base',
    "TypeError: unsupported operand type(s) for /: 'PosixPath' and 'NoneType'",
  );
  assert.is(other?.cause, 'unhandled-exception');
  // Something else in the line is None.
  for (const [code, error] of [
    ['print(os.environ.get("TITLE"), row.strip())', "AttributeError: 'NoneType' object has no attribute 'strip'"],
    ['cell = rows[os.environ.get("TITLE")][0]', "TypeError: 'NoneType' object is not subscriptable"],
    ['path = "/srv/" + find(os.getenv("TITLE"))', 'TypeError: can only concatenate str (not "NoneType") to str'],
    [
      'log(os.getenv("TITLE"), int(row))',
      "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'",
    ],
  ] as const)
    assert.is(lost(code, error)?.cause, 'unhandled-exception', code);
});

test('the value is not at fault in what an assertion says, in a count, or beside another file', () => {
  const cause = (code: string, error: string) => first(trace(code, error), [{ name: 'SOURCE', value: 'tulip' }])?.cause;
  assert.is(cause('assert os.environ["SOURCE"] in SOURCES, "no such source"', 'AssertionError: no such source'), 'invalid-value');
  assert.is(cause('rate = 100 // int(os.environ["SOURCE"])', 'ZeroDivisionError: integer division or modulo by zero'), 'invalid-value');
  assert.is(
    cause('ctx.load_verify_locations(os.environ["SOURCE"])', 'FileNotFoundError: [Errno 2] No such file or directory'),
    'invalid-value',
  );
  for (const [code, error] of [
    ['assert client.ping(1, 2), os.environ["SOURCE"]', 'AssertionError: tulip'],
    ['assert rows > 0, f"no rows of {os.environ[\'SOURCE\']}"', 'AssertionError: no rows of tulip'],
    ['rate = total / count(os.environ["SOURCE"])', 'ZeroDivisionError: division by zero'],
    ['ctx.load_cert_chain(os.environ["SOURCE"], "/etc/key.pem")', 'FileNotFoundError: [Errno 2] No such file or directory'],
  ] as const)
    assert.is(cause(code, error), 'unhandled-exception', code);
});

test('a zone that there is not is the value, not the package in which zoneinfo looks last', () => {
  const log = `Traceback (most recent call last):
  File "/usr/local/lib/python3.11/importlib/__init__.py", line 126, in import_module
    return _bootstrap._gcd_import(name[level:], package, level)
ModuleNotFoundError: No module named 'tzdata'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/app/main.py", line 2, in <module>
    zoneinfo.ZoneInfo(os.environ["ZONE"])
zoneinfo._common.ZoneInfoNotFoundError: 'No time zone found with key Europe/Berlinn'
`;
  const finding = first(log, [{ name: 'ZONE', value: 'Europe/Berlinn' }]);
  assert.is(finding?.cause, 'invalid-value');
  assert.match(finding?.fixes[0]?.text ?? '', 'write Europe/Berlin for Europe/Berlinn');
  const right = first(log.replace('Berlinn', 'Berlin'), [{ name: 'ZONE', value: 'Europe/Berlin' }]);
  assert.is(right?.cause, 'zone-data-missing');
});

test('a division, an assertion and a file that a library does not name, in a line that reads one variable', () => {
  for (const [code, error, value] of [
    ['share = total / int(os.environ["SHARDS"])', 'ZeroDivisionError: division by zero', '0'],
    ['assert int(os.environ["SHARDS"]) > 0', 'AssertionError', '0'],
    ['ssl.create_default_context(cafile=os.environ["SHARDS"])', 'FileNotFoundError: [Errno 2] No such file or directory', '/etc/ca/ca.pem'],
  ] as const) {
    const finding = first(trace(code, error), [{ name: 'SHARDS', value }]);
    assert.match(finding?.summary ?? '', `cannot use the value "${value}" of SHARDS`, code);
    assert.is(finding?.confidence, 'likely');
  }
  const named = first(trace('open(os.environ["SHARDS"])', "FileNotFoundError: [Errno 2] No such file or directory: '/srv/a'"), [
    { name: 'SHARDS', value: '/srv/a' },
  ]);
  assert.is(named?.cause, 'missing-file');
});

test('a client of HTTP that does not tell what it was given: the only URL that has no scheme, and none of another protocol', () => {
  const log = 'urllib.error.URLError: <urlopen error unknown url type: orders>\n';
  const found = first(log, [
    { name: 'ORDERS_URL', value: 'orders:8080/health' },
    { name: 'DATABASE_URL', value: 'postgres://db/shop' },
  ]);
  assert.match(found?.fixes[0]?.text ?? '', 'write http://orders:8080/health for orders:8080/health');
  assert.not.match(first(log, [{ name: 'DATABASE_URL', value: 'postgres://db/shop' }])?.summary ?? '', 'DATABASE_URL');
});

test('what a language makes of nothing is said where no setting has it', () => {
  const log =
    "TypeError: Invalid URL\n    at new URL (node:internal/url:775:36)\n    at Object.<anonymous> (/app/main.js:1:11) {\n  code: 'ERR_INVALID_URL',\n  input: 'undefined'\n}\n";
  assert.match(first(log, [])?.summary ?? '', 'that is what JavaScript makes of nothing');
});

test.run();
