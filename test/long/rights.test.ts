/**
 * docs/rbac.yaml rule by rule, as the API server itself decides: without one of them the report says which permission is missing, wherever
 * that reading is asked for at all, and claims nothing because of it. Only on the cluster of CRASHLOOP_TEST_KUBECONFIG.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { stringify } from 'yaml';
import type { Report } from '../../src/report.ts';
import { isHonest, isNamed, truthOf } from '../judge.ts';
import { KUBECONFIG, kubectl, live, ok, PATH, reportOn, scenario, stage, TIMEOUT } from '../live-cluster.ts';
import { launch, wrongEnd } from '../program.ts';
import { type Role, type Rule, rightFor, rightsOf, roles, singly } from '../rights.ts';

/** Of these together every reading is asked for. Most of them are refused or wait: they take nothing of the cluster. */
const SCENARIOS = [
  'ref-configmap-key-near',
  'job-cron-secret',
  'init-own-service',
  'sidecar-other-port',
  'dep-wait-for-it',
  'sched-storage-class',
  'sched-memory',
  'admit-several',
  'admit-limitrange-max',
  'dep-cache-scaled',
  'netpol-queue',
  'perm-rbac-urllib',
  'file-of-shard',
  'file-cronjob-suspended',
  'mem-one-of-three',
];
/** Usage is looked at once others of the workload have been well for longer than the one that fails has lived. */
const ASKED_LATE: Readonly<Record<string, string>> = { 'mem-one-of-three': 'list metrics.k8s.io/pods @namespace' };
/** Programs at a time. */
const AT_ONCE = 3;
/** Seconds until what was staged has gone wrong; a CronJob waits for the next minute. */
const HAPPENS = 120;
const SURE = ['possible', 'likely', 'certain'];
const LABEL = 'crashloop-test-rights';

interface Situation {
  name: string;
  namespace: string;
  asked: Set<string>;
  full: Report;
}

const own = `${process.pid}-${Date.now().toString(36)}`;
test.after(async () => {
  if (KUBECONFIG)
    await kubectl(['delete', 'clusterrole,clusterrolebinding', '-l', `${LABEL}=${own}`, '--wait=false', '--ignore-not-found']);
});

/** A user with every right of the roles but these: one that holds in the whole cluster holds in the namespace too. */
function userWithout(lost: ReadonlySet<string>, user: string, namespace: string): object[] {
  const isLeft = (role: Role, rule: Rule) =>
    rightsOf(role, rule).every(
      (right) => !lost.has(right) && !(role.kind === 'ClusterRole' && lost.has(right.replace('@cluster', '@namespace'))),
    );
  return ['Role', 'ClusterRole'].flatMap((kind) => {
    const rules = roles
      .filter((role) => role.kind === kind)
      .flatMap((role) => role.rules.flatMap(singly).filter((rule) => isLeft(role, rule)));
    const metadata = { name: user, labels: { [LABEL]: own }, ...(kind === 'Role' ? { namespace } : {}) };
    const apiGroup = 'rbac.authorization.k8s.io';
    return [
      { apiVersion: `${apiGroup}/v1`, kind, metadata, rules },
      {
        apiVersion: `${apiGroup}/v1`,
        kind: `${kind}Binding`,
        metadata,
        roleRef: { apiGroup, kind, name: user },
        subjects: [{ apiGroup, kind: 'User', name: user }],
      },
    ];
  });
}

/** The API server decides as for that user; without its groups but those that everybody has. */
async function runAs(user: string, name: string, namespace: string): Promise<{ report?: Report; error: string }> {
  const args = ['crashloop', truthOf(scenario(name)).target, '-n', namespace, '-o', 'json', `--timeout=${TIMEOUT}ms`, `--as=${user}`];
  const outcome = await launch('kubectl', args, { env: { PATH, KUBECONFIG } });
  assert.is(wrongEnd(outcome, TIMEOUT), undefined, `${user}, ${name}`);
  return outcome.code === 2 ? { error: outcome.stderr } : { report: JSON.parse(outcome.stdout) as Report, error: '' };
}

