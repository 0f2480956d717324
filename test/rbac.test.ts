/** docs/rbac.yaml against everything that the recorded cases ask for: with its rules nothing is missing, and none is too much. */
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { targetsOf } from '../src/cli/targets.ts';
import { failureOf } from '../src/cluster/failure.ts';
import type { Kubectl } from '../src/cluster/port.ts';
import type { Target } from '../src/command.ts';
import { investigate } from '../src/diagnosis/investigate.ts';
import { KubectlError } from '../src/errors.ts';
import { Evidence } from '../src/evidence/evidence.ts';
import type { Report } from '../src/report.ts';
import { CASE_NAMES } from './case-names.ts';
import { fakeKubectl } from './fake-kubectl.ts';
import { truthOf } from './judge.ts';
import { rightFor, rightsOf, roles } from './rights.ts';

const rights = new Set(roles.flatMap((role) => role.rules.flatMap((rule) => rightsOf(role, rule))));

/** In the words of the API server. */
function refusal(right: string): string {
  const [, verb, group, resource, where] = right.match(/^(\S+) ([^/]*)\/(\S+) @(\S+)$/) ?? [];
  return `Error from server (Forbidden): ${resource} is forbidden: User "dev" cannot ${verb} resource "${resource}" in API group "${group}" ${where === 'namespace' ? 'in the namespace "shop"' : 'at the cluster scope'}`;
}

async function runWith(
  name: string,
  isAllowed: (right: string) => boolean,
): Promise<{ asked: Set<string>; report?: Report; error?: unknown }> {
  const folder = fileURLToPath(new URL(`cases/${name}/`, import.meta.url));
  const fake = fakeKubectl(folder);
  const asked = new Set<string>();
  const kubectl: Kubectl = async (args, limits) => {
    const right = rightFor(args);
    asked.add(right);
    return isAllowed(right)
      ? fake.kubectl(args, limits)
      : { stdout: '', cut: false, exit: 1, ms: 1, bytes: 0, failure: failureOf(refusal(right), 1) };
  };
  const [target] = targetsOf([truthOf(folder).target]).targets;
  const evidence = new Evidence(fake.now, [], true);
  try {
    return {
      asked,
      report: await investigate(target as Target, fake.namespace, {
        kubectl,
        evidence,
        deadline: Number.POSITIVE_INFINITY,
        clock: () => 0,
        calls: [],
        progress: () => {},
      }),
    };
  } catch (error) {
    return { asked, error };
  }
}

/** Right → the cases that ask for it. */
const users = new Map<string, string[]>();

test('nothing is asked for that the roles do not give', async () => {
  const missing = new Map<string, string>();
  for (const name of CASE_NAMES) {
    const { asked } = await runWith(name, () => true);
    for (const right of asked) {
      users.set(right, [...(users.get(right) ?? []), name]);
      if (!rights.has(right)) missing.set(right, name);
    }
  }
  assert.equal([...missing], []);
});

test('no rule is too much', () => {
  // kubectl's own WebSocket: the recordings hold calls, not connections; a ReplicaSet that no Deployment has made: of that there is none.
  const others = ['get /pods/exec @namespace', 'get apps/replicasets @namespace'];
  const unused = [...rights].filter((right) => !users.has(right) && !others.includes(right));
  assert.equal(unused, []);
});

test('without one of them: just that gap, with the verb and the resource', async () => {
  for (const [right, names] of users) {
    const [verb, resource, where] = right.split(/[ @]+/) as [string, string, string];
    const [group, ...plural] = resource.split('/');
    const name = names[0] as string;
    const { report, error } = await runWith(name, (asked) => asked !== right);
    if (error) {
      assert.ok(error instanceof KubectlError, `${right}, ${name}: ${(error as Error).stack}`);
      assert.match(error.message, `cannot ${verb} resource "${plural.join('/')}"`);
      continue;
    }
    const gaps = (report?.pods ?? []).flatMap((pod) => pod.gaps).filter(({ gap }) => gap === 'forbidden');
    assert.ok(gaps.length > 0, `${right} (${where}), ${name}: no gap`);
    for (const { needs } of gaps) assert.equal(needs, { verb, resource: plural.join('/'), group }, `${right}, ${name}`);
  }
});

test.run();
