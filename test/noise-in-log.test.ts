/** What stands in a log beside the fault and is not it: before it, after it, around each line. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readLog } from '../src/logs/read-log.ts';
import { type Edited, findingOn } from './edited-case.ts';
import { ended, findingsIn } from './situation.ts';

const LOADING = 'Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\n    main()\n';
/** The fault in the forms in which programs tell it. */
const FAULTS = {
  words: 'batch size 12x is not allowed',
  levelled: '2026-11-25 19:59:49,939 ERROR app: batch size 12x is no number',
  python: `${LOADING}ValueError: batch size 12x is no number`,
  node: 'Error: batch size 12x is no number\n    at load (/app/config.js:12:11)\n    at Object.<anonymous> (/app/main.js:3:1)\n\nNode.js v20.11.1',
  zap: '{"level":"fatal","msg":"bad settings","error":"batch size: 12x is no number"}',
};
const decided = (...lines: string[]) => readLog(lines.join('\n')).decisive?.quote ?? '';
const stands = (around: (fault: string) => string[], about: string, faults: readonly string[] = Object.values(FAULTS)) => {
  for (const fault of faults) assert.match(decided(...around(fault)), '12x', `${about}: ${fault}`);
};

test('of another program that it started, what that says; what was got over before is not why that failed', () => {
  const child = [
    ...LOADING.trimEnd().split('\n'),
    '    subprocess.run(["alembic", "upgrade", "head"], check=True)',
    "subprocess.CalledProcessError: Command '['alembic', 'upgrade', 'head']' returned non-zero exit status 1.",
  ];
  const passed = ['2026-11-25 19:59:40 ERROR metrics: push failed: connection refused', '2026-11-25 19:59:41 INFO migrating'];
  assert.match(decided(...passed, ...child), 'CalledProcessError');
  stands((fault) => [...passed, fault, ...child], 'a child');
});

test('the time of a task was up: it is not told as cancelled', () => {
  const cancelled = [...LOADING.trimEnd().split('\n'), 'asyncio.exceptions.CancelledError'];
  const between = ['', 'The above exception was the direct cause of the following exception:', ''];
  assert.match(decided(...cancelled, ...between, ...LOADING.trimEnd().split('\n'), 'TimeoutError'), /^TimeoutError/);
  assert.match(decided(...cancelled), 'CancelledError');
});

test('what Python ran into as it ended, or as it wrote its log, decides nothing', () => {
  const ignored = (head: string) => [head, ...LOADING.trimEnd().split('\n'), 'RuntimeError: no more of that'];
  for (const head of [
    'Exception ignored in: <function Pool.__del__ at 0x7f8a2c0b5d00>',
    'Exception ignored in atexit callback: <function shutdown at 0x7f8a2c0b5d00>',
    'Exception ignored while calling deallocator <function Pool.__del__ at 0x7f8a2c0b5d00>:',
    '--- Logging error ---',
  ])
    stands((fault) => [fault, ...ignored(head)], head);
  // What follows it is the program's own again.
  assert.match(
    decided(
      ...ignored('--- Logging error ---'),
      'Call stack:',
      '  File "/app/a.py", line 2, in <module>',
      "Message: 'x'",
      'Arguments: ()',
      FAULTS.words,
    ),
    '12x',
  );
  assert.match(decided(...ignored('Exception ignored in: <function Pool.__del__ at 0x7f>'), FAULTS.words), '12x');
  // An exception that ended the main thread stands alone, whatever was logged right above it.
  const thrown = 'Exception in thread "main" java.lang.IllegalStateException: batch size 12x\n\tat com.example.Main.main(Main.java:12)';
  assert.match(decided('WARNING: attempt 3 failed', thrown, '2026-11-25 19:59:49.940 INFO pool - shut down'), '12x');
  // Near miss: no more than the same words in a trace that nothing is said of.
  assert.match(decided(FAULTS.words, ...ignored('Exception in the pool')), 'no more of that');
});

