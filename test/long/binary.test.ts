/** The built program as a plugin: found by the real kubectl through its own look-up, over recordings served as a cluster. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { makeExecutable, writeCode, writeProgram } from '../../scripts/executable.mjs';
import { nodeBinary } from '../../scripts/node-binary.mjs';
import { serve } from '../../scripts/replay.mjs';
import { nativeTarget } from '../../scripts/targets.mjs';
import { WARM_UP } from '../../scripts/warm-up-runs.mjs';
import type { Report } from '../../src/report.ts';
import { reportOn, truthOf } from '../judge.ts';
import { kubectlFolder } from '../kubectl-binary.ts';
import { buildOnce, DIST, HOME, launch, PROGRAM, wrongEnd } from '../program.ts';

const caseFolder = (name: string) => fileURLToPath(new URL(`../cases/${name}/`, import.meta.url));
const CASES = ['dep-chain', 'ref-configmap-key-near', 'exit-message-only', 'mem-sidecar', 'probe-named-port', 'calm-rollout'];
const NAMED = 'ref-configmap-key-near';
const TIMEOUT = 20_000;

const found = await kubectlFolder('1.34');
const PATH = 'folder' in found ? `${found.folder}:${DIST}:/usr/bin:/bin` : '';
if (!PATH) console.log(`skipped: ${(found as { reason: string }).reason}`);
const plugin = PATH ? test : Object.assign((name: string, run: () => Promise<void>) => test.skip(name, run), test);
buildOnce();
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8')),
);

/** What the two ways may differ in: what each call took; ages and times, which a served recording moves to now. */
function essence({ verdict, pods, steps }: Report) {
  return {
    verdict: verdict && { ...verdict, summary: timeless(verdict.summary) },
    steps: steps.map(({ step, outcome }) => ({ step, outcome })),
    pods: pods.map(({ name, owner, healthy, containers, gaps }) => ({
      name,
      owner,
      healthy,
      gaps: gaps.map(({ step, gap }) => ({ step, gap })),
      containers: containers.map((container) => ({
        name: container.name,
        restarts: container.restarts,
        exitCode: container.exitCode,
        state: container.state,
        findings: container.findings.map(({ cause, confidence, object, fixes }) => ({
          cause,
          confidence,
          object,
          fixes: fixes.map(({ command }) => command && timeless(command)),
        })),
      })),
    })),
  };
}
const timeless = (text: string) => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME').replace(/\d\d:\d\d:\d\d/g, 'TIME');

type Server = Awaited<ReturnType<typeof serve>>;

/** Closed whatever happens: an open one would keep a failed test from ending. */
async function served(name: string, body: (server: Server) => Promise<void>, options: { shift?: boolean } = {}): Promise<void> {
  const server = await serve(caseFolder(name), options);
  try {
    await body(server);
  } finally {
    await server.close();
  }
}

for (const name of CASES) {
  const compared = async (server: Server) => {
    const { target } = truthOf(caseFolder(name));
    const outcome = await launch('kubectl', ['crashloop', target, '-o', 'json', '--no-exec'], {
      env: { PATH, KUBECONFIG: server.kubeconfig },
    });
    assert.is(wrongEnd(outcome, TIMEOUT), undefined);
    const report = JSON.parse(outcome.stdout) as Report;
    assert.ok(validate(report), JSON.stringify(validate.errors?.[0]));
    const expected = await reportOn(caseFolder(name));
    assert.equal(essence(report), essence(expected));
    assert.is(outcome.code, expected.pods.some(({ healthy }) => !healthy) ? 1 : 0);
    assert.ok(
      server.requests.every(({ method }: { method: string }) => method === 'GET'),
      'nothing but GET',
    );
  };
  plugin(`kubectl crashloop on ${name}: the report of the port's double`, () => served(name, compared, { shift: true }));
}

