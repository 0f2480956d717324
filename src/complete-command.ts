/**
 * `__complete WORDS…`, for the shells: one candidate a line (`value<TAB>what it is`), then `:N`, a directive of cobra's
 * (github.com/spf13/cobra completions.go), which kubectl reads from an executable kubectl_complete-crashloop (kubectl
 * pkg/cmd/plugin_completion.go). It is silent and ends well whatever happens: else the shell would offer files, or show our words.
 */
import { demos, page, pages } from './assets.ts';
import { FLAGS } from './cli/flags.ts';
import type { TargetKind } from './command.ts';
import { type Candidate, type Completion, completionOf } from './completion.ts';
import type { Connection } from './connection.ts';
import type { Known } from './evidence.ts';
import { containersOf } from './kube/pod.ts';
import type { Pod, PodTemplate, Workload } from './kube/shapes.ts';
import { namespaceFor } from './namespace.ts';
import { listQuery, objectQuery, type Query } from './query.ts';
import { readAnswer } from './read-answer.ts';
import { printableText } from './render/printable.ts';
import { sightOf } from './scan/suspect.ts';
import type { World } from './world.ts';

/** ShellCompDirectiveDefault: the shell offers files. */
const FILES = 0;
/** ShellCompDirectiveNoFileComp. */
const NO_FILES = 4;
/** With ShellCompDirectiveKeepOrder; a cobra that does not know it passes it by. */
const IN_ORDER = NO_FILES + 32;
/** Milliseconds for kubectl: who has pressed the key waits. */
const LIMIT = 250;
const BYTES = 16 * 1024 * 1024;
/** More than a screen of them helps nobody. */
const MOST = 200;

export async function complete(words: readonly string[], world: World): Promise<string> {
  let completion: Completion;
  try {
    completion = completionOf(words);
  } catch {
    // A line that would be refused.
    return written([], NO_FILES);
  }
  const { source, candidates, partial, before, taken } = completion;
  if (source?.of === 'files') return written([], FILES);
  const found = source ? await sourced(completion, world).catch(() => []) : [];
  const offered = [...found.filter(({ value }) => isInert(value)), ...candidates]
    .filter(({ value }) => value.startsWith(partial) && !taken.includes(value) && !taken.includes(before + value))
    .slice(0, MOST);
  return written(
    offered.map(({ value, what }) => ({ value: before + value, ...(what ? { what } : {}) })),
    source?.of === 'objects' ? IN_ORDER : NO_FILES,
  );
}

const written = (candidates: readonly Candidate[], directive: number) =>
  [...candidates.map(({ value, what }) => (what ? `${value}\t${printableText(what)}` : value)), `:${directive}`]
    .map((line) => `${line}\n`)
    .join('');

/** It comes from elsewhere and gets onto a command line: nothing that a shell acts on, and no flag. */
const isInert = (value: string) => /^[\p{L}\p{N}_][\p{L}\p{N}._@:/+=,%-]*$/u.test(value);

async function sourced({ source, flags }: Completion, world: World): Promise<Candidate[]> {
  if (source?.of === 'causes')
    return pages().map((id) => ({
      value: id,
      what:
        page(id)
          ?.split('\n', 1)[0]
          ?.replace(/^# [^:]*: /, '') ?? '',
    }));
  if (source?.of === 'demos') return demos().map((value) => ({ value }));
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
      if (plural === 'pods') return podsOf(itemsOf(await ask(listQuery('pods', namespace))), world.now());
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
function podsOf(pods: readonly Pod[], now: number): Candidate[] {
  const seen = pods.map((pod) => {
    const sight = sightOf(pod, now);
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
  const state = pod.metadata.deletionTimestamp ? 'Terminating' : (reason ?? pod.status.reason ?? pod.status.phase ?? '');
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
