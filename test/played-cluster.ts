/** A cluster played through time: a kubectl over one namespace whose pods, log and events are a function of the seconds since noon. */
import { clean } from '../src/clean.ts';
import { failureOf } from '../src/cluster/failure.ts';
import type { Answer, Kubectl } from '../src/cluster/port.ts';
import type { ContainerStatus, Event, Pod, Terminated } from '../src/kube/shapes.ts';
import type { World } from '../src/world.ts';

export const NOON = Date.parse('2026-01-02T12:00:00Z');
const stamp = (seconds: number) => new Date(NOON + seconds * 1000).toISOString();

/** A run from second to second. */
export const run = (exitCode: number, from: number, to: number, more: Partial<Terminated> = {}): Terminated => ({
  exitCode,
  reason: exitCode === 0 ? 'Completed' : 'Error',
  startedAt: stamp(from),
  finishedAt: stamp(to),
  containerID: `containerd://${from}-${to}`,
  ...more,
});

interface PodOptions {
  name?: string;
  uid?: string;
  /** Second of its creation. */
  born?: number;
  status: Partial<ContainerStatus>;
  ready?: boolean;
  deleted?: boolean;
  spec?: Partial<Pod['spec']>;
}

export function livePod({ name = 'web', uid = name, born = -600, status, ready = true, deleted, spec = {} }: PodOptions): Pod {
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: {
      name,
      namespace: 'shop',
      uid,
      creationTimestamp: stamp(born),
      ...(deleted ? { deletionTimestamp: stamp(born) } : {}),
    },
    spec: { nodeName: 'n1', restartPolicy: 'Always', containers: [{ name: 'app', image: 'registry.example.com/web:1' }], ...spec },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
      containerStatuses: [{ name: 'app', ready, restartCount: 0, ...status }],
    },
  } as Pod;
}

export interface Scene {
  pods: Pod[];
  /** Lines of the log, with a stamp each; or its text, which gets one. */
  log?: string | undefined;
  events?: Event[];
  /** What kubectl says on stderr instead. */
  fails?: string | undefined;
  /** What a command in the container gives; its argv is joined by blanks. */
  exec?: (argv: string) => Answer;
}

export const answered = (stdout: string): Answer => ({ stdout: clean(stdout), cut: false, exit: 0, ms: 1, bytes: stdout.length });
export const refused = (stderr: string, stdout = ''): Answer => ({
  stdout,
  cut: false,
  exit: 1,
  ms: 1,
  bytes: 0,
  failure: failureOf(stderr, 1),
});

export interface Played {
  kubectl: Kubectl;
  world: Pick<World, 'now' | 'sleep' | 'onInterrupt'>;
  seconds: () => number;
  interrupt: () => void;
  asked: string[];
}

/** The clock moves where somebody sleeps, and a little with each call. */
export function playedKubectl(scene: (seconds: number) => Scene, perCall = 50): Played {
  let now = NOON;
  let interrupted: (() => void) | undefined;
  const asked: string[] = [];
  const list = (kind: string, items: unknown[]) => answered(JSON.stringify({ kind: `${kind}List`, apiVersion: 'v1', metadata: {}, items }));
  const absent = (what: string) => refused(`Error from server (NotFound): ${what} not found`);
  const kubectl: Kubectl = async (args) => {
    now += perCall;
    const { pods, log, events = [], fails, exec } = scene((now - NOON) / 1000);
    asked.push(args.join(' '));
    if (fails) return refused(fails);
    if (args[0] === 'exec')
      return (
        exec?.(args.slice(args.indexOf('--') + 1).join(' ')) ?? refused('error: unable to upgrade connection: container not found ("app")')
      );
    if (args[1] !== '--raw') return answered('');
    const { pathname, searchParams } = new URL(args[2] ?? '', 'http://cluster');
    const [plural = '', name, sub] = pathname.split('/').slice(pathname.startsWith('/api/') ? 5 : 6);
    if (sub === 'log') {
      if (log === undefined) return refused('Error from server (BadRequest): previous terminated container "app" in pod "web" not found');
      const since = Date.parse(searchParams.get('sinceTime') ?? '') || 0;
      const lines = log
        .split('\n')
        .filter(Boolean)
        .map((line) => (/^\d{4}-/.test(line) ? line : `${stamp(0).replace('Z', '000000Z')} ${line}`))
        .filter((line) => Date.parse(line.slice(0, 30)) >= since);
      return answered(
        lines
          .slice(-Number(searchParams.get('tailLines') ?? 1000))
          .map((line) => `${line}\n`)
          .join(''),
      );
    }
    if (plural === 'pods' && name === undefined) {
      const only = /^metadata\.name=(.*)$/.exec(searchParams.get('fieldSelector') ?? '')?.[1];
      return list(
        'Pod',
        pods.filter(({ metadata }) => only === undefined || metadata.name === only),
      );
    }
    if (plural === 'pods') {
      const pod = pods.find(({ metadata }) => metadata.name === name);
      return pod ? answered(JSON.stringify(pod)) : absent(`pods "${name}"`);
    }
    if (plural === 'events') return list('Event', events);
    return name === undefined ? answered('{"kind":"List","apiVersion":"v1","metadata":{},"items":[]}') : absent(`${plural} "${name}"`);
  };
  return {
    kubectl,
    asked,
    seconds: () => (now - NOON) / 1000,
    interrupt: () => interrupted?.(),
    world: {
      now: () => now,
      sleep: async (ms) => {
        now += ms;
      },
      onInterrupt: (act) => {
        interrupted = act;
      },
    },
  };
}
