/**
 * Faults × steps. With the real kubectl and the built program, against a server that misbehaves on one path; with programs in kubectl's
 * place that misbehave themselves; and in-process, at the port, over many recordings. A combination counts only where the log of what
 * misbehaved shows that the fault was met.
 */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer as createPlainServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { serve } from '../../scripts/replay.mjs';
import { clean } from '../../src/clean.ts';
import { targetsOf } from '../../src/cli/targets.ts';
import { failureOf } from '../../src/cluster/failure.ts';
import type { Answer, Kubectl } from '../../src/cluster/port.ts';
import type { Target } from '../../src/command.ts';
import { investigate } from '../../src/diagnosis/investigate.ts';
import { KubectlError } from '../../src/errors.ts';
import { Evidence } from '../../src/evidence/evidence.ts';
import type { Report } from '../../src/report.ts';
import { CASE_NAMES } from '../case-names.ts';
import { fakeKubectl, readRecorded } from '../fake-kubectl.ts';
import { faultyServer, HTTP_FAULTS } from '../faulty-server.ts';
import { isHonest, type Truth, truthOf } from '../judge.ts';
import { kubectlFolder } from '../kubectl-binary.ts';
import { buildOnce, DIST, kubeconfig, launch, type Outcome, PROGRAM, wrongEnd } from '../program.ts';

const caseFolder = (name: string) => fileURLToPath(new URL(`../cases/${name}/`, import.meta.url));
/** Milliseconds that a run may take, as it is told with --timeout. */
const TIMEOUT = 3000;
/** Programs at once: two cores, and most of them only wait. */
const AT_ONCE = 4;

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

// ---- what came of it -------------------------------------------------------------------------

interface Combination {
  fault: string;
  step: string;
  met: boolean;
  wrong: string | undefined;
}

/** Rows: faults; columns: steps; how many were met, and how many of them went wrong. */
function table(combinations: readonly Combination[]): string {
  const steps = [...new Set(combinations.map(({ step }) => step))];
  const row = (name: string, cells: readonly string[]) => `  ${name.padEnd(34)}${cells.map((cell) => cell.padStart(12)).join('')}`;
  const cell = (fault: string, step: string) => {
    const here = combinations.filter((one) => one.fault === fault && one.step === step && one.met);
    const wrong = here.filter((one) => one.wrong).length;
    return here.length === 0 ? '' : wrong ? `${here.length} (${wrong}!)` : `${here.length}`;
  };
  return [
    row('', steps),
    ...[...new Set(combinations.map(({ fault }) => fault))].map((fault) =>
      row(
        fault,
        steps.map((step) => cell(fault, step)),
      ),
    ),
  ].join('\n');
}

function count(combinations: readonly Combination[]): string {
  const wrong = (pattern: RegExp) => combinations.filter((one) => pattern.test(one.wrong ?? '')).length;
  const met = combinations.filter((one) => one.met).length;
  return `${met} of ${combinations.length} met: ${wrong(/^hang/)} hangs, ${wrong(/^uncaught|^died/)} uncaught, ${wrong(/^orphans/)} orphans, ${wrong(/^verdict/)} wrong verdicts, ${wrong(/^(?!hang|uncaught|died|orphans|verdict)./)} others`;
}

function conclude(combinations: readonly Combination[], least: number): void {
  console.log(`${table(combinations)}\n${count(combinations)}`);
  const wrong = new Map<string, string[]>();
  for (const { fault, step, wrong: why } of combinations)
    if (why) wrong.set(`${step}: ${why}`, [...(wrong.get(`${step}: ${why}`) ?? []), fault]);
  assert.is(
    [...wrong]
      .slice(0, 40)
      .map(([why, faults]) => `${why}\n    ${faults.join(', ')}`)
      .join('\n'),
    '',
    `${wrong.size} went wrong`,
  );
  const met = combinations.filter((one) => one.met).length;
  assert.ok(met >= least, `only ${met} combinations were met`);
}

/** What was asked for, as a column of the table. */
function stepOf(path: string): string {
  const { pathname } = new URL(path, 'http://cluster');
  if (/\/pods\/[^/]+\/log$/.test(pathname)) return 'log';
  if (/\/pods\/[^/]+$/.test(pathname)) return 'pod';
  if (pathname.endsWith('/events')) return 'events';
  if (pathname.endsWith('/pods')) return 'pods';
  if (/\/(deployments|replicasets|statefulsets|daemonsets|jobs)/.test(pathname)) return 'owner';
  return 'follow-up';
}

