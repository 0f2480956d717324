/** Commands that give a service account the right to do one thing. */
import type { Role, RoleBinding } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import type { Denial, MeantRule, Request } from '../trace/objects/access.ts';
import { kubectl } from './command.ts';
import { patchObject, runCommands } from './object.ts';
import type { JsonPatch, WorkloadFix } from './workload.ts';

/** A lease is held by leader election, which needs all of these (client-go tools/leaderelection/resourcelock/leaselock.go). */
const FOR_LEASE = ['get', 'create', 'update'];

/** Clients that watch need all three; those that write need to read. */
function verbsFor({ verb, resource }: Request): string[] {
  if (resource === 'leases') return [...new Set([...FOR_LEASE, verb])];
  if (['get', 'list', 'watch'].includes(verb)) return ['get', 'list', 'watch'];
  return ['create', 'update', 'patch'].includes(verb) ? [...new Set(['get', 'create', 'update', verb])] : [verb];
}

/** Of a rule that has some verbs: the one that is asked for, and what a lease needs besides. */
const lackingIn = (verbs: readonly string[], { verb, resource }: Request): string[] =>
  (resource === 'leases' ? [...new Set([...FOR_LEASE, verb])] : [verb]).filter((one) => !verbs.includes(one));

const AGAIN = { again: true };

export function allow(denial: Denial, request: Request, fix: WorkloadFix): Fix {
  switch (denial.kind) {
    case 'bound-to-others':
      return boundToo(denial.binding, request, fix);
    case 'role-lacks-verb':
      return isShared(denial.role) ? anew(request, fix) : withVerbs(denial, request, fix);
    case 'role-lacks-resource':
      return isShared(denial.role) ? anew(request, fix) : withResource(denial, request, fix);
    case 'role-unbound':
      return bound(denial.role, request, fix);
    case 'role-absent':
      return denial.near ? boundAnew(denial.binding, denial.near, fix) : roleMade(denial.binding, request, fix);
    default:
      return anew(request, fix);
  }
}

type Of<Kind extends Denial['kind']> = Extract<Denial, { kind: Kind }>;

/** Besides those that it is bound to already. */
function boundToo(binding: RoleBinding, { account, home }: Request, fix: WorkloadFix): Fix {
  const subject = { kind: 'ServiceAccount', name: account, namespace: home };
  const patch: JsonPatch = binding.subjects
    ? { op: 'add', path: '/subjects/-', value: subject }
    : { op: 'add', path: '/subjects', value: [subject] };
  const text = `bind the account ${account} to ${binding.roleRef.name}, too`;
  return patchObject(text, target(binding, 'rolebinding'), [patch], fix, AGAIN);
}

function withVerbs({ role, rule, binding }: Of<'role-lacks-verb'>, request: Request, fix: WorkloadFix): Fix {
  const lacking = lackingIn(role.rules?.[rule]?.verbs ?? [], request);
  return patchObject(
    `let ${role.metadata.name} allow ${lacking.join(' and ')} ${request.resource}`,
    target(role, wordOf(binding)),
    lacking.map((value) => ({ op: 'add', path: `/rules/${rule}/verbs/-`, value })),
    fix,
    AGAIN,
  );
}

function withResource({ role, meant, binding }: Of<'role-lacks-resource'>, request: Request, fix: WorkloadFix): Fix {
  const isMended = meant && (!meant.names || request.name !== undefined);
  return patchObject(
    `let ${role.metadata.name} allow ${request.verb} ${request.resource}`,
    target(role, wordOf(binding)),
    isMended ? mended(meant, request) : [withRule(role, request)],
    fix,
    AGAIN,
  );
}

const withRule = ({ rules }: Role, request: Request): JsonPatch =>
  rules ? { op: 'add', path: '/rules/-', value: ruleOf(request) } : { op: 'replace', path: '/rules', value: [ruleOf(request)] };

