/**
 * The built program on a real cluster: scenarios are staged, each in a namespace of its own, and the verdicts held against what is true of
 * them; then a service account with the roles of docs/rbac.yaml (rights.test.ts takes them away rule by rule). Only where CRASHLOOP_TEST_KUBECONFIG names a kubeconfig of a cluster that
 * may be used so; else skipped.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { stringify } from 'yaml';
import type { Report } from '../../src/report.ts';
import { isNamed, truthOf } from '../judge.ts';
import { KUBECONFIG, live, ok, PATH, reportOn, scenario, stage, why } from '../live-cluster.ts';
import { launch } from '../program.ts';
import { type Role, roles } from '../rights.ts';

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

live('docs/rbac.yaml: a service account with these roles has no gap; one without says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'crashloop-rbac-'));
  const name = 'ref-configmap-key-near';
  const truth = truthOf(scenario(name));
  const namespace = await stage(name);
  for (let tries = 0; tries < 30 && !isNamed(await reportOn(truth.target, namespace, KUBECONFIG, ['--no-exec']), truth); tries++)
    await sleep(2000);
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
