/** What can be asked of the cluster, as data: the kubectl arguments, and how the answer is to be read. */
import { logPath, type Parameters, path } from '../kube/paths.ts';
import type { Kinds, List, Plural } from '../kube/shapes.ts';

/** A step of the triage sequence, or the follow-up reading that a finding asked for. */
export type Step = 'get' | 'describe' | 'logs --previous' | 'logs' | 'exitCode' | 'events' | 'exec' | string;

/** `T` is what the answer is read as. Two queries with the same key are the same query. */
export interface Query<T> {
  key: string;
  step: Step;
  args: readonly string[];
  form: 'json' | 'text' | 'keys' | 'exec';
  /** Carries T; never set. */
  readonly gives?: T;
}

const SHORT: Partial<Record<Plural, string>> = {
  pods: 'pod',
  services: 'svc',
  configmaps: 'cm',
  deployments: 'deploy',
  replicasets: 'rs',
  statefulsets: 'sts',
  daemonsets: 'ds',
  persistentvolumeclaims: 'pvc',
  persistentvolumes: 'pv',
  serviceaccounts: 'sa',
  networkpolicies: 'netpol',
  nodes: 'node',
  jobs: 'job',
  cronjobs: 'cronjob',
  podmetrics: 'top pod',
};

const json = <T>(step: Step, url: string): Query<T> => ({ key: url, step, args: ['get', '--raw', url], form: 'json' });

/** One object. Cluster-wide kinds take no namespace. */
export function objectQuery<K extends Plural>(plural: K, namespace: string | undefined, name: string): Query<Kinds[K]> {
  const short = SHORT[plural] ?? plural;
  return json(plural === 'pods' ? 'get' : short === 'top pod' ? `top pod ${name}` : `get ${short} ${name}`, path(plural, namespace, name));
}

/** The API gives so many at most in one answer: a list of that length may be cut. */
export const LIST_LIMIT = 500;

/** A list; without a namespace, over all of them. */
export function listQuery<K extends Plural>(plural: K, namespace: string | undefined, parameters: Parameters = {}): Query<List<Kinds[K]>> {
  const short = SHORT[plural] ?? plural;
  return json(short === 'top pod' ? short : `get ${short}`, path(plural, namespace, undefined, { limit: LIST_LIMIT, ...parameters }));
}

/** Events about one object; the step is `events` for the pod itself. */
export function eventsQuery(namespace: string, name: string, kind = 'Pod'): Query<List<Kinds['events']>> {
  const fieldSelector = kind === 'Pod' ? `involvedObject.name=${name}` : `involvedObject.kind=${kind},involvedObject.name=${name}`;
  return json(
    kind === 'Pod' ? 'events' : `events ${kind}/${name}`,
    path('events', namespace, undefined, { fieldSelector, limit: LIST_LIMIT }),
  );
}

/** How much of a log is read: its last lines, and at most so many bytes of them. */
export const LOG_LINES = 1000;
export const LOG_BYTES = 2 * 1024 * 1024;

export type Which = 'previous' | 'current';

const text = (which: Which, url: string): Query<string> => ({
  key: url,
  step: which === 'previous' ? 'logs --previous' : 'logs',
  args: ['get', '--raw', url],
  form: 'text',
});

/** A container's log with the kubelet's time before each line. */
export function logQuery(namespace: string, pod: string, container: string | undefined, which: Which): Query<string> {
  const url = logPath(namespace, pod, {
    container,
    previous: which === 'previous' ? true : undefined,
    timestamps: true,
    tailLines: LOG_LINES,
    limitBytes: LOG_BYTES,
  });
  return text(which, url);
}

/** How much is read of the beginning of a log that is longer than LOG_LINES. */
const START_BYTES = 256 * 1024;

/** The beginning of that log: without tailLines the kubelet counts limitBytes from there. */
export function logStartQuery(namespace: string, pod: string, container: string | undefined, which: Which): Query<string> {
  const previous = which === 'previous' ? true : undefined;
  const url = logPath(namespace, pod, { container, previous, timestamps: true, limitBytes: START_BYTES });
  return text(which, url);
}

