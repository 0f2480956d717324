/** `--record`: comparing attempts, what is kept of each, and the whole command over a program that leaks. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compareAttempts, growthOf, trendOf } from '../src/live/compare-attempts.ts';
import { Recorder } from '../src/live/recorder.ts';
import { endedRuns } from '../src/live/runs.ts';
import type { AttemptReport, Report } from '../src/report.ts';
import { fakeWorld } from './fake-world.ts';
import { answered, livePod, NOON, type Played, playedKubectl, run } from './played-cluster.ts';
import { within } from './within.ts';

const attempt = (seconds: number, more: Partial<AttemptReport> = {}): AttemptReport => ({
  pod: 'web',
  container: 'app',
  number: 1,
  startedAt: null,
  finishedAt: null,
  seconds,
  exitCode: 1,
  signal: null,
  reason: 'Error',
  cause: null,
  summary: null,
  decisive: null,
  memory: [],
  log: [],
  ...more,
});
const MIB = 2 ** 20;
const climbs = (seconds: number, from: number, to: number) =>
  Array.from({ length: 11 }, (_, at) => ({ seconds: (seconds * at) / 10, bytes: (from + ((to - from) * at) / 10) * MIB }));
const oom = (seconds: number, memory: AttemptReport['memory'] = []) =>
  attempt(seconds, { exitCode: 137, signal: 'SIGKILL', reason: 'OOMKilled', memory });
const said = (...seen: AttemptReport[]) => compareAttempts(seen).conclusions.join('\n');

test('how long they lived', () => {
  const trend = (...seconds: number[]) => trendOf(seconds.map((one) => attempt(one)));
  assert.is(trend(30, 31, 32, 30), 'constant');
  assert.is(trend(10, 20, 30, 45), 'longer');
  assert.is(trend(45, 30, 20, 10), 'shorter');
  assert.is(trend(10, 40, 15, 60), 'irregular');
  assert.is(trend(1, 2), null);
  assert.is(trend(1, 1, 2), 'constant');
});

test('a constant life: a probe or a limit where it is killed, a timeout where it gives up, its start where it dies at once', () => {
  assert.match(
    said(attempt(31, { exitCode: 137 }), attempt(32, { exitCode: 137 }), attempt(31, { exitCode: 137 })),
    /so a probe, or a time limit, ends it/,
  );
  assert.match(said(attempt(31), attempt(32), attempt(31)), /so a timeout, or a step at a fixed time/);
  assert.match(said(attempt(1), attempt(2), attempt(1)), /it fails while it starts/);
});

test('a leak: memory that grows steadily until the kernel kills it', () => {
  const words = said(...Array.from({ length: 5 }, () => oom(30, climbs(30, 10, 60))));
  assert.match(words, /all 5 runs ended with OOMKilled \(exit code 137\)/);
  assert.match(
    words,
    /memory grew steadily in 5 of the 5 runs that were measured \(the last from 10Mi to 60Mi, 1\.7Mi a second\), until the kernel killed it: a leak/,
  );
});

test('no leak: one step to the limit, memory that grows without a kill, or none measured in a short life', () => {
  const jump = [5, 5, 5, 5, 60].map((bytes, at) => ({ seconds: at, bytes: bytes * MIB }));
  assert.not.match(said(oom(4, jump), oom(4, jump), oom(4, jump)), /a leak/);
  assert.match(said(oom(4, jump), oom(4, jump), oom(4, jump)), /does not fit its limit/);
  const grows = climbs(30, 10, 60);
  assert.not.match(said(attempt(30, { memory: grows }), attempt(30, { memory: grows }), attempt(30, { memory: grows })), /a leak/);
  assert.not.match(said(oom(4), oom(4), oom(4)), /leak/);
  assert.match(said(oom(30), oom(31), oom(30)), /was not measured; .* speaks for a leak/);
  assert.is(growthOf({ memory: climbs(30, 50, 52) })?.isSteady, false);
  assert.is(growthOf({ memory: climbs(30, 10, 60).slice(0, 3) }), undefined);
});

test('lines that differ in numbers alone are one line', () => {
  const at = (decisive: string) => attempt(5, { decisive, log: [decisive] });
  assert.match(
    said(at('request 17 failed at 0xdeadbeef'), at('request 23 failed at 0x1234')),
    /the same line decided each time: request 23/,
  );
  assert.match(said(at('disk is full'), at('no such host db')), /2 different lines decided/);
  assert.match(said(attempt(5, { log: ['bye'] }), attempt(5, { log: ['bye'] })), /no line of their logs says why/);
});

test('codes that differ are told', () => {
  assert.match(
    said(attempt(5), attempt(5), attempt(5, { exitCode: 3 })),
    /they ended in 2 ways: exit code 1 \(2 of 3\), exit code 3 \(1 of 3\)/,
  );
});

test('what was kept while it ran stands in where the log is gone, or was rotated', () => {
  const recorder = new Recorder(NOON);
  const [ended] = endedRuns([livePod({ status: { restartCount: 0, state: { terminated: run(1, 0, 5) } } })]);
  assert.ok(ended);
  const line = (second: number, text: string) => `2026-01-02T12:00:0${second}.000000000Z ${text}\n`;
  recorder.tailOf(ended).add(line(1, 'one') + line(2, 'two'));
  const kept = recorder.end(ended, line(2, 'two') + line(3, 'three'), undefined);
  assert.equal(kept.log, ['one', 'two', 'three']);
  const [again] = endedRuns([livePod({ uid: 'b', status: { restartCount: 0, state: { terminated: run(1, 0, 5) } } })]);
  assert.ok(again);
  recorder.tailOf(again).add(line(1, "KeyError: 'DB_HOST'"));
  assert.match(recorder.end(again, undefined, undefined).decisive ?? '', /DB_HOST/);
});

test('what the cgroup says and what the metrics API says do not mix in one run', () => {
  const recorder = new Recorder(NOON);
  const [ended] = endedRuns([livePod({ status: { state: { terminated: run(137, 0, 30, { reason: 'OOMKilled' }) } } })]);
  assert.ok(ended);
  const running = { ...ended, since: NOON };
  const sample = (second: number, bytes: number, source: 'inside' | 'metrics') =>
    recorder.sample(running, NOON + second * 1000, { bytes, source });
  sample(5, 1, 'metrics');
  sample(10, 20, 'inside');
  sample(15, 2, 'metrics');
  sample(20, 40, 'inside');
  assert.equal(recorder.end(ended, undefined, undefined).memory, [
    { seconds: 10, bytes: 20 },
    { seconds: 20, bytes: 40 },
  ]);
});

test('it stays small: runs without end keep no more than the last ones', () => {
  const recorder = new Recorder(NOON);
  for (let count = 0; count < 2000; count++) {
    const [ended] = endedRuns([livePod({ uid: String(count), status: { state: { terminated: run(1, count, count + 1) } } })]);
    assert.ok(ended);
    recorder.tailOf(ended).add(`2026-01-02T12:00:00.000000000Z ${'x'.repeat(100)}\n`);
    recorder.end(ended, undefined, undefined);
  }
  const { seen, missed } = recorder.attempts(NOON, 0);
  assert.is(seen.length + missed, 2000);
  assert.ok(seen.length <= 500);
  assert.ok(seen.filter(({ log }) => log.length > 0).length <= 51);
});

/** Lives 40 s of every 60, and fills 64 MiB in that time. */
function leaking(ends: (seconds: number, played: Played) => void): Played {
  const played: Played = playedKubectl((seconds) => {
    ends(seconds, played);
    const round = Math.floor(seconds / 60);
    const since = seconds - round * 60;
    const [from, to] = [round * 60, round * 60 + 40];
    const before = round === 0 ? {} : { lastState: { terminated: run(137, from - 60, from - 20, { reason: 'OOMKilled' }) } };
    const ended = run(137, from, to, { reason: 'OOMKilled' });
    const status =
      since < 40
        ? { restartCount: round, ready: true, state: { running: { startedAt: new Date(NOON + from * 1000).toISOString() } }, ...before }
        : { restartCount: round, ready: false, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: ended } };
    return {
      pods: [
        livePod({
          ready: since < 40,
          status,
          spec: { containers: [{ name: 'app', image: 'web:1', resources: { limits: { memory: '64Mi' } } }] },
        }),
      ],
      log: `${new Date(NOON + (from + 1) * 1000).toISOString().replace('Z', '000000Z')} handled batch ${round}`,
      fails: since > 44 && since < 47 ? 'Unable to connect to the server: net/http: TLS handshake timeout' : undefined,
      exec: () => answered(`/sys/fs/cgroup/memory.max:67108864\n/sys/fs/cgroup/memory.current:${Math.round((4 + since * 1.4) * MIB)}\n`),
    };
  });
  return played;
}