/** Without the target itself there is no report. */
const isTargetOf = ({ target }: Truth, path: string) => path.split('?')[0]?.endsWith(`/${target.split('/').at(-1)}`) ?? false;

/** Of a partial report: what it could not read is listed; what it says is true, a guess, or nothing. */
function wrongReport(report: Report, truth: Truth, shouldList: string | undefined): string | undefined {
  if (!isHonest(report, truth)) return `verdict: ${report.verdict?.confidence} ${report.verdict?.cause}, true: ${truth.cause}`;
  if (shouldList === undefined) return undefined;
  const listed = report.pods.flatMap(({ gaps }) => gaps).some(({ command }) => command.includes(shouldList));
  return listed ? undefined : `not listed as a gap: ${shouldList}`;
}

// ---- the real kubectl ------------------------------------------------------------------------

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

// ---- at the port -----------------------------------------------------------------------------

const port = suite('at the port, over many recordings');

const said =
  (stderr: string, exit = 1, signal?: string) =>
  (answer: Answer): Answer => ({ ...answer, stdout: '', exit: signal ? null : exit, failure: failureOf(stderr, exit, signal) });
const shows =
  (change: (stdout: string) => string) =>
  (answer: Answer): Answer => ({ ...answer, stdout: clean(change(answer.stdout)) });
const RBAC = (answer: Answer): Answer =>
  said(
    'Error from server (Forbidden): things "x" is forbidden: User "dev" cannot get resource "things" in API group "" in the namespace "shop"',
  )(answer);

/** In kubectl's measured words (see failure.ts), or as stdout that is not what was asked for. */
const PORT_FAULTS: Record<string, (answer: Answer) => Answer> = {
  timeout: (answer) => ({ ...answer, stdout: '', exit: null, failure: { kind: 'timeout', message: 'no answer within 3 s' } }),
  refused: said('The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?'),
  'reset, after five lines of klog': said(
    `${'E1121 03:00:00.000000  1 memcache.go:265] "Unhandled Error" err="x"\n'.repeat(5)}Unable to connect to the server: read tcp 10.0.0.1:1->10.0.0.2:6443: read: connection reset by peer`,
  ),
  '401': said('error: You must be logged in to the server (Unauthorized)'),
  '403': RBAC,
  '409': said('Error from server (Conflict): Operation cannot be fulfilled'),
  '410': said('Error from server (Expired): The provided continue parameter is too old'),
  '429': said('Error from server (TooManyRequests): Too many requests, please try again later.'),
  '500': said('Error from server (InternalError): Internal error occurred: etcdserver: request timed out'),
  '503 with a web page': said(
    'Error from server (ServiceUnavailable): an error on the server ("<html><h1>503</h1></html>") has prevented the request from succeeding',
  ),
  'killed by the kernel': said('', 0, 'SIGKILL'),
  'a credential plugin that fails': said(
    'token expired\nUnable to connect to the server: getting credentials: exec: executable aws failed with exit code 255',
  ),
  'cut off by kubectl': said('error: unexpected EOF'),
  interrupted: (answer) => ({
    ...answer,
    stdout: '',
    exit: null,
    failure: { kind: 'stopped', message: 'interrupted before kubectl answered' },
  }),
  'too large': (answer) => ({ ...answer, stdout: answer.stdout.slice(0, 20), cut: true }),
  'empty, and well': shows(() => ''),
  garbage: shows(() => '\x00\x01\xff{{{]]]\x1b[31m'),
  'a web page': shows(() => '<!doctype html><html><body>Sign in</body></html>'),
  null: shows(() => 'null'),
  'a number': shows(() => '7'),
  'a list of nulls': shows(() => '{"kind":"List","items":[null,null]}'),
  'a Status, and well': shows(() => '{"kind":"Status","status":"Failure","message":"no","code":500}'),
  'another kind': shows(() => '{"kind":"Node","metadata":{"name":"node-1"}}'),
  'cut off in the middle': shows((text) => text.slice(0, Math.floor(text.length / 2))),
  'cut off before the last byte': shows((text) => text.trimEnd().slice(0, -1)),
};

