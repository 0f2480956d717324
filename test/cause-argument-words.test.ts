/** argument-words: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn, type Situation } from './situation.ts';

const first = (container: NonNullable<Situation['container']>, log: string) => findingsIn({ container, status: ended(1), log })[0];

test('an option with its value, or several, in one word', () => {
  const go = first({ args: ['serve', '--port 8080 --debug'] }, 'Error: unknown flag: --port 8080 --debug\n');
  assert.is(go?.cause, 'argument-words');
  assert.match(go?.fixes[0]?.command ?? '', '"value":["serve","--port","8080","--debug"]');
  const value = first(
    { args: ['postgres', '-cmax_connections=80 -c shared_buffers=48MB'] },
    'FATAL:  invalid value for parameter "max_connections": "80 -c shared_buffers=48MB"\n',
  );
  assert.is(value?.cause, 'argument-words');
});

test('a variable that is put in as one word is named with its place', () => {
  const found = first(
    { command: ['java', '$(OPTS)', 'Main'], env: [{ name: 'OPTS', value: '-Xms64m -Xmx160m' }] },
    'Invalid initial heap size: -Xms64m -Xmx160m\n',
  );
  assert.match(found?.summary ?? '', /\$\(OPTS\) of env OPTS is put in as one/);
});

test('words that were given apart, a line of a shell, and one that the program does not speak of', () => {
  const others = [
    first({ args: ['--port', '8080', '--debug'] }, 'error: unrecognized arguments: --port 8080 --debug\n'),
    first({ command: ['sh', '-c', 'exec app --port 8080 --debug'] }, 'error: unrecognized arguments: --port 8080 --debug\n'),
    first({ args: ['--greeting=hello there', '--port', 'x'] }, 'invalid value "x" for flag -port: parse error\n'),
    first(
      { args: ['--dsn=host=db user=shop -x'] },
      'started with --dsn=host=db user=shop -x\nError: connect ECONNREFUSED 10.96.0.7:5432\n',
    ),
    first({ args: ['--dsn=host=db -x'] }, 'FATAL: app --dsn=host=db -x: cannot reach the database\n'),
    first({ args: ['--name=my shop', '--verbos'] }, 'flag provided but not defined: -verbos\n'),
    first({ args: ['--title=My - shop'] }, 'error: invalid value for --title=My - shop: only letters\n'),
    first({ args: ['--label=hello there'] }, 'fatal: no pattern matches --label=hello there\n'),
    // The value is a list of options, and the program knows the option that it is of.
    first({ args: ['--jvm-options=-x -y'] }, 'Error: invalid value "-x -y" for option --jvm-options: must be one of them\n'),
    first({ args: ['--listen 0.0.0.0:80'] }, 'FATAL: started with options [--listen 0.0.0.0:80]: license parameter missing\n'),
  ];
  for (const found of others) assert.is.not(found?.cause, 'argument-words');
});

test('a directive of nginx that is one word is not taken apart', () => {
  const found = first({ command: ['nginx', '-g', 'daemon off;', 'start;'] }, 'nginx: invalid option: "start;"\n');
  assert.is.not(found?.fixes[0]?.text, 'write it as one word: daemon off; start;');
});

const NO_MODULE = (name: string) =>
  `Traceback (most recent call last):\n  File "/usr/lib/python3/dist-packages/gunicorn/util.py", line 384, in import_app\n    mod = importlib.import_module(module)\nModuleNotFoundError: No module named '${name}'`;

test('what argparse takes for the application is an option with its value, and others beside it are taken apart too', () => {
  const found = first({ args: ['gunicorn', '--bind 0.0.0.0:8000', '--workers 2', 'web:app'] }, NO_MODULE('--bind 0'));
  assert.is(found?.cause, 'argument-words');
  assert.match(found?.fixes[0]?.command ?? '', '"value":["gunicorn","--bind","0.0.0.0:8000","--workers","2","web:app"]');
  const given = first({ args: ['gunicorn', '--bind', '0.0.0.0:8000', 'webb:app'] }, NO_MODULE('webb'));
  assert.is(given?.cause, 'missing-module');
});

test.run();
