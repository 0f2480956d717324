/** A pod that crashes, with texts planted wherever a program or a person may leave one. */
import type { Kubectl } from '../src/cluster/port.ts';

export interface Plants {
  log?: readonly string[];
  events?: readonly string[];
  terminationMessage?: string;
  env?: Readonly<Record<string, string>>;
  args?: readonly string[];
  annotations?: Readonly<Record<string, string>>;
}

export const NOW = Date.parse('2026-01-02T03:05:00Z');
const at = (second: number) => `2026-01-02T03:04:${String(second).padStart(2, '0')}Z`;

export function plantedKubectl({ log = [], events = [], terminationMessage, env = {}, args = [], annotations = {} }: Plants): Kubectl {
  const metadata = {
    name: 'web',
    namespace: 'shop',
    uid: '11111111-2222-4333-8444-555555555555',
    creationTimestamp: '2026-01-02T03:00:00Z',
    annotations,
  };
  const ended = {
    exitCode: 1,
    reason: 'Error',
    startedAt: at(0),
    finishedAt: at(30),
    containerID: `containerd://${'ab'.repeat(32)}`,
    ...(terminationMessage ? { message: terminationMessage } : {}),
  };
  const pod = {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata,
    spec: {
      nodeName: 'n1',
      restartPolicy: 'Always',
      containers: [
        { name: 'app', image: 'registry.example.com/web:1', args, env: Object.entries(env).map(([name, value]) => ({ name, value })) },
      ],
    },
    status: {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'app',
          ready: false,
          restartCount: 3,
          image: 'registry.example.com/web:1',
          imageID: '',
          state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s restarting failed container=app pod=web_shop(1)' } },
          lastState: { terminated: ended },
        },
      ],
    },
  };
  const item = (message: string, index: number) => ({
    metadata: { name: `web.${index}`, namespace: 'shop' },
    involvedObject: { kind: 'Pod', name: 'web', namespace: 'shop', uid: metadata.uid },
    type: 'Warning',
    reason: 'Failed',
    message,
    count: 1,
    firstTimestamp: at(31),
    lastTimestamp: at(31),
  });
  const answers = new Map<RegExp, () => string>([
    [
      /\/pods\/web\/log\?/,
      () => log.map((line, index) => `${at(index % 30).slice(0, -1)}.${String(index).padStart(9, '0')}Z ${line}\n`).join(''),
    ],
    [/\/pods\/web(?:\?|$)/, () => JSON.stringify(pod)],
    [/\/events\?/, () => JSON.stringify({ kind: 'EventList', apiVersion: 'v1', metadata: {}, items: events.map(item) })],
  ]);
  // As kubectl 1.36 prints it (staging/src/k8s.io/kubectl/pkg/describe/describe.go: printAnnotationsMultiline, describeContainerCommand,
  // describeContainerEnvVars, through a tabwriter), as far as plants are in it.
  const width = Math.max(0, ...Object.keys(env).map((name) => name.length)) + 3;
  const describe = [
    'Name:             web',
    ...Object.entries(annotations)
      .filter(([key]) => !key.includes('last-applied'))
      .map(([key, value], index) => `${index === 0 ? 'Annotations:      ' : '                  '}${key}: ${value}`),
    'Containers:',
    '  app:',
    '    Args:',
    ...args.map((arg) => `      ${arg}`),
    `    Last State:     Terminated`,
    `      Message:      ${terminationMessage ?? ''}`,
    '    Environment:',
    ...Object.entries(env).map(([name, value]) => `      ${`${name}:`.padEnd(width)}${value}`),
    'Events:',
    ...events.map((message) => `  Warning  Failed  29s  kubelet  ${message}`),
  ].join('\n');
  return async ([verb, raw, url = '']) => {
    if (verb === 'describe') return { stdout: describe, cut: false, exit: 0, ms: 1, bytes: describe.length };
    const answer = verb === 'get' && raw === '--raw' ? [...answers].find(([pattern]) => pattern.test(url))?.[1]() : undefined;
    if (answer === undefined)
      return { stdout: '', failure: { kind: 'not-found', message: 'not found' }, cut: false, exit: 1, ms: 1, bytes: 0 };
    return { stdout: answer, cut: false, exit: 0, ms: 1, bytes: answer.length };
  };
}
