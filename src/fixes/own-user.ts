/** The image's own user begins, which may then give root up by itself. */
import type { Fix } from '../report.ts';
import { identityOf, userPath } from '../trace/objects/identity.ts';
import type { WorkloadFix } from './workload.ts';

/** Undefined where the spec sets no user, and where it forbids root: what the image's own is we do not see. */
export function ownUser(text: string, fix: WorkloadFix): Fix | undefined {
  const { pod, container } = fix.subject;
  const path = userPath(fix.subject, fix.containerPath);
  if (path === undefined || identityOf(fix.subject).nonRoot) return undefined;
  const context = path.startsWith('/securityContext') ? pod.spec.securityContext : container.securityContext;
  // A group without a user is refused by the kubelet (pkg/kubelet/kuberuntime/security_context.go).
  const group = context?.runAsGroup === undefined ? [] : [path.replace(/runAsUser$/, 'runAsGroup')];
  return fix.patchJson(
    text,
    [path, ...group].map((one) => ({ op: 'remove' as const, path: one })),
  );
}
