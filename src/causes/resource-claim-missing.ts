import { eventProof } from '../evidence/proof.ts';
import { changing } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { claimsToMake, hasWaited, isUnscheduled } from '../trace/objects/unscheduled.ts';
import { type Cause, RUNG } from './cause.ts';

/** Dynamic resource allocation: a pod that asks for devices by a claim is not offered to the scheduler before the claim is there (its PreEnqueue). */
export const resourceClaimMissing: Cause = {
  id: 'resource-claim-missing',
  title: 'the ResourceClaim by which the pod asks for a device is not there',
  tier: 'kubernetes',
  covers: ['sched.resource-claim'],
  rung: RUNG.place,

  detect(subject, evidence) {
    const { pod, namespace } = subject;
    const claims = pod.spec.resourceClaims ?? [];
    if (!isUnscheduled(pod) || claims.length === 0) return undefined;
    // kubernetes pkg/controller/resourceclaim says which one; where a claim is named by hand, nobody says anything.
    const [refused] = subject.events('FailedResourceClaimCreation');
    if (!refused && !hasWaited(pod, evidence.now)) return undefined;
    const open = claims.find(({ name }) => refused?.message?.includes(`PodResourceClaim ${name}: `)) ?? claimsToMake(pod)[0];
    if (!open) return undefined;
    const [kind, name] =
      open.resourceClaimName === undefined
        ? ['ResourceClaimTemplate', open.resourceClaimTemplateName]
        : ['ResourceClaim', open.resourceClaimName];
    const isAbsent = refused?.message?.trimEnd().endsWith(' not found');
    return {
      summary: `the pod stays Pending: ${isAbsent ? `${kind} ${name}, by which it asks for a device (resourceClaims[${open.name}]), does not exist in namespace ${namespace}` : `the scheduler does not look at it before its claim for a device is there (resourceClaims[${open.name}], from ${kind} ${name})`}`,
      confidence: refused ? 'certain' : 'likely',
      object: new WorkloadFix(subject, evidence).object(`resourceClaims[${open.name}]`),
      proof: [
        { step: 'get', quote: `${open.name}: ${kind} ${name}; no condition PodScheduled, no nodeName`, path: 'spec.resourceClaims' },
        ...(refused ? [eventProof(refused)] : []),
      ],
      fixes: [
        changing(
          `make ${kind} ${name}, or name one that exists (kubectl get resourceclaimtemplates,resourceclaims); the pod goes on by itself once it is there`,
        ),
      ],
      decides: `whether ${kind} ${name} exists`,
    };
  },
};