/** The lines of a log from a moment on; without one, the last line. Polled by those who stay. */
export function newLinesQuery(namespace: string, pod: string, container: string, which: Which, since: number | undefined): Query<string> {
  const url = logPath(namespace, pod, {
    container,
    previous: which === 'previous' ? true : undefined,
    timestamps: true,
    // The API takes whole seconds, and gives what is at or after them.
    ...(since === undefined
      ? { tailLines: 1 }
      : { sinceTime: new Date(Math.floor(since / 1000) * 1000).toISOString(), tailLines: LOG_LINES }),
    limitBytes: LOG_BYTES,
  });
  return text(which, url);
}

/** What such a list ends with, a line of its own: no object and no key is called so. */
export const END_OF_LIST = '.';

/** The names of all ConfigMaps or Secrets and of their keys, no value among them: the template runs inside kubectl. */
export function keysQuery(plural: 'configmaps' | 'secrets', namespace: string | undefined): Query<Map<string, string[]>> {
  const items =
    '{{range .items}}{{.metadata.namespace}}/{{.metadata.name}}{{range $key, $value := .data}} {{$key}}{{end}}{{range $key, $value := .binaryData}} {{$key}}{{end}}{{"\\n"}}{{end}}';
  const template = `${items}${END_OF_LIST}{{"\\n"}}`;
  const where = namespace === undefined ? '--all-namespaces' : `--namespace=${namespace}`;
  return {
    key: `keys:${plural}:${namespace ?? '*'}`,
    step: `get ${plural === 'secrets' ? 'secrets' : 'cm'}${namespace === undefined ? ' -A' : ''} (names and keys)`,
    args: ['get', plural, where, `--output=go-template=${template}`],
    form: 'keys',
  };
}

/**
 * Who changed which ConfigMap or Secret last, and which of its keys, from managedFields; no value among it. A line for each object,
 * its columns set apart by tabs: name, creation, then for each manager its time, its name, and the keys that it owns.
 */
export function changesQuery(plural: 'configmaps' | 'secrets', namespace: string): Query<string> {
  const keys = '{{with .fieldsV1}}{{range $key, $value := index . "f:data"}}{{$key}} {{end}}{{end}}';
  const managers = `{{range .metadata.managedFields}}{{"\\t"}}{{.time}}{{"\\t"}}{{.manager}}{{"\\t"}}${keys}{{end}}`;
  const template = `{{range .items}}{{.metadata.name}}{{"\\t"}}{{.metadata.creationTimestamp}}${managers}{{"\\n"}}{{end}}`;
  return {
    key: `changes:${plural}:${namespace}`,
    step: `get ${plural === 'secrets' ? 'secrets' : 'cm'} (changes)`,
    args: ['get', plural, `--namespace=${namespace}`, `--output=go-template=${template}`],
    form: 'text',
  };
}

/** Helm's records of one release: a line for each revision, its number, status and time, from their labels alone. */
export function releasesQuery(release: string, namespace: string): Query<string> {
  const template =
    '{{range .items}}{{.metadata.labels.version}} {{.metadata.labels.status}} {{.metadata.creationTimestamp}}{{"\\n"}}{{end}}';
  return {
    key: `releases:${namespace}/${release}`,
    step: `helm history ${release}`,
    args: ['get', 'secrets', `--namespace=${namespace}`, `--selector=owner=helm,name=${release}`, `--output=go-template=${template}`],
    form: 'text',
  };
}

/** What `kubectl describe pod` prints, for people: it is shown, never parsed. */
export function describeQuery(namespace: string, pod: string): Query<string> {
  return {
    key: `describe:${namespace}/${pod}`,
    step: 'describe',
    args: ['describe', 'pod', pod, `--namespace=${namespace}`],
    form: 'text',
  };
}

/** What came of a command in a container. */
export interface Executed {
  exit: number;
  stdout: string;
  /** What it said last on stderr. */
  words: string;
  /** The image has no such program. */
  lacks?: true;
}

/** A fixed reading command in a running container: an argv, no shell, no terminal. */
export function execQuery(namespace: string, pod: string, container: string, argv: readonly string[]): Query<Executed> {
  return {
    key: `exec:${namespace}/${pod}/${container}:${argv.join(' ')}`,
    step: 'exec',
    args: ['exec', `--namespace=${namespace}`, pod, `--container=${container}`, '--', ...argv],
    form: 'exec',
  };
}
