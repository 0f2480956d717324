/**
 * What makes a pod acceptable to Pod Security admission, by its own words: `violates PodSecurity "LEVEL:VERSION": CHECK (…), CHECK (…)`,
 * each check with its ForbiddenReason (kubernetes pod-security-admission/policy/check_*.go).
 */

import type { Subject } from '../evidence/subject.ts';
import type { Fix } from '../report.ts';
import { kubectl } from './command.ts';
import { restarting } from './fix.ts';
import type { WorkloadFix } from './workload.ts';

/** What a security context alone can meet: the checks that the level "restricted" adds. */
const BY_CONTEXT = [
  'allowPrivilegeEscalation != false',
  'unrestricted capabilities',
  'runAsNonRoot != true',
  'runAsUser=0',
  'seccompProfile',
];

/** Of these the level "baseline" has no opinion. */
const ONLY_RESTRICTED = [...BY_CONTEXT, 'restricted volume types'];

const CHECKS = [
  ...ONLY_RESTRICTED,
  'hostPath volumes',
  'host namespaces',
  'hostPort',
  'privileged',
  'non-default capabilities',
  'hostProcess',
  'procMount',
  'seLinuxOptions',
  'forbidden AppArmor profile',
  'forbidden AppArmor profiles',
  'forbidden sysctls',
  'probe or lifecycle host',
];

export function podSecurityFixes(message: string, fix: WorkloadFix): Fix[] {
  const [, level = '', list = ''] = /violates PodSecurity "(\w+):[^"]{1,20}": (.+)/s.exec(message) ?? [];
  // A check stands at the beginning or behind the bracket that ends the one before.
  const all = list.split(/\), /).map((part) => CHECKS.filter((check) => part.startsWith(check)).sort((a, b) => b.length - a.length)[0]);
  const beyond = all.filter((check) => check === undefined || !BY_CONTEXT.includes(check));
  const { subject, evidence } = fix;
  if (beyond.length === 0) return [fix.patchSpec(`meet the ${level} Pod Security Standard`, restricted(subject))];
  const fits = beyond.every((check) => check !== undefined && ONLY_RESTRICTED.includes(check)) ? 'baseline' : 'privileged';
  const what = [...new Set(beyond.map((check) => check ?? 'what it refuses'))].join(', ');
  const label = ['label', 'namespace', subject.namespace, `pod-security.kubernetes.io/enforce=${fits}`, '--overwrite'];
  return [
    restarting(
      `if its pods are meant to have that (${what}), let the namespace admit it; otherwise take it out of the template`,
      `${kubectl(evidence, undefined, label)} && ${fix.restartCommand()}`,
    ),
  ];
}

/** What the standard asks of every container (kubernetes.io/docs/concepts/security/pod-security-standards/#restricted). */
function restricted({ pod }: Subject): object {
  const securityContext = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    runAsUser: 1000,
    seccompProfile: { type: 'RuntimeDefault' },
  };
  const all = (containers: { name: string }[] | undefined) => containers?.map(({ name }) => ({ name, securityContext }));
  return { containers: all(pod.spec.containers), ...(pod.spec.initContainers ? { initContainers: all(pod.spec.initContainers) } : {}) };
}
