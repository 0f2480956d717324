/** A variable that is read in the line that fails, and lines that read one and fail of another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';
import { decisiveFact } from '../src/logs/reading.ts';
import { ended, findingsIn } from './situation.ts';

const python = (code: string, error: string) =>
  `Traceback (most recent call last):\n  File "/app/main.py", line 7, in <module>\n    ${code}\n${error}\n`;
const node = (code: string, error: string) =>
  `/app/server.js:7\n${code}\n${' '.repeat(12)}^\n\nTypeError: ${error}\n    at Object.<anonymous> (/app/server.js:7:12)\n    at Module._compile (node:internal/modules/cjs/loader:1105:14)\n\nNode.js v18.20.8\n`;
const missing = (log: string) => decisiveFact(readLog(log), 'variable-missing')?.fields.name;

const NONE = "AttributeError: 'NoneType' object has no attribute 'split'";
const UNDEFINED = "Cannot read properties of undefined (reading 'split')";

test('a key that the code reads from something else is no variable, whatever else the line reads', () => {
  const connect = (what: string) => python(`connect(user=${what}, password=os.environ["DB_PASSWORD"])`, "KeyError: 'user'");
  assert.is(missing(connect('db["user"]')), undefined);
  assert.is(missing(connect('os.environ["user"]')), 'user');
  assert.is(missing(connect('os.environ[name]')), 'user');
  assert.is(missing(python('key = env["API_KEY"]', "KeyError: 'API_KEY'")), 'API_KEY', 'only variables are written so');
});

test('nothing, where the text of a variable is wanted', () => {
  assert.is(missing(python('hosts = os.environ.get("HOSTS").split(",")', NONE)), 'HOSTS');
  assert.is(missing(python('hosts = os.getenv("HOSTS").split(",")', NONE)), 'HOSTS');
  assert.is(
    missing(
      python(
        'n = int(os.environ.get("WORKERS"))',
        "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'",
      ),
    ),
    'WORKERS',
  );
  assert.is(missing(node("const rooms = process.env.ROOMS.split(',');", UNDEFINED)), 'ROOMS');
  assert.is(missing(node("const rooms = process.env['ROOMS'].split(',');", UNDEFINED)), 'ROOMS');
});

test('nothing is another thing, though the line reads a variable', () => {
  assert.is(missing(python('hosts = table.find(os.environ.get("HOSTS")).name.split(",")', NONE)), undefined);
  assert.is(missing(node("const room = rooms[process.env.ROOM].name.split(',');", UNDEFINED)), undefined);
  assert.is(missing(node('const a = process.env.A.split(process.env.B);', UNDEFINED)), undefined, 'two are read');
});

test('the value that a line cannot use is of the variable that it reads, where it has that value', () => {
  const log = python('rows = int(os.environ["ROWS"])', "ValueError: invalid literal for int() with base 10: 'many'");
  const with_ = (value: string) => findingsIn({ container: { env: [{ name: 'ROWS', value }] }, status: ended(1), log })[0];
  assert.match(with_('many')?.summary ?? '', 'of ROWS');
  assert.is(with_('many')?.confidence, 'certain');
  assert.not.match(with_('amount')?.summary ?? '', 'of ROWS');
});

test('words that are said of two things: the innermost frame tells of which', () => {
  const said = (code: string, error: string) =>
    readLog(
      `Traceback (most recent call last):\n  File "/app/main.py", line 4, in <module>\n    run()\n  File "/app/store.py", line 36, in run\n    ${code}\n${error}\n`,
    ).decisive?.kind;
  assert.is(said('sock.connect(sa)', 'TimeoutError: timed out'), 'connection-timeout');
  assert.is(said('return self._sock.recv_into(b)', 'TimeoutError: timed out'), 'connection-timeout');
  assert.is(said('return jobs.get(timeout=5)', 'TimeoutError: timed out'), 'exception');
  const again = 'BlockingIOError: [Errno 11] Resource temporarily unavailable';
  assert.is(said('fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)', again), 'lock-held');
  assert.is.not(said('sys.stdout.write(text)', again), 'lock-held');
});

const INVALID = `node:internal/url:676
      throw new ERR_INVALID_URL(input);
      ^

TypeError [ERR_INVALID_URL]: Invalid URL
    at new NodeError (node:internal/errors:405:5)
    at new URL (node:internal/url:676:13)
    at [eval]:2:13
    at runScriptInThisContext (node:internal/vm:143:10) {
  input: 'undefined',
  code: 'ERR_INVALID_URL'
}

Node.js v18.20.4
`;

test('nothing as a text: the variable that the failing line of the program in the spec reads, and the container that has it', () => {
  const runs = (line: string, env: { name: string; value: string }[] = []) =>
    findingsIn({
      container: { command: ['node', '-e', `const http = require('http');\n${line}`], env },
      spec: {
        containers: [
          { name: 'app', image: 'node:18', command: ['node', '-e', `const http = require('http');\n${line}`], env },
          { name: 'shipper', image: 'busybox', env: [{ name: 'PAY_URL', value: 'http://pay' }] },
        ],
      },
      status: ended(1),
      log: INVALID,
    })[0];
  const unset = runs('const url = new URL(process.env.PAY_URL);');
  assert.is(unset?.cause, 'missing-variable');
  assert.match(unset?.summary ?? '', 'needs the environment variable PAY_URL, which is not set; container shipper, beside it, has it');
  assert.match(unset?.fixes[0]?.command ?? '', '"op":"copy","from":"/spec/containers/1/env/0"');
  assert.is(runs('const url = new URL(settings.url);')?.cause, 'invalid-value', 'the line reads none');
  assert.is(runs('const url = new URL(process.env.A + process.env.B);')?.cause, 'invalid-value', 'it reads two');
  assert.is(runs('const url = new URL(process.env.PAY_URL);', [{ name: 'PAY_URL', value: 'undefined' }])?.cause, 'invalid-value');
});

test('folders that are made from the first that is missing: what became of the one above says why', () => {
  const two = (path: string) => `Traceback (most recent call last):
  File "/usr/lib/python3.11/pathlib.py", line 1117, in mkdir
    os.mkdir(self, mode)
FileNotFoundError: [Errno 2] No such file or directory: '/.cache/charts'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/app/main.py", line 3, in <module>
    cache.mkdir(parents=True)
  File "/usr/lib/python3.11/pathlib.py", line 1117, in mkdir
    os.mkdir(self, mode)
PermissionError: [Errno 13] Permission denied: '${path}'
`;
  assert.is(readLog(two('/.cache')).decisive?.kind, 'permission-denied');
  assert.is(readLog(two('/var/log/charts')).decisive?.kind, 'file-missing');
});

test.run();
