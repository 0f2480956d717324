import { eventProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { schedulingFixes } from '../fixes/scheduling.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Proof } from '../report.ts';
import { askedPlace } from '../trace/objects/asked-place.ts';
import { labelWords, lackingLabels } from '../trace/objects/node-labels.ts';
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
    // Where a gate is left, the scheduler has not looked yet (scheduling-gated).
    if (pod.spec.nodeName || !condition || condition.reason === 'SchedulingGated') return undefined;
    const message = condition.message ?? '';
    if (/persistentvolumeclaim|PersistentVolumeClaim|bound to non-existent pv/.test(message) && !HELD_CLAIM.test(message)) return undefined;
    const [event] = subject.events('FailedScheduling');
    const proof: Proof = event
      ? eventProof(event)
      : { step: 'get', quote: `${condition.reason}: ${message}`, path: 'status.conditions[PodScheduled]' };
    const fix = new WorkloadFix(subject, evidence);
    // An extended resource has dots in its name: nvidia.com/gpu.
    const short = message.match(/Insufficient ([\w/-]+(?:\.[\w/-]+)*)/)?.[1];
    const asked = short ? requestOf(subject, short) : undefined;
    const why = short
      ? `the pods' request for ${short}${asked ? ` (${asked})` : ''} is more than a node has free`
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
      object: short
        ? fix.containerObject(`resources.requests.${short}`)
        : fix.object(labels.length > 0 ? 'nodeSelector' : (place?.field ?? 'spec')),
      proof: [
        proof,
        ...labels.map(({ key, value }): Proof => ({ step: 'get', quote: `${key}: ${value}`, path: 'spec.nodeSelector' })),
        ...(place ? [place.proof] : []),
        ...(grown ? [grown.proof] : []),
      ],
      fixes: grown?.isComing ? [] : schedulingFixes(message, short, subject, evidence),
    };
  },
};

const requestOf = ({ pod }: Subject, resource: string) =>
  pod.spec.containers.map(({ resources }) => resources?.requests?.[resource] ?? resources?.limits?.[resource]).find(Boolean);

/** A claim that is bound, and used by another pod; what is wrong with a claim itself has its own cause. */
const HELD_CLAIM = /ReadWriteOncePod access mode already in-use/;

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