test(
  'five attempts of a leak: it is called one, the file holds them, and a replay shows them',
  within(60, async () => {
    const played = leaking(() => {});
    const world = fakeWorld(played.kubectl, played.world);
    const { code, out, error } = await world.type('pod', 'web', '-n', 'shop', '--record=5m', '-o', 'json');
    assert.is(code, 1, error);
    const { attempts } = JSON.parse(out) as Report;
    assert.is(attempts?.seen.length, 5, error);
    assert.equal(
      attempts?.seen.map(({ number }) => number),
      [1, 2, 3, 4, 5],
    );
    assert.is(attempts?.trend, 'constant');
    assert.is(attempts?.missed, 0);
    assert.match(attempts?.conclusions.join('\n') ?? '', /a leak, or a cache without a bound/);
    assert.match(error, /no answer \(.*TLS handshake timeout\); goes on/);
    const [file] = [...world.files.keys()];
    assert.is(file, 'crashloop-web-20260102-120000.json.gz');
    const replay = await world.type('--from', file ?? '', '-o', 'json');
    assert.equal((JSON.parse(replay.out) as Report).attempts, attempts);
    const text = await world.type('--from', file ?? '');
    assert.match(text.out, /5 runs ended while it was watched/);
    assert.match(text.out, /#5 12:04:00 ran 40s +exit 137 \(SIGKILL\) OOMKilled; memory/);
    const page = await world.type('--from', file ?? '', '-o', 'html');
    assert.is([...page.out.matchAll(/<rect class="run"/g)].length >= 5, true);
  }),
);

test(
  'Ctrl-C: exit 130, with the attempts so far',
  within(60, async () => {
    const played = leaking((seconds, { interrupt }) => {
      if (seconds > 130) interrupt();
    });
    const world = fakeWorld(played.kubectl, played.world);
    const { code, out } = await world.type('web', '-n', 'shop', '--record', '-o', 'json');
    assert.is(code, 130);
    assert.is((JSON.parse(out) as Report).attempts?.seen.length, 2);
  }),
);

test.run();
