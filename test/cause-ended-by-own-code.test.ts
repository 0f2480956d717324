/** ended-by-own-code: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, inPython, mounted } from './situation.ts';

const PROGRAM = `import os, sys

key = os.environ.get("API_KEY")
# sys.exit(3) where there is none
if not key:
    sys.exit(3)
if not os.path.exists("/data"):
    sys.exit(4)
print("up")
`;

const run = (text: string, code: number, env: Record<string, string> = {}, log = '') =>
  findingsIn({ ...inPython(text, env), status: ended(code), log })[0];

test('the line, its condition, and the variable that it is about', () => {
  const finding = run(PROGRAM, 3, { APIKEY: 'x' });
  assert.is(finding?.cause, 'ended-by-own-code');
  assert.is(finding?.confidence, 'likely');
  assert.match(
    finding?.summary ?? '',
    'at /app/main.py, line 6 (key main.py of ConfigMap code): "sys.exit(3)", behind "if not key:"; that is about API_KEY, which is not set',
  );
  assert.match(finding?.fixes[0]?.text ?? '', 'give API_KEY what APIKEY has');
  const folder = run(PROGRAM, 4, { API_KEY: 'x' });
  assert.match(folder?.summary ?? '', 'behind "if not os.path.exists("/data"):"');
  assert.is(folder?.fixes[0]?.command, undefined);
});

test('a variable that the program reads by its own name is not the one that was meant', () => {
  const finding = run(`${PROGRAM}mode = os.environ["API_KIND"]\n`, 3, { API_KIND: 'full' });
  assert.match(finding?.fixes[0]?.text ?? '', /^set API_KEY/);
});

test('it says something before it ends, and nothing is in the log', () => {
  const text = 'import sys\nif True:\n    print("tenant", name)\n    sys.exit(7)\nprint("up")\n';
  assert.is(run(text, 7, {}, 'acme\n')?.cause, 'ended-by-own-code');
  assert.is.not(run(text, 7)?.cause, 'ended-by-own-code');
});

test('Node.js, in the spec itself', () => {
  const [finding] = findingsIn({
    status: ended(5),
    container: {
      command: ['node', '-e', "const port = process.env.PORT;\nif (!port) process.exit(5);\nrequire('http').createServer().listen(port);"],
    },
  });
  assert.match(
    finding?.summary ?? '',
    'at its command, line 2 of the program: "if (!port) process.exit(5);"; that is about PORT, which is not set',
  );
});

test('a variable that has a value is not said to be at fault', () => {
  const finding = run(PROGRAM, 3, { API_KEY: 'x' });
  assert.not.match(finding?.summary ?? '', 'is not set');
  assert.is(finding?.fixes[0]?.command, undefined);
});

test('what it wrote into its termination message tells more; the end of the log there does not', () => {
  const given = (message: string) =>
    findingsIn({ status: ended(5, { message }), log: 'starting\n', container: { command: ['node', '-e', 'process.exit(5)'] } })[0];
  assert.is.not(given('quota of supplier 14 is used up')?.cause, 'ended-by-own-code');
  assert.is(given('starting\n')?.cause, 'ended-by-own-code');
});

test('of two lines with the code, the one above which it printed its last words', () => {
  const text = `import sys
def main(orders, day):
    if not orders:
        print("importer: nothing in the inbox", flush=True)
        sys.exit(1)
    if day > 5:
        print(f"importer: closed on day {day} of the week")
        sys.exit(1)
`;
  const finding = run(text, 1, {}, 'importer: starting\nimporter: closed on day 6 of the week\n');
  assert.match(finding?.summary ?? '', 'line 8 (key main.py of ConfigMap code): "sys.exit(1)", behind "if day > 5:"');
  assert.is.not(run(text, 1, {}, 'importer: starting\n')?.cause, 'ended-by-own-code');
});

test('a variable for which the program has something else, or whose other branch does more than end, is not missed', () => {
  const given = (text: string) =>
    findingsIn({ status: ended(5), container: { command: [text.includes('import') ? 'python3' : 'node', '-c', text] } })[0];
  for (const otherwise of ['parseInt(process.env.MOST, 10) || 5', 'process.env.MOST ? Number(process.env.MOST) : 5']) {
    const finding = given(`const most = ${otherwise};\nif (errors > most) {\n  process.exit(5);\n}\n`);
    assert.match(finding?.summary ?? '', 'that is about MOST');
    assert.not.match(finding?.summary ?? '', 'is not set');
  }
  const branch = given('import os, sys\nif os.environ.get("DRY_RUN"):\n    show()\nelse:\n    done = load()\n    sys.exit(5)\n');
  assert.not.match(branch?.summary ?? '', 'DRY_RUN');
  const main = given('import sys\nif __name__ == "__main__":\n    main()\n    sys.exit(5)\n');
  assert.not.match(main?.summary ?? '', '__name__');
});

test('two lines with the code, none, or a log that tells', () => {
  assert.is.not(run(PROGRAM.replace('exit(4)', 'exit(3)'), 3)?.cause, 'ended-by-own-code');
  assert.is.not(run(PROGRAM, 1)?.cause, 'ended-by-own-code');
  assert.is.not(run(PROGRAM, 3, {}, 'ValueError: no key\n')?.cause, 'ended-by-own-code');
  assert.is.not(run('import sys\nsys.exit("no key")\n', 1)?.cause, 'ended-by-own-code');
});

test('a signal that it sends itself, unless the kubelet says that it was it', () => {
  const text = `const limit = Number(process.env.HEARTBEAT_SECONDS);
process.on('SIGTERM', () => {
  process.exit(143);
});
setInterval(() => {
  if (idle() > limit) {
    process.kill(process.pid, 'SIGTERM');
  }
}, 500);
`;
  const given = (events: { reason: string; message: string }[]) =>
    findingsIn({
      status: ended(143),
      events,
      log: 'feed: SIGTERM received, closing\n',
      container: { command: ['node', '-e', text], env: [{ name: 'HEARTBEAT_SECONDS', value: '3' }] },
    })[0];
  const own = given([]);
  assert.is(own?.cause, 'ended-by-own-code');
  assert.match(own?.summary ?? '', 'ends itself with 143 (SIGTERM), at its command, line 7 of the program');
  assert.match(own?.summary ?? '', 'that is about HEARTBEAT_SECONDS');
  const killed = given([{ reason: 'Killing', message: 'Container app failed liveness probe, will be restarted' }]);
  assert.is.not(killed?.cause, 'ended-by-own-code');
});

test('a function that is called for a signal: what it was entered for is said', () => {
  const text = `import signal, sys
def stop(number, frame):
    sys.exit(143)
signal.signal(signal.SIGTERM, stop)
serve()
`;
  assert.match(run(text, 143)?.summary ?? '', 'behind "signal.signal(signal.SIGTERM, stop)"');
});

test('the value of the variable that it is about', () => {
  const [found] = findingsIn({
    status: ended(3),
    log: 'starting\n',
    container: {
      command: ['python3', '-c', 'import os, sys\nmode = os.environ.get("MODE")\nif mode not in ("a", "b"):\n    sys.exit(3)\n'],
      env: [{ name: 'MODE', value: 'c' }],
    },
  });
  assert.match(found?.summary ?? '', 'that is about MODE, which is "c" (env MODE)');
});

test('a value that is secret by its name is not shown', () => {
  const text = 'import os,sys\nkey = os.environ.get("API_KEY")\nif not key.startswith("sk"):\n    sys.exit(3)\n';
  const situation = mounted('main.py', text, ['python3', '/code/main.py'], '', 3);
  const [found] = findingsIn({ ...situation, container: { ...situation.container, env: [{ name: 'API_KEY', value: 'horse-battery' }] } });
  assert.match(found?.summary ?? '', 'that is about API_KEY');
  assert.not.match(found?.summary ?? '', 'horse');
});

test.run();
