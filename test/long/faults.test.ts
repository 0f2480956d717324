/**
 * Faults × steps. With the real kubectl and the built program, against a server that misbehaves on one path, and with programs in kubectl's
 * place that misbehave themselves. A combination counts only where the log of what misbehaved shows that the fault was met.
 */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer as createPlainServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { serve } from '../../scripts/replay.mjs';
import type { Report } from '../../src/report.ts';
import { CASE_NAMES } from '../case-names.ts';
import { readRecorded } from '../fake-kubectl.ts';
import { type Combination, caseFolder, conclude, isTargetOf, stepOf, wrongReport } from '../fault-table.ts';
import { faultyServer, HTTP_FAULTS } from '../faulty-server.ts';
import { type Truth, truthOf } from '../judge.ts';
import { kubectlFolder } from '../kubectl-binary.ts';
import { buildOnce, DIST, kubeconfig, launch, type Outcome, PROGRAM, wrongEnd } from '../program.ts';

/** Milliseconds that a run may take, as it is told with --timeout. */
const TIMEOUT = 3000;
/** Programs at once: two cores, and most of them only wait. */
const AT_ONCE = 6;

async function atOnce<T>(tasks: readonly (() => Promise<T>)[], count = AT_ONCE): Promise<T[]> {
  const results: T[] = [];
  const left = [...tasks.entries()];
  await Promise.all(
    Array.from({ length: count }, async () => {
      for (let next = left.shift(); next; next = left.shift()) results[next[0]] = await next[1]();
    }),
  );
  return results;
}

const real = suite('real kubectl, a server that misbehaves');

/** Rich in follow-ups: a dependency that is down, a missing key; a plain crash of a workload, and of a pod. */
const SERVED = ['dep-chain', 'ref-configmap-key-near', 'exit-message-only', 'app-segfault'].filter((name) => CASE_NAMES.includes(name));
const RECOVERS = new Set(['slow', '429 once']);
/** What the server says as an answer that may be believed: the object is not there, the list is empty, the log is this text. */
const isBelieved = (fault: string, step: string) =>
  fault === '404' ||
  (fault === 'null where an object is expected' && step !== 'pod') ||
  (step === 'log' && ['empty 200', 'null where an object is expected', 'cut off, and not said'].includes(fault));

async function kubectlPath(): Promise<string | undefined> {
  const found = await kubectlFolder('1.34');
  if ('folder' in found) return `${found.folder}:${DIST}:/usr/bin:/bin`;
  console.log(`skipped: ${found.reason}`);
  return undefined;
}

const PATH = await kubectlPath();
buildOnce();
const test = (name: string, run: () => Promise<void>) => (PATH ? real(name, run) : real.skip(name, run));

const crashloop = (args: readonly string[], env: Record<string, string | undefined>, limit = 30_000): Promise<Outcome> =>
  launch('kubectl', ['crashloop', ...args], { env: { PATH, ...env }, limit });

