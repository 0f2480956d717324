import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { eventProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { schedulingFixes } from '../fixes/scheduling.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { nearest } from '../nearest.ts';
import { present } from '../present.ts';
import type { Proof } from '../report.ts';
import { askedPlace } from '../trace/objects/asked-place.ts';
import { type LargestRequest, largestRequest } from '../trace/objects/largest-request.ts';
import { labelWords, lackingLabels } from '../trace/objects/node-labels.ts';
import { isOfClaims } from '../trace/objects/placing-words.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const podUnschedulable: Cause = {
  id: 'pod-unschedulable',
  title: 'no node can take the pod',
  tier: 'environment',
  covers: ['sched.insufficient', 'sched.taint', 'sched.affinity', 'sched.node-selector', 'port.hostport-conflict'],
  rung: RUNG.place,

  detect(subject, evidence) {
    const { pod } = subject;
    const away = toAbsentNode(subject, evidence);
    if (away) return away;
    const condition = pod.status.conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
    // Where a gate is left, the scheduler has not looked yet (scheduling-gated).
    if (pod.spec.nodeName || !condition || condition.reason === 'SchedulingGated') return undefined;
    const message = condition.message ?? '';
    if (isOfClaims(message)) return undefined;
    const [event] = subject.events('FailedScheduling');
    const proof: Proof = event
      ? eventProof(event)
      : { step: 'get', quote: `${condition.reason}: ${message}`, path: 'status.conditions[PodScheduled]' };
    const fix = new WorkloadFix(subject, evidence);
    // An extended resource has dots in its name: nvidia.com/gpu.
    const short = message.match(/Insufficient ([\w/-]+(?:\.[\w/-]+)*)/)?.[1];
    const asked = short ? largestRequest(short, pod) : undefined;
    const why = short
      ? `the ${askerOf(asked)} for ${short}${asked ? ` (${asked.amount})` : ''} is more than a node has free${othersThan(short, message)}`
      : message
          .replace(/^\d+\/\d+ nodes are available: /, '')
          .split(/\.? ?(?:(?:no new claims to deallocate|still not schedulable), ?)?preemption:/)[0]
          ?.trim();
    const labels = !short && /node affinity\/selector|node selector/.test(message) ? lackingLabels(subject, evidence) : [];
    const place = short || labels.length > 0 ? undefined : askedPlace(message, subject, evidence);
    const wanted = place ? `; ${place.words}` : labels.length > 0 ? `; its nodeSelector asks for ${labels.map(labelWords).join('; ')}` : '';
    const grown = awaitedNode(subject);
    return {
      summary: `the pod stays Pending, as the scheduler finds no node for it: ${why}${wanted}${claimWords(subject)}${grown?.words ?? ''}`,
      confidence: 'certain',
      object: short ? objectOf(asked, short, subject, fix) : fix.object(labels.length > 0 ? 'nodeSelector' : (place?.field ?? 'spec')),
      proof: [
        proof,
        ...labels.map(({ key, value }): Proof => ({ step: 'get', quote: `${key}: ${value}`, path: 'spec.nodeSelector' })),
        ...present(place?.proof, grown?.proof),
      ],
      fixes: grown?.isComing ? [] : schedulingFixes(message, short, subject, evidence),
    };
  },
};

/** nodeName passes by the scheduler; where there is no such node, no kubelet takes the pod, and after a while the garbage collection of pods deletes it (podgc). */
function toAbsentNode(subject: Subject, evidence: Evidence): Match | undefined {
  const { pod } = subject;
  const { nodeName } = pod.spec;
  if (!nodeName || pod.status.phase !== 'Pending' || pod.status.startTime || subject.status) return undefined;
  const names = valueOf(evidence.list('nodes', undefined))?.map(({ metadata }) => metadata.name);
  if (!names || names.length === 0 || names.includes(nodeName)) return undefined;
  const fix = new WorkloadFix(subject, evidence);
  const meant = nearest(nodeName, names);
  return {
    summary: `the pod stays Pending, as its nodeName gives it to node ${nodeName}, which does not exist${meant ? `; there is ${meant}` : ''}`,
    confidence: 'certain',
    object: fix.object('nodeName'),
    proof: [
      { step: 'get', quote: `nodeName: ${nodeName}`, path: 'spec.nodeName' },
      { step: 'get nodes', quote: names.slice(0, 6).join(', ') },
    ],
    fixes: [fix.patchSpec('let the scheduler find a node for it', { nodeName: null })],
  };
}

/** Nodes that are not short of it, and why they are not taken; control planes are never meant. */
function othersThan(short: string, message: string): string {
  const reasons = message
    .replace(/^\d+\/\d+ nodes are available: /, '')
    .replace(/\.? ?(?:(?:no new claims to deallocate|still not schedulable), ?)?preemption:.*$/s, '')
    .split(/, (?=\d+ )/)
    .map((one) => one.replace(/[. ]+$/, ''));
  const others = reasons.filter(
    (one) => /^\d+ /.test(one) && !one.includes(`Insufficient ${short}`) && !/control-plane|\/master/.test(one),
  );
  return others.length > 0 ? `; of others: ${others.join(', ').slice(0, 240)}` : '';
}

/** "pods' request", and whose it is where that is not plain. */
function askerOf(asked: LargestRequest | undefined): string {
  if (!asked?.of) return asked ? "pods' own request (spec.resources)" : "pods' request";
  const { kind, spec } = asked.of;
  return kind === 'app' ? "pods' request" : `request of ${kind === 'init' ? 'init container' : 'sidecar'} ${spec.name}`;
}

function objectOf(asked: LargestRequest | undefined, short: string, subject: Subject, fix: WorkloadFix) {
  const field = `resources.requests.${short}`;
  if (!asked) return fix.containerObject(field);
  return asked.of
    ? new WorkloadFix({ ...subject, container: asked.of.spec, kind: asked.of.kind }, fix.evidence).containerObject(field)
    : fix.object(field);
}

/** Of a ResourceClaim that could not be made, the controller's own words (pkg/controller/resourceclaim). */
function claimWords(subject: Subject): string {
  const [event] = subject.events('FailedResourceClaimCreation');
  return event?.message ? `; ${event.message.trim().slice(0, 240)}` : '';
}

/**
 * A place that is being made: by ending pods of lower priority (status.nominatedNodeName), or by a new node (cluster-autoscaler, Karpenter);
 * or the autoscaler's word that it makes none.
 */
function awaitedNode(subject: Subject): { words: string; isComing: boolean; proof: Proof } | undefined {
  const { nominatedNodeName } = subject.pod.status;
  if (nominatedNodeName)
    return {
      words: `; it gets its place on node ${nominatedNodeName} once the pods of lower priority there have ended`,
      isComing: true,
      proof: { step: 'get', quote: `nominatedNodeName: ${nominatedNodeName}`, path: 'status.nominatedNodeName' },
    };
  const [event] = subject.events('TriggeredScaleUp', 'NotTriggerScaleUp', 'Nominated');
  if (!event) return undefined;
  const isComing = event.reason !== 'NotTriggerScaleUp';
  const words = event.message
    ?.replace(/^pod (?:didn't trigger|triggered) scale-up:? ?/, '')
    .trim()
    .slice(0, 200);
  return {
    words: `; the cluster autoscaler adds ${isComing ? 'a' : 'no'} node for it${words ? `: ${words}` : ''}`,
    isComing,
    proof: eventProof(event),
  };
}
