/** `--catch`: when to look and when to try, and the whole command on a container that lives two seconds. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nextStep } from '../src/live/catch.ts';
import { insideWords } from '../src/live/inside-words.ts';
import { LogTail, lastLineOf } from '../src/live/log-lines.ts';
import type { Report } from '../src/report.ts';
import { LIMITS_COMMAND } from '../src/trace/inside/inside-limits.ts';
import { SOCKETS_COMMAND } from '../src/trace/inside/sockets.ts';
import { fakeWorld } from './fake-world.ts';
import { answered, livePod, NOON, playedKubectl, refused, run } from './played-cluster.ts';
import { within } from './within.ts';

const backOff = (restartCount: number, from: number, to: number, seconds = 40) => ({
  restartCount,
  ready: false,
  state: { waiting: { reason: 'CrashLoopBackOff', message: `back-off ${seconds}s restarting failed container=app pod=web_shop(1)` } },
  lastState: { terminated: run(1, from, to) },
});
const stepAt = (seconds: number, status: object) => nextStep([livePod({ status, ready: false })], NOON + seconds * 1000, undefined);

test('it waits calmly, and tries where the start is near', () => {
  const status = backOff(3, -2, 0);
  assert.equal(stepAt(10, status), { do: 'wait', ms: 1000, prey: { pod: 'web', container: 'app', number: 5 }, try: false });
  assert.equal(
    [stepAt(38, status), stepAt(39, status)].map((step) => step.do === 'wait' && [step.ms, step.try]),
    [
      [500, false],
      [300, true],
    ],
  );
  assert.ok((stepAt(50, status) as { try: boolean }).try);
  assert.not.ok((stepAt(70, status) as { try: boolean }).try);
});

test('what cannot start is not tried for', () => {
  for (const reason of ['ImagePullBackOff', 'CreateContainerConfigError']) {
    const step = stepAt(1, { ready: false, state: { waiting: { reason } } });
    assert.equal(step.do === 'wait' && [step.ms, step.try], [1000, false], reason);
  }
});

test('what runs is asked', () => {
  const step = stepAt(1, { restartCount: 2, ready: true, state: { running: { startedAt: '2026-01-02T12:00:00Z' } } });
  assert.equal(step, { do: 'ask', prey: { pod: 'web', container: 'app', number: 3 }, since: '2026-01-02T12:00:00Z' });
});

const stamped = (...lines: [string, string][]) => lines.map(([time, text]) => `2026-01-02T12:00:${time}00000000Z ${text}\n`).join('');

test('a log read again and again gives each line once', () => {
  const tail = new LogTail(3);
  const texts = (log: string, whole = true) => tail.add(log, whole).map(({ text }) => text);
  assert.equal(texts(stamped(['00.1', 'a'], ['00.1', 'b'])), ['a', 'b']);
  assert.equal(texts(stamped(['00.1', 'a'], ['00.1', 'b'])), []);
  assert.equal(texts(stamped(['00.1', 'a'], ['00.1', 'b'], ['00.1', 'c'], ['01.0', 'd'])), ['c', 'd']);
  assert.equal(tail.lines(), ['b', 'c', 'd']);
  assert.is(tail.since, NOON + 1000);
  assert.not.ok(tail.hasHole);
  assert.equal(texts(stamped(['09.0', 'z']), false), ['z']);
  assert.ok(tail.hasHole);
  assert.is(lastLineOf(stamped(['00.1', 'a'], ['00.2', '  '])), 'a');
});

test('the inside in words', () => {
  const done = (stdout: string, exit = 0, words = '', more: object = {}) => ({
    state: 'read' as const,
    value: { exit, stdout, words, ...more },
  });
  const table = '  sl  local_address rem_address   st\n   0: 00000000:1F90 00000000:0000 0A 0\n';
  assert.equal(insideWords(SOCKETS_COMMAND, done(table)), { command: 'sockets', answer: 'it listens on 0.0.0.0:8080' });
  assert.is(insideWords(SOCKETS_COMMAND, done('  sl  local_address rem_address   st\n')).answer, 'it listens on no port yet');
  assert.is(
    insideWords(
      LIMITS_COMMAND,
      done('/sys/fs/cgroup/memory.max:33554432\n/sys/fs/cgroup/memory.current:1048576\n/sys/fs/cgroup/pids.current:2\n'),
    ).answer,
    'memory 1.0Mi of 32Mi, 2 processes',
  );
  assert.equal(insideWords(['ls', '-ldn', '/x'], done('', 1, 'ls: /x: No such file or directory')), {
    command: 'ls -ldn /x',
    answer: 'ls: /x: No such file or directory',
  });
  assert.is(insideWords(['id'], done('', 127, '', { lacks: true })).answer, 'the image has no id');
});

/** Dies at second 0 and 42, runs from 40.4 on; the API tells of the run a second late, when it is nearly over. */
const short = (exec: boolean) =>
  playedKubectl(
    (seconds) => ({
      pods: [
        livePod({
          ready: false,
          status:
            seconds < 41.5
              ? backOff(1, -2, 0)
              : seconds < 43
                ? {
                    restartCount: 2,
                    ready: true,
                    state: { running: { startedAt: '2026-01-02T12:00:40Z' } },
                    lastState: { terminated: run(1, -2, 0) },
                  }
                : { restartCount: 2, ready: false, state: { terminated: run(3, 40.4, 42.4) }, lastState: { terminated: run(1, -2, 0) } },
        }),
      ],
      log:
        seconds < 40.4
          ? stamped(['00.0', "FileNotFoundError: [Errno 2] No such file or directory: '/data/conf.yaml'"])
          : stamped(
              ['40.5', 'start'],
              ...(seconds > 42
                ? ([['42.3', "FileNotFoundError: [Errno 2] No such file or directory: '/data/conf.yaml'"]] as [string, string][])
                : []),
            ),
      exec: (argv) => {
        if (!exec)
          return refused(
            'error: Internal error occurred: OCI runtime exec failed: exec failed: unable to start container process: exec: "cat": executable file not found in $PATH: unknown',
          );
        if (seconds < 40.4 || seconds > 42.4) return refused('error: unable to upgrade connection: container not found ("app")');
        if (argv.startsWith('ls')) return refused('ls: /data/conf.yaml: No such file or directory\ncommand terminated with exit code 1');
        return argv === 'id' ? answered('uid=0(root) gid=0(root) groups=0(root)\n') : answered('  sl  local_address rem_address   st\n');
      },
    }),
    30,
  );