test('each fault on each path that a run asks for', async () => {
  const tasks: (() => Promise<Combination>)[] = [];
  const closing: (() => Promise<void>)[] = [];
  for (const name of SERVED) {
    const truth = truthOf(caseFolder(name));
    const replay = await serve(caseFolder(name));
    closing.push(() => replay.close());
    const namespace = readRecorded(caseFolder(name)).recording.namespace;
    const whole = await faultyServer(replay.url, () => false, HTTP_FAULTS['slow'] as never);
    const first = await crashloop([truth.target, '-o', 'json', '--timeout=20s'], { KUBECONFIG: kubeconfig(whole.url, namespace) });
    await whole.close();
    assert.is(first.code, 1, `${name}: ${first.stderr}`);
    const paths = [...new Set(whole.asked.map(plain))].filter((path) => /^\/apis?\/.*\/namespaces\//.test(path));
    // One path of each step.
    const tried = paths.filter((path, index) => paths.findIndex((other) => stepOf(other) === stepOf(path)) === index);
    for (const path of tried) {
      for (const [fault, act] of Object.entries(HTTP_FAULTS)) {
        const step = stepOf(path);
        tasks.push(async () => {
          const server = await faultyServer(replay.url, (asked) => plain(asked) === path, act);
          const outcome = await launch(PROGRAM, [truth.target, '-o', 'json', `--timeout=${TIMEOUT}ms`], {
            env: { PATH, KUBECONFIG: kubeconfig(server.url, namespace) },
            limit: 30_000,
          });
          await server.close();
          const met = server.met() > 0;
          const isTarget = isTargetOf(truth, path);
          // Which follow-ups are asked hangs on which answer comes first: where the fault was not met, nothing was tried.
          const wrong = met ? wrongServed(outcome, { fault, step, path, truth, isTarget }) : wrongEnd(outcome, TIMEOUT);
          return { fault, step, met, wrong };
        });
      }
    }
  }
  const combinations = await atOnce(tasks);
  for (const close of closing) await close();
  conclude(combinations, 360);
});

/** kubectl puts its own time limit among the parameters, and sorts them. */
function plain(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://cluster');
  searchParams.delete('timeout');
  searchParams.sort();
  return `${pathname}${searchParams.size ? `?${searchParams}` : ''}`;
}

interface Expected {
  fault: string;
  step: string;
  path: string;
  truth: Truth;
  isTarget: boolean;
}

function wrongServed(outcome: Outcome, { fault, step, path, truth, isTarget }: Expected): string | undefined {
  const end = wrongEnd(outcome, TIMEOUT);
  if (end) return end;
  if (outcome.code === 2) {
    // On the way from the target to its pods there is nothing to report yet.
    if ((isTarget || step === 'owner' || step === 'pods') && !RECOVERS.has(fault)) return undefined;
    // A machine that does much else at the same time may need longer than three seconds for what is not faulty.
    return /no answer within|before the time was up|not asked: the time was up/.test(outcome.stderr)
      ? undefined
      : `no report: ${outcome.stderr.slice(0, 300)}`;
  }
  const report = JSON.parse(outcome.stdout) as Report;
  if (outcome.code !== 1) return `exit code ${outcome.code} for a pod that crashes`;
  const isRead = RECOVERS.has(fault) || isBelieved(fault, step);
  const call = report.calls.find(({ args }) => plain(args[2] ?? '') === path);
  if (call && !isRead && call.failure === null && !/null|wrong|another|web page|garbage|empty|cut off/.test(fault))
    return `the call counts as answered: ${path}`;
  if (fault === '404' && step === 'follow-up') return undefined; // the server itself says that it does not exist
  if (fault === 'cut off, and not said' && step === 'log') return undefined; // nobody can see that its last lines are missing
  // Names and keys are asked for in kubectl's own words; what has no items, kubectl itself shows as nothing, and says that all is well.
  const keys = path.match(/\/(configmaps|secrets)\?/)?.[1];
  if (keys && ['wrong kind', 'another object'].includes(fault)) return wrongReport(report, truth, undefined);
  return wrongReport(report, truth, isRead || call?.failure === 'stopped' ? undefined : keys ? `get ${keys}` : path.split('?')[0]);
}

test('connections that come to nothing', async () => {
  const truth = truthOf(caseFolder(SERVED[0] as string));
  const refused = 'http://127.0.0.1:1';
  const silent = createPlainServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  let connections = 0;
  silent.on('connection', (socket) => {
    connections++;
    socket.on('error', () => {});
  });
  const { port } = silent.address() as AddressInfo;
  const full = await fullServer();
  const tries: [string, string, () => boolean, RegExp][] = [
    ['refused', refused, () => true, /refused/],
    ['accepted, then silent', `http://127.0.0.1:${port}`, () => connections > 0, /no answer/],
    [
      'TLS that never begins',
      `https://127.0.0.1:${port}`,
      () => connections > 0,
      /no answer|TLS handshake timeout|unreachable|Client\.Timeout/,
    ],
    ['never accepted', `http://127.0.0.1:${full.port}`, () => true, /no answer/],
    ['no such host', 'http://no-such-host.invalid:6443', () => true, /no such host|lookup|no answer/],
    ['no server at all', 'http://', () => true, /host must be a URL/],
  ];
  const combinations = await atOnce(
    tries.map(([fault, server, met, words]) => async (): Promise<Combination> => {
      const outcome = await crashloop([truth.target, '-o', 'json', `--timeout=${TIMEOUT}ms`], {
        KUBECONFIG: kubeconfig(server, 'shop', { token: 'not-a-real-token' }),
      });
      const wrong =
        wrongEnd(outcome, TIMEOUT) ??
        (outcome.code === 2 && words.test(outcome.stderr) ? undefined : `exit ${outcome.code}: ${outcome.stderr}`);
      return { fault, step: 'all', met: met(), wrong };
    }),
  );
  silent.close();
  await full.close();
  conclude(combinations, tries.length);
});

/** Listens, never accepts, and its queue is full: a connection to it hangs before it stands. */
async function fullServer(): Promise<{ port: number; close: () => Promise<void> }> {
  const worker = new Worker(
    `
    const { parentPort } = require('node:worker_threads');
    const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      parentPort.postMessage(server.address().port);
      setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0), 50);
    });`,
    { eval: true },
  );
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  await new Promise((resolve) => setTimeout(resolve, 150));
  const { connect } = await import('node:net');
  const sockets = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => {}));
  await new Promise((resolve) => setTimeout(resolve, 300));
  return {
    port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await worker.terminate();
    },
  };
}

