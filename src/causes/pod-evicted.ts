import { trialOf } from '../fixes/memory.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { containersOf, volumeOf } from '../kube/pod.ts';
import { mebibytes, quantity } from '../kube/quantity.ts';
import type { Container, Pod } from '../kube/shapes.ts';
import type { Fix, Proof } from '../report.ts';
import { type Cause, RUNG } from './cause.ts';

export const podEvicted: Cause = {
  id: 'pod-evicted',
  title: 'the kubelet evicted the pod',
  tier: 'environment',
  covers: ['res.evicted-memory', 'res.evicted-disk', 'res.evicted-pid', 'res.evicted-inodes', 'res.ephemeral-evicted'],
  rung: RUNG.pod,

  detect(subject, evidence) {
    const { pod } = subject;
    if (pod.status.reason !== 'Evicted') return undefined;
    const message = (pod.status.message ?? '').trim();
    const fix = new WorkloadFix(subject, evidence);
    // pkg/kubelet/eviction/helpers.go: its own limits first, then the node's resources.
    const [, volume, size] = message.match(/Usage of EmptyDir volume "([^"]+)" exceeds the limit "([^"]+)"/) ?? [];
    const [, culprit, single] = message.match(/Container (\S{1,63}) exceeded its local ephemeral storage limit "([^"]+)"/) ?? [];
    const [, all] = message.match(/ephemeral local storage usage exceeds the total limit of containers (\S+?)\.?\s*$/) ?? [];
    const own = single ?? all;
    const [, resource] = message.match(/The node was low on resource: ([\w-]+)/) ?? [];
    const [, pressure] = message.match(/The node had condition: \[(\w+)/) ?? [];
    const user = resource ? largestUser(message) : undefined;
    const isSmall = user !== undefined && (quantity(user.used) ?? 0) < lacking(message);
    const fixes =
      volume && size
        ? [
            fix.patchSpec(`let volume ${volume} grow from ${size} to ${more(size)}: ${TRIAL}`, {
              volumes: [{ name: volume, emptyDir: { ...emptyDir(pod, volume), sizeLimit: more(size) } }],
            }),
          ]
        : own
          ? [raised(culprit, fix)]
          : user && !isSmall
            ? asksForUsed(user, fix)
            : [];
    const why = volume
      ? `its volume ${volume} grew beyond its limit of ${size}`
      : own
        ? `${culprit ? `container ${culprit}` : 'it'} wrote more than its ephemeral-storage limit of ${own}${culprit ? '' : ', that of all its containers together'}; files outside of volumes, logs and emptyDir volumes count`
        : pressure
          ? `node ${pod.spec.nodeName ?? ''} takes no such pod while it is short of ${SHORT[pressure] ?? pressure}`
          : `node ${pod.spec.nodeName ?? ''} ran low on ${resource ?? 'a resource'}${user ? `; container ${user.container} used ${shown(user.used)} of it, and asks for ${user.request === '0' ? 'none' : user.request}${isSmall ? ', which is little: others have used it up' : ''}` : ''}`;
    const proof: Proof = { step: 'get', quote: `Evicted: ${message}`, path: 'status.message' };
    return {
      summary: `the kubelet evicted the pod: ${why}`,
      confidence: 'certain',
      object: resource ? { kind: 'Node', name: pod.spec.nodeName ?? 'unknown' } : fix.object(),
      proof: [proof],
      fixes,
    };
  },
};

const SHORT: Readonly<Record<string, string>> = { DiskPressure: 'disk space', MemoryPressure: 'memory', PIDPressure: 'process numbers' };

interface User {
  container: string;
  used: string;
  request: string;
  resource: string;
}

/** "Container app was using 1843200Ki, request is 256Mi, has larger consumption of memory." (helpers.go containerMessageFmt): the one that is most above. */
function largestUser(message: string): User | undefined {
  const all = [
    ...message.matchAll(/Container (\S{1,63}) was using (\w{1,30}), request is (\w{1,30}), has larger consumption of ([\w-]{1,40}[\w])/g),
  ];
  const above = ({ used, request }: User) => (quantity(used) ?? 0) - (quantity(request) ?? 0);
  return all
    .map(([, container = '', used = '', request = '', resource = '']): User => ({ container, used, request, resource }))
    .sort((a, b) => above(b) - above(a))[0];
}

/** "Threshold quantity: 4087528518, available: 2902544Ki": so much has to go until the node is well again. */
function lacking(message: string): number {
  const [, threshold, available] = /Threshold quantity: (\w{1,30}), available: (\w{1,30})/.exec(message) ?? [];
  return (quantity(threshold) ?? 0) - (quantity(available) ?? 0);
}

const shown = (amount: string) => mebibytes(quantity(amount) ?? 0);

/** Pods that use more than they ask for are evicted first, and the scheduler keeps free what is asked for. */
function asksForUsed({ container: name, used, resource }: User, { subject, evidence }: WorkloadFix): Fix[] {
  const container = subject.pod.spec.containers.find((one) => one.name === name);
  const bytes = quantity(used);
  if (!container || !bytes || !['memory', STORAGE].includes(resource)) return [];
  const limit = quantity(container.resources?.limits?.[resource]);
  const amount = mebibytes(bytes);
  return [
    new WorkloadFix({ ...subject, container, kind: 'app' }, evidence).patchContainer(
      `let container ${name} ask for what it uses (${amount}), so that it gets a node with that much, and others are evicted before it; or let it use less`,
      {
        resources: {
          requests: { [resource]: amount },
          ...(limit !== undefined && limit < bytes ? { limits: { [resource]: amount } } : {}),
        },
      },
    ),
  ];
}

const emptyDir = (pod: Pod, name: string) => volumeOf(pod, name)?.emptyDir ?? {};

const STORAGE = 'ephemeral-storage';
const TRIAL = 'a trial, as nobody has measured what it writes; or let it write less';

/** Of the container that the kubelet names; where it names none, of the one that may write most. */
function raised(culprit: string | undefined, fix: WorkloadFix): Fix {
  const { subject, evidence } = fix;
  const limitOf = ({ resources }: Container) => quantity(resources?.limits?.[STORAGE]) ?? 0;
  const [most] = [...subject.pod.spec.containers].sort((a, b) => limitOf(b) - limitOf(a));
  const named = containersOf(subject.pod).find(({ spec }) => spec.name === culprit);
  const container = named?.spec ?? most ?? subject.container;
  const limit = container.resources?.limits?.[STORAGE] ?? '0';
  return new WorkloadFix({ ...subject, container, kind: named?.kind ?? 'app' }, evidence).setResources(
    `raise the ephemeral-storage limit of container ${container.name} from ${limit} to ${more(limit)}: ${TRIAL}`,
    { [STORAGE]: more(limit) },
  );
}

/** Room enough to see how much it writes. */
const more = (size: string) => trialOf(quantity(size) ?? 0);
