import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { ownerOf } from '../evidence/owner.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { askedNamespace, inOwnNamespace } from '../findings/asked-namespace.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { allow } from '../fixes/access.ts';
import { kubectl } from '../fixes/command.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { RoleBinding } from '../kube/shapes.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { accountOf, type Denial, denialOf, type MeantRule, type Request } from '../trace/objects/access.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const rbacForbidden: Cause = {
  id: 'rbac-forbidden',
  title: 'its service account may not do what it asks of the API server',
  tier: 'kubernetes',
  covers: ['perm.rbac-403'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'rbac-forbidden');
    const { user, verb, resource, group = '', name } = fact?.fields ?? {};
    if (!fact || !verb || !resource) return undefined;
    // Who tells only that it may not asks as the account of its pod, in its own namespace.
    const account =
      user === undefined ? { home: subject.namespace, account: subject.pod.spec.serviceAccountName ?? 'default' } : accountOf(user);
    const namespace = user === undefined ? subject.namespace : fact.fields.namespace;
    const fix = new WorkloadFix(subject, evidence);
    const [main, part] = resource.split('/');
    const spelled = `${main}${group ? `.${group}` : ''}`;
    const what = `${verb} ${spelled}${part ? `/${part}` : ''} ${namespace ? `in namespace ${namespace}` : 'in the whole cluster'}`;
    const as = account && `--as=system:serviceaccount:${account.home}:${account.account}`;
    const request = account && { ...account, verb, resource, group, namespace, name };
    const denial: Denial = request ? denialOf(request, evidence) : { kind: 'unknown' };
    if (denial.kind === 'pending') return undefined;
    const asked = denial.kind === 'only-at-home' && namespace ? askedNamespace(namespace, subject, evidence) : undefined;
    if (asked === 'pending') return undefined;
    const other = request && denial.kind === 'bound-to-others' ? accountMeant(denial.others, request, subject, evidence) : undefined;
    return {
      summary: `${account ? `service account ${account.account}` : (user ?? 'the user')} of container ${subject.container.name} may not ${what}: ${why(denial, account?.account ?? '', { resource, group, name })}${other ? `; the pod does not name the account ${other}, for which that is` : ''}${asked?.isAbsent ? `; there is no namespace ${namespace}` : ''}${asked?.setting ? `; ${placeOf(asked.setting)} names it` : ''}`,
      confidence: request && !['unknown', 'allowed'].includes(denial.kind) ? 'certain' : 'likely',
      object: asked?.setting
        ? settingObject(asked.setting, fix)
        : other
          ? fix.object('serviceAccountName')
          : objectOf(denial, account?.home ?? subject.namespace, account?.account ?? ''),
      proof: [
        logProof(subject, fact),
        ...proofs(denial),
        ...present(asked?.setting && settingProof(asked.setting, undefined, undefined, subject)),
        { step: 'get', quote: `serviceAccountName: ${subject.pod.spec.serviceAccountName ?? 'default'}`, path: 'spec.serviceAccountName' },
        attemptProof(subject),
      ],
      fixes: request ? (asked ? inOwnNamespace(asked, denial, request, fix) : fixesOf(denial, request, other, fix)) : [],
      ...(as
        ? { decides: kubectl(evidence, namespace, ['auth', 'can-i', verb, spelled, ...present(part && `--subresource=${part}`), as]) }
        : {}),
    };
  },
};

/** The pod runs as the account that every pod has, and the right is another one's that exists: it was meant to run as that. */
function accountMeant(
  others: readonly { kind: string; name: string }[],
  { account, home }: Request,
  subject: Subject,
  evidence: Evidence,
): string | undefined {
  if (account !== 'default' || home !== subject.namespace) return undefined;
  const names = others.filter(({ kind, name }) => kind === 'ServiceAccount' && name !== 'default').map(({ name }) => name);
  const known = evidence.list('serviceaccounts', subject.namespace);
  // An account that another workload runs as is that one's.
  const own = ownerOf(subject.pod, evidence).name;
  const used = (valueOf(evidence.list('pods', subject.namespace)) ?? []).flatMap((pod) =>
    ownerOf(pod, evidence).name === own ? [] : (pod.spec.serviceAccountName ?? []),
  );
  if (names.some((name) => used.includes(name))) return undefined;
  const found = names.filter((name) => valueOf(known)?.some(({ metadata }) => metadata.name === name));
  return found.length === 1 ? found[0] : undefined;
}

