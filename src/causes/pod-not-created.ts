import type { Evidence } from '../evidence.ts';
import { kubectl } from '../fixes/command.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { eventProof } from '../proof.ts';
import type { Fix } from '../report.ts';
import type { Subject } from '../subject.ts';
import { type Cause, RUNG } from './cause.ts';

export const podNotCreated: Cause = {
  id: 'pod-not-created',
  title: 'the cluster refuses to create the pod',
  tier: 'kubernetes',
  covers: ['perm.psa', 'perm.quota', 'perm.limitrange', 'perm.sa-missing', 'webhook.down'],
  rung: RUNG.pod,

  detect(subject, evidence) {
    const [event] = subject.events('FailedCreate');
    if (!event || subject.status) return undefined;
    const message = (event.message ?? '').replace(/^Error creating: /, '').trim();
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `${fix.owner.kind} ${fix.owner.name} has no pod, as the API server refuses to create one: ${whyOf(message)}`,
      confidence: 'certain',
      object: { kind: fix.owner.kind, namespace: subject.namespace, name: fix.owner.name },
      proof: [eventProof(event)],
      fixes: fixesOf(message, subject, evidence, fix),
    };
  },
};

/** The sentence of the admission that refused (plugin/pkg/admission/*), without the pod's name before it. */
function whyOf(message: string): string {
  const [, quota] = message.match(/exceeded quota: (.+)/) ?? [];
  if (quota) return `quota ${quota}`;
  return message.replace(/^pods? "[^"]*" is forbidden: /, '').replace(/^admission webhook/, 'admission webhook');
}

function fixesOf(message: string, subject: Subject, evidence: Evidence, fix: WorkloadFix): Fix[] {
  const { namespace } = subject;
  const [, account] =
    message.match(/serviceaccount "([^"]+)" not found/) ?? message.match(/error looking up service account [^/]+\/([^:\s]+)/) ?? [];
  if (account) {
    return [
      {
        text: `create service account ${account}`,
        command: kubectl(evidence, namespace, ['create', 'serviceaccount', account]),
        changes: true,
        restarts: false,
        asks: [],
      },
    ];
  }
  if (/violates PodSecurity/.test(message)) return [fix.patchSpec('meet the restricted Pod Security Standard', restricted(subject))];
  const [, quota] = message.match(/exceeded quota: ([\w.-]+)/) ?? [];
  if (quota)
    return [
      {
        text: `see what quota ${quota} allows and what uses it`,
        command: kubectl(evidence, namespace, ['describe', 'quota', quota]),
        changes: false,
        restarts: false,
        asks: [],
      },
    ];
  return [];
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
