/** A small hand-built cluster for near misses: one pod, its events, its log, what else exists. Shapes as in the recorded cases. */

import { cleanDeep } from '../src/clean.ts';
import { diagnosePod } from '../src/diagnosis/diagnose.ts';
import { Evidence, type Known } from '../src/evidence/evidence.ts';
import { type Executed, eventsQuery, keysQuery, listQuery, logQuery, objectQuery, type Query } from '../src/evidence/query.ts';
import type { Container, ContainerStatus, Event, KubeObject, Pod, PodSpec } from '../src/kube/shapes.ts';
import type { Finding } from '../src/report.ts';

export interface Situation {
  container?: Partial<Container>;
  spec?: Partial<PodSpec>;
  status?: Partial<ContainerStatus>;
  podStatus?: Partial<Pod['status']>;
  metadata?: Partial<Pod['metadata']>;
  events?: { reason: string; message: string; at?: string; count?: number; container?: string | null }[];
  /** The log of the last run. */
  log?: string;
  services?: KubeObject[];
  /** ConfigMaps and Secrets: name → keys with values (values of Secrets are not looked at). */
  configMaps?: Record<string, Record<string, string>>;
  secrets?: Record<string, string[]>;
  /** What commands inside the container answer, by their first word; without it nothing may be run there. */
  inside?: Record<string, Executed>;
  nodeEvents?: { reason: string; message: string; at: string }[];
  /** The spec of its node. */
  node?: object;
  /** Other answers of the API, by a part of what is asked: "kube-system/pods?", "configmaps/data". */
  answers?: Record<string, object>;
}

export const STARTED = '2026-01-02T03:04:00Z';
export const FINISHED = '2026-01-02T03:04:30Z';
const NOW = '2026-01-02T03:04:40Z';

/** A container that waits in its back-off after this end. */
export function ended(
  exitCode: number,
  more: { reason?: string; message?: string; startedAt?: string; finishedAt?: string } = {},
): Partial<ContainerStatus> {
  return {
    restartCount: 3,
    state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s restarting failed container=app pod=web_shop(1)' } },
    lastState: {
      terminated: {
        exitCode,
        reason: exitCode === 0 ? 'Completed' : 'Error',
        startedAt: STARTED,
        finishedAt: FINISHED,
        containerID: 'containerd://1',
        ...more,
      },
    },
  };
}

export function podIn(situation: Situation): Pod {
  const { container, spec, status, podStatus, metadata } = situation;
  return {
    metadata: { name: 'web', namespace: 'shop', uid: '1', creationTimestamp: '2026-01-02T03:00:00Z', ...metadata },
    spec: {
      nodeName: 'n1',
      restartPolicy: 'Always',
      containers: [{ name: 'app', image: 'registry.example.com/web:1', ...container }],
      ...spec,
    },
    status: { phase: 'Running', containerStatuses: [{ name: 'app', ready: false, restartCount: 0, ...status }], ...podStatus },
  };
}

/** A program of Python that a ConfigMap brings, with these variables. */
export const inPython = (text: string, env: Record<string, string>): Situation => ({
  container: {
    command: ['python3', '/app/main.py'],
    env: Object.entries(env).map(([name, value]) => ({ name, value })),
    volumeMounts: [{ name: 'code', mountPath: '/app' }],
  },
  spec: { volumes: [{ name: 'code', configMap: { name: 'code' } }] },
  configMaps: { code: { 'main.py': text } },
});

/** A container that ended with `code`, whose command runs a file of a ConfigMap: start, key `key`, in /code. */
export const mounted = (key: string, text: string, command: string[], log: string, code: number): Situation => ({
  status: ended(code),
  log,
  container: { command, volumeMounts: [{ name: 'code', mountPath: '/code' }] },
  spec: { volumes: [{ name: 'code', configMap: { name: 'start' } }] },
  configMaps: { start: { [key]: text } },
});

/** The findings on it, best first. Readings that the situation does not give are answered as absent or empty. */
export function findingsIn(situation: Situation): Finding[] {
  const evidence = new Evidence(Date.parse(NOW), [], situation.inside !== undefined);
  const pod = podIn(situation);
  for (let wave = 0; wave < 8; wave++) {
    const result = diagnosePod(pod, evidence).flatMap(({ findings }) => findings);
    const wanted = evidence.takeWanted();
    if (wanted.length === 0) return result;
    for (const query of wanted)
      evidence.settle(query, query.key.startsWith('exec:') ? inside(query, situation) : answer(query.key, query.form, situation));
  }
  throw new Error('asks without end');
}

function inside({ args }: Query<unknown>, situation: Situation): Known<unknown> {
  const value = situation.inside?.[args[args.indexOf('--') + 1] ?? ''];
  return value ? { state: 'read', value } : { state: 'absent' };
}

function answer(key: string, form: string, situation: Situation): Known<unknown> {
  const read = (value: unknown): Known<unknown> => ({ state: 'read', value });
  const { log = '', configMaps = {}, secrets = {}, answers = {} } = situation;
  const other = Object.entries(answers).find(([part]) => key.includes(part));
  if (other) return read(cleanDeep(other[1]));
  if (key === eventsQuery('shop', 'web').key) return read({ items: (situation.events ?? []).map(event) });
  if (key.includes('involvedObject.kind%3DNode')) return read({ items: (situation.nodeEvents ?? []).map(event) });
  if (form === 'text')
    return [undefined, 'app'].some((name) =>
      [logQuery('shop', 'web', name, 'previous').key, logQuery('shop', 'web', name, 'current').key].includes(key),
    )
      ? read(log)
      : { state: 'absent' };
  if (key === keysQuery('configmaps', 'shop').key)
    return read(new Map(Object.entries(configMaps).map(([name, data]) => [`shop/${name}`, Object.keys(data)])));
  if (key === keysQuery('secrets', 'shop').key) return read(new Map(Object.entries(secrets).map(([name, keys]) => [`shop/${name}`, keys])));
  if (form === 'keys') return read(new Map());
  if (key === listQuery('services', 'shop').key) return read({ items: situation.services ?? [] });
  const map = Object.entries(configMaps).find(([name]) => key === objectQuery('configmaps', 'shop', name).key);
  const service = situation.services?.find(({ metadata }) => key === objectQuery('services', 'shop', metadata.name).key);
  if (service) return read(service);
  if (map) return read(cleanDeep({ metadata: { name: map[0], namespace: 'shop' }, data: { ...map[1] } }));
  if (situation.node && key === objectQuery('nodes', undefined, 'n1').key) return read({ metadata: { name: 'n1' }, spec: situation.node });
  return key.includes('?') ? read({ items: [] }) : { state: 'absent' };
}

function event({
  reason,
  message,
  at = FINISHED,
  count = 1,
  container = 'app',
}: {
  reason: string;
  message: string;
  at?: string;
  count?: number;
  container?: string | null;
}): Event {
  return {
    metadata: { name: `${reason}-${at}` },
    type: 'Warning',
    reason,
    message,
    count,
    firstTimestamp: at,
    lastTimestamp: at,
    involvedObject: {
      kind: 'Pod',
      name: 'web',
      namespace: 'shop',
      uid: '1',
      ...(container ? { fieldPath: `spec.containers{${container}}` } : {}),
    },
  };
}