test('kubeconfigs, credential plugins and kubercs that misbehave', async () => {
  const name = SERVED[0] as string;
  const truth = truthOf(caseFolder(name));
  const namespace = readRecorded(caseFolder(name)).recording.namespace;
  const replay = await serve(caseFolder(name));
  const folder = mkdtempSync(join(tmpdir(), 'crashloop-faults-'));
  const script = (file: string, text: string) => {
    writeFileSync(join(folder, file), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, file), 0o755);
    return join(folder, file);
  };
  const plugin = (text: string) => {
    const command = script(`plugin-${Math.random().toString(36).slice(2)}`, text);
    // Over plain HTTP kubectl calls no plugin: an address of TLS that nobody answers shows it.
    return kubeconfig('https://127.0.0.1:1', namespace, {
      exec: { apiVersion: 'client.authentication.k8s.io/v1', command, interactiveMode: 'IfAvailable' },
    });
  };
  const file = (text: string) => {
    const at = join(folder, `config-${Math.random().toString(36).slice(2)}`);
    writeFileSync(at, text);
    return at;
  };
  const met = join(folder, 'met');
  const good = kubeconfig(replay.url, namespace);
  // kubectl 1.34 looks for it in the home folder: a path in the variable KUBERC changes nothing.
  mkdirSync(join(folder, '.kube'));
  writeFileSync(
    join(folder, '.kube', 'kuberc'),
    'apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\ndefaults:\n- command: get\n  options:\n  - name: output\n    default: wide\n  - name: watch\n    default: "true"\n  - name: selector\n    default: a=b\n',
  );
  const tries: [string, Record<string, string | undefined>, string[], RegExp | 'report'][] = [
    ['no kubeconfig', { KUBECONFIG: join(folder, 'absent') }, [], /localhost:8080 was refused/],
    ['a kubeconfig that is none', { KUBECONFIG: file('this: [is not') }, [], /error loading config file .*yaml/],
    ['a kubeconfig without a context', { KUBECONFIG: file('{"apiVersion":"v1","kind":"Config"}') }, [], /localhost:8080 was refused/],
    ['a context that is not there', { KUBECONFIG: good }, ['--context=absent'], /absent/],
    ['a credential plugin that hangs', { KUBECONFIG: plugin(`touch ${met}; exec sleep 9177`) }, [], /no answer/],
    [
      'a credential plugin that hangs and ignores SIGTERM',
      { KUBECONFIG: plugin(`touch ${met}; trap '' TERM; while :; do sleep 9177; done`) },
      [],
      /no answer/,
    ],
    [
      'a credential plugin that asks',
      { KUBECONFIG: plugin(`touch ${met}; printf 'Password: ' >&2; read answer; echo "no terminal" >&2; exit 3`) },
      [],
      /exit code 3|failed with exit code/,
    ],
    [
      'a credential plugin that asks the terminal',
      { KUBECONFIG: plugin(`touch ${met}; read answer </dev/tty || exit 4`) },
      [],
      /exit code|failed/,
    ],
    [
      'a credential plugin that fails',
      { KUBECONFIG: plugin(`touch ${met}; echo "token expired: log in again" >&2; exit 1`) },
      [],
      /token expired: log in again/,
    ],
    [
      'a credential plugin that is not there',
      {
        KUBECONFIG: kubeconfig('https://127.0.0.1:1', namespace, {
          exec: { apiVersion: 'client.authentication.k8s.io/v1', command: 'no-such-plugin', interactiveMode: 'Never' },
        }),
      },
      [],
      /no-such-plugin/,
    ],
    [
      'a credential plugin that says nonsense',
      { KUBECONFIG: plugin(`touch ${met}; echo '{"kind":'`) },
      [],
      /getting credentials: decoding stdout/,
    ],
    ['a kuberc that changes defaults', { KUBECONFIG: good, HOME: folder }, [], 'report'],
    ['several kubeconfigs, one of them absent', { KUBECONFIG: `${join(folder, 'absent')}:${good}` }, [], 'report'],
  ];
  const watched = await faultyServer(
    replay.url,
    () => false,
    () => {},
  );
  await launch('kubectl', ['get', 'pods', '--watch=false'], {
    env: { PATH, KUBECONFIG: kubeconfig(watched.url, namespace), HOME: folder },
    limit: 20_000,
  });
  const kubercAsks = watched.asked;
  const combinations: Combination[] = [];
  /** A plugin leaves a file; a kuberc shows in what a plain kubectl asks; the others in the message that is expected of them alone. */
  const isMet = (fault: string, { stderr }: Outcome) => {
    if (fault.startsWith('a credential plugin') && !fault.endsWith('not there')) return existsSync(met);
    if (fault.startsWith('a kuberc')) return kubercAsks.some((path) => path.includes('labelSelector=a'));
    return fault.startsWith('several') || stderr !== '';
  };
  for (const [fault, env, args, expected] of tries) {
    rmSync(met, { force: true });
    const timeout = expected === 'report' ? 20_000 : TIMEOUT;
    const outcome = await crashloop([truth.target, '-o', 'json', `--timeout=${timeout}ms`, ...args], env);
    const wrong =
      wrongEnd(outcome, timeout) ??
      (expected === 'report'
        ? outcome.code === 1
          ? wrongReport(JSON.parse(outcome.stdout), truth, undefined)
          : `exit ${outcome.code}: ${outcome.stderr}`
        : outcome.code === 2 && expected.test(outcome.stderr)
          ? undefined
          : `exit ${outcome.code}: ${outcome.stderr}`);
    combinations.push({ fault, step: 'all', met: isMet(fault, outcome), wrong });
  }
  await watched.close();
  await replay.close();
  rmSync(folder, { recursive: true, force: true });
  conclude(combinations, tries.length);
});

