/** What RBAC lets a service account do, and which object keeps it from doing one thing more. */
import { distance } from 'fastest-levenshtein';
import { type Evidence, type Known, valueOf } from '../../evidence/evidence.ts';
import type { PolicyRule, Role, RoleBinding } from '../../kube/shapes.ts';
import { nearest } from '../../nearest.ts';

export interface Request {
  account: string;
  home: string;
  verb: string;
  group: string;
  resource: string /** Undefined: the whole cluster. */;
  namespace: string | undefined;
  name: string | undefined;
}

export type Denial =
  /** The role that an account of this name is bound to does not exist. */
  | { kind: 'role-absent'; binding: RoleBinding; near: Role | undefined }
  /** Bound to a role that has the resource, not the verb; `rule`: its index. */
  | { kind: 'role-lacks-verb'; binding: RoleBinding; role: Role; rule: number }
  | { kind: 'role-lacks-resource'; binding: RoleBinding; role: Role; meant: MeantRule | undefined }
  /** A role that allows it is bound to others only. */
  | { kind: 'bound-to-others'; binding: RoleBinding; others: { kind: string; name: string; namespace?: string }[] }
  /** A Role grants it, which is of no use for what belongs to no namespace. */
  | { kind: 'only-in-namespace'; binding: RoleBinding }
  /** A Role of the namespace allows it, and nothing binds it to anybody. */
  | { kind: 'role-unbound'; role: Role }
  /** What it asks for in another namespace, it is allowed in its own. */
  | { kind: 'only-at-home' }
  | { kind: 'nothing-bound' }
  /** The roles could not be read. */
  | { kind: 'unknown' }
  | { kind: 'pending' }
  /** As RBAC stands now, it is allowed. */
  | { kind: 'allowed' };

/** A rule that has the verb, and the resource but for its spelling or its group. */
export interface MeantRule {
  /** It is for objects of these names alone, and what is asked has another one, or none: a list of all. */
  names?: string[];
  rule: number;
  /** As the rule spells the resource, and where; undefined: it has the right name in other groups. */
  word: { text: string; index: number } | undefined;
  groups: string[];
}

const USER = /^system:serviceaccount:([^:]+):([^:]+)$/;

/** The service account behind a user's name; undefined for people and nodes. */
export function accountOf(user: string | undefined): { home: string; account: string } | undefined {
  const [, home, account] = user?.match(USER) ?? [];
  return home && account ? { home, account } : undefined;
}

const has = (list: readonly string[] | undefined, word: string) => (list ?? []).some((one) => one === '*' || one === word);

function grantsResource({ apiGroups, resources, resourceNames }: PolicyRule, { group, resource, name }: Request): boolean {
  const [, sub] = resource.split('/');
  const named = !resourceNames?.length || (name !== undefined && resourceNames.includes(name));
  return has(apiGroups, group) && (has(resources, resource) || (sub !== undefined && has(resources, `*/${sub}`))) && named;
}

const grants = (role: Role | undefined, request: Request) =>
  (role?.rules ?? []).some((rule) => grantsResource(rule, request) && has(rule.verbs, request.verb));

interface Bound {
  binding: RoleBinding;
  role: Role | undefined;
  known: boolean;
  isMine: boolean;
}

export function denialOf(request: Request, evidence: Evidence): Denial {
  const { namespace, home } = request;
  const denial = denialIn(request, evidence);
  if (namespace === undefined || namespace === home || !['nothing-bound', 'unknown'].includes(denial.kind)) return denial;
  const there = denialIn({ ...request, namespace: home }, evidence);
  return there.kind === 'pending' ? there : there.kind === 'allowed' ? { kind: 'only-at-home' } : denial;
}