function bound({ metadata: { name, namespace } }: Role, { account, home }: Request, fix: WorkloadFix): Fix {
  const words = ['create', 'rolebinding', `${account}-${name}`, `--role=${name}`, `--serviceaccount=${home}:${account}`];
  return runCommands(`bind Role ${name} to the account ${account}`, [kubectl(fix.evidence, namespace, words)], fix, AGAIN);
}

function roleMade({ roleRef, metadata }: RoleBinding, request: Request, fix: WorkloadFix): Fix {
  const command = create(roleRef.kind === 'ClusterRole' ? 'clusterrole' : 'role', roleRef.name, request, fix);
  return runCommands(`make the ${roleRef.kind} that ${metadata.name} names`, [command], fix, AGAIN);
}

/** What a binding refers to cannot be changed (rbac validation: roleRef is immutable). */
function boundAnew({ metadata, subjects = [] }: RoleBinding, role: Role, fix: WorkloadFix): Fix {
  const { name, namespace } = metadata;
  const run = (...words: string[]) => kubectl(fix.evidence, namespace, words);
  const to = subjects.map(({ kind, name: one, namespace: home }) =>
    kind === 'ServiceAccount' ? `--serviceaccount=${home ?? namespace}:${one}` : `--${kind.toLowerCase()}=${one}`,
  );
  return runCommands(
    `bind it to Role ${role.metadata.name}, which exists and allows it; a binding has to be made anew for that`,
    [run('delete', 'rolebinding', name), run('create', 'rolebinding', name, `--role=${role.metadata.name}`, ...to)],
    fix,
    AGAIN,
  );
}

/** A role and a binding of its own: what exists stays as it is. */
function anew(request: Request, fix: WorkloadFix): Fix {
  const { account, home, namespace, resource } = request;
  const wide = namespace === undefined;
  const name = `${wide ? `${home}-` : ''}${account}-${resource.replace('/', '-')}`;
  const [role, binding] = wide ? ['clusterrole', 'clusterrolebinding'] : ['role', 'rolebinding'];
  const bind = kubectl(fix.evidence, namespace, [
    'create',
    binding as string,
    name,
    `--${role}=${name}`,
    `--serviceaccount=${home}:${account}`,
  ]);
  return runCommands(
    `allow the account ${account} to ${request.verb} ${resource} ${wide ? 'in the whole cluster (a Role would be for its namespace alone)' : `in namespace ${namespace}`}`,
    [create(role as string, name, request, fix), bind],
    fix,
    AGAIN,
  );
}

function create(kind: string, name: string, request: Request, fix: WorkloadFix): string {
  const { resource, group, namespace } = request;
  const [main, sub] = resource.split('/');
  const spelled = `${main}${group ? `.${group}` : ''}${sub ? `/${sub}` : ''}`;
  return kubectl(fix.evidence, kind === 'clusterrole' ? undefined : namespace, [
    'create',
    kind,
    name,
    `--verb=${verbsFor(request).join(',')}`,
    `--resource=${spelled}`,
  ]);
}

/** The word that the API does not know gives way to the right one; a group or a name comes to those that are there. */
const mended = ({ rule, word, names }: MeantRule, { resource, group, name }: Request): JsonPatch[] => {
  if (names && name !== undefined) return [{ op: 'add', path: `/rules/${rule}/resourceNames/-`, value: name }];
  return word
    ? [{ op: 'replace', path: `/rules/${rule}/resources/${word.index}`, value: resource }]
    : [{ op: 'add', path: `/rules/${rule}/apiGroups/-`, value: group }];
};

const ruleOf = (request: Request) => ({ apiGroups: [request.group], resources: [request.resource], verbs: verbsFor(request) });

/** Roles that come with the cluster, or that others share. */
const isShared = ({ metadata }: Role) => metadata.namespace === undefined;
const wordOf = ({ roleRef }: RoleBinding) => (roleRef.kind === 'ClusterRole' ? 'clusterrole' : 'role');
const target = (object: Role | RoleBinding, word: string) => ({
  word: object.metadata.namespace === undefined && word === 'rolebinding' ? 'clusterrolebinding' : word,
  metadata: object.metadata,
  namespace: object.metadata.namespace,
});