function why(denial: Denial, account: string, what: Pick<Request, 'resource' | 'group' | 'name'>): string {
  switch (denial.kind) {
    case 'bound-to-others':
      return `${denial.binding.roleRef.kind} ${denial.binding.roleRef.name} allows it, but ${bindingName(denial.binding)} gives it to ${subjectWords(denial.others)}`;
    case 'role-lacks-verb':
      return `${denial.binding.roleRef.kind} ${denial.role.metadata.name}, to which ${bindingName(denial.binding)} binds it, allows ${(denial.role.rules?.[denial.rule]?.verbs ?? []).join(', ')} only`;
    case 'role-lacks-resource':
      return `${denial.binding.roleRef.kind} ${denial.role.metadata.name}, to which ${bindingName(denial.binding)} binds it, ${denial.meant ? meantWords(denial.meant, what) : 'does not name that resource'}`;
    case 'role-absent':
      return `${bindingName(denial.binding)} binds it to ${denial.binding.roleRef.kind} ${denial.binding.roleRef.name}, which does not exist${denial.near ? `; Role ${denial.near.metadata.name} does, and allows it` : ''}`;
    case 'only-in-namespace':
      return `RoleBinding ${denial.binding.metadata.name} grants it, but a Role is for its namespace alone; this needs a ClusterRole and a ClusterRoleBinding`;
    case 'role-unbound':
      return `Role ${denial.role.metadata.name} allows it, and no RoleBinding binds it to anybody`;
    case 'only-at-home':
      return 'its role allows that in its own namespace alone';
    case 'nothing-bound':
      return `no role that allows it is bound to ${account}`;
    case 'allowed':
      return 'RBAC allows it by now';
    default:
      return 'the API server refuses it, and which roles it has could not be read';
  }
}

/** What stands in the role where the resource should. */
const meantWords = ({ word, groups, names }: MeantRule, { resource, group, name }: Pick<Request, 'resource' | 'group' | 'name'>) =>
  names
    ? `allows it for ${resource} of the names ${names.join(', ')} alone (resourceNames), and this asks for ${name ?? 'all'}`
    : word
      ? `has ${word.text} among its resources, which the API calls ${resource}`
      : `has ${resource} in ${groups.map((one) => (one === '' ? 'the core group' : `API group ${one}`)).join(', ') || 'no API group'}, and they are in ${group === '' ? 'the core group ("")' : group}`;

const bindingName = ({ metadata: { name, namespace } }: RoleBinding) =>
  `${namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding'} ${name}`;

const subjectWords = (subjects: readonly { kind: string; name: string; namespace?: string }[]) =>
  subjects.map(({ kind, name, namespace }) => `${kind} ${namespace ? `${namespace}/` : ''}${name}`).join(', ') || 'nobody';

function objectOf(denial: Denial, namespace: string, account: string) {
  if (denial.kind === 'role-unbound') return { kind: 'Role', namespace, name: denial.role.metadata.name };
  if (denial.kind === 'role-lacks-verb' || denial.kind === 'role-lacks-resource')
    return { kind: denial.binding.roleRef.kind, namespace, name: denial.role.metadata.name, field: 'rules' };
  if ('binding' in denial)
    return {
      kind: 'RoleBinding',
      namespace,
      name: denial.binding.metadata.name,
      field: denial.kind === 'role-absent' ? 'roleRef' : 'subjects',
    };
  return { kind: 'ServiceAccount', namespace, name: account };
}

function proofs(denial: Denial) {
  if (!('binding' in denial))
    return denial.kind === 'nothing-bound' || denial.kind === 'role-unbound'
      ? [{ step: 'get rolebindings', quote: 'none that allows it names this account' }]
      : [];
  const { metadata, roleRef, subjects = [] } = denial.binding;
  return [
    {
      step: `get rolebinding ${metadata.name}`,
      quote: `${roleRef.kind} ${roleRef.name} for ${subjectWords(subjects)}`,
    },
  ];
}

function fixesOf(denial: Denial, request: Request, other: string | undefined, fix: WorkloadFix): Fix[] {
  if (denial.kind === 'allowed') return [fix.restart('start it again: the right is there now')];
  const first = other ? [fix.patchSpec(`run the pod as ${other}`, { serviceAccountName: other })] : [];
  return [...first, allow(denial, request, fix)];
}
