/** What makes a pod acceptable to the kubelet that refused it (kubernetes pkg/kubelet/lifecycle, pkg/security/apparmor, pkg/kubelet/sysctl). */
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { MI } from '../kube/quantity.ts';
import type { Fix } from '../report.ts';
import { asking, modestShare } from './scheduling.ts';
import { listsOf } from './spec.ts';
import { WorkloadFix } from './workload.ts';

export function rejectionFixes(subject: Subject, evidence: Evidence): Fix[] {
  const { reason = '', message = '' } = subject.pod.status;
  const fix = new WorkloadFix(subject, evidence);
  if (reason === 'AppArmor') return [withoutProfile(subject, fix)];
  if (reason === 'SysctlForbidden') return [withoutSysctl(message, subject, fix)];
  if (reason === 'SupplementalGroupsPolicyNotSupported')
    return [fix.patchSpec('do without supplementalGroupsPolicy Strict', { securityContext: { supplementalGroupsPolicy: null } })];
  if (reason === 'PodOSNotSupported') return [withoutSystem(subject, fix)];
  const less = lessAsked(message, subject, evidence);
  if (less) return [less];
  // A controller makes the next one by itself; a pod alone keeps its nodeName, and with it the node.
  return fix.owner.kind === 'Pod'
    ? [fix.patchSpec('make the pod anew without its node, so that the scheduler finds one', { nodeName: null })]
    : [];
}

function withoutProfile({ pod: { spec } }: Subject, fix: WorkloadFix): Fix {
  const none = { securityContext: { appArmorProfile: null } };
  const of = (containers: readonly { name: string; securityContext?: { appArmorProfile?: unknown } }[] | undefined) =>
    (containers ?? []).filter(({ securityContext }) => securityContext?.appArmorProfile).map(({ name }) => ({ name, ...none }));
  const [containers, initContainers] = [of(spec.containers), of(spec.initContainers)];
  return fix.patchSpec('do without the AppArmor profile, or load it on the node', {
    ...(spec.securityContext?.appArmorProfile ? none : {}),
    ...listsOf(containers, initContainers),
  });
}

/** The node's system cannot be changed: either the pod says it wrongly, or it must go to another node, which its image must fit. */
function withoutSystem({ pod }: Subject, fix: WorkloadFix): Fix {
  const system = pod.spec.os?.name ?? '';
  return fix.patchSpec(
    `do not say that the pod is for ${system}, if its image is not; else choose nodes of that system (nodeSelector kubernetes.io/os: ${system})`,
    { os: null },
  );
}

/** forbidden sysctl: "net.core.somaxconn" not allowlisted */
function withoutSysctl(message: string, { pod }: Subject, fix: WorkloadFix): Fix {
  const [, name] = message.match(/forbidden sysctl: "([^"]+)"/) ?? [];
  const rest = (pod.spec.securityContext?.sysctls ?? []).filter((one) => name !== undefined && one.name !== name);
  return fix.patchSpec(`do without sysctl ${name ?? ''}, or allow it on the node (--allowed-unsafe-sysctls of the kubelet)`, {
    securityContext: { sysctls: rest.length ? rest : null },
  });
}

/** "Node didn't have enough resource: cpu, requested: 64000, used: 200, capacity: 2000": of cpu in thousandths. */
function lessAsked(message: string, subject: Subject, evidence: Evidence): Fix | undefined {
  const [, resource = '', requested, capacity] =
    message.match(/enough resource: ([\w-]+), requested: (\d+), used: \d+, capacity: (\d+)/) ?? [];
  if (!['cpu', 'memory'].includes(resource) || Number(requested) <= Number(capacity)) return undefined;
  const share = modestShare(resource, Number(capacity) / (resource === 'cpu' ? 1000 : 1));
  const all = resource === 'cpu' ? `${Number(capacity) / 1000} cores` : `${Math.floor(Number(capacity) / MI)}Mi`;
  const text = `ask for what it needs (${share} is a start; the whole node has ${all}), or choose another node`;
  return asking(text, resource, share, subject, evidence);
}
