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
});

test.run();
