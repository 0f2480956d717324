/**
 * The built program on a real cluster: scenarios are staged, each in a namespace of its own, and the verdicts held against what is true of
 * them; then docs/rbac.yaml, as the API server itself decides. Only where CRASHLOOP_TEST_KUBECONFIG names a kubeconfig of a cluster that
 * may be used so; else skipped.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseAllDocuments, stringify } from 'yaml';
import type { Report } from '../../src/report.ts';
import { isNamed, truthOf } from '../judge.ts';
import { kubectlFolder } from '../kubectl-binary.ts';
import { buildOnce, DIST, launch, wrongEnd } from '../program.ts';

const KUBECONFIG = process.env['CRASHLOOP_TEST_KUBECONFIG'];
/** They need no images but those of busybox, nginx, node, python and redis. */
const SCENARIOS = [
  'exit-message-only',
  'exit-silent',
  'exit0-node-end',
  'file-nginx-semicolon',
  'flag-redis',
  'job-cron-secret',
  'sched-storage-class',
  'vol-secret-missing',
];
/** Seconds until a staged crash has happened; a CronJob waits for the next minute. */
const HAPPENS = 150;

const binary = await kubectlFolder('1.34');
const why = !KUBECONFIG ? 'CRASHLOOP_TEST_KUBECONFIG names no cluster' : 'reason' in binary ? binary.reason : undefined;
if (why) console.log(`skipped: ${why}`);
const live = why ? Object.assign((name: string, run: () => Promise<void>) => test.skip(name, run)) : test;
const PATH = 'folder' in binary ? `${binary.folder}:${DIST}:/usr/bin:/bin` : '';
const TIMEOUT = 30_000;
if (!why) buildOnce();

function kubectl(args: readonly string[], input = ''): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(join(PATH.split(':')[0] as string, 'kubectl'), args, {
    env: { ...process.env, KUBECONFIG },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (piece) => {
    said.stdout += piece;
  });
  child.stderr.on('data', (piece) => {
    said.stderr += piece;
  });
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })));
}

const namespaces: string[] = [];
test.after(async () => {
  if (namespaces.length) await kubectl(['delete', 'namespace', ...namespaces, '--wait=false', '--ignore-not-found']);
});

async function ok(args: readonly string[], input = ''): Promise<string> {
  const { code, stdout, stderr } = await kubectl(args, input);
  assert.is(code, 0, `kubectl ${args.join(' ')}: ${stderr}`);
  return stdout;
}

async function newNamespace(): Promise<string> {
  const name = `s-${Math.random().toString(36).slice(2, 8).padEnd(6, '0')}`;
  await ok(['create', 'namespace', name]);
  namespaces.push(name);
  for (let tries = 0; tries < 30 && (await kubectl(['get', 'serviceaccount', 'default', '-n', name])).code !== 0; tries++) await sleep(500);
  return name;
}

const scenario = (name: string) => fileURLToPath(new URL(`../scenarios/${name}/`, import.meta.url));

async function stage(name: string): Promise<string> {
  const namespace = await newNamespace();
  await ok(['apply', '-n', namespace, '-f', '-'], readFileSync(join(scenario(name), 'manifest.yaml'), 'utf8').replaceAll('$NS', namespace));
  return namespace;
}

async function reportOn(target: string, namespace: string, kubeconfig = KUBECONFIG, more: readonly string[] = []): Promise<Report> {
  const outcome = await launch('kubectl', ['crashloop', target, '-n', namespace, '-o', 'json', `--timeout=${TIMEOUT}ms`, ...more], {
    env: { PATH, KUBECONFIG: kubeconfig },
  });
  assert.is(wrongEnd(outcome, TIMEOUT), undefined, target);
  assert.is.not(outcome.code, 2, outcome.stderr);
  return JSON.parse(outcome.stdout) as Report;
}

/** All of them happen at the same time. */
const staged = new Map<string, string>();
test.before(async () => {
  if (why) return;
  await Promise.all(SCENARIOS.map(async (name) => staged.set(name, await stage(name))));
});

