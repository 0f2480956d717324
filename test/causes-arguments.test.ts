/** Arguments that a program lists as unknown: all of them go, and nothing else; a variable of a bare pod that is to go. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Evidence } from '../src/evidence/evidence.ts';
import { subjectsOf } from '../src/evidence/subject.ts';
import { WorkloadFix } from '../src/fixes/workload.ts';
import { ended, findingsIn, podIn } from './situation.ts';

const commandOn = (args: string[], log: string) =>
  findingsIn({ container: { args }, status: ended(2), log })[0]
    ?.fixes.map(({ command }) => command)
    .join('\n') ?? '';

test('argparse lists options and their values: each goes, from the last on', () => {
  const log = 'usage: app.py [-h] [--port PORT]\napp.py: error: unrecognized arguments: --foo 3 --bar=1\n';
  const command = commandOn(['--foo', '3', '--port', '80', '--bar=1'], log);
  assert.match(
    command,
    /containers\/0\/args\/4"\},\{"op":"remove","path":"\/spec\/containers\/0\/args\/1"\},\{"op":"remove","path":"\/spec\/containers\/0\/args\/0"\}\]/,
  );
  assert.not.match(command, 'args/2');
});

test('the value behind an option that was meant stays', () => {
  const log = 'usage: app.py [-h] [--works WORKS]\napp.py: error: unrecognized arguments: --workers 4\n';
  assert.match(commandOn(['--workers', '4'], log), '"value":["--works","4"]');
});

test('yargs lists names alone: their values go too', () => {
  const command = commandOn(['--foo', '3', '--port', '80', '--bar=1'], 'Unknown arguments: foo, bar\n');
  for (const index of [0, 1, 4]) assert.match(command, `args/${index}"`);
  for (const index of [2, 3]) assert.not.match(command, `args/${index}"`);
});

test('those of the command go as well', () => {
  const log = 'usage: app.py [-h] [--port PORT]\napp.py: error: unrecognized arguments: --foo --bar\n';
  const container = { command: ['python', 'app.py', '--foo', '--port', '80', '--bar'] };
  const command = findingsIn({ container, status: ended(2), log })[0]?.fixes[0]?.command ?? '';
  for (const index of [2, 5]) assert.match(command, `command/${index}"`);
  for (const index of [0, 1, 3, 4]) assert.not.match(command, `command/${index}"`);
});

test('one alone is taken out alone', () => {
  const log = 'usage: app.py [-h] [--port PORT]\napp.py: error: unrecognized arguments: --foo=3\n';
  const command = commandOn(['--foo=3', '--port=80'], log);
  assert.match(command, 'args/0"');
  assert.not.match(command, 'args/1"');
});

const ONCE = 'usage: app.py [-h] [--once]\napp.py: error: argument --once: ignored explicit argument';

test('an option that takes no value: taken out where its value says no, else written alone', () => {
  assert.match(commandOn(['--once=false'], `${ONCE} 'false'\n`), '"op":"remove","path":"/spec/containers/0/args"');
  const [first] = commandOn(['--once=true', '--port=80'], `${ONCE} 'true'\n`).split('\n');
  assert.match(first ?? '', '"op":"replace","path":"/spec/containers/0/args/0","value":"--once"');
  const container = { command: ['sh', '-c', 'cd /app && exec python app.py --once="no" --port=80'] };
  const command = findingsIn({ container, status: ended(2), log: `${ONCE} 'no'\n` })[0]?.fixes[0]?.command ?? '';
  assert.match(command, 'app.py --port=80');
});

test('near miss: a value that it takes, and that is wrong, stays with its option', () => {
  const log = "usage: app.py [-h] [--port PORT]\napp.py: error: argument --port: invalid int value: 'http'\n";
  const [finding] = findingsIn({ container: { args: ['--port=http'] }, status: ended(2), log });
  assert.is.not(finding?.cause, 'unknown-flag');
});

test('a subcommand and its options as one argument are written as several', () => {
  const log = 'Error: unknown command "serve -listen :8080" for "ledger"\nRun \'ledger --help\' for usage.\n';
  assert.match(commandOn(['serve -listen :8080'], log), '"value":["serve","-listen",":8080"]');
  const unknown = commandOn(['start', '-listen', ':8080'], log.replace('serve -listen :8080', 'start'));
  assert.not.match(unknown, '"value":["start"');
});

test('the subcommand stands first, if one word can be it', () => {
  const log = 'Error: unknown command "-config" for "ledger"\n';
  assert.match(commandOn(['-config', '/etc/l.json', 'serve'], log), '"value":["serve","-config","/etc/l.json"]');
  for (const args of [
    ['-config', 'serve'],
    ['-config', '/etc/l.json', 'serve', 'all'],
  ])
    assert.not.match(commandOn(args, log), '"value":["serve"');
});

test('a server of Python is told another application; a module that it loads itself is lacking', () => {
  const log = (module: string) =>
    `Traceback (most recent call last):\n  File "<frozen importlib._bootstrap>", line 1142, in _find_and_load_unlocked\nModuleNotFoundError: No module named '${module}'\n`;
  const of = (module: string, command: string[]) => findingsIn({ container: { command }, status: ended(3), log: log(module) })[0];
  assert.match(of('app', ['gunicorn', '--workers', '2', 'app:app'])?.summary ?? '', 'command[3] names it (app:app)');
  assert.match(of('app', ['sh', '-c', 'exec gunicorn app:create_app() --workers 2'])?.summary ?? '', 'command[2] names it');
  const lacking = of('prometheus_client', ['gunicorn', 'web:app']);
  assert.match(lacking?.fixes[0]?.text ?? '', 'with prometheus_client among its dependencies');
});

test('an argument names a variable that there is not; a shell puts in what a command says', () => {
  const log = '2026/11/26 17:28:10 listen tcp: lookup tcp/$(HTTP_PORT): unknown port\n';
  const of = (args: string[], env: string, command?: string[]) =>
    findingsIn({ container: { ...(command ? { command } : {}), args, env: [{ name: env, value: '8080' }] }, status: ended(1), log })[0];
  assert.match(of(['-listen', ':$(HTTP_PORT)'], 'PORT')?.fixes[0]?.command ?? '', '"path":"/spec/containers/0/args/1","value":":$(PORT)"');
  assert.match(of(['-listen', ':$(HTTP_PORT)'], 'STAGE')?.fixes[0]?.command ?? '', 'HTTP_PORT');
  assert.is.not(of(['-listen', ':$(HTTP_PORT)'], 'HTTP_PORT')?.cause, 'unexpanded-variable');
  assert.is.not(of(['app -listen :$(HTTP_PORT)'], 'PORT', ['sh', '-c'])?.cause, 'unexpanded-variable');
});

test("the JVM's sizes stand right behind the option", () => {
  const log = 'Invalid maximum heap size: -Xmx=256m\nError: Could not create the Java Virtual Machine.\n';
  const container = { env: [{ name: 'JAVA_TOOL_OPTIONS', value: '-Xms64m -Xmx=256m' }] };
  assert.match(findingsIn({ container, status: ended(1), log })[0]?.fixes[0]?.command ?? '', '-Xms64m -Xmx256m');
});

test('a value that is empty is that of the only empty variable', () => {
  const log = 'Exception in thread "main" java.lang.NumberFormatException: For input string: ""\n\tat Orders.setting(Orders.java:16)\n';
  const of = (env: { name: string; value?: string }[]) => findingsIn({ container: { env }, status: ended(1), log })[0];
  const one = of([{ name: 'CACHE', value: '8' }, { name: 'REPLAY' }]);
  assert.match(one?.summary ?? '', 'the same stands in env REPLAY');
  // The empty text may be of its data as well.
  assert.is(one?.confidence, 'likely');
  assert.not.match(of([{ name: 'CACHE', value: '' }, { name: 'REPLAY' }])?.summary ?? '', 'stands in');
});

test('quotation marks in a value that the program prints beside its message', () => {
  const log = `/app/server.js:5
const database = new URL(process.env.DB_URL);
                 ^

TypeError: Invalid URL
    at new URL (node:internal/url:797:36)
    at Object.<anonymous> (/app/server.js:5:18) {
  code: 'ERR_INVALID_URL',
  input: '"postgres://db/shop"'
}
`;
  const of = (value: string) => findingsIn({ container: { env: [{ name: 'DB_URL', value }] }, status: ended(1), log })[0]?.cause;
  assert.is(of('"postgres://db/shop"'), 'quoted-value');
  assert.is.not(of('"postgres://other/shop"'), 'quoted-value');
});

test('a variable of a bare pod is deleted; one whose value ends in a dash is set', () => {
  const evidence = new Evidence(0);
  const [subject] = subjectsOf(podIn({ container: { env: [{ name: 'HTTP_PROXY', value: 'x' }] } }), evidence);
  assert.ok(subject);
  const command = (word: string) => new WorkloadFix(subject, evidence).setEnv('', [word]).command ?? '';
  assert.match(command('HTTP_PROXY-'), '"env":[{"name":"HTTP_PROXY","$patch":"delete"}]');
  assert.match(command('PREFIX=a-'), '"env":[{"name":"PREFIX","value":"a-"}]');
});

test('redis-server reads its file before all options alone', () => {
  const log = `*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***\nReading the configuration file, at line 2\n>>> 'protected-mode "no" "/etc/redis/redis.conf"'\nwrong number of arguments\n`;
  const of = (...args: string[]) => findingsIn({ container: { command: ['redis-server'], args }, status: ended(1), log })[0];
  const behind = of('--protected-mode', 'no', '/etc/redis/redis.conf');
  assert.is(behind?.cause, 'bad-argument');
  assert.match(behind?.summary ?? '', 'takes /etc/redis/redis.conf (args[2]) for a value of its argument --protected-mode');
  assert.match(behind?.fixes[0]?.command ?? '', '{"op":"move","from":"/spec/containers/0/args/2","path":"/spec/containers/0/args/0"}');
  assert.not.match(of('/etc/redis/redis.conf', '--protected-mode', 'no')?.summary ?? '', 'for a value of its argument');
});

test('an option that wants a value, and is given none', () => {
  const of = (args: string[], log: string) => findingsIn({ container: { args }, status: ended(2), log })[0];
  const last = of(['serve', '-listen'], 'flag needs an argument: -listen\nUsage of serve:\n');
  assert.is(last?.cause, 'missing-argument');
  assert.match(last?.summary ?? '', 'takes -listen (args[1]) with a value, and is given none: nothing stands behind it');
  assert.match(last?.fixes[0]?.command ?? '', `"op":"add","path":"/spec/containers/0/args/2","value":"'"$LISTEN"'"`);
  const other = of(['--queue', '--verbose'], 'worker.py: error: argument -q/--queue: expected one argument\n');
  assert.match(other?.summary ?? '', '--verbose stands behind it');
  assert.match(of(['-c'], "app: option requires an argument -- 'c'\n")?.summary ?? '', 'takes -c (args[0])');
  assert.not.match(of(['--other'], 'worker.py: error: argument --queue: expected one argument\n')?.summary ?? '', 'is given none');
});

test('a blank within an option of the JVM', () => {
  const log = 'Invalid maximum heap size: -Xmx 128m\nError: Could not create the Java Virtual Machine.\n';
  const finding = findingsIn({ container: { command: ['java', '-Xmx 128m', 'Orders'] }, status: ended(1), log })[0];
  assert.match(finding?.fixes[0]?.command ?? '', '"value":["java","-Xmx128m","Orders"]');
});

test('a line break at the end of a value, as the JVM repeats it', () => {
  const log = 'Exception in thread "main" java.lang.NumberFormatException: For input string: "64\n"\n\tat Orders.setting(Orders.java:17)\n';
  const finding = findingsIn({
    container: { envFrom: [{ configMapRef: { name: 'orders' } }] },
    configMaps: { orders: { CACHE_MB: '64\n', REPLAY: '1' } },
    status: ended(1),
    log,
  })[0];
  assert.is(finding?.cause, 'invalid-value');
  assert.match(finding?.fixes[0]?.command ?? '', '{"CACHE_MB":"64"}');
});

test('Redis takes a comment behind a value for more words of it', () => {
  const finding = findingsIn({
    container: { command: ['redis-server', '/etc/redis/redis.conf'], volumeMounts: [{ name: 'conf', mountPath: '/etc/redis' }] },
    spec: { volumes: [{ name: 'conf', configMap: { name: 'cache' } }] },
    configMaps: { cache: { 'redis.conf': 'maxmemory 64mb # half\n' } },
    status: ended(1),
    log: "*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***\nReading the configuration file, at line 1\n>>> 'maxmemory 64mb # half'\nwrong number of arguments\n",
  })[0];
  assert.match(finding?.fixes[0]?.command ?? '', '"redis.conf":"maxmemory 64mb\\n"');
});

test('$(hostname) is a command to a shell alone; as a variable it is the name of the pod', () => {
  const of = (word: string, line: string) =>
    findingsIn({ container: { args: [word], env: [{ name: 'MODE', value: 'a' }] }, status: ended(2), log: line })[0];
  const host = of('--name=$(hostname)', 'worker: error: argument --name: invalid name: "$(hostname)"');
  assert.is(host?.cause, 'unexpanded-variable');
  assert.match(host?.summary ?? '', 'the output of command hostname is put there by a shell alone');
  assert.match(host?.fixes[0]?.command ?? '', '{"name":"hostname","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}');
  const other = of('--name=$(CONSUMER)', 'worker: error: argument --name: invalid name: "$(CONSUMER)"');
  assert.not.match(other?.summary ?? '', 'by a shell alone');
});

test('an option that ends the program is not what one that is to run was meant to have', () => {
  const log = 'usage: worker.py [-h] [--once]\nworker.py: error: unrecognized arguments: --onces\n';
  const first = (spec: object) => findingsIn({ container: { args: ['--onces'] }, spec, status: ended(2), log })[0]?.fixes[0]?.text ?? '';
  assert.match(first({ restartPolicy: 'Never' }), 'say --once instead');
  assert.match(first({}), 'take args out');
});

test('a host that is $(NAME) is that of the only Service with the port that is called', () => {
  const log = 'ConnectionError: Error -2 connecting to $(DB_HOST):6379. Name or service not known.\n';
  const container = { env: [{ name: 'CACHE_URL', value: 'redis://$(DB_HOST):6379/0' }] };
  const service = (name: string, port: number) => ({
    metadata: { name, namespace: 'shop' },
    spec: { selector: { app: name }, ports: [{ port }] },
  });
  const of = (...services: ReturnType<typeof service>[]) =>
    findingsIn({ container, status: ended(1), log, services })[0]?.fixes[0]?.command ?? '';
  assert.match(of(service('cache', 6379), service('db', 5432)), 'redis://cache:6379/0');
  assert.match(of(service('cache', 6379), service('queue', 6379)), 'CACHE_URL="$CACHE_URL"');
});

test('an option goes with its value out of a variable of options alone', () => {
  const without = (name: string, value: string) =>
    findingsIn({
      status: ended(2),
      log: 'usage: gunicorn [OPTIONS] [APP_MODULE]\ngunicorn: error: unrecognized arguments: --worker-timeout\n',
      container: { env: [{ name, value }] },
    })[0]?.fixes[0]?.command ?? '';
  assert.match(without('GUNICORN_CMD_ARGS', '--worker-timeout 60 --access-logfile -'), '"GUNICORN_CMD_ARGS","value":"--access-logfile -"');
  assert.match(without('GUNICORN_CMD_ARGS', '--worker-timeout --access-logfile -'), '"GUNICORN_CMD_ARGS","value":"--access-logfile -"');
  assert.match(without('COMMAND', '--worker-timeout web:app'), '"COMMAND","value":"web:app"');
});

test('an option and its value in one word are taken apart, with one dash or two', () => {
  const log = 'flag provided but not defined: -listen :8080\nUsage of serve:\n  -listen string\n';
  assert.match(commandOn(['serve', '--listen :8080'], log), '"value":["serve","--listen",":8080"]');
  assert.not.match(commandOn(['serve', '--listener :8080'], log), '"value":["serve","--listener",":8080"]');
});

test('the call of a command among the words is a shell’s: one is put there, where none reads them', () => {
  const on = (command: string[], args: string[], log = "ValueError: time data '$(date +%F)' does not match format '%Y-%m-%d'\n") =>
    findingsIn({ status: ended(1), log, container: { command, args } })[0];
  const found = on(['python', '/app/close.py'], ['--day', '$(date +%F)', '--note', "it's $5"]);
  assert.is(found?.cause, 'unexpanded-variable');
  assert.match(found?.fixes[0]?.command ?? '', 'exec python /app/close.py --day \\"$(date +%F)\\" --note');
  assert.match(
    on(
      ['python', '/app/close.py'],
      ['--day=`date +%F`'],
      "invalid date '`date +%F`'\nValueError: time data '`date +%F`' does not match format '%Y-%m-%d'\n",
    )?.summary ?? '',
    'gets `date +%F` as it is in args[0]',
  );
  assert.is.not(on(['sh', '-c', 'python /app/close.py --day "\\$(date +%F)"'], [])?.cause, 'unexpanded-variable');
  assert.is.not(on(['python', '/app/close.py'], ['--day', 'tomorrow'])?.cause, 'unexpanded-variable');
});

test('an empty variable of the shell leaves no word behind its option (python 3.11.7)', () => {
  const log = 'worker.py: error: argument -q/--queue: expected one argument';
  const on = (line: string, env: { name: string; value: string }[]) =>
    findingsIn({ container: { command: ['sh', '-c', line], env }, status: ended(2), log })[0];
  const empty = on('python worker.py -q $QUEUE && echo done', [{ name: 'QUEUE', value: '' }]);
  assert.is(empty?.cause, 'missing-argument');
  assert.is(empty?.confidence, 'certain');
  assert.match(empty?.summary ?? '', 'has -q $QUEUE, and env QUEUE is empty');
  assert.match(empty?.fixes[0]?.command ?? '', 'QUEUE="$QUEUE"');
  assert.is(on('python worker.py --queue ${QUEUE}', [])?.confidence, 'likely');
  const secret = { name: 'QUEUE', valueFrom: { secretKeyRef: { name: 'mail', key: 'queue' } } } as never;
  assert.match(
    on('python worker.py -q $QUEUE', [secret])?.summary ?? '',
    'Secret mail key queue (env QUEUE) is not read, and most likely empty',
  );
  assert.is.not(on('python worker.py -q $QUEUE', [{ name: 'QUEUE', value: 'mail' }])?.cause, 'missing-argument');
  assert.is.not(on('python worker.py -q "$QUEUE"', [{ name: 'QUEUE', value: '' }])?.cause, 'missing-argument', 'quoted, it is a word');
});

test('the option without a value is the one with nothing behind it', () => {
  const on = (args: string[], letter: string) =>
    findingsIn({ status: ended(2), container: { args }, log: `server: option requires an argument -- '${letter}'` })[0]?.summary ?? '';
  assert.match(on(['-o', 'a', '-o'], 'o'), 'takes -o (args[2])');
  assert.match(on(['-http', ':8080', '-p'], 'p'), 'takes -p (args[2])');
});

test.run();
