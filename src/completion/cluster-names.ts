/** The names that a line may be completed with, from the cluster or the kubeconfig, by one call of kubectl. */
import { FLAGS } from '../cli/flags.ts';
import type { Connection } from '../cluster/connection.ts';
import { namespaceFor } from '../cluster/namespace.ts';
import { readAnswer } from '../cluster/read-answer.ts';
import type { TargetKind } from '../command.ts';
import type { Known } from '../evidence/evidence.ts';
import { listQuery, objectQuery, type Query } from '../evidence/query.ts';
import { containersOf, isTrue } from '../kube/pod.ts';
import type { Pod, PodTemplate, Workload } from '../kube/shapes.ts';
import type { Sight } from '../scan/suspect.ts';
import type { World } from '../world.ts';
import type { Candidate, Completion } from './completion.ts';

/** Milliseconds for kubectl: who has pressed the key waits. */
const LIMIT = 250;
const BYTES = 16 * 1024 * 1024;

export async function clusterNames({ source, flags }: Completion, world: World): Promise<Candidate[]> {
  const connection = connectionOf(flags);
  const kubectl = await world.openKubectl({ asked: flags.get('kubectl')?.at(-1), connection: connection.args });
  const limits = { timeout: LIMIT, bytes: BYTES };
  const ask = async <T>(query: Query<T>) => readAnswer(query, await kubectl(query.args, limits)) as Known<T>;
  const namespace = await namespaceFor(connection, world);
  switch (source?.of) {
    case 'contexts': {
      const { stdout, failure } = await kubectl(['config', 'get-contexts', '--output=name'], limits);
      return failure ? [] : stdout.split('\n').map((line) => ({ value: line.trim() }));
    }
    case 'namespaces':
      return itemsOf(await ask(listQuery('namespaces', undefined))).map(({ metadata }) => ({ value: metadata.name }));
    case 'objects': {
      const { plural } = source;
      if (plural === 'pods') {
        const [pods, { sightOf }] = await Promise.all([ask(listQuery('pods', namespace)), import('../scan/suspect.ts')]);
        return podsOf(itemsOf(pods), (pod) => sightOf(pod, world.now()));
      }
      return workloadsOf(itemsOf((await ask(listQuery(plural, namespace))) as Known<{ items: Workload[] }>), plural);
    }
    case 'containers': {
      const { plural, name } = source.target;
      const known: Known<Pod | Workload> = await ask(objectQuery(plural, namespace, name));
      const { containers = [], initContainers = [] } = (known.state === 'read' && templateOf(known.value)?.spec) || {};
      return [...containers, ...initContainers].map((container) => ({ value: container.name, what: container.image ?? '' }));
    }
    default:
      return [];
  }
}

/** The flags as they are given to every kubectl. */
function connectionOf(flags: Completion['flags']): Connection {
  const last = (name: string) => flags.get(name)?.at(-1) || undefined;
  const [namespace, context, kubeconfig] = [last('namespace'), last('context'), last('kubeconfig')];
  const args = FLAGS.filter(({ of }) => of === 'kubectl').flatMap(({ name }) =>
    (flags.get(name) ?? []).map((value) => `--${name}=${value}`),
  );
  return {
    args,
    ...(namespace ? { namespace } : {}),
    ...(context ? { context } : {}),
    ...(kubeconfig ? { kubeconfig } : {}),
    allNamespaces: false,
  };
}

const itemsOf = <T>(known: Known<{ items: T[] }>): T[] => (known.state === 'read' ? known.value.items : []);

function templateOf(object: Pod | Workload): Pick<Pod, 'spec'> | PodTemplate | undefined {
  if ('containers' in object.spec) return object as Pod;
  const { template, jobTemplate } = (object as Workload).spec;
  return template ?? jobTemplate?.spec.template;
}

/** Those in trouble first, as a scan sees it: the worst, and of equals what happened last. */
function podsOf(pods: readonly Pod[], sightOf: (pod: Pod) => Sight): Candidate[] {
  const seen = pods.map((pod) => {
    const sight = sightOf(pod);
    return { pod, ...(sight.is === 'in-trouble' ? sight.suspect : { severity: Number.POSITIVE_INFINITY, at: 0 }) };
  });
  const order = (a: number, b: number) => (a === b ? 0 : a - b);
  seen.sort((a, b) => order(a.severity, b.severity) || b.at - a.at || (a.pod.metadata.name < b.pod.metadata.name ? -1 : 1));
  return seen.map(({ pod }) => ({ value: pod.metadata.name, what: stateOf(pod) }));
}

/** Like kubectl's column STATUS. */
function stateOf(pod: Pod): string {
  const states = containersOf(pod).map(({ status }) => status?.state?.waiting?.reason ?? status?.state?.terminated?.reason);
  const reason = states.find((one) => one && one !== 'PodInitializing' && one !== 'Completed');
  const restarts = containersOf(pod).reduce((sum, { status }) => sum + (status?.restartCount ?? 0), 0);
  const phase = pod.status.phase === 'Running' && !isTrue(pod, 'Ready') ? 'Running, not ready' : (pod.status.phase ?? '');
  const state = pod.metadata.deletionTimestamp ? 'Terminating' : (reason ?? pod.status.reason ?? phase);
  return restarts > 0 ? `${state}, ${restarts} ${restarts === 1 ? 'restart' : 'restarts'}` : state;
}

/** Those with pods that are not ready first. A Job or a CronJob has no such number. */
function workloadsOf(workloads: readonly Workload[], plural: TargetKind): Candidate[] {
  if (plural === 'jobs' || plural === 'cronjobs') return workloads.map(({ metadata }) => ({ value: metadata.name }));
  const counted = workloads.map(({ metadata, spec, status }) => {
    const wanted = spec.replicas ?? status?.replicas ?? 0;
    return { value: metadata.name, wanted, ready: status?.readyReplicas ?? 0 };
  });
  counted.sort((a, b) => Number(a.ready >= a.wanted) - Number(b.ready >= b.wanted) || (a.value < b.value ? -1 : 1));
  return counted.map(({ value, wanted, ready }) => ({
    value,
    ...(plural === 'daemonsets' ? {} : { what: `${ready} of ${wanted} ready` }),
  }));
}
