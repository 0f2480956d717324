/** Those who stay, for long and to any end: memory stays flat through hundreds of crashes, and whatever ends them leaves nothing behind. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fakeWorld } from '../fake-world.ts';
import { livePod, NOON, playedKubectl, run } from '../played-cluster.ts';
import { buildOnce, kubeconfig, launch, PROGRAM } from '../program.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Lives 3 s of every 6; each run has a log of its own. Ends by Ctrl-C after so many crashes. */
function crashing(crashes: number, sample: (crash: number) => void) {
  let seen = -1;
  const played = playedKubectl((seconds) => {
    const round = Math.floor(seconds / 6);
    if (round > seen) {
      seen = round;
      sample(round);
      if (round >= crashes) played.interrupt();
    }
    const from = round * 6;
    const ended = run(1, from, from + 3);
    const before = run(1, from - 6, from - 3);
    const status =
      seconds - from < 3
        ? {
            restartCount: round,
            state: { running: { startedAt: new Date(NOON + from * 1000).toISOString() } },
            lastState: { terminated: before },
          }
        : { restartCount: round, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: ended } };
    const stamp = new Date(NOON + from * 1000).toISOString().replace('Z', '000000Z');
    return {
      pods: [livePod({ ready: false, status })],
      log: Array.from({ length: 300 }, (_, line) => `${stamp} line ${line} of run ${round}: ${'x'.repeat(80)}`).join('\n'),
    };
  });
  return played;
}

for (const flag of ['--record', '--follow'])
  test(`${flag}: memory stays flat through 500 crashes`, async () => {
    const crashes = 500;
    const used: number[] = [];
    const played = crashing(crashes, (crash) => {
      played.asked.length = 0;
      if (crash % 5 !== 0) return;
      collect();
      used.push(process.memoryUsage().heapUsed);
    });
    // What is printed is not ours to keep.
    const world = { ...fakeWorld(played.kubectl, played.world), out: () => {}, error: () => {} };
    const { run: runProgram } = await import('../../src/run.ts');
    const code = await runProgram(['web', '-n', 'shop', flag], 'kubectl-crashloop', world);
    assert.is(code, 130);
    assert.ok(used.length >= crashes / 5, String(used.length));
    const tenth = (number: number) => used.slice(((number - 1) * used.length) / 10, (number * used.length) / 10);
    const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
    const [second, last] = [median(tenth(2)), median(tenth(10))];
    assert.ok(last <= 1.1 * second, `${Math.round(second / 1024)} KiB in the second tenth, ${Math.round(last / 1024)} KiB in the last`);
  });

const KILLS = Number(process.env['CRASHLOOP_KILLS'] ?? 200);
const folder = mkdtempSync(join(tmpdir(), 'crashloop-staying-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

/** A kubectl of a pod that waits, which takes its time, and has a child of its own that would not end by itself. */
function slowKubectl(): string {
  const pod = livePod({
    ready: false,
    status: { restartCount: 2, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: run(1, -60, -50) } },
  });
  const list = { kind: 'PodList', apiVersion: 'v1', metadata: {}, items: [pod] };
  writeFileSync(join(folder, 'pod.json'), JSON.stringify(pod));
  writeFileSync(join(folder, 'list.json'), JSON.stringify(list));
  writeFileSync(join(folder, 'none.json'), '{"kind":"List","apiVersion":"v1","metadata":{},"items":[]}');
  const program = join(folder, 'kubectl');
  writeFileSync(
    program,
    `#!/bin/sh
(trap '' TERM INT HUP; sleep 9199) >/dev/null 2>&1 &
sleep 0.1
case "$*" in
  *exec*) sleep 9199 ;;
  */pods/web/log*) echo "2026-01-02T12:00:00.000000000Z it ends" ;;
  */pods/web*) cat ${folder}/pod.json ;;
  */pods*) cat ${folder}/list.json ;;
  *) cat ${folder}/none.json ;;
esac
kill -9 $! 2>/dev/null
`,
  );
  chmodSync(program, 0o755);
  return program;
}

test(`ended ${KILLS} times at any moment: its own exit code, in time, and no process is left`, async () => {
  buildOnce();
  const kubectl = slowKubectl();
  const flags = ['--watch', '--catch', '--record', '--follow'];
  const signals = [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const;
  const wrong: string[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let index = next++; index < KILLS; index = next++) {
        const flag = flags[index % flags.length] ?? '--watch';
        const [signal, expected] = signals[Math.floor(index / flags.length) % signals.length] ?? signals[0];
        const delay = Math.random() * 2500;
        const outcome = await launch(
          PROGRAM,
          ['web', '-n', 'shop', flag, `--kubectl=${kubectl}`, ...(flag === '--record' ? [`--save=${folder}/${index}.json.gz`] : [])],
          {
            env: { KUBECONFIG: kubeconfig('http://127.0.0.1:1', 'shop'), PATH: '/usr/bin:/bin' },
            limit: 30_000,
            async started(child) {
              await sleep(delay);
              child.kill(signal);
            },
          },
        );
        const { code, orphans, stderr } = outcome;
        // Before it has set up anything, the signal itself ends it.
        const isOwn = code === expected || outcome.signal === signal;
        if (!isOwn || orphans.length > 0 || /bug of ours|\n {4}at /.test(stderr))
          wrong.push(
            `${flag} ${signal} after ${Math.round(delay)} ms: code ${code}, ${outcome.signal}, ${orphans.join('; ')} ${stderr.slice(-200)}`,
          );
      }
    }),
  );
  assert.equal(wrong, []);
});

test.run();
