import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { eventProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { unmountedFixes } from '../fixes/unmounted.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastSeen } from '../kube/event.ts';
import { timeOf, waitsForOthers } from '../kube/pod.ts';
import type { Event, Volume } from '../kube/shapes.ts';
import { present } from '../present.ts';
import { isPast } from '../trace/objects/held-back.ts';
import { mountWords } from '../trace/objects/mount-words.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

/** The kubelet tries again by itself; references to ConfigMaps and Secrets are told elsewhere, and memory limits too. */
const NOT_OURS =
  /(?:failed to sync (?:configmap|secret) cache|(?:configmap|secret) "[^"]{1,253}" not found|references non-existent|not registered|for volume "kube-api-access|no space left on device)/;
/** But an account that is gone is; and ConfigMaps are written to the disk of the node, where Secrets and tokens are in memory. */
const OURS = /failed to fetch token: serviceaccounts "|~configmap\/.{1,300}: no space left on device/;
const isOurs = (message = '') => OURS.test(message) || !NOT_OURS.test(message);

export const volumeNotMounted: Cause = {
  id: 'volume-not-mounted',
  title: 'a volume cannot be attached or mounted',
  tier: 'kubernetes',
  covers: ['vol.attach', 'vol.mount', 'vol.hostpath-type'],
  rung: RUNG.place,

  detect(subject, evidence) {
    if (subject.attempt || subject.state === 'running' || waitsForOthers(subject.pod, subject.container, subject.status)) return undefined;
    const created = timeOf(subject.pod.metadata.creationTimestamp) ?? 0;
    const owning = beingGiven(subject);
    if (owning) return slowOwner(owning, subject, new WorkloadFix(subject, evidence));
    const event =
      subject
        .events('FailedMount', 'FailedMapVolume', 'FailedAttachVolume')
        .find((one) => lastSeen(one) >= created && isOurs(one.message) && !/^Unable to attach or mount volumes/.test(one.message ?? '')) ??
      subject
        .events('FailedMount')
        .find(
          (one) =>
            /^Unable to attach or mount volumes/.test(one.message ?? '') &&
            subject.events('FailedMount').every(({ message }) => isOurs(message)),
        );
    if (!event || isPast(event, subject)) return undefined;
    const { pod, namespace, container } = subject;
    const message = event.message ?? '';
    const volume = volumeOf(message, subject, evidence);
    const claim = volume?.persistentVolumeClaim?.claimName;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `container ${container.name} is not created, because ${volume ? `volume ${volume.name}${claim ? ` (claim ${claim})` : volume.hostPath ? ` (hostPath ${volume.hostPath.path}, type ${volume.hostPath.type || 'not set'})` : ''}` : 'a volume'} cannot be ${event.reason === 'FailedAttachVolume' ? 'attached to its node' : 'mounted'}: ${meaning(message, subject)}`,
      confidence: 'certain',
      object: claim ? { kind: 'PersistentVolumeClaim', namespace, name: claim } : fix.object(volume && `volumes[${volume.name}]`),
      proof: [
        eventProof(event),
        ...present(volume && { step: 'get', quote: JSON.stringify(volume).slice(0, 200), path: `spec.volumes[${volume.name}]` }),
        { step: 'get', quote: `node ${pod.spec.nodeName ?? 'none'}`, path: 'spec.nodeName' },
      ],
      fixes: unmountedFixes(event, volume, fix, evidence),
    };
  },
};

/** A claim's volume goes by the name of its PersistentVolume in some of these messages. */
function volumeOf(message: string, { pod, namespace }: Subject, evidence: Evidence): Volume | undefined {
  const named = message.match(/for volume "([^"]{1,253})"/)?.[1] ?? message.match(/unmounted volumes=\[([^\]\s]{1,253})/)?.[1];
  const volumes = pod.spec.volumes ?? [];
  const claims = volumes.filter(({ persistentVolumeClaim }) => persistentVolumeClaim);
  const own = volumes.find(({ name }) => name === named) ?? (named?.startsWith('pvc-') && claims.length === 1 ? claims[0] : undefined);
  if (own || named === undefined) return own;
  const boundTo = (claim: string) => valueOf(evidence.object('persistentvolumeclaims', namespace, claim))?.spec.volumeName;
  return claims.find(({ persistentVolumeClaim }) => boundTo(persistentVolumeClaim?.claimName ?? '') === named);
}

/** volume_linux.go tells of it after half a minute, and each minute from then on; the mount that waits for it runs out of time meanwhile. */
function beingGiven(subject: Subject): Event | undefined {
  const [event] = subject.events('VolumePermissionChangeInProgress');
  const [other] = subject
    .events('FailedMount', 'FailedMapVolume')
    .filter(({ message }) => !/^Unable to attach or mount volumes/.test(message ?? ''));
  return event && !isPast(event, subject) && !(other && lastSeen(other) > lastSeen(event)) ? event : undefined;
}

function slowOwner(event: Event, { container, pod }: Subject, fix: WorkloadFix): Match {
  const files = event.message?.match(/processed (\d{1,12}) files/)?.[1];
  const [, name] = event.message?.match(/kubernetes\.io~[\w-]{1,40}\/([^/\s,]{1,253})/) ?? [];
  const group = pod.spec.securityContext?.fsGroup ?? '';
  return {
    summary: `container ${container.name} is not created yet, as the kubelet still gives all files of volume ${name ?? ''} to fsGroup ${group}${files ? ` (${files} so far)` : ''}, which it does before each start`,
    confidence: 'certain',
    object: fix.object('securityContext.fsGroupChangePolicy'),
    proof: [eventProof(event)],
    fixes: [
      fix.patchSpec('let it do so only where the folder of the volume does not belong to that group yet', {
        securityContext: { fsGroupChangePolicy: 'OnRootMismatch' },
      }),
    ],
  };
}

function meaning(message: string, subject: Subject): string {
  const type = message.match(/hostPath type check failed: (.{1,300})/)?.[1];
  if (type) return `${type} on the node`;
  if (message.startsWith('Multi-Attach error'))
    return message.replace(/^Multi-Attach error for volume "[^"]{1,253}" ?/, '').trim() || 'it is attached to another node';
  const driver = message.match(/driver name (\S{1,253}) not found in the list of registered CSI drivers/)?.[1];
  if (driver) return `CSI driver ${driver} does not run on that node`;
  if (/volumeMode Block, but is specified in volumeMounts/.test(message))
    return `it is a block device (volumeMode Block), and container ${subject.container.name} mounts it as files (volumeMounts)`;
  if (/applyFSGroup failed/.test(message)) {
    const why = message.match(/: ([a-z][a-z -]{3,60})$/)?.[1] ?? '';
    return `the kubelet cannot give its files to fsGroup ${subject.pod.spec.securityContext?.fsGroup ?? ''}: ${why}${why === 'operation not permitted' ? ', as of an NFS server that lets no root in (root_squash)' : ''}`;
  }
  const account = message.match(/failed to fetch token: serviceaccounts "([^"]{1,253})" not found/)?.[1];
  if (account) return `ServiceAccount ${account}, whose token it holds, does not exist any more`;
  return mountWords(message).why;
}
