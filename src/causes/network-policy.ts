import { endProof } from '../evidence/proof.ts';
import { kubectl } from '../fixes/command.ts';
import { runCommands, warned } from '../fixes/object.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { NetworkPolicy } from '../kube/shapes.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { quote } from '../shell-word.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { failing } from '../trace/network/failing.ts';
import type { Blocked } from '../trace/network/network-policy.ts';
import { workloadLabels } from '../trace/network/selector-mismatch.ts';
import { type Cause, RUNG } from './cause.ts';

export const networkPolicy: Cause = {
  id: 'network-policy',
  title: 'a NetworkPolicy does not let it through',
  tier: 'kubernetes',
  covers: ['dep.netpol', 'dep.timeout', 'dep.dns-down', 'init.hang'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('blocked', subject, evidence);
    const [first] = traced?.fault.blocked ?? [];
    if (!traced || !first) return undefined;
    const {
      connection,
      fault: { blocked },
    } = traced;
    const fix = new WorkloadFix(subject, evidence);
    const [policy] = first.policies;
    // The label that a rule asks for, as an earlier revision had it.
    const back = rollback(
      subject,
      evidence,
      () => false,
      (key) => blocked.some(({ near }) => near?.includes(` ${key}=`)),
    );
    const names = [...new Set(blocked.flatMap(({ policies }) => policies.map(({ metadata }) => metadata.name)))];
    return {
      summary: `${failing(subject, connection)}: ${blocked.map(closedIn).join('; and ')}`,
      confidence: 'likely',
      object: {
        kind: 'NetworkPolicy',
        namespace: first.namespace,
        name: policy?.metadata.name ?? names[0] ?? '',
        field: `spec.${first.direction.toLowerCase()}`,
      },
      proof: [connection.proof, ...blocked.map(closedProof), ...present(back?.proof), ...endProof(connection, subject)],
      fixes: [...present(back?.fix), allowAll(blocked, policy, !connection.waits, fix)],
      decides: 'whether the network plugin enforces NetworkPolicies, and has rules of its own besides',
    };
  },
};

function closedIn({ direction, policies, what, near }: Blocked): string {
  const names = policies.map(({ metadata }) => metadata.name).join(', ');
  return `NetworkPolicy ${names} allows no ${direction.toLowerCase()} ${what}${near ? `: ${near}` : ''}`;
}

const closedProof = ({ policies, direction, pod }: Blocked): Proof => ({
  step: 'get netpol',
  quote: `${policies.map(({ metadata }) => metadata.name).join(', ')}: selects ${pod.metadata.name} for ${direction}, no rule allows it`,
  path: `spec.${direction.toLowerCase()}`,
});

/** `policy`: whose manager, if it has one, undoes what is changed by hand. `again`: what needed it is started anew. */
function allowAll(blocked: readonly Blocked[], policy: NetworkPolicy | undefined, again: boolean, fix: WorkloadFix): Fix {
  const what = blocked.map((one) => `${one.direction.toLowerCase()} ${one.what}`).join('; ');
  const commands = groups(blocked).map((group) => command(group, fix));
  return runCommands(warned(`allow it: ${what}`, policy?.metadata ?? { name: '' }), commands, fix, { again });
}

/** One patch for each policy; rules for the same one go together. */
function groups(blocked: readonly Blocked[]): Blocked[][] {
  const byPolicy = new Map<string, Blocked[]>();
  for (const one of blocked) {
    const key = `${one.namespace}/${one.direction}`;
    byPolicy.set(key, [...(byPolicy.get(key) ?? []), one]);
  }
  return [...byPolicy.values()];
}

/** A policy that selects the pod by its labels takes the rule; one for a whole namespace stays closed, and the pod gets a policy of its own. */
function command(group: readonly Blocked[], fix: WorkloadFix): string {
  const [{ direction, namespace, policies, pod }] = group as [Blocked, ...Blocked[]];
  const field = direction.toLowerCase() as 'egress' | 'ingress';
  const rules = group.map(({ rule }) => rule);
  const own = policies.find(
    ({ spec }) => Object.keys(spec.podSelector?.matchLabels ?? {}).length > 0 || (spec.podSelector?.matchExpressions?.length ?? 0) > 0,
  );
  if (own) {
    const operations = own.spec[field]
      ? rules.map((value) => ({ op: 'add', path: `/spec/${field}/-`, value }))
      : [{ op: 'add', path: `/spec/${field}`, value: rules }];
    return kubectl(
      fix.evidence,
      namespace,
      ['patch', 'networkpolicy', own.metadata.name, '--type=json'],
      ['-p', JSON.stringify(operations)],
    );
  }
  const labels = workloadLabels(pod);
  const name = `allow-${Object.values(labels)[0] ?? 'pod'}-${field}`
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '-')
    .slice(0, 60);
  const policy: NetworkPolicy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name },
    spec: { podSelector: { matchLabels: labels }, policyTypes: [direction], [field]: rules },
  };
  return `echo ${quote(JSON.stringify(policy))} | ${kubectl(fix.evidence, namespace, ['apply', '-f', '-'])}`;
}
