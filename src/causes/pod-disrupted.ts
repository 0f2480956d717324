import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, eventProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { isUnheard } from '../evidence/trouble.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import { timeOf } from '../kube/pod.ts';
import type { ContainerStatus } from '../kube/shapes.ts';
import { present } from '../present.ts';
import type { Proof } from '../report.ts';
import { closedNodes } from '../trace/objects/closed-nodes.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

/** status.reason or the DisruptionTarget condition's reason, in words. Sources: kubelet nodeshutdown, preemption; api/core/v1 types.go. */
const WORDS: Record<string, string> = {
  Preempting: 'a critical pod needed its place (preempted by the kubelet)',
  PreemptionByScheduler: 'a pod of higher priority needed its place (preempted by the scheduler)',
  DeletionByTaintManager: 'its node got a taint that it does not tolerate',
  EvictionByEvictionAPI: 'it was evicted through the API, as a drain of its node does',
  DeletionByPodGC: 'its node is gone',
  TerminationByKubelet: 'the kubelet ended it',
  Terminated: 'its node was shut down',
  NodeShutdown: 'its node was shutting down',
  NodeLost: 'its node does not answer',
};

export const podDisrupted: Cause = {
  id: 'pod-disrupted',
  title: 'ended from outside; not the program’s fault',
  tier: 'environment',
  covers: ['sig.term', 'sig.preempted', 'sig.node-shutdown', 'node.not-ready', 'node.reboot'],
  rung: RUNG.pod,

  detect(subject, evidence) {
    const { pod, attempt } = subject;
    if (isUnheard(pod)) return onLostNode(subject, evidence);
    const other = startedAnewBy(subject);
    if (other) return withAll(other, subject);
    const target = pod.status.conditions?.find(({ type, status }) => type === 'DisruptionTarget' && status === 'True');
    const reason = [pod.status.reason, target?.reason].find((word) => word !== undefined && word in WORDS);
    if (!reason || pod.status.reason === 'Evicted') return undefined;
    if (pod.status.phase !== 'Failed' && !pod.metadata.deletionTimestamp) return undefined;
    // A run that failed before anybody ended the pod has a cause of its own.
    const [ended, marked] = [timeOf(attempt?.finishedAt), timeOf(target?.lastTransitionTime)];
    if (attempt?.exitCode !== 0 && pod.status.phase !== 'Failed' && ended !== undefined && marked !== undefined && ended < marked)
      return undefined;
    const message = target?.message ?? pod.status.message ?? '';
    const proof: Proof = {
      step: 'get',
      quote: `${reason}: ${message}`,
      path: target ? 'status.conditions[DisruptionTarget]' : 'status.reason',
    };
    const taint = reason === 'DeletionByTaintManager' ? nodeTaint(subject, evidence) : undefined;
    return {
      summary: `the pod was ended from outside: ${WORDS[reason]}${taint ? `: ${taint}` : ''}${attempt ? ` (its container ended with ${attempt.exitCode} ${[137, 143].includes(attempt.exitCode) ? 'by that' : 'then'})` : ''}`,
      confidence: 'certain',
      object: pod.spec.nodeName ? { kind: 'Node', name: pod.spec.nodeName } : { kind: 'Pod', name: pod.metadata.name },
      proof: [proof],
      fixes: [],
    };
  },
};

/** Seconds in which the kubelet ends all containers of a pod: without a hook and without grace. */
const ALL = 10_000;

/** The container whose end has all others of the pod ended, too: action RestartAllContainers of its rules (Kubernetes 1.35 and newer). */
function startedAnewBy({ pod, container, attempt }: Subject): { name: string; end: ContainerEnd } | undefined {
  const ended = timeOf(attempt?.finishedAt);
  if (attempt?.exitCode !== 137 || attempt.reason === 'OOMKilled' || ended === undefined) return undefined;
  const statuses = [...(pod.status.containerStatuses ?? []), ...(pod.status.initContainerStatuses ?? [])];
  return [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].flatMap(({ name, restartPolicyRules = [] }) => {
    const status = statuses.find((one) => one.name === name);
    const end = status?.state?.terminated ?? status?.lastState?.terminated;
    const before = ended - (timeOf(end?.finishedAt) ?? 0);
    const isMeant = restartPolicyRules.some(({ action, exitCodes }) => {
      const named = (exitCodes?.values ?? []).includes(end?.exitCode ?? 0);
      return action === 'RestartAllContainers' && (exitCodes?.operator === 'NotIn' ? !named : named);
    });
    return end && name !== container.name && isMeant && before >= 0 && before <= ALL ? [{ name, end }] : [];
  })[0];
}

type ContainerEnd = NonNullable<NonNullable<ContainerStatus['state']>['terminated']>;

function withAll({ name, end }: { name: string; end: ContainerEnd }, subject: Subject): Match {
  return {
    summary: `container ${subject.container.name} was ended with all others of the pod, as container ${name} ended with ${end.exitCode}, for which its restartPolicyRules start the whole pod anew`,
    confidence: 'certain',
    object: { kind: 'Pod', name: subject.pod.metadata.name, field: `spec.containers[${name}].restartPolicyRules` },
    proof: [
      attemptProof(subject),
      { step: 'get', quote: `${name}: exit ${end.exitCode}, RestartAllContainers`, path: 'restartPolicyRules' },
    ],
    fixes: [],
    victimOf: name,
  };
}

/** Undefined where the node is heard of again, or the taint is gone. */
const nodeTaint = ({ pod }: Subject, evidence: Evidence): string | undefined =>
  closedNodes({ pod }, evidence).find(({ nodes }) => nodes.includes(pod.spec.nodeName ?? ''))?.words;

/** Its containers may still run there, and nobody knows. */
function onLostNode(subject: Subject, evidence: Evidence): Match | undefined {
  const { pod } = subject;
  const name = pod.spec.nodeName ?? '';
  const ready = valueOf(evidence.object('nodes', undefined, name))?.status?.conditions?.find(({ type }) => type === 'Ready');
  const [event] = subject.events('NodeNotReady');
  if (ready?.status === 'True' || (!ready && !event)) return undefined;
  const since = ready?.lastTransitionTime ? `, since ${ready.lastTransitionTime}` : '';
  const said: Proof | undefined = ready && {
    step: `get node ${name}`,
    quote: `Ready=${ready.status}: ${ready.message ?? ready.reason ?? ''}`,
    path: 'status.conditions[Ready]',
  };
  const seen = look(
    `get node ${name} going again; a controller makes the pod anew elsewhere once the node has been away for five minutes (tolerationSeconds)`,
    kubectl(evidence, undefined, ['describe', 'node', name]),
  );
  return {
    summary: `the pod counts as not ready, as node ${name} ${ready?.status === 'False' ? 'is not ready' : 'does not answer'}${since}: ${ready?.message ?? event?.message ?? ''}`,
    confidence: ready ? 'certain' : 'likely',
    object: { kind: 'Node', name },
    proof: [said ?? eventProof(event as NonNullable<typeof event>), ...present(said && event && eventProof(event))],
    fixes: [seen],
    decides: `the Ready condition of node ${name}`,
  };
}