function denialIn(request: Request, evidence: Evidence): Denial {
  const { namespace } = request;
  const bindings = namespace === undefined ? undefined : evidence.list('rolebindings', namespace);
  const roles = namespace === undefined ? undefined : evidence.list('roles', namespace);
  const wide = evidence.list('clusterrolebindings', undefined);
  const own = namespace === undefined ? evidence.list('rolebindings', request.home) : undefined;
  const ownRoles = namespace === undefined ? evidence.list('roles', request.home) : undefined;
  if ([bindings, roles, wide, own, ownRoles].some((known) => known?.state === 'pending')) return { kind: 'pending' };
  if (namespace !== undefined && bindings?.state !== 'read') return { kind: 'unknown' };
  const bound = [...boundOf(bindings, roles, request, evidence), ...boundOf(wide, undefined, request, evidence)];
  if (bound.some((one) => one === 'pending')) return { kind: 'pending' };
  return judge(
    bound as Bound[],
    [...boundOf(own, ownRoles, request, evidence)] as Bound[],
    valueOf(roles ?? { state: 'absent' }) ?? [],
    request,
  );
}

function boundOf(
  bindings: Known<RoleBinding[]> | undefined,
  roles: Known<Role[]> | undefined,
  request: Request,
  evidence: Evidence,
): (Bound | 'pending')[] {
  return (bindings ? (valueOf(bindings) ?? []) : []).flatMap((binding): (Bound | 'pending')[] => {
    const subjects = binding.subjects ?? [];
    const isMine = subjects.some((one) => isAccount(one, request, binding.metadata.namespace));
    const isWide = binding.roleRef.kind === 'ClusterRole';
    // The cluster's own roles are for its own parts, or give everybody no more than to ask what there is (kubernetes.io, Using RBAC Authorization).
    const isOwn = binding.metadata.name.startsWith('system:') && !subjects.some(({ kind }) => kind === 'ServiceAccount');
    if (isWide && (isOwn || (!isMine && binding.metadata.namespace === undefined))) return [];
    const role = isWide ? evidence.object('clusterroles', undefined, binding.roleRef.name) : undefined;
    if (role?.state === 'pending') return ['pending'];
    const found = role
      ? valueOf(role)
      : (valueOf(roles ?? { state: 'absent' }) ?? []).find(({ metadata }) => metadata.name === binding.roleRef.name);
    return [{ binding, role: found, known: role ? role.state !== 'gap' : roles?.state === 'read', isMine }];
  });
}

/** A Role whose name is near the one that is named, and which allows what is asked. */
function roleMeant({ roleRef }: RoleBinding, all: readonly Role[], request: Request): Role | undefined {
  // A Role of that very name, where the binding says ClusterRole.
  const same = roleRef.kind === 'ClusterRole' ? all.find(({ metadata }) => metadata.name === roleRef.name) : undefined;
  if (roleRef.kind !== 'Role') return grants(same, request) ? same : undefined;
  const name = nearest(
    roleRef.name,
    all.filter((role) => grants(role, request)).map(({ metadata }) => metadata.name),
  );
  return all.find(({ metadata }) => metadata.name === name);
}

function isAccount(
  { kind, name, namespace }: { kind: string; name: string; namespace?: string },
  { account, home }: Request,
  of: string | undefined,
): boolean {
  if (kind === 'ServiceAccount') return name === account && (namespace ?? of) === home;
  if (kind === 'User') return name === `system:serviceaccount:${home}:${account}`;
  return kind === 'Group' && ['system:serviceaccounts', `system:serviceaccounts:${home}`, 'system:authenticated'].includes(name);
}