test('what the parts of a program meet with that are stopped as it ends follows from its end', () => {
  for (const line of [
    '{"level":"error","msg":"consumer stopped","error":"context canceled"}',
    'time="2026-11-25T19:59:49Z" level=error msg="http: Server closed"',
    '{"level":"error","msg":"flush failed","error":"sql: database is closed"}',
    '2026-11-25 19:59:49,939 ERROR app: flush failed: Event loop is closed',
    `2026-11-25 19:59:49,939 ERROR app: consumer failed\n${LOADING}asyncio.exceptions.CancelledError`,
    'Exception in thread "Thread-3" java.lang.IllegalStateException: Shutdown in progress\n\tat com.example.Metrics.close(Metrics.java:12)',
    'error Command failed with exit code 1.\ninfo Visit https://yarnpkg.com/en/docs/cli/run for documentation about this command.',
    'error: script "start" exited with code 1',
  ])
    stands((fault) => [fault, line], line);
  const unresolved = readLog(
    `${LOADING}socket.gaierror: [Errno -2] Name or service not known\nerror Command failed with exit code 1.\ninfo Visit https://yarnpkg.com/en/docs/cli/run for documentation about this command.`,
  );
  assert.not.match(unresolved.block.join('\n'), 'yarnpkg');
  // Alone it is all that there is.
  assert.match(decided('{"level":"error","msg":"consumer stopped","error":"context canceled"}'), 'context canceled');
  assert.match(decided(`${LOADING}asyncio.exceptions.CancelledError`), 'CancelledError');
  // Near misses: a time that is over was over before the end.
  assert.match(decided(FAULTS.levelled, '{"level":"error","msg":"no answer","error":"context deadline exceeded"}'), 'deadline');
});

test('lines that say that it closes what it had opened stand behind the last words', () => {
  const closing = ['shutting down', 'db: closing connection pool', 'worker: stopped', 'bye'].map(
    (said) => `2026-11-25 19:59:49,940 INFO ${said}`,
  );
  stands((fault) => [fault, ...closing], 'closing');
  assert.match(decided('starting', 'batch size 12x is not allowed, shutting down'), '12x');
});

test('an error that a program has gone on from gives way to its last words', () => {
  const retried = '{"level":"error","msg":"dial failed","error":"dial tcp: lookup flags on 10.96.0.10:53: server misbehaving"}';
  const handled = `[2026-11-25 19:59:40,101] ERROR in app: Exception on /orders [GET]\n${LOADING}KeyError: '17'`;
  for (const error of [retried, handled, "cp: can't stat '/defaults/extra.conf': No such file or directory"])
    assert.match(decided(error, '2026-11-25 19:59:41,101 INFO flags are loaded', FAULTS.words), '12x', error);
  // Near misses: nothing stands between; what is said last tells nothing by itself, or of another attempt; a trace that ends the program.
  assert.match(decided(retried, FAULTS.words), 'lookup flags');
  for (const last of ['cannot start', 'could not connect, will try again', 'invalid option, see error log for details'])
    assert.match(decided(retried, 'flags are loaded', last), 'lookup flags', last);
  assert.match(decided(FAULTS.python, 'the pod is about to end', 'no workers: not started'), '12x');
});

test('words that a logger repeats without their trace are those of the trace', () => {
  assert.is(readLog(`${FAULTS.python}\n{"level":"fatal","msg":"ValueError: batch size 12x is no number"}`).decisive?.kind, 'exception');
  assert.is(readLog(`${FAULTS.python}\n{"level":"fatal","msg":"batch size 13x is no number"}`).decisive?.kind, 'fatal-line');
});

test('a level behind a time is no time zone', () => {
  const of = (level: string) => readLog(`2026-11-25 19:59:49 ${level} cannot read the cache\n`).decisive?.quote;
  for (const level of ['INFO', 'WARN']) assert.is(of(level), undefined, level);
  for (const level of ['ERR', 'CRIT', 'UTC [ERROR]', 'CEST [ERROR]']) assert.match(of(level) ?? '', 'cannot read', level);
});

test('what a manager of processes puts before each line is taken off', () => {
  const before = (put: string, text: string) => text.split('\n').map((line) => `${put}${line}`);
  for (const put of [
    '2026-11-25 19:59:49.939 ',
    '2026-11-25T19:59:49Z ',
    'Nov 25 19:59:49 ',
    '@4000000069260af5129a2b3c ',
    'web.1  | ',
    '19:59:49 web.1  | ',
    '0|web  | ',
    '[web] ',
  ])
    for (const fault of [FAULTS.python, FAULTS.node]) {
      const { decisive } = readLog(before(put, fault).join('\n'));
      assert.is(decisive?.kind, 'exception', put);
      const { message = '' } = (decisive?.fields ?? {}) as { message?: string };
      assert.match(message, /^batch size 12x/, put);
    }
  // Around it the manager speaks for itself.
  assert.is(
    readLog(['starting web', ...before('web.1  | ', FAULTS.python), 'web exited with code 1'].join('\n')).decisive?.kind,
    'exception',
  );
  // Near misses: levels, and the program's own times, are read as they are.
  for (const line of ['ERROR | cannot read it', '[error] cannot read it', '2026-11-25 19:59:49,101    ERROR cannot read it'])
    assert.is(readLog(`${line.replace(/error/i, 'INFO')}\n${line}`).decisive?.fields && readLog(line).decisive?.kind, 'fatal-line', line);
});