test('programs in the place of kubectl', async () => {
  const name = SERVED[0] as string;
  const truth = truthOf(caseFolder(name));
  const namespace = readRecorded(caseFolder(name)).recording.namespace;
  const replay = await serve(caseFolder(name));
  const kubectl = join((PATH as string).split(':')[0] as string, 'kubectl');
  const folder = mkdtempSync(join(tmpdir(), 'crashloop-places-'));
  let made = 0;
  const place = (text: string | Buffer, mode = 0o755) => {
    const at = join(folder, `${made++}`);
    mkdirSync(at);
    writeFileSync(join(at, 'kubectl'), text, { mode });
    return join(at, 'kubectl');
  };
  const met = join(folder, 'met');
  const script = (text: string) => place(`#!/bin/sh\ntouch ${met}\n${text}\n`);
  const link = join(folder, 'link');
  symlinkSync(kubectl, link);
  const report = 'report' as const;
  const tries: [string, string, RegExp | typeof report][] = [
    [
      'warnings and klog lines on stderr',
      script(`echo "Warning: v1 Endpoints is deprecated" >&2; echo 'W1122 03:00:00.000000 1 x.go:1] slow' >&2; exec ${kubectl} "$@"`),
      report,
    ],
    ['a banner on stdout', script(`echo "Welcome to the cluster of the platform team"; exec ${kubectl} "$@"`), report],
    ['a banner behind', script(`${kubectl} "$@"; code=$?; echo bye >&2; exit $code`), report],
    ['a link', link, report],
    ['killed', script('kill -9 $$'), /killed by SIGKILL/],
    ['ended by a bus error', script('kill -7 $$'), /killed by SIGBUS/],
    ['fails without a word', script('exit 3'), /exit code 3/],
    ['ends well without a word', script('exit 0'), /said nothing/],
    ['not there', join(folder, 'absent', 'kubectl'), /absent/],
    ['a folder', folder, /no program that may be run/],
    ['not executable', place('#!/bin/sh\n', 0o644), /no program that may be run/],
    [
      'for another machine',
      place(Buffer.from('7f454c460201010000000000000000000200b700010000000000400000000000', 'hex')),
      /no program for this machine|Syntax error|not found|cannot run/,
    ],
    ['an interpreter that is missing', place('#!/no/such/shell\n'), /interpreter|no such/],
    ['a wrapper that finds none', script('exec no-such-kubectl "$@"'), /cannot run here/],
    ['hangs', script('exec sleep 9188'), /no answer/],
    ['hangs and ignores SIGTERM', script(`trap '' TERM HUP INT; while :; do sleep 9188; done`), /no answer/],
    ['talks without end', script('while :; do echo "{}"; done'), /more than|no answer/],
    ['talks without end on stderr', script('while :; do echo "error: x" >&2; done'), /no answer/],
    ['leaves a grandchild', script(`sleep 9188 & exec ${kubectl} "$@"`), report],
    [
      'an old kubectl without the flags',
      script(
        `for word; do case $word in --watch-only*) echo "Error: unknown flag: --watch-only" >&2; exit 1;; esac; done; exec ${kubectl} "$@"`,
      ),
      /too old .*unknown flag/,
    ],
    ['asks for a user name', script('printf "Please enter Username: "; read name; exit 1'), /user name/],
  ];
  const combinations: Combination[] = [];
  for (const [fault, program, expected] of tries) {
    rmSync(met, { force: true });
    const timeout = expected === report ? 20_000 : TIMEOUT;
    const outcome = await launch(PROGRAM, [truth.target, '-o', 'json', `--timeout=${timeout}ms`, `--kubectl=${program}`], {
      env: { KUBECONFIG: kubeconfig(replay.url, namespace), PATH: '/usr/bin:/bin' },
      limit: 30_000,
    });
    const wrong =
      wrongEnd(outcome, timeout) ??
      (expected === report
        ? outcome.code === 1
          ? wrongReport(JSON.parse(outcome.stdout), truth, undefined)
          : `exit ${outcome.code}: ${outcome.stderr}`
        : outcome.code === 2 && expected.test(outcome.stderr)
          ? undefined
          : `exit ${outcome.code}: ${outcome.stderr}`);
    // A script leaves a file; what cannot run at all shows in the message that is expected of it alone.
    combinations.push({ fault, step: 'all', met: existsSync(met) || outcome.stderr !== '' || fault === 'a link', wrong });
  }
  await replay.close();
  rmSync(folder, { recursive: true, force: true });
  conclude(combinations, tries.length);
});

real.run();