const foundByKubectl = async (server: Server) => {
  const { target } = truthOf(caseFolder(NAMED));
  const list = spawnSync('kubectl', ['plugin', 'list'], { encoding: 'utf8', env: { PATH, HOME } });
  assert.match(list.stdout, /kubectl-crashloop/);
  for (const args of [
    ['crashloop', target, '--context=replay'],
    ['crashloop', '--user', 'replay', target],
  ]) {
    const outcome = await launch('kubectl', args, { env: { PATH, KUBECONFIG: server.kubeconfig } });
    assert.is(wrongEnd(outcome, TIMEOUT), undefined);
    assert.is(outcome.code, 1);
    assert.match(outcome.stdout, /^cause +/m);
    assert.match(outcome.stdout, /^fix +/m);
  }
};
plugin('found by kubectl itself, with its flags in front and behind', () => served(NAMED, foundByKubectl));

const refuses = async (server: Server) => {
  const env = { PATH, KUBECONFIG: server.kubeconfig };
  for (const [args, words] of [
    [['no-such-pod'], /not found/],
    [['deploy/no-such'], /not found/],
    [['--no-such-flag'], /unknown|no-such-flag/],
    [['a/b/c'], /./],
    [['x', '--context=absent'], /absent/],
    [['x', '-o', 'toml'], /toml/],
    [['x', '--timeout=never'], /never/],
  ] as const) {
    const outcome = await launch('kubectl', ['crashloop', ...args], { env });
    assert.is(wrongEnd(outcome, TIMEOUT), undefined, args.join(' '));
    assert.is(outcome.code, 2, args.join(' '));
    assert.match(outcome.stderr, words);
  }
};
plugin('what is not there: exit code 2, one error, nothing on stdout', () => served(NAMED, refuses));

test('without a cluster: version, help, demo, explain', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
  const env = { PATH: '/nowhere', KUBECONFIG: '/nowhere' };
  const run = async (...args: string[]) => {
    const outcome = await launch(PROGRAM, args, { env });
    assert.is(wrongEnd(outcome, TIMEOUT), undefined, args.join(' '));
    assert.is(outcome.code, 0, `${args.join(' ')}: ${outcome.stderr}`);
    return outcome.stdout;
  };
  assert.match(await run('--version'), new RegExp(`^${version.replaceAll('.', '\\.')}\\b`));
  assert.match(await run('--help'), /exit code: 0 all is well/);
  assert.match(await run('explain', '137'), /137/);
  assert.match(await run('explain', 'oom-killed'), /memory/i);
  assert.match(await run('demo'), /^cause +/m);
});

const target = nativeTarget();
const isExecutable = target !== undefined && !process.env['CRASHLOOP_DIST'] && readFileSync(PROGRAM).subarray(0, 2).toString() !== '#!';
(isExecutable ? test : test.skip)('built again, elsewhere, it is the same executable, byte by byte', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'crashloop-again-'));
  try {
    const output = join(folder, 'kubectl-crashloop');
    await makeExecutable({ script: readFileSync(join(DIST, 'kubectl-crashloop.cjs')), target: target as object, output, warmUp: WARM_UP });
    assert.ok(readFileSync(output).equals(readFileSync(PROGRAM)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

// What is rejected costs a third of the time of a run, and nothing tells of it (node.js/vm.md, script.cachedDataRejected).
(isExecutable ? test : test.skip)('V8 takes the code that is made for the executable', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'crashloop-code-'));
  try {
    const { path } = await nodeBinary(target as object);
    writeProgram(readFileSync(join(DIST, 'kubectl-crashloop.cjs')), folder);
    writeCode(path, folder, WARM_UP);
    const take = `const { readFileSync } = require('node:fs');
      const cachedData = readFileSync('cache');
      const { cachedDataRejected } = new (require('node:vm').Script)(readFileSync('program', 'latin1'), { filename: 'kubectl-crashloop.cjs', cachedData });
      process.stdout.write(JSON.stringify({ cachedDataRejected, isEmpty: cachedData.length < 100_000 }));`;
    assert.equal(JSON.parse(execFileSync(path, ['-e', take], { cwd: folder, encoding: 'utf8' })), {
      cachedDataRejected: false,
      isEmpty: false,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.run();