test('what a server says last of its port, where it had gone on from an error before', () => {
  const port = "[2026-11-26 11:09:33 +0000] [1] [ERROR] Can't connect to ('0.0.0.0', 80)";
  const error = '{"level":"error","msg":"dial failed","error":"dial tcp: lookup flags on 10.96.0.10:53: server misbehaving"}';
  assert.match(decided(error, 'flags are loaded', port), "Can't connect");
  assert.match(decided(error, port), 'lookup flags');
});

test('a program ends neither well nor on a signal of an error that it has got over', () => {
  const log = 'ERROR dial tcp 10.9.8.7:6379: connect: connection refused\nINFO 12 flags are on\nINFO decoding photo 1\n';
  const on = (code: number, text = log) => findingsIn({ status: ended(code), log: text })[0]?.cause;
  assert.is(on(139), 'native-crash');
  assert.is(on(0), 'program-finishes');
  // Near misses: another end; nothing but its end was said since.
  assert.is(on(1), 'dependency-unreachable');
  assert.is(on(0, 'ERROR dial tcp 10.9.8.7:6379: connect: connection refused\nINFO shutting down\n'), 'dependency-unreachable');
});

test('that its metrics are served does not say that a program is up', () => {
  const refused = 'ERROR dial tcp 10.9.8.7:5432: connect: connection refused';
  assert.match(decided(refused, 'INFO metrics listening on :9090'), 'refused');
  assert.is(decided(refused, 'INFO listening on :8080'), '');
});

test('a step that waits does not wait for what it has reached since', async () => {
  const after = (...lines: string[]) =>
    findingOn('init-is-server', (cluster) =>
      cluster.say(
        'session',
        'cache',
        'Ready to accept connections',
        ['Ready to accept connections', ...lines].join('\n2026-11-26T01:21:05.877000000Z '),
      ),
    );
  const waits = 'wait-for: waiting for db:5432';
  assert.is.not((await after(waits, 'db:5432 is up')).cause, 'service-missing');
  assert.is((await after(waits)).cause, 'service-missing');
});

test('a program that serves its metrics is not up for that', async () => {
  const served = (from: string, port: number) => (cluster: Edited) =>
    cluster.say('orders', 'orders', from, `${from}\n2026-11-22T03:07:50.000000000Z INFO metrics listening on :${port}`);
  assert.is((await findingOn('probe-startup', served('heap of at most', 9090))).cause, 'startup-probe-too-short');
  const mailer = await findingOn('calm-probe-program', (cluster) =>
    cluster.say('mailer', 'mailer', '0 mails in queue', '0 mails in queue, metrics listening on :9090'),
  );
  assert.not.match(mailer.fixes[0]?.command ?? '', /"httpGet":.*9090/);
});

test('what PM2 tells of the program that it starts again and again is no reason (pm2-runtime 7.0.4)', () => {
  const attempt = (second: string) => [
    `2026-11-28T06:36:${second}: PM2 log: App [api:0] starting in -fork mode-`,
    `2026-11-28T06:36:${second}: PM2 log: App [api:0] online`,
    'Error: DB_URL is not set',
    '    at Object.<anonymous> (/app/server.js:1:45)',
    '    at Module._compile (node:internal/modules/cjs/loader:1521:14)',
    `2026-11-28T06:36:${second}: PM2 log: App [api:0] exited with code [1] via signal [SIGINT]`,
  ];
  const log = [
    '2026-11-28T06:36:44: PM2 log: Launching in no daemon mode',
    ...attempt('45'),
    ...attempt('46'),
    '2026-11-28T06:36:50: PM2 log: Script /app/server.js had too many unstable restarts (16). Stopped. "errored"',
    '2026-11-28T06:36:50: PM2 log: 0 application online, retry = 3',
    '2026-11-28T06:36:57: PM2 log: Stopping app:api id:0',
    '2026-11-28T06:36:57: PM2 error: app=api id=0 does not have a pid',
    '2026-11-28T06:36:57: PM2 log: PM2 successfully stopped',
  ].join('\n');
  assert.is(readLog(log).decisive?.kind, 'variable-missing');
  assert.is.not(readLog('2026-11-28T06:36:44: PM2 error: Error: Script not found: /app/serve.js').decisive, undefined);
});

test('Kafka has said before why its folders failed', () => {
  const log = [
    '[2026-01-02 03:04:05,123] ERROR Error while writing to checkpoint file /var/lib/kafka/data/x (org.apache.kafka.storage.internals.log.LogDirFailureChannel)',
    'java.io.IOException: No space left on device',
    '\tat java.base/java.io.FileOutputStream.writeBytes(Native Method)',
    '[2026-01-02 03:04:05,124] ERROR Shutdown broker because all log dirs in /var/lib/kafka/data have failed (kafka.log.LogManager)',
  ].join('\n');
  assert.is(readLog(log).decisive?.kind, 'no-space');
});

test.run();
