/** `--follow`: every line once, with its run, and each death in its place. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fakeWorld } from './fake-world.ts';
import { livePod, NOON, playedKubectl, run } from './played-cluster.ts';
import { within } from './within.ts';

const time = (seconds: number) => new Date(NOON + seconds * 1000).toISOString();

test(
  'lines of two runs, and the death between them',
  within(30, async () => {
    const played = playedKubectl((seconds) => {
      if (seconds > 40) played.interrupt();
      const ended = run(1, 0, 10);
      const log = (from: number, to: number, last?: string) =>
        Array.from(
          { length: Math.max(0, Math.floor(to - from)) },
          (_, at) => `${time(from + at).replace('Z', '000000Z')} tick ${from + at}`,
        )
          .concat(last ? [`${time(to).replace('Z', '000000Z')} ${last}`] : [])
          .join('\n');
      const first = { restartCount: 0, state: { running: { startedAt: time(0) } } };
      const between = { restartCount: 0, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: ended } };
      const second = { restartCount: 1, state: { running: { startedAt: time(20) } }, lastState: { terminated: ended } };
      const status = seconds < 10 ? first : seconds < 20 ? between : second;
      return {
        pods: [livePod({ ready: false, status })],
        log: seconds < 10 ? log(0, seconds) : seconds < 20 ? log(0, 10, "KeyError: 'DB_HOST'") : log(20, seconds),
      };
    });
    const world = fakeWorld(played.kubectl, played.world);
    const { code, out, error } = await world.type('web', '-n', 'shop', '--follow');
    assert.is(code, 130, error);
    const lines = out.trimEnd().split('\n');
    assert.is(new Set(lines).size, lines.length, 'each line once');
    const death = lines.findIndex((line) => line.startsWith('web app #1 ended: exit code 1 after 10s: '));
    assert.ok(death > 0, out);
    assert.match(lines[death] ?? '', /DB_HOST/);
    assert.is(lines[death - 1], "web app #1 | KeyError: 'DB_HOST'");
    assert.is(lines[death + 1], 'web app #2 | tick 20');
    assert.ok(lines.slice(0, death).every((line) => line.startsWith('web app #1 | ')));
  }),
);

test('lines of text alone', async () => {
  const world = fakeWorld(undefined, { now: () => NOON });
  const { code, error } = await world.type('web', '--follow', '-o', 'json');
  assert.is(code, 2);
  assert.match(error, /--follow shows lines of text/);
});

test.run();