for (const name of SCENARIOS) {
  live(`on a cluster: ${name}`, async () => {
    const truth = truthOf(scenario(name));
    const namespace = staged.get(name) as string;
    let said = 'nothing yet';
    for (const from = Date.now(); Date.now() - from < HAPPENS * 1000; await sleep(3000)) {
      const { code, stdout, stderr } = await launch('kubectl', ['crashloop', truth.target, '-n', namespace, '-o', 'json'], {
        env: { PATH, KUBECONFIG },
      });
      said = code === 2 ? stderr : stdout;
      if (code === 1 && isNamed(JSON.parse(stdout) as Report, truth)) return;
    }
    assert.unreachable(`true: ${truth.cause}, said: ${said}`);
  });
}

interface Role {
  kind: string;
  metadata: { name: string; namespace?: string };
  rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[];
}
const rolesOf = () =>
  parseAllDocuments(readFileSync(new URL('../../docs/rbac.yaml', import.meta.url), 'utf8')).map((document) => document.toJS() as Role);

/** A kubeconfig of a service account that has these roles alone. */
async function accountWith(roles: readonly Role[], namespace: string, folder: string, account: string): Promise<string> {
  const objects: object[] = [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: account, namespace } }];
  for (const role of roles) {
    const name = `${role.metadata.name}-${account}${role.kind === 'ClusterRole' ? `-${namespace}` : ''}`;
    const place = role.kind === 'Role' ? { namespace } : {};
    objects.push(
      { ...role, metadata: { name, ...place } },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: `${role.kind}Binding`,
        metadata: { name, ...place },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: role.kind, name },
        subjects: [{ kind: 'ServiceAccount', name: account, namespace }],
      },
    );
  }
  await ok(['apply', '-f', '-'], objects.map((object) => stringify(object)).join('---\n'));
  const token = (await ok(['create', 'token', account, '-n', namespace])).trim();
  const config = JSON.parse(await ok(['config', 'view', '--raw', '--minify', '--flatten', '-o', 'json'])) as {
    users: unknown;
    contexts: { context: { user: string; namespace: string } }[];
  };
  config.users = [{ name: 'account', user: { token } }];
  for (const { context } of config.contexts) Object.assign(context, { user: 'account', namespace });
  const file = join(folder, account);
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}

live('docs/rbac.yaml: with these no gap; without one, just that', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'crashloop-rbac-'));
  const name = 'ref-configmap-key-near';
  const truth = truthOf(scenario(name));
  const namespace = await stage(name);
  for (let tries = 0; tries < 30 && !isNamed(await reportOn(truth.target, namespace, KUBECONFIG, ['--no-exec']), truth); tries++)
    await sleep(2000);
  const roles = rolesOf();
  const only = (...names: string[]) => roles.filter(({ metadata }) => names.includes(metadata.name));
  const forbidden = ({ pods }: Report) =>
    pods
      .flatMap(({ gaps }) => gaps)
      .filter(({ gap }) => gap === 'forbidden')
      .map(({ needs }) => `${needs?.verb} ${needs?.resource}`);
  try {
    const enough = await accountWith(
      only('crashloop-verdict', 'crashloop-dependencies', 'crashloop-secret-keys'),
      namespace,
      folder,
      'enough',
    );
    const report = await reportOn(truth.target, namespace, enough);
    assert.equal(forbidden(report), []);
    assert.ok(isNamed(report, truth));
    for (const [account, resource, gap] of [
      ['no-log', 'pods/log', 'get pods/log'],
      ['no-events', 'events', 'list events'],
      ['no-settings', 'configmaps', 'list configmaps'],
    ] as const) {
      const fewer = only('crashloop-verdict', 'crashloop-dependencies', 'crashloop-secret-keys').map((role) => ({
        ...role,
        rules: role.rules
          .map((rule) => ({ ...rule, resources: rule.resources.filter((one) => one !== resource) }))
          .filter(({ resources }) => resources.length > 0),
      }));
      const gaps = forbidden(await reportOn(truth.target, namespace, await accountWith(fewer, namespace, folder, account)));
      // A log that no container has written yet is not asked for.
      assert.equal(
        [...new Set(gaps)].filter((one) => one !== gap),
        [],
        account,
      );
      if (resource !== 'pods/log') assert.ok(gaps.includes(gap), `${account}: ${gaps.join(', ')}`);
    }
    const nobody = await launch('kubectl', ['crashloop', truth.target, '-n', namespace], {
      env: { PATH, KUBECONFIG: await accountWith([], namespace, folder, 'nobody') },
    });
    assert.is(nobody.code, 2);
    assert.match(nobody.stderr, /cannot get resource "(deployments|pods)"/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.run();
