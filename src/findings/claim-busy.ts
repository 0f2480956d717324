/** A claim that the cluster is busy with: it is being deleted, or its volume is being made. */

import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { eventProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import { present } from '../present.ts';
import type { Proof } from '../report.ts';
import type { AwaitedVolume } from '../trace/objects/awaited-volume.ts';
import type { Match } from './match.ts';

/** It goes once no pod uses it any more (finalizer kubernetes.io/pvc-protection), and its volume mostly goes with it. */
export function claimLeaving(name: string, proof: Proof, { namespace }: Subject, evidence: Evidence): Match {
  const since = valueOf(evidence.object('persistentvolumeclaims', namespace, name))?.metadata.deletionTimestamp;
  return {
    summary: `the pod stays Pending: PersistentVolumeClaim ${name} is being deleted${since ? `, since ${since}` : ''}, and takes no further pod`,
    confidence: 'certain',
    object: { kind: 'PersistentVolumeClaim', namespace, name },
    proof: [
      proof,
      ...present(since && { step: 'get pvc', quote: `${name}: deletionTimestamp ${since}`, path: 'metadata.deletionTimestamp' }),
    ],
    fixes: [
      look(
        `a deletion cannot be taken back: see which pods still use claim ${name} (Used By), end them, and make the claim anew; its data go with its volume, unless that is kept (persistentVolumeReclaimPolicy Retain)`,
        kubectl(evidence, namespace, ['describe', 'pvc', name]),
      ),
    ],
  };
}

/** WaitForFirstConsumer: the node is chosen first, and its volume is made there. */
export function claimAwaited({ claim, node, provisioner }: AwaitedVolume, { namespace }: Subject, evidence: Evidence): Match {
  const { metadata, spec } = claim;
  const [event] =
    valueOf(evidence.events(namespace, metadata.name, 'PersistentVolumeClaim'))?.filter(({ reason }) => PROVISIONING.test(reason ?? '')) ??
    [];
  const who = provisioner ?? 'a provisioner';
  return {
    summary: `the pod stays Pending: it waits for the volume of PersistentVolumeClaim ${metadata.name}, which ${who} has to make (storage class ${spec.storageClassName ?? 'none'}); the scheduler has chosen node ${node} for it${event?.type === 'Warning' ? `; ${event.message?.trim().slice(0, 200)}` : ''}`,
    confidence: 'certain',
    object: { kind: 'PersistentVolumeClaim', namespace, name: metadata.name },
    proof: [
      { step: 'get pvc', quote: `${metadata.name}: Pending, volume.kubernetes.io/selected-node: ${node}`, path: 'metadata.annotations' },
      ...present(event && { ...eventProof(event), step: 'get pvc' }),
    ],
    fixes: [
      look(
        `see whether ${who} runs and what it says; where it is not installed, install it, or make the claim anew with a storage class that has one`,
        kubectl(evidence, namespace, ['describe', 'pvc', metadata.name]),
      ),
    ],
  };
}

/** persistentvolume-controller and external-provisioner. */
const PROVISIONING = /^(?:ExternalProvisioning|Provisioning|ProvisioningFailed)$/;
