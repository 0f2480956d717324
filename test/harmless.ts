/** Things that stand beside a fault in clusters, and are none of its reasons: in its log, its events, its pod, its namespace. */
import { allContainers } from '../src/kube/pod.ts';
import type { Container, KubeObject, Pod, PodSpec } from '../src/kube/shapes.ts';
import { readLog } from '../src/logs/read-log.ts';
import type { Edited } from './edited-case.ts';

/** The container that a verdict is about. */
export interface Site {
  cluster: Edited;
  pod: Pod;
  container: string;
}

/** Puts it there; false where it has no place. */
type Put = (site: Site) => boolean;

/** Of a log that tells the fault: where it tells none, what is put in is all that it tells. */
const inLog =
  (lines: { before?: readonly string[]; after?: readonly string[] }): Put =>
  ({ cluster, pod, container }) => {
    const { name } = pod.metadata;
    const text = cluster.logs(`${name}/${container}.previous.log`) ?? cluster.logs(`${name}/${container}.log`);
    return text !== undefined && readLog(text).decisive !== undefined && cluster.surround(name, container, lines);
  };

const hasRun = ({ status }: Pod): boolean => status.containerStatuses?.some(({ restartCount = 0 }) => restartCount > 0) ?? false;

/** An event of the pod as it was made, long before its last run. */
const event =
  (reason: string, message: string, uid?: string): Put =>
  ({ cluster, pod }) => {
    if (!hasRun(pod)) return false;
    const { name, namespace, creationTimestamp: at } = pod.metadata;
    const involvedObject = { kind: 'Pod', name, namespace, uid: uid ?? pod.metadata.uid };
    const made = {
      metadata: { name: `${name}.${reason}`, namespace, uid: reason },
      type: 'Warning',
      reason,
      message,
      count: 1,
      involvedObject,
    };
    return cluster.list('events').push({ ...made, firstTimestamp: at, lastTimestamp: at } as never) > 0;
  };

/** In the pod, those of the same template, and the templates that they are made from. */
function inTemplate({ cluster, pod, container }: Site, change: (spec: PodSpec, own: Container) => void): boolean {
  const [by] = pod.metadata.ownerReferences ?? [];
  const set = cluster.list('replicasets').find(({ metadata }) => metadata.uid === by?.uid);
  const [over] = set?.metadata.ownerReferences ?? [];
  const makers = (['replicasets', 'deployments', 'statefulsets', 'daemonsets', 'jobs'] as const)
    .flatMap((plural) => cluster.list(plural) as { metadata: KubeObject['metadata']; spec: { template?: { spec: PodSpec } } }[])
    .filter(({ metadata }) => metadata.uid !== undefined && [by?.uid, over?.uid].includes(metadata.uid));
  const pods = cluster.list('pods').filter((one) => one === pod || (by !== undefined && one.metadata.ownerReferences?.[0]?.uid === by.uid));
  for (const spec of [...pods.map((one) => one.spec), ...makers.flatMap((one) => one.spec.template?.spec ?? [])]) {
    const own = allContainers(spec).find(({ name }) => name === container);
    if (own) change(spec, own);
  }
  return true;
}

const object = (name: string, more: object) =>
  ({ metadata: { name, uid: name, creationTimestamp: '2026-01-01T00:00:00Z' }, ...more }) as never;

const AT = '2026-11-25 19:59:49,101';

