import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { eventProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { claimAwaited, claimLeaving } from '../findings/claim-busy.ts';
import { claimSince } from '../findings/claim-since.ts';
import { bindTo, classFix, missingClaim } from '../fixes/claim.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Claim, PersistentVolume } from '../kube/shapes.ts';
import { present } from '../present.ts';
import type { Proof } from '../report.ts';
import { awaitedVolume } from '../trace/objects/awaited-volume.ts';
import { claimMeant } from '../trace/objects/claim-meant.ts';
import { lackWords, offeredVolume } from '../trace/objects/offered-volumes.ts';
import { isHeldClaim, isOfClaims } from '../trace/objects/placing-words.ts';
import { type Provisioning, provisioningOf } from '../trace/objects/provisioning.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const claimUnbound: Cause = {
  id: 'claim-unbound',
  title: 'its PersistentVolumeClaim is missing or unbound',
  tier: 'kubernetes',
  covers: ['vol.pvc-pending'],
  rung: RUNG.place,

  detect(subject, evidence) {
    const { pod } = subject;
    const condition = pod.status.conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
    const message = condition?.message ?? '';
    const awaited = condition ? undefined : awaitedVolume(subject, evidence);
    if (awaited === 'pending') return undefined;
    if (awaited) return claimAwaited(awaited, subject, evidence);
    // That another pod uses a claim of the pod's is no matter of the claim's (pod-unschedulable).
    if (pod.spec.nodeName || !isOfClaims(message) || isHeldClaim(message)) return undefined;
    const [event] = subject.events('FailedScheduling');
    const proof: Proof = event ? eventProof(event) : { step: 'get', quote: message, path: 'status.conditions[PodScheduled]' };
    // The claim of an ephemeral volume is called after the pod and the volume.
    const claims = (pod.spec.volumes ?? []).flatMap(
      ({ name, persistentVolumeClaim, ephemeral }) => persistentVolumeClaim?.claimName ?? (ephemeral ? `${pod.metadata.name}-${name}` : []),
    );
    const leaving = claims.find((name) => message.includes(`"${name}" is being deleted`));
    if (leaving) return claimLeaving(leaving, proof, subject, evidence);
    // That of an ephemeral volume the scheduler waits for: its controller makes it (volumebinding, podHasPVCs).
    const named = (pod.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
    const missing = named.find((name) => message.includes(`"${name}" not found`));
    const since = claimSince(missing ? [missing] : claims, missing !== undefined, subject, evidence);
    if (since) return { ...since, proof: [proof] };
    return missing ? absentClaim(missing, proof, subject, evidence) : stillUnbound(claims, proof, subject, evidence);
  },
};

function absentClaim(name: string, proof: Proof, subject: Subject, evidence: Evidence): Match {
  const { namespace } = subject;
  const meant = claimMeant(name, namespace, evidence);
  const near = meant ? `, but ${meant.name} does${meant.unused ? ', which no pod mounts' : ''}` : '';
  return {
    summary: `the pod stays Pending: PersistentVolumeClaim ${name} does not exist in namespace ${namespace}${near}`,
    confidence: 'certain',
    object: { kind: 'PersistentVolumeClaim', namespace, name },
    proof: [proof],
    fixes: [missingClaim(name, meant, new WorkloadFix(subject, evidence))],
  };
}

/** `names`: all claims of the pod; the first that is not bound is told. */
function stillUnbound(names: readonly string[], proof: Proof, subject: Subject, evidence: Evidence): Match {
  const { namespace } = subject;
  const claim = names
    .map((name) => evidence.object('persistentvolumeclaims', namespace, name))
    .map(valueOf)
    .find((one) => one && one.status?.phase !== 'Bound');
  const events = claim ? (valueOf(evidence.events(namespace, claim.metadata.name, 'PersistentVolumeClaim')) ?? []) : [];
  const made = provisioningOf(events);
  const [why = made?.event] = events.filter(({ type }) => type === 'Warning').concat(events);
  const offered = claim && offeredVolume(claim, evidence);
  const isByHand = madeByHand(claim?.spec.storageClassName, evidence);
  const fix = new WorkloadFix(subject, evidence);
  const state = claim ? claimState(claim, offered !== undefined, evidence) : 'a PersistentVolumeClaim is not bound';
  return {
    summary: `the pod stays Pending: ${state}${offered ? `; ${lackWords(offered)}` : whyUnbound(claim, made, isByHand, evidence)}`,
    confidence: 'certain',
    object: { kind: 'PersistentVolumeClaim', namespace, name: claim?.metadata.name ?? names[0] ?? 'unknown' },
    proof: [
      proof,
      // That a class has no object of its own is of no matter where volumes of it were made by hand.
      ...present(
        why && !offered && { ...eventProof(why), step: 'get pvc' },
        offered && { step: 'get pv', quote: volumeWords(offered.volume), path: 'spec' },
      ),
    ],
    fixes: present(claim && offered && bindTo(offered, claim, fix), ...classFix(claim, offered !== undefined, made, isByHand, fix)),
  };
}

function claimState({ metadata, spec, status }: Claim, isOffered: boolean, evidence: Evidence): string {
  const { storageClassName } = spec;
  const lacksClass = !isOffered && isNoneOf('storageclasses', storageClassName, evidence);
  const ofClass = storageClassName
    ? ` (storage class ${storageClassName}${lacksClass ? ', which does not exist' : ''})`
    : ', and has no storage class';
  return `PersistentVolumeClaim ${metadata.name} is ${status?.phase ?? 'not bound'}${ofClass}`;
}

/** Of a claim for which no volume stands ready. */
function whyUnbound(claim: Claim | undefined, made: Provisioning | undefined, isByHand: boolean, evidence: Evidence): string {
  const volume = claim?.spec.volumeName;
  if (volume !== undefined && isNoneOf('persistentvolumes', volume, evidence)) return `; it names volume ${volume}, which does not exist`;
  if (isByHand) return `; that class makes no volumes (${NO_PROVISIONER}), and none that was made by hand for it is free and fits`;
  return made ? `; ${made.words}` : '';
}

/** All of the cluster are known, and it is not among them. */
const isNoneOf = (plural: 'storageclasses' | 'persistentvolumes', name: string | undefined, evidence: Evidence): boolean =>
  valueOf(evidence.list(plural, undefined))?.every(({ metadata }) => metadata.name !== name) ?? false;

const NO_PROVISIONER = 'kubernetes.io/no-provisioner';

/** Of a class whose volumes somebody has to make, as those of disks of nodes (kubernetes.io/docs/concepts/storage/storage-classes/#local). */
const madeByHand = (name: string | undefined, evidence: Evidence): boolean =>
  (valueOf(evidence.list('storageclasses', undefined)) ?? []).some(
    (one) => one.metadata.name === name && (one as { provisioner?: string }).provisioner === NO_PROVISIONER,
  );

const volumeWords = ({ metadata, spec, status }: PersistentVolume) =>
  `${metadata.name}: ${status?.phase ?? 'unknown'}, ${spec.capacity?.['storage'] ?? '?'}, ${(spec.accessModes ?? []).join(', ')}${spec.claimRef ? `, claim ${spec.claimRef.namespace}/${spec.claimRef.name}` : ''}`;