function judge(bound: readonly Bound[], own: readonly Bound[], all: readonly Role[], request: Request): Denial {
  const mine = bound.filter(({ isMine }) => isMine);
  if (mine.some(({ role }) => grants(role, request))) return { kind: 'allowed' };
  if (mine.some(({ known }) => !known)) return { kind: 'unknown' };
  const useless = own.find(({ isMine, role }) => isMine && grants(role, request));
  if (request.namespace === undefined && useless) return { kind: 'only-in-namespace', binding: useless.binding };
  const isDirect = ({ binding }: Bound) => (binding.subjects ?? []).some(({ kind }) => kind === 'ServiceAccount');
  const direct = mine.filter(isDirect);
  const absent = direct.find(({ role }) => role === undefined);
  if (absent) return { kind: 'role-absent', binding: absent.binding, near: roleMeant(absent.binding, all, request) };
  const allowing = bound.filter(({ isMine, role, binding }) => !isMine && grants(role, request) && isForPrograms(binding));
  // With a role of its own that is to be changed; without one, a binding that may have been meant for it.
  const others = allowing.find(({ binding }) => isNearlyFor(binding, request)) ?? (direct.length === 0 ? allowing[0] : undefined);
  if (others) return { kind: 'bound-to-others', binding: others.binding, others: others.binding.subjects ?? [] };
  for (const { binding, role } of direct) {
    const rule = (role?.rules ?? []).findIndex((one) => grantsResource(one, request));
    if (role && rule >= 0) return { kind: 'role-lacks-verb', binding, role, rule };
  }
  const unbound = all.filter((role) => grants(role, request) && !bound.some(({ binding }) => refersTo(binding, role)));
  if (unbound.length === 1 && unbound[0]) return { kind: 'role-unbound', role: unbound[0] };
  const [first] = direct;
  return first?.role
    ? { kind: 'role-lacks-resource', binding: first.binding, role: first.role, meant: meantRule(first.role, request) }
    : { kind: 'nothing-bound' };
}

/** Roles of the cluster that people are given in a namespace, and that allow most of what is in it (kubernetes.io, User-facing roles). */
const OF_PEOPLE = ['cluster-admin', 'admin', 'edit', 'view'];
const isForPrograms = ({ roleRef, subjects = [] }: RoleBinding): boolean =>
  (roleRef.kind === 'Role' || !OF_PEOPLE.includes(roleRef.name)) &&
  (subjects.length === 0 || subjects.some(({ kind, name }) => kind === 'ServiceAccount' || name.startsWith('system:serviceaccount')));

/** The account's name, in another namespace or a few letters off; or nobody's. */
const isNearlyFor = ({ subjects = [] }: RoleBinding, { account }: Request): boolean =>
  subjects.length === 0 ||
  subjects.some(({ name }) => name === account || nearest(account, [name]) !== undefined || name.endsWith(`:${account}`));

const refersTo = ({ roleRef }: RoleBinding, { metadata }: Role) => roleRef.kind === 'Role' && roleRef.name === metadata.name;

/** Resources are plural and in small letters; a Kind or its singular is another word, and the API server takes it as it is written. */
function meantRule({ rules }: Role, { verb, group, resource }: Request): MeantRule | undefined {
  for (const [rule, { apiGroups = [], resources = [], verbs, resourceNames }] of (rules ?? []).entries()) {
    if (!has(verbs, verb)) continue;
    // Were what is asked among these names, it would be allowed.
    if (resourceNames?.length && has(resources, resource) && has(apiGroups, group))
      return { rule, word: undefined, groups: apiGroups, names: resourceNames };
    if (resourceNames?.length) continue;
    if (resources.includes(resource) && !has(apiGroups, group)) return { rule, word: undefined, groups: apiGroups };
    const index = resources.findIndex((one) => isNearly(one.toLowerCase(), resource));
    if (index >= 0 && has(apiGroups, group)) return { rule, word: { text: resources[index] ?? '', index }, groups: apiGroups };
  }
  return undefined;
}

const isNearly = (word: string, resource: string) =>
  pluralOf(word) === resource || distance(word, resource) <= 1 || sorted(word) === sorted(resource);
const sorted = (word: string) => [...word].sort().join('');

/** As the API machinery guesses it (apimachinery pkg/api/meta UnsafeGuessKindToResource). */
const pluralOf = (word: string) => (/s$/.test(word) ? `${word}es` : /y$/.test(word) ? word.replace(/y$/, 'ies') : `${word}s`);
