/**
 * OpenShift's security context constraints: what the default ones (restricted, restricted-v2) object to (openshift/apiserver-library-go
 * pkg/securitycontextconstraints). They give users and groups of the namespace's own range themselves, where the pod names none.
 */
import type { Fix } from '../report.ts';
import { kubectl } from './command.ts';
import { changing } from './fix.ts';
import { listsOf } from './spec.ts';
import type { WorkloadFix } from './workload.ts';

const OBJECTION =
  /provider "?restricted(?:-v\d)?"?: \.(?:spec\.)?(securityContext|(?:initC|c)ontainers\[(\d{1,3})\])\.(\w{1,40}): Invalid value/g;
/** The narrowest of those that a cluster comes with which permits it. */
const WIDER: readonly [RegExp, string][] = [
  [/rivileged containers are not allowed|\.privileged: Invalid|capability may not be added|capabilities\.add/, 'privileged'],
  [/\.hostNetwork: Invalid|Host ports are not allowed|hostPort/, 'hostnetwork-v2'],
  [/hostPath volumes are not allowed/, 'hostmount-anyuid'],
];
/** What may be left out: the constraint gives it. */
const GIVEN = ['runAsUser', 'runAsGroup', 'fsGroup', 'supplementalGroups', 'seLinuxOptions'];

export function constraintFixes(message: string, fix: WorkloadFix): Fix[] {
  if (!/unable to validate against any security context constraint/.test(message)) return [];
  const { pod, namespace } = fix.subject;
  const found = [...message.matchAll(OBJECTION)].map(([, place = '', index, field = '']) => ({ place, index: Number(index), field }));
  const account = pod.spec.serviceAccountName || 'default';
  const constraint = WIDER.find(([pattern]) => pattern.test(message))?.[1] ?? 'anyuid';
  const allow: Fix = changing(
    `else let its service account use a constraint that permits it (${constraint}); it takes a cluster administrator`,
    kubectl(fix.evidence, namespace, [
      'create',
      'rolebinding',
      `${account}-${constraint}`,
      `--clusterrole=system:openshift:scc:${constraint}`,
      `--serviceaccount=${namespace}:${account}`,
    ]),
  );
  if (found.length === 0 || !found.every(({ field }) => GIVEN.includes(field))) return [allow];
  const none = (fields: { field: string }[]) => ({ securityContext: Object.fromEntries(fields.map(({ field }) => [field, null])) });
  const of = (list: 'containers' | 'initContainers') =>
    (pod.spec[list] ?? []).flatMap(({ name }, at) => {
      const own = found.filter(({ place, index }) => place === `${list}[${at}]` && index === at);
      return own.length > 0 ? [{ name, ...none(own) }] : [];
    });
  const whole = found.filter(({ place }) => place === 'securityContext');
  const [containers, initContainers] = [of('containers'), of('initContainers')];
  const spec = {
    ...(whole.length > 0 ? none(whole) : {}),
    ...listsOf(containers, initContainers),
  };
  return [fix.patchSpec(`leave ${[...new Set(found.map(({ field }) => field))].join(', ')} to the namespace's own range`, spec), allow];
}
