/** Pods that are made up, of the size of real ones (about 7 kB each): ReplicaSets of 50, two containers, managed fields. */

const PER_SET = 50;
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

export const spaceName = (index: number) => `load-${String(index).padStart(3, '0')}`;
/** Spread over the sets: a set has none of them, or a few. */
export const isCrashing = (index: number, each: number) => each > 0 && (index * 7919) % each === 0;

const at = (now: number, secondsAgo: number) => new Date(now - secondsAgo * 1000).toISOString().replace(/\.\d+Z/, 'Z');

/** Five characters from the alphabet of generated names. */
function suffix(index: number): string {
  let rest = index + 14_348_907;
  let word = '';
  for (let place = 0; place < 5; place++) {
    word += ALPHABET[rest % ALPHABET.length];
    rest = Math.floor(rest / ALPHABET.length);
  }
  return word;
}

const fields = (words: string[]) => Object.fromEntries(words.map((word) => [`f:${word}`, {}]));
const container = (name: string) => ({
  name,
  image: `registry.example.com/team/${name}:1.4.2`,
  args: ['--listen=:8080', '--log-format=json'],
  ports: [{ name: `${name}-http`, containerPort: name === 'app' ? 8080 : 9090, protocol: 'TCP' }],
  env: Array.from({ length: 24 }, (_, index) => ({ name: `SETTING_${index}`, value: `value ${index} of a setting that is not short` })),
  resources: { limits: { memory: '256Mi' }, requests: { cpu: '50m', memory: '64Mi' } },
  volumeMounts: [{ name: 'config', readOnly: true, mountPath: '/etc/app' }],
  livenessProbe: {
    httpGet: { path: '/healthz', port: 8080, scheme: 'HTTP' },
    initialDelaySeconds: 5,
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  },
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  imagePullPolicy: 'IfNotPresent',
});
const SPEC = JSON.stringify({
  volumes: [{ name: 'config', configMap: { name: 'app-config', defaultMode: 420, optional: true } }],
  containers: [container('app'), container('metrics')],
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 30,
  dnsPolicy: 'ClusterFirst',
  serviceAccountName: 'default',
  nodeName: 'node-17',
  securityContext: {},
  schedulerName: 'default-scheduler',
  tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }],
});
const MANAGED = JSON.stringify(
  ['kube-controller-manager', 'kubelet'].map((manager) => ({
    manager,
    operation: 'Update',
    apiVersion: 'v1',
    time: '2026-11-20T06:00:00Z',
    fieldsType: 'FieldsV1',
    fieldsV1: {
      'f:metadata': fields(['labels', 'ownerReferences', 'generateName']),
      'f:spec': fields([
        'containers',
        'dnsPolicy',
        'enableServiceLinks',
        'restartPolicy',
        'schedulerName',
        'securityContext',
        'terminationGracePeriodSeconds',
        'volumes',
        ...Array.from({ length: 30 }, (_, index) => `env-${index}`),
      ]),
    },
  })),
);

/** As the API server writes it. */
export function madePod(index: number, namespace: string, isCrashing: boolean, now: number): string {
  const set = Math.floor(index / PER_SET);
  const hash = `7c9f8d${suffix(set).slice(0, 4)}`;
  const name = `svc-${set}-${hash}-${suffix(index)}`;
  const labels = `{"app":"svc-${set}","pod-template-hash":"${hash}","team":"platform"}`;
  const owners = `[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"svc-${set}-${hash}","uid":"00000000-0000-4000-9000-${String(set).padStart(12, '0')}","controller":true,"blockOwnerDeletion":true}]`;
  const metadata = `{"name":"${name}","generateName":"svc-${set}-${hash}-","namespace":"${namespace}","uid":"00000000-0000-4000-8000-${String(index).padStart(12, '0')}","resourceVersion":"${1000 + index}","creationTimestamp":"${at(now, 86_400)}","labels":${labels},"ownerReferences":${owners},"managedFields":${MANAGED}}`;
  return `{"metadata":${metadata},"spec":${SPEC},"status":${isCrashing ? statusOf(index, now) : healthyStatus(now)}}`;
}

let healthy: { now: number; text: string } | undefined;
function healthyStatus(now: number): string {
  if (healthy?.now !== now) healthy = { now, text: statusText(now, undefined) };
  return healthy.text;
}

const statusOf = (index: number, now: number) => statusText(now, index);

function statusText(now: number, crash: number | undefined): string {
  const status = (name: string) => {
    const isDown = crash !== undefined && name === 'app';
    const id = (digit: string) => `containerd://${digit.repeat(64)}`;
    const ended = {
      exitCode: 137,
      reason: 'OOMKilled',
      startedAt: at(now, 130),
      finishedAt: at(now, 120 + ((crash ?? 0) % 60)),
      containerID: id('1'),
    };
    return {
      name,
      image: `registry.example.com/team/${name}:1.4.2`,
      imageID: `registry.example.com/team/${name}@sha256:${'ab12'.repeat(16)}`,
      containerID: id('0'),
      ready: !isDown,
      started: !isDown,
      restartCount: isDown ? 5 + (crash % 40) : 0,
      state: isDown
        ? { waiting: { reason: 'CrashLoopBackOff', message: `back-off 5m0s restarting failed container=${name} pod=made` } }
        : { running: { startedAt: at(now, 86_000) } },
      lastState: isDown ? { terminated: { ...ended, startedAt: at(now, 200) } } : {},
    };
  };
  const condition = (type: string, isTrue: boolean) => ({
    type,
    status: isTrue ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: at(now, 86_000),
  });
  const isReady = crash === undefined;
  return JSON.stringify({
    phase: 'Running',
    conditions: [
      condition('Initialized', true),
      condition('Ready', isReady),
      condition('ContainersReady', isReady),
      condition('PodScheduled', true),
    ],
    hostIP: '10.200.0.10',
    podIP: '10.244.3.7',
    startTime: at(now, 86_400),
    containerStatuses: [status('app'), status('metrics')],
    qosClass: 'Burstable',
  });
}
