import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { eventProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { claimSince } from '../findings/claim-since.ts';
import { bindTo, classFix, missingClaim } from '../fixes/claim.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { PersistentVolume } from '../kube/shapes.ts';
import type { Proof } from '../report.ts';
import { type AwaitedVolume, awaitedVolume } from '../trace/objects/awaited-volume.ts';
import { claimMeant } from '../trace/objects/claim-meant.ts';
import { lackWords, offeredVolume } from '../trace/objects/offered-volumes.ts';
import { isHeldClaim, isOfClaims } from '../trace/objects/placing-words.ts';
import { provisioningOf } from '../trace/objects/provisioning.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const claimUnbound: Cause = {
  id: 'claim-unbound',
  title: 'its PersistentVolumeClaim is missing or unbound',
  tier: 'kubernetes',
  covers: ['vol.pvc-pending'],
  rung: RUNG.place,

  detect(subject, evidence) {
    const { pod, namespace } = subject;
    const condition = pod.status.conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
    const message = condition?.message ?? '';
    const awaited = condition ? undefined : awaitedVolume(subject, evidence);
    if (awaited === 'pending') return undefined;
    if (awaited) return waitsFor(awaited, subject, evidence);
    // That another pod uses a claim of the pod's is no matter of the claim's (pod-unschedulable).
    if (pod.spec.nodeName || !isOfClaims(message) || isHeldClaim(message)) return undefined;
    const [event] = subject.events('FailedScheduling');
    const proof: Proof = event ? eventProof(event) : { step: 'get', quote: message, path: 'status.conditions[PodScheduled]' };
    const fix = new WorkloadFix(subject, evidence);
    // The claim of an ephemeral volume is called after the pod and the volume.
    const claims = (pod.spec.volumes ?? []).flatMap(
      ({ name, persistentVolumeClaim, ephemeral }) => persistentVolumeClaim?.claimName ?? (ephemeral ? `${pod.metadata.name}-${name}` : []),
    );
    const leaving = claims.find((name) => message.includes(`"${name}" is being deleted`));
    if (leaving) return beingDeleted(leaving, proof, subject, evidence);
    // That of an ephemeral volume the scheduler waits for: its controller makes it (volumebinding, podHasPVCs).
    const named = (pod.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
    const missing = named.find((name) => message.includes(`"${name}" not found`));
    const since = claimSince(missing ? [missing] : claims, missing !== undefined, subject, evidence);
    if (since) return { ...since, proof: [proof] };
    if (missing) {
      const meant = claimMeant(missing, namespace, evidence);
      return {
        summary: `the pod stays Pending: PersistentVolumeClaim ${missing} does not exist in namespace ${namespace}${meant ? `, but ${meant.name} does${meant.unused ? ', which no pod mounts' : ''}` : ''}`,
        confidence: 'certain',
        object: { kind: 'PersistentVolumeClaim', namespace, name: missing },
        proof: [proof],
        fixes: [missingClaim(missing, meant, fix)],
      };
    }
    const unbound = claims
      .map((name) => evidence.object('persistentvolumeclaims', namespace, name))
      .map(valueOf)
      .find((claim) => claim && claim.status?.phase !== 'Bound');
    const storageClass = unbound?.spec.storageClassName;
    const events = unbound ? (valueOf(evidence.events(namespace, unbound.metadata.name, 'PersistentVolumeClaim')) ?? []) : [];
    const made = provisioningOf(events);
    const [why = made?.event] = events.filter(({ type }) => type === 'Warning').concat(events);
    const offered = unbound && offeredVolume(unbound, evidence);
    const volume = unbound?.spec.volumeName;
    const absent =
      volume !== undefined && valueOf(evidence.list('persistentvolumes', undefined))?.every(({ metadata }) => metadata.name !== volume);
    const lacksClass =
      !offered && valueOf(evidence.list('storageclasses', undefined))?.every(({ metadata }) => metadata.name !== storageClass);
    const byHand = madeByHand(storageClass, evidence);
    const words = offered
      ? `; ${lackWords(offered)}`
      : absent
        ? `; it names volume ${volume}, which does not exist`
        : byHand
          ? `; that class makes no volumes (${NO_PROVISIONER}), and none that was made by hand for it is free and fits`
          : made
            ? `; ${made.words}`
            : '';
    return {
      summary: `the pod stays Pending: ${unbound ? `PersistentVolumeClaim ${unbound.metadata.name} is ${unbound.status?.phase ?? 'not bound'}${storageClass ? ` (storage class ${storageClass}${lacksClass ? ', which does not exist' : ''})` : ', and has no storage class'}` : 'a PersistentVolumeClaim is not bound'}${words}`,
      confidence: 'certain',
      object: { kind: 'PersistentVolumeClaim', namespace, name: unbound?.metadata.name ?? claims[0] ?? 'unknown' },
      proof: [
        proof,
        // That a class has no object of its own is of no matter where volumes of it were made by hand.
        ...(why && !offered ? [{ ...eventProof(why), step: 'get pvc' }] : []),
        ...(offered ? [{ step: 'get pv', quote: volumeWords(offered.volume), path: 'spec' }] : []),
      ],
      fixes: [
        ...(unbound && offered ? [bindTo(offered, unbound, fix)] : []),
        ...classFix(unbound, offered !== undefined, made, byHand, fix),
      ].flatMap((one) => one ?? []),
    };
  },
};

const NO_PROVISIONER = 'kubernetes.io/no-provisioner';

/** Of a class whose volumes somebody has to make, as those of disks of nodes (kubernetes.io/docs/concepts/storage/storage-classes/#local). */
const madeByHand = (name: string | undefined, evidence: Evidence): boolean =>
  (valueOf(evidence.list('storageclasses', undefined)) ?? []).some(
    (one) => one.metadata.name === name && (one as { provisioner?: string }).provisioner === NO_PROVISIONER,
  );

/** It goes once no pod uses it any more (finalizer kubernetes.io/pvc-protection), and its volume mostly goes with it. */
function beingDeleted(name: string, proof: Proof, { namespace }: Subject, evidence: Evidence): Match {
  const since = valueOf(evidence.object('persistentvolumeclaims', namespace, name))?.metadata.deletionTimestamp;
  return {
    summary: `the pod stays Pending: PersistentVolumeClaim ${name} is being deleted${since ? `, since ${since}` : ''}, and takes no further pod`,
    confidence: 'certain',
    object: { kind: 'PersistentVolumeClaim', namespace, name },
    proof: [
      proof,
      ...(since ? [{ step: 'get pvc', quote: `${name}: deletionTimestamp ${since}`, path: 'metadata.deletionTimestamp' }] : []),
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
function waitsFor({ claim, node, provisioner }: AwaitedVolume, { namespace }: Subject, evidence: Evidence): Match {
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
      ...(event ? [{ ...eventProof(event), step: 'get pvc' }] : []),
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

const volumeWords = ({ metadata, spec, status }: PersistentVolume) =>
  `${metadata.name}: ${status?.phase ?? 'unknown'}, ${spec.capacity?.['storage'] ?? '?'}, ${(spec.accessModes ?? []).join(', ')}${spec.claimRef ? `, claim ${spec.claimRef.namespace}/${spec.claimRef.name}` : ''}`;
