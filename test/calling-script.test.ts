/** The line of a script of a ConfigMap that calls a program, or names something, that is not there. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { commonProgram } from '../src/trace/programs/programs.ts';
import { ended, findingsIn, mounted } from './situation.ts';

const script = (text: string, log: string) => findingsIn(mounted('run.sh', text, ['sh', '/code/run.sh'], log, 127))[0];

test('a misspelt program is written as it was meant, in its line', () => {
  const found = script('#!/bin/sh\n# pyhton is there\nexec pyhton /app/worker.py\n', '/code/run.sh: 3: exec: pyhton: not found');
  assert.is(found?.confidence, 'certain');
  assert.match(found?.summary ?? '', 'line 3 of /code/run.sh (ConfigMap start key run.sh) asks for pyhton');
  assert.match(found?.fixes[0]?.command ?? '', String.raw`#!/bin/sh\n# pyhton is there\nexec python /app/worker.py\n`);
  assert.is(found?.object?.kind, 'ConfigMap');
});

test('a function of the script itself', () => {
  const text = 'log_message() { echo "$1"; }\nlog_mesage hello\n';
  assert.match(script(text, '/code/run.sh: 2: log_mesage: not found')?.fixes[0]?.command ?? '', String.raw`}\nlog_message hello\n`);
  const calls = script('run_migrate() {\n  migrate up\n}\nrun_migrate\n', '/code/run.sh: 2: migrate: not found');
  assert.match(calls?.summary ?? '', 'line 2 of /code/run.sh');
  assert.is(calls?.fixes[0]?.command, undefined);
});

test('a program that is spelt well is only named with its line, and the image lacks it', () => {
  const found = script('#!/bin/sh\ncurl -s http://stock/ | jq .\n', '/code/run.sh: 2: jq: not found');
  assert.match(found?.summary ?? '', 'line 2 of /code/run.sh');
  assert.is(found?.object?.kind, 'Image');
  assert.is(found?.fixes[0]?.command, undefined);
});

test('two letters that have changed places are one slip', () => {
  assert.is(commonProgram('wegt'), 'wget');
  assert.is(commonProgram('crul'), 'curl');
  assert.is(commonProgram('gti'), undefined);
  // Programs of their own, which an image may lack.
  for (const name of ['javac', 'pgrep', 'mongo', 'mariadb', 'cmake', './mvnw']) assert.is(commonProgram(name), undefined, name);
});

test("in the shell's own line the word alone is written anew, not what has it within", () => {
  const found = findingsIn({
    container: { command: ['sh', '-c', 'pyton /srv/pyton/run.py --pyton3 && exec pyton web.py'] },
    status: ended(127),
    log: 'sh: 1: pyton: not found\n',
  })[0];
  assert.match(found?.summary ?? '', 'the command line names pyton');
  assert.match(found?.fixes[0]?.command ?? '', 'python /srv/pyton/run.py --pyton3 && exec python web.py');
});

// ---- names in a program of Python or Node.js ----

const raised = (text: string, line: number, error: string) =>
  findingsIn(
    mounted(
      'poller.py',
      text,
      ['python', '/code/poller.py'],
      `Traceback (most recent call last):\n  File "/code/poller.py", line ${line}, in <module>\n    x\n${error}`,
      1,
    ),
  )[0];
const POLLER = 'import time\ninterval = 5\nprint("intervall")\ntime.sleep(intervall)\n';

test('the name that Python suggests is written, and the same word in a text is left', () => {
  const found = raised(POLLER, 4, "NameError: name 'intervall' is not defined. Did you mean: 'interval'?");
  assert.is(found?.confidence, 'certain');
  assert.match(found?.fixes[0]?.command ?? '', String.raw`print(\"intervall\")\ntime.sleep(interval)\n`);
  const member = raised(
    'import time\ntime.sleeep(5)\n',
    2,
    "AttributeError: module 'time' has no attribute 'sleeep'. Did you mean: 'sleep'?",
  );
  assert.match(member?.fixes[0]?.command ?? '', 'time.sleep(5)');
});

test('where nothing is suggested the nearest name of the program itself', () => {
  assert.match(raised(POLLER, 4, "NameError: name 'intervall' is not defined")?.fixes[0]?.command ?? '', 'time.sleep(interval)');
  const found = findingsIn(
    mounted(
      'poller.js',
      'function check() {}\nsetTimeout(() => chek(), 5);\n',
      ['node', '/code/poller.js'],
      '/code/poller.js:2\nsetTimeout(() => chek(), 5);\n                 ^\n\nReferenceError: chek is not defined\n    at Timeout._onTimeout (/code/poller.js:2:18)\n\nNode.js v18.20.4',
      1,
    ),
  )[0];
  assert.match(found?.fixes[0]?.command ?? '', 'setTimeout(() => check(), 5)');
});

test('not one that another part of it makes, nor one that nothing is near to', () => {
  const inFunction = raised('def read():\n    intervall = 5\ntime.sleep(intervall)\n', 3, "NameError: name 'intervall' is not defined");
  assert.is(inFunction?.fixes[0]?.command, undefined);
  const slip = raised('point = 5\npritn(point)\n', 2, "NameError: name 'pritn' is not defined");
  assert.match(slip?.fixes[0]?.command ?? '', 'print(point)');
  const within = raised('def get_response():\n    pass\nprint(response)\n', 3, "NameError: name 'response' is not defined");
  assert.is(within?.fixes[0]?.command, undefined);
  const far = raised('shops = 3\nfetch_prices(shops)\n', 2, "NameError: name 'fetch_prices' is not defined");
  assert.is(far?.fixes[0]?.command, undefined);
});

const inNode = (line: string, name: string) =>
  findingsIn(
    mounted(
      'poller.js',
      `${line}\n`,
      ['node', '/code/poller.js'],
      `/code/poller.js:1\n${line}\n^\n\nReferenceError: ${name} is not defined\n    at Object.<anonymous> (/code/poller.js:1:1)\n\nNode.js v18.20.4`,
      1,
    ),
  )[0];

test('a slip of what the language has by itself, where it is used like that', () => {
  for (const [line, name, better] of [
    ['consle.log(1);', 'consle', 'console.log(1);'],
    ['const port = proces.env.PORT;', 'proces', 'const port = process.env.PORT;'],
    ['Json.parse(text);', 'Json', 'JSON.parse(text);'],
    ['setTimout(check, 5);', 'setTimout', 'setTimeout(check, 5);'],
    ['run(new Promis(check));', 'Promis', 'run(new Promise(check));'],
  ] as const)
    assert.ok(inNode(line, name)?.fixes[0]?.command?.includes(better), line);
  for (const [line, name, better] of [
    ['for i in rnge(3): pass', 'rnge', 'for i in range(3): pass'],
    ['debug = true', 'true', 'debug = True'],
    ['raise ValuError(1)', 'ValuError', 'raise ValueError(1)'],
  ] as const)
    assert.match(raised(`${line}\n`, 1, `NameError: name '${name}' is not defined`)?.fixes[0]?.command ?? '', better);
});

test('a variable or a module that is lacking is no slip of the language', () => {
  for (const [line, name] of [
    ['console.log(data.length);', 'data'],
    ['handle(req.body);', 'req'],
    ['console.error(err.message);', 'err'],
    ['app.listen(PORT);', 'PORT'],
    ['map.set(1, 2);', 'map'],
    ['console.log(date.toISOString());', 'date'],
    ['console.log(error.name);', 'error'],
    ['connect(url);', 'url'],
  ] as const) {
    const found = inNode(line, name);
    assert.is(found?.cause, 'unhandled-exception', line);
    assert.is(found?.fixes[0]?.command, undefined, line);
  }
  for (const [line, name] of [
    ['yaml.safe_load(text)', 'yaml'],
    ['pool.submit(1)', 'pool'],
    ['sleep(time())', 'time'],
    ['show(item)', 'item'],
    ['show(files)', 'files'],
  ] as const)
    assert.is(raised(`${line}\n`, 1, `NameError: name '${name}' is not defined`)?.fixes[0]?.command, undefined, line);
});

test.run();