/** VERB GROUP/RESOURCE of each permission that the report says it lacks. */
const missingIn = ({ pods, gaps = [] }: Report) =>
  new Set(
    [...gaps, ...pods.flatMap((pod) => pod.gaps)]
      .filter(({ gap }) => gap === 'forbidden')
      .map(({ needs }) => `${needs?.verb} ${needs?.group}/${needs?.resource}`),
  );
const askedIn = ({ calls }: Report) => new Set(calls.map(({ args }) => rightFor(args)));
const withoutPlace = (right: string) => right.split(' @')[0] as string;

async function situationOf(name: string): Promise<Situation> {
  const truth = truthOf(scenario(name));
  const namespace = await stage(name);
  const user = `whole-${namespace}`;
  await ok(
    ['create', '-f', '-'],
    userWithout(new Set(), user, namespace)
      .map((object) => stringify(object))
      .join('---\n'),
  );
  for (const from = Date.now(); Date.now() - from < HAPPENS * 1000; await sleep(2000)) {
    if ((await kubectl(['get', truth.target, '-n', namespace])).code !== 0 || !isNamed(await reportOn(truth.target, namespace), truth))
      continue;
    const { report, error } = await runAs(user, name, namespace);
    assert.ok(report, error);
    assert.equal([...missingIn(report as Report)], [], name);
    const asked = askedIn(report as Report);
    const late = ASKED_LATE[name];
    if (late !== undefined && !asked.has(late)) continue;
    return { name, namespace, asked, full: report as Report };
  }
  return assert.unreachable(
    `${name}: ${truth.cause} is not what is said${ASKED_LATE[name] ? ', or its reading is not asked for' : ''}`,
  ) as never;
}

async function sideBySide<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await run(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

live('without one rule of docs/rbac.yaml, just that permission is missed, and nothing is claimed', async () => {
  const situations: Situation[] = [];
  await sideBySide(SCENARIOS, async (name) => {
    situations.push(await situationOf(name));
  });
  situations.sort((a, b) => SCENARIOS.indexOf(a.name) - SCENARIOS.indexOf(b.name));
  const all = roles.flatMap((role) => role.rules.map((rule) => rightsOf(role, rule)));
  const tried = all.flatMap((rights, index) => {
    const situation = situations.find(({ asked }) => rights.some((right) => asked.has(right)));
    return situation ? [{ rights, situation, user: `lacks-${index}-${situation.namespace}` }] : [];
  });
  const untried = all.filter((rights) => !tried.some((one) => one.rights === rights)).map(([right = '']) => withoutPlace(right));
  assert.equal(untried, [], 'rules that nothing asks for');
  const objects = tried.flatMap(({ rights, user, situation }) => userWithout(new Set(rights), user, situation.namespace));
  await ok(['create', '-f', '-'], objects.map((object) => stringify(object)).join('---\n'));
  const faults: string[] = [];
  await sideBySide(tried, async ({ rights, user, situation: { name, namespace, full } }) => {
    const { report, error } = await runAs(user, name, namespace);
    const wrong = (text: string) => faults.push(`${name} without ${rights.join(', ')}: ${text}`);
    if (!report) {
      const says = rights.some((right) =>
        error.includes(`cannot ${right.split(' ')[0]} resource "${withoutPlace(right).split('/').slice(1).join('/')}"`),
      );
      if (!says) wrong(error);
      return;
    }
    const lacking = [...askedIn(report)].filter(
      (right) => rights.includes(right) || rights.includes(right.replace('@cluster', '@namespace')),
    );
    const [wanted, said] = [new Set(lacking.map(withoutPlace)), missingIn(report)];
    if (wanted.size === 0) wrong('not asked for any more');
    if (wanted.size !== said.size || [...wanted].some((one) => !said.has(one))) wrong(`lacks ${[...wanted]}, says ${[...said]}`);
    if (!isHonest(report, truthOf(scenario(name)))) wrong(`claims ${report.verdict?.cause}: ${report.verdict?.summary}`);
    const [before, after] = [full, report].map(({ verdict }) => SURE.indexOf(verdict?.confidence ?? ''));
    if (Number(after) > Number(before)) wrong(`is more sure: ${full.verdict?.confidence} → ${report.verdict?.confidence}`);
  });
  assert.is(faults.join('\n'), '');
  console.log(`${tried.length} of ${all.length} rules taken away`);
});

test.run();
