import { type Evidence, valueOf } from '../evidence.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { quantity } from '../kube/quantity.ts';
import { eventProof } from '../proof.ts';
import type { Fix, Proof } from '../report.ts';
import type { Subject } from '../subject.ts';
import { type Cause, RUNG } from './cause.ts';

export const podUnschedulable: Cause = {
  id: 'pod-unschedulable',
  title: 'no node can take the pod',
  tier: 'environment',
  covers: ['sched.insufficient', 'sched.taint', 'sched.affinity', 'sched.node-selector', 'port.hostport-conflict'],
  rung: RUNG.place,

  detect(subject, evidence) {
    const { pod } = subject;
    const condition = pod.status.conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
    if (pod.spec.nodeName || !condition) return undefined;
    const message = condition.message ?? '';
    if (/persistentvolumeclaim|PersistentVolumeClaim/.test(message)) return undefined;
    const [event] = subject.events('FailedScheduling');
    const proof: Proof = event
      ? eventProof(event)
      : { step: 'get', quote: `${condition.reason}: ${message}`, path: 'status.conditions[PodScheduled]' };
    const fix = new WorkloadFix(subject, evidence);
    const short = message.match(/Insufficient ([\w./-]+?)[.,\s]/)?.[1] ?? message.match(/Insufficient ([\w./-]+)/)?.[1];
    const asked = short ? requestOf(subject, short) : undefined;
    const why = short
      ? `the pods' request for ${short}${asked ? ` (${asked})` : ''} is more than a node has free`
      : message
          .replace(/^\d+\/\d+ nodes are available: /, '')
          .split('preemption:')[0]
          ?.trim();
    return {
      summary: `the pod stays Pending, as the scheduler finds no node for it: ${why}`,
      confidence: 'certain',
      object: {
        kind: fix.owner.kind,
        namespace: subject.namespace,
        name: fix.owner.name,
        field: short ? `containers[${subject.container.name}].resources.requests.${short}` : 'spec',
      },
      proof: [proof],
      fixes: fixesOf(subject, evidence, fix, message, short),
    };
  },
};

const requestOf = ({ pod }: Subject, resource: string) =>
  pod.spec.containers.map(({ resources }) => resources?.requests?.[resource] ?? resources?.limits?.[resource]).find(Boolean);

function fixesOf(subject: Subject, evidence: Evidence, fix: WorkloadFix, message: string, short: string | undefined): Fix[] {
  const { pod } = subject;
  const selector = pod.spec.nodeSelector;
  if (short) {
    const nodes = valueOf(evidence.list('nodes', undefined)) ?? [];
    const largest = Math.max(0, ...nodes.map(({ status }) => quantity(status?.allocatable?.[short]) ?? 0));
    if (largest === 0 || !['cpu', 'memory'].includes(short)) return [];
    // What others use is not known without their requests; a quarter of the largest node is a modest share.
    const share =
      short === 'cpu'
        ? `${Math.floor(Math.min(largest / 4, 0.5) * 1000)}m`
        : `${Math.floor(Math.min(largest / 4, 512 * 2 ** 20) / 2 ** 20)}Mi`;
    const container = pod.spec.containers.reduce((a, b) =>
      (quantity(b.resources?.requests?.[short]) ?? 0) > (quantity(a.resources?.requests?.[short]) ?? 0) ? b : a,
    );
    const owner = new WorkloadFix({ ...subject, container, kind: 'app' }, evidence);
    return [
      owner.patchContainer(
        `ask for what it needs (${share} is a start; the largest node has ${short === 'cpu' ? `${largest} cores` : `${Math.floor(largest / 2 ** 20)}Mi`} in all), or add a node`,
        { resources: { requests: { [short]: share } } },
      ),
    ];
  }
  if (selector && /node affinity\/selector|node selector/.test(message)) {
    return [fix.patchSpec('take away the nodeSelector that no node matches, or label a node', { nodeSelector: null })];
  }
  const [, key, value] = message.match(/untolerated taint \{([^:}\s]+):? ?([^}]*)\}/) ?? [];
  if (key && !key.startsWith('node.kubernetes.io/')) {
    const toleration = value ? { key, operator: 'Equal', value } : { key, operator: 'Exists' };
    return [
      fix.patchSpec(`tolerate the taint ${key}, if the pod may run there`, {
        tolerations: [...(pod.spec.tolerations ?? []).filter((one) => !one.key?.startsWith('node.kubernetes.io/')), toleration],
      }),
    ];
  }
  return [];
}