export const HARMLESS: Readonly<Record<string, Put>> = {
  'an error that was got over': inLog({
    before: [
      '{"level":"error","msg":"dial failed","error":"dial tcp: lookup flags on 10.96.0.10:53: server misbehaving"}',
      '{"level":"info","msg":"flags are loaded"}',
    ],
  }),
  'an exception that was caught': inLog({
    before: [
      `${AT} WARNING app: could not load the plugin cache, ignoring it`,
      'Traceback (most recent call last):',
      '  File "/app/plugins.py", line 12, in load',
      '    with open(path) as f:',
      "FileNotFoundError: [Errno 2] No such file or directory: '/var/cache/plugins.json'",
      `${AT} INFO app: starting without plugins`,
    ],
  }),
  'requests that failed': inLog({
    before: ['10.244.0.1 - - [25/Nov/2026:19:59:40 +0000] "GET /api/error HTTP/1.1" 500 177 "-" "curl/8.5.0" "-"'],
  }),
  'an error that is only spoken of': inLog({
    before: [`${AT} INFO app: the last run ended with: OSError: [Errno 28] No space left on device`, 'tests: 14 passed, 0 failed'],
  }),
  'a warning of Node.js': inLog({
    before: ['(node:1) [DEP0040] DeprecationWarning: The `punycode` module is deprecated.'],
  }),
  'what is closed at the end': inLog({
    after: [
      `${AT} INFO app: shutting down`,
      '{"level":"error","msg":"consumer stopped","error":"context canceled"}',
      `${AT} INFO app: bye`,
    ],
  }),
  'what Python ignores at the end': inLog({
    after: [
      'Exception ignored in: <function Pool.__del__ at 0x7f8a2c0b5d00>',
      'Traceback (most recent call last):',
      '  File "/usr/local/lib/python3.12/multiprocessing/pool.py", line 271, in __del__',
      '    self._change_notifier.put(None)',
      "AttributeError: 'Pool' object has no attribute '_change_notifier'",
    ],
  }),
  'what npm says at the end': inLog({
    after: ['npm error Lifecycle script `start` failed with error:', 'npm error code 1', 'npm error path /app'],
  }),
  'a volume that came late': event(
    'FailedMount',
    'MountVolume.SetUp failed for volume "config" : failed to sync configmap cache: timed out',
  ),
  'a sandbox that came late': event('FailedCreatePodSandBox', 'Failed to create pod sandbox: plugin type="calico" failed (add)'),
  'an event of a pod that had the name before': event('Killing', 'Container app failed liveness probe, will be restarted', 'of another'),
  'a Service without pods': ({ cluster }) => {
    const spec = { clusterIP: '10.96.77.7', selector: { app: 'legacy' }, ports: [{ port: 18080, targetPort: 18080, protocol: 'TCP' }] };
    return cluster.list('services').push(object('legacy-import', { kind: 'Service', spec })) > 0;
  },
  'an empty folder': (site) =>
    inTemplate(site, (spec, own) => {
      spec.volumes = [...(spec.volumes ?? []), { name: 'scratch', emptyDir: {} }];
      own.volumeMounts = [...(own.volumeMounts ?? []), { name: 'scratch', mountPath: '/scratch' }];
    }),
  'variables that nobody reads': (site) =>
    inTemplate(site, (_, own) => {
      own.env = [...(own.env ?? []), { name: 'EXTRA_FLAGS', value: '' }, { name: 'BANNER', value: '"hello" ' }];
    }),
  'a ConfigMap that may be absent': (site) =>
    inTemplate(site, (_, own) => {
      own.envFrom = [...(own.envFrom ?? []), { configMapRef: { name: 'overrides', optional: true } }];
    }),
  'a neighbour that had once ended': (site) => {
    const { status, metadata } = site.pod;
    if (!hasRun(site.pod) || !status.containerStatuses) return false;
    const at = metadata.creationTimestamp;
    const terminated = { exitCode: 137, reason: 'OOMKilled', startedAt: at, finishedAt: at, containerID: 'containerd://1' };
    const is = { name: 'log-shipper', image: 'fluent/fluent-bit:3.1', restartCount: 1, ready: true, started: true };
    status.containerStatuses.push({ ...is, state: { running: { startedAt: at } }, lastState: { terminated } } as never);
    return inTemplate(site, (spec) => spec.containers.push({ name: 'log-shipper', image: 'fluent/fluent-bit:3.1' }));
  },
  'an evicted pod of the same template': ({ cluster, pod }) => {
    if (pod.metadata.ownerReferences?.[0]?.kind !== 'ReplicaSet') return false;
    const old = structuredClone(pod);
    Object.assign(old.metadata, { name: `${pod.metadata.name}-old`, uid: 'old', creationTimestamp: '2026-01-01T00:00:00Z' });
    old.status = { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory. ' };
    return cluster.list('pods').push(old) > 0;
  },
};
