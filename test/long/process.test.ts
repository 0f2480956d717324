/** How it behaves as a process: readers that go away, full disks, closed streams, signals at each step. No orphan, no trace, nothing half written. */
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { serve } from '../../scripts/replay.mjs';
import { truthOf } from '../judge.ts';
import { kubectlFolder } from '../kubectl-binary.ts';
import { buildOnce, kubeconfig, launch, PROGRAM } from '../program.ts';

const folder = mkdtempSync(join(tmpdir(), 'crashloop-process-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));
const CASE = fileURLToPath(new URL('../cases/dep-chain/', import.meta.url));
buildOnce();
const found = await kubectlFolder('1.34');
const needsKubectl = 'folder' in found ? test : Object.assign((name: string, run: () => Promise<void>) => test.skip(name, run), test);
const bash = (line: string) => launch('bash', ['-c', `set -o pipefail; P=${PROGRAM}; ${line}`], { limit: 60_000 });
const calm = (stderr: string) => assert.not.match(stderr, /bug of ours|\n {4}at /);

test('a reader that goes away', async () => {
  for (const form of ['text', 'json', 'html']) {
    const { stdout, stderr, orphans } = await bash(`$P demo -o ${form} | head -c 5 >/dev/null; echo "\${PIPESTATUS[0]}"`);
    assert.match(stdout, /^[01]\n$/, form);
    assert.is(stderr, '', form);
    assert.equal(orphans, []);
  }
});

test('a reader that takes its time gets everything', async () => {
  const { stdout } = await bash('$P demo -o json | wc -c; $P demo -o json | (sleep 1.5; wc -c)');
  const [quick, slow] = stdout.trim().split('\n');
  assert.ok(Number(quick) > 1000);
  assert.is(slow, quick);
});

test('a full disk: exit code 2, and a word', async () => {
  if (!existsSync('/dev/full')) return;
  const { stdout, stderr } = await bash('$P demo > /dev/full; echo $?');
  assert.is(stdout, '2\n');
  assert.match(stderr, /^error: could not write the report: .*ENOSPC/);
  calm(stderr);
  const both = await bash('$P demo > /dev/full 2> /dev/full; echo $?');
  assert.is(both.stdout, '2\n');
});

test('closed streams', async () => {
  const { stdout, stderr } = await bash(
    '$P demo 2>&-; echo "code $?"; $P no-such-flag --no-such-flag 2>&-; echo "code $?"; $P demo >&-; echo "code $?"; $P demo <&- >/dev/null; echo "code $?"; $P x --no-such-flag >&- 2>&- <&-; echo "code $?"',
  );
  assert.equal(stdout.match(/code \d+/g), ['code 0', 'code 2', 'code 0', 'code 0', 'code 2']);
  calm(stderr);
});

/** A kubectl that answers so many times, then hangs with a child of its own, and tells that it does. */
function hangsAt(call: number): { program: string; hangs: string } {
  const at = mkdtempSync(join(folder, 'kubectl-'));
  const program = join(at, 'kubectl');
  const hangs = join(at, 'hangs');
  const kubectl = join((found as { folder: string }).folder, 'kubectl');
  writeFileSync(
    program,
    `#!/bin/sh\nn=0; while ! mkdir ${at}/call-$n 2>/dev/null; do n=$((n + 1)); done\nif [ $n -ge ${call} ]; then (trap '' TERM INT HUP; sleep 9199) & touch ${hangs}; sleep 9199; fi\nexec ${kubectl} "$@"\n`,
  );
  chmodSync(program, 0o755);
  return { program, hangs };
}

async function interrupted(call: number, signals: readonly NodeJS.Signals[], more: readonly string[] = []) {
  const server = await serve(CASE);
  const { program, hangs } = hangsAt(call);
  const namespace = JSON.parse(readFileSync(join(CASE, 'api.json'), 'utf8')).namespace as string;
  const outcome = await launch(PROGRAM, [truthOf(CASE).target, `--kubectl=${program}`, '--timeout=60s', ...more], {
    env: { KUBECONFIG: kubeconfig(server.url, namespace), PATH: '/usr/bin:/bin' },
    limit: 50_000,
    async started(child) {
      for (let tries = 0; tries < 300 && !existsSync(hangs); tries++) await sleep(100);
      for (const signal of signals) {
        child.kill(signal);
        await sleep(5);
      }
    },
  });
  await server.close();
  assert.ok(existsSync(hangs), `call ${call} was never made`);
  return outcome;
}

for (const call of [0, 1, 2, 4, 6]) {
  needsKubectl(`Ctrl-C while call ${call} hangs`, async () => {
    const { code, stdout, stderr, orphans } = await interrupted(call, ['SIGINT']);
    assert.is(code, 130);
    assert.is(stdout, '');
    assert.is(stderr, '');
    assert.equal(orphans, []);
  });
}

for (const [signals, expected] of [
  [['SIGINT', 'SIGINT'], [130]],
  [['SIGTERM'], [143]],
  [['SIGHUP'], [129]],
  // Those that wait together are delivered in the kernel's order, not in ours (signal(7)).
  [
    ['SIGTERM', 'SIGINT', 'SIGHUP'],
    [143, 130, 129],
  ],
] as const) {
  needsKubectl(`${signals.join(', ')} in the middle`, async () => {
    const { code, stderr, orphans } = await interrupted(2, signals);
    assert.ok((expected as readonly (number | null)[]).includes(code), `exit code ${code}`);
    calm(stderr);
    assert.equal(orphans, []);
  });
}

needsKubectl('Ctrl-C leaves no half-written file', async () => {
  const kept = mkdtempSync(join(folder, 'kept-'));
  const { code } = await interrupted(2, ['SIGINT'], [`--save=${join(kept, 'evidence')}`]);
  assert.is(code, 130);
  assert.equal(readdirSync(kept), []);
});

test.run();