test(
  'a container that lives two seconds is asked while it lives; what it said decides',
  within(20, async () => {
    const played = short(true);
    const world = fakeWorld(played.kubectl, played.world);
    const { code, out, error } = await world.type('web', '-n', 'shop', '--catch', '-o', 'json');
    assert.is(code, 1, error);
    const report = JSON.parse(out) as Report;
    assert.is(report.caught?.number, 3);
    assert.equal(report.caught?.inside.map(({ command }) => command).sort(), ['id', 'limits', 'ls -ldn /data/conf.yaml', 'sockets']);
    assert.is(report.caught?.log[0], 'start');
    assert.is(report.verdict?.cause, 'missing-file');
    assert.is(report.verdict?.confidence, 'certain');
    assert.ok(report.pods[0]?.containers[0]?.findings[0]?.proof.some(({ step }) => step === 'exec'));
    assert.match(error, /waits for the next start: .*next try in 40s/);
    assert.match(error, /app \| start/);
  }),
);

test(
  'the bundle holds what it said; a replay says the same',
  within(20, async () => {
    const played = short(true);
    const world = fakeWorld(played.kubectl, played.world);
    await world.type('web', '-n', 'shop', '--catch', '--save', 'caught.json.gz', '-o', 'json');
    const { out } = await world.type('--from', 'caught.json.gz', '-o', 'json');
    const report = JSON.parse(out) as Report;
    assert.equal([report.verdict?.cause, report.verdict?.confidence], ['missing-file', 'certain']);
  }),
);

test(
  'an image without tools: it says what it lacks',
  within(20, async () => {
    const played = short(false);
    const world = fakeWorld(played.kubectl, played.world);
    const { out } = await world.type('web', '-n', 'shop', '--catch');
    assert.match(out, /the image has no cat/);
  }),
);

test(
  'Ctrl-C while it waits: exit 130, the report so far',
  within(20, async () => {
    const played = playedKubectl((seconds) => {
      if (seconds > 20) played.interrupt();
      return { pods: [livePod({ ready: false, status: backOff(1, -2, 0) })], log: 'x' };
    });
    const world = fakeWorld(played.kubectl, played.world);
    const { code, out } = await world.type('web', '-n', 'shop', '--catch');
    assert.is(code, 130);
    assert.match(out, /shop\/web {2}app/);
    assert.not.ok(played.asked.some((args) => args.startsWith('exec')));
  }),
);

test.run();
