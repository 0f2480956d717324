import type { Evidence } from '../evidence/evidence.ts';
import { eventProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { kubectl } from '../fixes/command.ts';
import { recreate, usersOf } from '../fixes/volumes.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastSeen } from '../kube/event.ts';
import { timeOf } from '../kube/pod.ts';
import type { Event, Volume } from '../kube/shapes.ts';
import type { Fix } from '../report.ts';
import { type Cause, RUNG } from './cause.ts';

/** The kubelet tries again by itself; references to ConfigMaps and Secrets are told elsewhere, and memory limits too. */
const NOT_OURS =
  /(?:failed to sync (?:configmap|secret) cache|(?:configmap|secret) "[^"]{1,253}" not found|references non-existent|not registered|kube-api-access|no space left on device)/;

export const volumeNotMounted: Cause = {
  id: 'volume-not-mounted',
  title: 'a volume cannot be attached or mounted',
  tier: 'kubernetes',
  covers: ['vol.attach', 'vol.mount', 'vol.hostpath-type'],
  rung: RUNG.place,

  detect(subject, evidence) {
    if (subject.attempt || subject.state === 'running' || subject.status?.state?.waiting?.reason === 'PodInitializing') return undefined;
    const created = timeOf(subject.pod.metadata.creationTimestamp) ?? 0;
    const event =
      subject
        .events('FailedMount', 'FailedAttachVolume')
        .find(
          (one) =>
            lastSeen(one) >= created && !NOT_OURS.test(one.message ?? '') && !/^Unable to attach or mount volumes/.test(one.message ?? ''),
        ) ??
      subject
        .events('FailedMount')
        .find(
          (one) =>
            /^Unable to attach or mount volumes/.test(one.message ?? '') &&
            !subject.events('FailedMount').some(({ message }) => NOT_OURS.test(message ?? '')),
        );
    if (!event) return undefined;
    const { pod, namespace, container } = subject;
    const message = event.message ?? '';
    const volume = volumeOf(message, subject);
    const claim = volume?.persistentVolumeClaim?.claimName;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `container ${container.name} is not created, because ${volume ? `volume ${volume.name}${claim ? ` (claim ${claim})` : volume.hostPath ? ` (hostPath ${volume.hostPath.path}, type ${volume.hostPath.type || 'not set'})` : ''}` : 'a volume'} cannot be ${event.reason === 'FailedAttachVolume' ? 'attached to its node' : 'mounted'}: ${meaning(message)}`,
      confidence: 'certain',
      object: claim ? { kind: 'PersistentVolumeClaim', namespace, name: claim } : fix.object(volume && `volumes[${volume.name}]`),
      proof: [
        eventProof(event),
        ...(volume ? [{ step: 'get', quote: JSON.stringify(volume).slice(0, 200), path: `spec.volumes[${volume.name}]` }] : []),
        { step: 'get', quote: `node ${pod.spec.nodeName ?? 'none'}`, path: 'spec.nodeName' },
      ],
      fixes: fixesOf(message, event, volume, subject, fix, evidence),
    };
  },
};

/** A claim's volume goes by the name of its PersistentVolume in some of these messages. */
function volumeOf(message: string, { pod }: Subject): Volume | undefined {
  const named = message.match(/for volume "([^"]{1,253})"/)?.[1] ?? message.match(/unmounted volumes=\[([^\]\s]{1,253})/)?.[1];
  const volumes = pod.spec.volumes ?? [];
  const claims = volumes.filter(({ persistentVolumeClaim }) => persistentVolumeClaim);
  return volumes.find(({ name }) => name === named) ?? (named?.startsWith('pvc-') && claims.length === 1 ? claims[0] : undefined);
}

function meaning(message: string): string {
  const type = message.match(/hostPath type check failed: (.{1,300})/)?.[1];
  if (type) return `${type} on the node`;
  if (message.startsWith('Multi-Attach error'))
    return message.replace(/^Multi-Attach error for volume "[^"]{1,253}" ?/, '').trim() || 'it is attached to another node';
  const driver = message.match(/driver name (\S{1,253}) not found in the list of registered CSI drivers/)?.[1];
  if (driver) return `CSI driver ${driver} does not run on that node`;
  return message.replace(/^MountVolume\.\w+ failed for volume "[^"]{1,253}" ?:? ?/, '').slice(0, 240);
}

const TYPES: readonly [word: RegExp, type: string][] = [
  [/is not a directory/, 'DirectoryOrCreate'],
  [/is not a file/, 'FileOrCreate'],
];

function fixesOf(
  message: string,
  event: Event,
  volume: Volume | undefined,
  { namespace, pod }: Subject,
  fix: WorkloadFix,
  evidence: Evidence,
): Fix[] {
  const claim = volume?.persistentVolumeClaim?.claimName;
  if (/hostPath type check failed/.test(message) && volume?.hostPath) {
    const type = TYPES.find(([word]) => word.test(message))?.[1];
    if (type)
      return [
        fix.patchSpec(`let the kubelet make ${volume.hostPath.path} where it is missing`, {
          volumes: [{ name: volume.name, hostPath: { path: volume.hostPath.path, type } }],
        }),
      ];
    return [
      fix.patchSpec(
        `do without ${volume.hostPath.path}, which this node does not have: mount an empty folder in its place; or correct the path (containerd's socket is /run/containerd/containerd.sock)`,
        { volumes: [{ name: volume.name, hostPath: null, emptyDir: {} }] },
      ),
    ];
  }
  if (event.reason === 'FailedAttachVolume' && volume && claim && /Multi-Attach/.test(message)) {
    const others = usersOf(volume, fix.subject, evidence) ?? [];
    if (fix.owner.kind === 'Deployment' && others.some(({ metadata }) => metadata.name.startsWith(`${fix.owner.name}-`)))
      return [recreate(fix)];
    const [other] = others;
    return [
      {
        text: other
          ? `end pod ${other.metadata.name}, which has it on node ${other.spec.nodeName}; if that node is gone, the pod has to be deleted by force`
          : 'the node that had it has not given it back; it is detached after six minutes, or once the node is out of service',
        command: kubectl(evidence, namespace, other ? ['describe', 'pod', other.metadata.name] : ['get', 'volumeattachments']),
        changes: false,
        restarts: false,
        asks: [],
      },
    ];
  }
  if (/not found in the list of registered CSI drivers/.test(message))
    return [
      {
        text: "get the driver's DaemonSet going on that node, or install it",
        command: kubectl(evidence, undefined, [
          'get',
          'pods',
          '-A',
          '-o',
          'wide',
          `--field-selector=spec.nodeName=${pod.spec.nodeName ?? ''}`,
        ]),
        changes: false,
        restarts: false,
        asks: [],
      },
    ];
  return [
    {
      text: 'look at the storage: the claim, its volume, the driver',
      command: kubectl(evidence, namespace, ['describe', ...(claim ? ['pvc', claim] : ['pod', pod.metadata.name])]),
      changes: false,
      restarts: false,
      asks: [],
    },
  ];
}