async function atPort(
  name: string,
  faulty: (path: string, answer: Answer) => Answer,
): Promise<{ report?: Report; error?: Error; asked: string[] }> {
  const { kubectl: fake, namespace, now } = fakeKubectl(caseFolder(name));
  const asked: string[] = [];
  const kubectl: Kubectl = async (args, limits) => {
    const path = args[1] === '--raw' ? (args[2] as string) : args.join(' ');
    asked.push(path);
    return faulty(path, await fake(args, limits));
  };
  const [target] = targetsOf([truthOf(caseFolder(name)).target]).targets;
  try {
    return {
      report: await investigate(target as Target, namespace, {
        kubectl,
        evidence: new Evidence(now),
        deadline: Number.POSITIVE_INFINITY,
        clock: () => 0,
        calls: [],
        progress: () => {},
      }),
      asked,
    };
  } catch (error) {
    return { error: error as Error, asked };
  }
}

async function tryAtPort(
  name: string,
  path: string,
  fault: string,
  act: (answer: Answer) => Answer,
  isTarget: boolean,
): Promise<Combination> {
  let met = false;
  const { report, error } = await atPort(name, (asked, answer) => {
    if (asked !== path) return answer;
    met = true;
    return answer.failure && /^(?:empty|garbage|a |null|another|cut off|too large)/.test(fault) ? answer : act(answer);
  });
  const step = stepOf(path);
  const combination = (wrong: string | undefined): Combination => ({
    fault,
    step,
    met,
    wrong: wrong && `${wrong} (${name}, ${path.slice(0, 140)})`,
  });
  if (error)
    return combination(
      error instanceof KubectlError
        ? isTarget || step === 'owner' || step === 'pods'
          ? undefined
          : `no report: ${error.message}`
        : `uncaught: ${error.stack}`,
    );
  if (!report) return combination('nothing at all');
  // A log may be empty; what was refused anyway is no gap of ours; and the names of keys are lines among others.
  const isAny =
    report.calls.some(({ failure, args }) => failure === null && args.join(' ').includes(path)) &&
    ((step === 'log' && /^(?:empty|too large)/.test(fault)) || !path.startsWith('/'));
  const refusedAnyway = report.calls.some(
    ({ failure, args }) => (failure === 'no-log' || failure === 'not-found') && args.join(' ').includes(path),
  );
  return combination(
    wrongReport(
      report,
      truthOf(caseFolder(name)),
      isAny || refusedAnyway ? undefined : path.startsWith('/') ? path.split('?')[0] : path.split(' ')[1],
    ),
  );
}

/** What is true of these stands in a log alone: beside the container that fails first, or behind an exit code of two meanings. */
const TOLD_BY_LOGS = ['near-localhost-sidecar', 'mem-node-heap'];

port('each fault on each path, of every fifty-fifth recording', async () => {
  const combinations: Combination[] = [];
  for (const name of CASE_NAMES.filter((name, index) => index % 55 === 0 || TOLD_BY_LOGS.includes(name))) {
    const { asked, report } = await atPort(name, (_, answer) => answer);
    // What is said of the whole recording is judged elsewhere.
    if (!report || !isHonest(report, truthOf(caseFolder(name)))) continue;
    for (const path of new Set(asked)) {
      for (const [fault, act] of Object.entries(PORT_FAULTS)) {
        // The end of a log that is cut off by nobody who says so cannot be missed: kubectl itself tells where it was cut.
        if (stepOf(path) === 'log' && fault.startsWith('cut off') && fault !== 'cut off by kubectl') continue;
        combinations.push(await tryAtPort(name, path, fault, act, isTargetOf(truthOf(caseFolder(name)), path)));
      }
    }
  }
  conclude(combinations, 1500);
});

port('cut off at each byte of a small answer', async () => {
  const combinations: Combination[] = [];
  const name = 'ref-configmap-key-near';
  const { asked } = await atPort(name, (_, answer) => answer);
  const path = asked.find((one) => one.includes('/configmaps/')) ?? (asked.at(-1) as string);
  let length = 0;
  await atPort(name, (one, answer) => {
    if (one === path) length = answer.stdout.length;
    return answer;
  });
  for (let at = 0; at < length; at += Math.max(1, Math.floor(length / 700))) {
    combinations.push({
      ...(await tryAtPort(
        name,
        path,
        'cut off',
        shows((text) => text.slice(0, at)),
        false,
      )),
      fault: `at byte ${Math.floor(at / 100) * 100} and on`,
    });
  }
  conclude(combinations, Math.min(90, length));
});

real.run();
port.run();
