/** kubectl.ts against small programs that misbehave; each test has a time limit, and none may leave a process behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isExecutable, openKubectl } from '../src/cluster/kubectl.ts';
import type { Limits } from '../src/cluster/port.ts';
import { within } from './within.ts';

const folder = mkdtempSync(join(tmpdir(), 'crashloop-kubectl-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

const LIMITS: Limits = { timeout: 10_000, bytes: 2 ** 21 };
/** How long a child of ours would stay, were it not killed: a number that nobody else sleeps. */
const MARK = `91${process.pid}`;

let written = 0;
/** A program that runs this shell script. */
function program(script: string): string {
  const file = join(folder, `kubectl-${written++}`);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const open = (file: string, signal = new AbortController().signal, connection: string[] = []) =>
  openKubectl({ program: file, connection, signal, env: { ...process.env, MARK }, process });
const run = (script: string, limits: Partial<Limits> = {}, signal?: AbortSignal) =>
  open(program(script), signal)(['get', '--raw', '/x'], { ...LIMITS, ...limits });

/** What still sleeps for us. /proc is Linux's; elsewhere nothing is looked for. */
function orphans(): string[] {
  if (!existsSync('/proc/self/cmdline')) return [];
  const lines = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((id) => {
      try {
        return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    });
  return lines.filter((line) => line.includes(MARK) && /^(?:sleep|\/bin\/sleep)/.test(line));
}

async function noneIsLeft(): Promise<void> {
  for (let tries = 0; tries < 60 && orphans().length > 0; tries++) await sleep(100);
  assert.equal(orphans(), []);
}

const only = (name: string, run: () => Promise<void>, seconds = 30) => test(name, within(seconds, run));

only('hands over the arguments, the connection, and what keeps a kuberc off', async () => {
  const kubectl = open(program('printf "%s\\n" "$@"'), undefined, ['--context=prod', '--as=me']);
  const { stdout, exit, failure, cut } = await kubectl(['get', '--raw', '/api/v1/pods'], { ...LIMITS, timeout: 4500 });
  assert.equal(stdout.trim().split('\n'), [
    'get',
    '--raw',
    '/api/v1/pods',
    '--watch=false',
    '--watch-only=false',
    '--output=',
    '--selector=',
    '--context=prod',
    '--as=me',
    '--request-timeout=6s',
  ]);
  assert.equal({ exit, failure, cut }, { exit: 0, failure: undefined, cut: false });
});

only('what is said on stderr is no failure as long as it ends well', async () => {
  const answer = await run('echo "Warning: v1 is old" >&2; echo "{}"');
  assert.is(answer.failure, undefined);
  assert.is(answer.stdout, '{}\n');
  assert.is(answer.bytes, 3);
});

only('a failure in its words', async () => {
  const { failure, exit } = await run(`echo 'error: context "x" does not exist' >&2; exit 1`);
  assert.equal(failure, { kind: 'configuration', message: 'error: context "x" does not exist' });
  assert.is(exit, 1);
});

only('standard input is closed: whoever asks gets no answer, and does not wait for one', async () => {
  const { stdout } = await run('read name && echo "got $name" || echo "end of file"');
  assert.is(stdout, 'end of file\n');
});

only('stdout and stderr come out clean, bad UTF-8 too', async () => {
  const { stdout, failure } = await run(
    `printf 'a\\033[31mred\\r\\n\\377\\303b\\000c\\342\\200\\256d'; printf 'error: \\033]0;x\\007no\\n' >&2; exit 1`,
  );
  assert.is(stdout, 'ared\n��bc<U+202E>d');
  assert.is(failure?.message, 'error: no');
});

only('a hang ends in time', async () => {
  const start = performance.now();
  const { failure, exit } = await run(`echo "To sign in, open https://example.com and enter X" >&2; sleep ${MARK}`, { timeout: 500 });
  assert.ok(performance.now() - start < 2500);
  assert.equal(failure, {
    kind: 'timeout',
    message: 'no answer within 0.5 s (kubectl said: To sign in, open https://example.com and enter X)',
  });
  assert.is(exit, null);
  await noneIsLeft();
});

only('one that ignores SIGTERM does not delay the answer, and is killed', async () => {
  const start = performance.now();
  const { failure, stdout } = await run(`trap '' TERM; echo part; while :; do sleep ${MARK}; done`, { timeout: 500 });
  assert.ok(performance.now() - start < 2500);
  assert.is(failure?.kind, 'timeout');
  assert.is(stdout, 'part\n');
  await noneIsLeft();
});

only('a grandchild that holds the pipe open: the answer comes, the grandchild goes', async () => {
  const start = performance.now();
  const { stdout, failure } = await run(`sleep ${MARK} & echo "{}"`);
  assert.ok(performance.now() - start < 5000);
  assert.is(stdout, '{}\n');
  assert.is(failure, undefined);
  await noneIsLeft();
});

only('a grandchild that ignores SIGTERM, of a kubectl that hangs', async () => {
  const { failure } = await run(`(trap '' TERM; sleep ${MARK}; sleep ${MARK}) & sleep ${MARK}`, { timeout: 500 });
  assert.is(failure?.kind, 'timeout');
  await noneIsLeft();
});

only('a grandchild that goes on talking does not keep us', async () => {
  const start = performance.now();
  const { stdout } = await run(`(while :; do echo noise; sleep 0.05; done; sleep ${MARK}) & echo first`);
  assert.ok(performance.now() - start < 6000);
  assert.match(stdout, /^(?:first|noise)\n/);
});

only('a grandchild that closed its pipes goes too', async () => {
  const { stdout } = await run(`sleep ${MARK} >/dev/null 2>&1 & echo done`);
  assert.is(stdout, 'done\n');
  await noneIsLeft();
});

only('200 MB of lines: cut, in bounded memory', async () => {
  const before = process.resourceUsage().maxRSS;
  const answer = await run(`yes 0123456789012345678901234567890123456789 | head -c 200000000; sleep ${MARK}`);
  assert.ok(answer.cut);
  assert.is(answer.bytes, LIMITS.bytes);
  assert.is(answer.stdout.length, LIMITS.bytes);
  assert.is(answer.failure, undefined);
  assert.ok(process.resourceUsage().maxRSS - before < 60 * 1024, `grew by ${process.resourceUsage().maxRSS - before} KiB`);
  await noneIsLeft();
});

only('one line of 20 MB', async () => {
  const before = process.resourceUsage().maxRSS;
  const answer = await run("head -c 20000000 /dev/zero | tr '\\0' a");
  assert.ok(answer.cut);
  assert.is(answer.stdout, 'a'.repeat(LIMITS.bytes));
  assert.ok(process.resourceUsage().maxRSS - before < 60 * 1024);
});

only('exactly as many bytes as asked for is no cut', async () => {
  const { cut, bytes } = await run('printf 12345', { bytes: 5 });
  assert.equal({ cut, bytes }, { cut: false, bytes: 5 });
});

only('a flood on stderr is bounded, and its end is what counts', async () => {
  const before = process.resourceUsage().maxRSS;
  const { failure } = await run('yes error: noise | head -c 40000000 >&2; printf "\\nerror: EOF\\n" >&2; exit 1', { timeout: 25_000 });
  assert.is(failure?.message, 'error: EOF');
  assert.ok(process.resourceUsage().maxRSS - before < 80 * 1024);
});

only('many tiny pieces cost no more than their bytes', async () => {
  const { stdout, failure } = await run('i=0; while [ $i -lt 3000 ]; do printf x; i=$((i+1)); done');
  assert.is(failure, undefined);
  assert.is(stdout, 'x'.repeat(3000));
});

only('garbage is an answer; what it means is not decided here', async () => {
  const { stdout, failure } = await run('head -c 100000 /dev/urandom');
  assert.is(failure, undefined);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of these must come through
  assert.not.match(stdout, /[\0-\x08\x0b-\x1f\x7f-\x9f]/);
});

only('killed by a signal', async () => {
  const { failure, exit } = await run('kill -9 $$');
  assert.equal(failure, { kind: 'other', message: 'kubectl was killed by SIGKILL (out of memory?)' });
  assert.is(exit, null);
});

only('no such program, a folder, a file that may not be run', async () => {
  const plain = join(folder, 'plain');
  writeFileSync(plain, 'text');
  for (const [file, words] of [
    [join(folder, 'nope'), 'no such program'],
    [folder, 'permission denied'],
    [plain, 'permission denied'],
  ] as const) {
    const { failure } = await open(file)(['version'], LIMITS);
    assert.is(failure?.kind, 'no-kubectl');
    assert.ok(failure?.message.startsWith(`could not run ${file}: ${words}`), failure?.message);
    assert.not(isExecutable(file));
  }
  assert.ok(isExecutable(program('')));
});

only('a program for another machine', async () => {
  const file = program('');
  // ELF, 64 bits, e_machine 0xffff: no machine has that number.
  writeFileSync(file, Buffer.from('7f454c46020101000000000000000000' + '0200ffff01000000' + '0a2828200a'.repeat(20), 'hex'));
  assert.is((await open(file)(['version'], LIMITS)).failure?.kind, 'no-kubectl');
});

only('never rejects, whatever the arguments', async () => {
  const kubectl = open(program('echo never'));
  for (const args of [['get', 'a\0b'], ['x'.repeat(4_000_000)]]) assert.is((await kubectl(args, LIMITS)).failure?.kind, 'other');
});

only('an answer that came in time counts, though we were too busy to read it', async () => {
  const call = run('sleep 0.2; echo ok', { timeout: 700 });
  await sleep(50);
  // Timers come next in the event loop, the pipes after them.
  await new Promise(setImmediate);
  const start = performance.now();
  while (performance.now() - start < 1200);
  const { stdout, failure } = await call;
  assert.equal({ stdout, failure }, { stdout: 'ok\n', failure: undefined });
});

only('at most six at once', async () => {
  const seen = join(folder, 'at-once');
  const kubectl = open(program(`echo + >> ${seen}; sleep 0.3; echo - >> ${seen}`));
  await Promise.all(Array.from({ length: 14 }, () => kubectl(['x'], LIMITS)));
  let now = 0;
  let most = 0;
  for (const line of readFileSync(seen, 'utf8').trim().split('\n')) {
    now += line === '+' ? 1 : -1;
    most = Math.max(most, now);
  }
  assert.is(now, 0);
  assert.ok(most > 1 && most <= 6, `${most} at once`);
});

only('interrupted: all answers at once, those that wait are never begun', async () => {
  const begun = join(folder, 'begun');
  const run = new AbortController();
  const kubectl = open(program(`echo x >> ${begun}; trap '' TERM; sleep ${MARK}; sleep ${MARK}`), run.signal);
  const calls = Array.from({ length: 20 }, () => kubectl(['x'], LIMITS));
  while (!existsSync(begun) || readFileSync(begun, 'utf8').length < 12) await sleep(20);
  const start = performance.now();
  run.abort();
  const answers = await Promise.all(calls);
  assert.ok(performance.now() - start < 1200);
  assert.equal(new Set(answers.map(({ failure }) => failure?.kind)), new Set(['stopped']));
  assert.is(readFileSync(begun, 'utf8').length, 12);
  assert.is((await kubectl(['x'], LIMITS)).failure?.kind, 'stopped');
  await noneIsLeft();
});

only("the run's time is up: those that ran timed out, those that wait are stopped", async () => {
  const kubectl = open(program(`sleep ${MARK}`), AbortSignal.timeout(700));
  const kinds = (await Promise.all(Array.from({ length: 8 }, () => kubectl(['x'], LIMITS)))).map(({ failure }) => failure?.kind);
  assert.equal(kinds, [...Array(6).fill('timeout'), 'stopped', 'stopped']);
  await noneIsLeft();
});

only('closeAll kills at once', async () => {
  const kubectl = open(program(`trap '' TERM; sleep ${MARK}; sleep ${MARK}`));
  const call = kubectl(['x'], LIMITS);
  while (orphans().length === 0 && existsSync('/proc/self')) await sleep(20);
  kubectl.closeAll();
  assert.is((await call).failure?.message, 'kubectl was killed by SIGKILL (out of memory?)');
  await noneIsLeft();
});

/** A process of its own that asks a kubectl that hangs, and is then interrupted as a terminal does it. */
function asking(onSignal: string): ChildProcess {
  const file = join(folder, `asking-${written++}.mts`);
  writeFileSync(
    file,
    `import { openKubectl } from ${JSON.stringify(resolve('src/cluster/kubectl.ts'))};
const run = new AbortController();
const kubectl = openKubectl({ program: ${JSON.stringify(program(`trap '' TERM; sleep ${MARK}; sleep ${MARK}`))}, connection: [], signal: run.signal, env: process.env, process });
process.on('SIGINT', () => { ${onSignal} });
setTimeout(() => console.log('asked'), 400);
kubectl(['x'], { timeout: 60000, bytes: 100 }).then(({ failure }) => console.log(failure.kind));
`,
  );
  return spawn(process.execPath, ['--import', 'tsx', file], { stdio: ['ignore', 'pipe', 'inherit'] });
}

for (const [what, onSignal] of [
  ['aborts', 'run.abort()'],
  ['exits on the spot', 'process.exit(130)'],
  ['throws', 'throw new Error("not ours")'],
] as const) {
  only(`Ctrl-C leaves nothing behind where the program ${what}`, async () => {
    const child = asking(what === 'throws' ? `process.on('uncaughtException', () => process.exit(70)); ${onSignal}` : onSignal);
    let said = '';
    child.stdout?.on('data', (text) => {
      said += text;
    });
    while (!said.includes('asked') || (existsSync('/proc/self') && orphans().length === 0)) await sleep(50);
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGINT');
    await ended;
    if (what === 'aborts') assert.match(said, 'stopped');
    await noneIsLeft();
  });
}

test.run();
