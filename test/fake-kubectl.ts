/**
 * kubectl over a recorded cluster: answers what the program asks, refuses what it does not know, and can deny any reading.
 * A recording is a folder with api.json (the API server's lists) and logs/.
 */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clean } from '../src/clean.ts';
import { failureOf, isNoLog } from '../src/cluster/failure.ts';
import type { Answer, Kubectl } from '../src/cluster/port.ts';
import { END_OF_LIST } from '../src/evidence/query.ts';
import type { Event, KubeObject } from '../src/kube/shapes.ts';

export interface Recording {
  namespace: string;
  capturedAt: string;
  resources: Record<string, { kind: string; items: KubeObject[]; metadata?: object }>;
  errors: Record<string, { code: number; reason: string; message: string }>;
}

/** A recording in memory, so that a test may change what it says. */
export interface Recorded {
  recording: Recording;
  /** The text of a file of logs/, such as POD/CONTAINER.previous.log. */
  log: (file: string) => string | undefined;
}

export function readRecorded(folder: string): Recorded {
  return {
    recording: { errors: {}, ...JSON.parse(readFileSync(join(folder, 'api.json'), 'utf8')) },
    log: (file) => (existsSync(join(folder, 'logs', file)) ? readFileSync(join(folder, 'logs', file), 'utf8') : undefined),
  };
}

export interface FakeKubectl {
  kubectl: Kubectl;
  namespace: string;
  /** Milliseconds since 1970 at which it was recorded. */
  now: number;
  /** What was asked, in order. */
  asked: string[][];
}

/** As the real one: nothing of it reaches the program uncleaned. */
const ok = (stdout: string): Answer => ({ stdout: clean(stdout), cut: false, exit: 0, ms: 1, bytes: stdout.length });
const failed = (stderr: string): Answer => ({ stdout: '', cut: false, exit: 1, ms: 1, bytes: 0, failure: failureOf(stderr, 1) });
const notFound = (plural: string, name: string) => failed(`Error from server (NotFound): ${plural} "${name}" not found`);
const forbidden = (verb: string, plural: string, namespace: string) =>
  failed(
    `Error from server (Forbidden): ${plural} is forbidden: User "dev" cannot ${verb} resource "${plural}" in API group "" in the namespace "${namespace}"`,
  );

/** `deny`: words "VERB RESOURCE" that are forbidden, such as "get pods/log" or "list events". */
export function fakeKubectl(source: string | Recorded, deny: readonly string[] = []): FakeKubectl {
  const { recording, log: logFile } = typeof source === 'string' ? readRecorded(source) : source;
  const asked: string[][] = [];

  function raw(url: string): Answer {
    const { pathname, searchParams } = new URL(url, 'http://cluster');
    const parts = pathname.split('/').map(decodeURIComponent);
    const at = parts[1] === 'api' ? 3 : 4;
    const namespaced = parts[at] === 'namespaces' && parts.length > at + 2;
    const namespace = namespaced ? (parts[at + 1] as string) : undefined;
    const [plural = '', name, sub] = parts.slice(namespaced ? at + 2 : at);
    if (sub === 'log') return log(namespace ?? '', name ?? '', searchParams);
    const verb = name ? 'get' : 'list';
    if (deny.includes(`${verb} ${plural}`)) return forbidden(verb, plural, namespace ?? '');
    const base = parts.slice(0, at).join('/');
    const items = itemsOf(base, plural, namespace);
    if (!items) return failed('Error from server (NotFound): the server could not find the requested resource');
    if (name !== undefined) {
      const found = items.find(({ metadata }) => metadata.name === name);
      return found ? ok(JSON.stringify(found)) : notFound(plural, name);
    }
    const chosen = items.filter((item) => matches(item, searchParams.get('fieldSelector'), searchParams.get('labelSelector')));
    return ok(JSON.stringify({ kind: `${items[0]?.kind ?? 'Object'}List`, apiVersion: 'v1', metadata: {}, items: chosen }));
  }

  function itemsOf(base: string, plural: string, namespace: string | undefined): KubeObject[] | undefined {
    const own = namespace === undefined ? undefined : recording.resources[`${base}/namespaces/${namespace}/${plural}`];
    if (own) return own.items;
    const whole = recording.resources[`${base}/${plural}`];
    if (whole && namespace === undefined) return whole.items;
    const others = Object.entries(recording.resources).filter(
      ([path]) => path.startsWith(`${base}/namespaces/`) && path.endsWith(`/${plural}`),
    );
    if (others.length === 0) return KNOWN.has(plural) ? [] : undefined;
    return namespace === undefined ? others.flatMap(([, { items }]) => items) : [];
  }

  function log(namespace: string, pod: string, parameters: URLSearchParams): Answer {
    if (deny.includes('get pods/log')) return forbidden('get', 'pods/log', namespace);
    const found = itemsOf('/api/v1', 'pods', namespace)?.find(({ metadata }) => metadata.name === pod) as
      | { spec?: { containers?: { name: string }[] } }
      | undefined;
    if (!found) return notFound('pods', pod);
    // A mutated pod may lack them; the API server's own validation gives at least one.
    const containers = Array.isArray(found.spec?.containers) ? found.spec.containers : [];
    const only = containers.length === 1 ? containers[0]?.name : undefined;
    const container = parameters.get('container') ?? only;
    if (!container)
      return failed(
        `Error from server (BadRequest): a container name must be specified for pod ${pod}, choose one of: [${containers.map((one) => one?.name).join(' ')}]`,
      );
    const file = join(pod, `${container}${parameters.get('previous') ? '.previous' : ''}`);
    const error = logFile(`${file}.error`);
    if (error !== undefined) return isNoLog(error) && !error.startsWith('Error') ? ok(error) : failed(error);
    const whole = logFile(`${file}.log`);
    if (whole === undefined)
      return failed(`Error from server (BadRequest): previous terminated container "${container}" in pod "${pod}" not found`);
    const lines = whole.split(/(?<=\n)/);
    return ok(lines.slice(-Number(parameters.get('tailLines') ?? lines.length)).join(''));
  }

  function keys(plural: string, namespace: string | undefined): Answer {
    if (deny.includes(`list ${plural}`)) return forbidden('list', plural, namespace ?? '');
    const items = (itemsOf('/api/v1', plural, namespace) ?? []) as (KubeObject & { data?: object; binaryData?: object })[];
    return ok(
      [
        ...items.map(({ metadata, data, binaryData }) =>
          [`${metadata.namespace}/${metadata.name}`, ...Object.keys(data ?? {}), ...Object.keys(binaryData ?? {})].join(' '),
        ),
        END_OF_LIST,
      ].join('\n'),
    );
  }

  /** As the template of changesQuery writes it. */
  function changes(plural: string, namespace: string | undefined): Answer {
    if (deny.includes(`list ${plural}`)) return forbidden('list', plural, namespace ?? '');
    const lines = (itemsOf('/api/v1', plural, namespace) ?? []).map(
      ({ metadata: { name, creationTimestamp = '', managedFields = [] } }) => {
        const managers = managedFields.flatMap(({ time = '', manager = '', fieldsV1 }) => [
          time,
          manager,
          Object.keys((fieldsV1 as Record<string, object> | undefined)?.['f:data'] ?? {}).join(' '),
        ]);
        return [name, creationTimestamp, ...managers].join('\t');
      },
    );
    return ok(lines.map((line) => `${line}\n`).join(''));
  }

  /** As the template of releasesQuery writes it. */
  function releases(namespace: string | undefined, selector = ''): Answer {
    if (deny.includes('list secrets')) return forbidden('list', 'secrets', namespace ?? '');
    const items = (itemsOf('/api/v1', 'secrets', namespace) ?? []).filter((item) =>
      matches(item, null, selector.slice('--selector='.length)),
    );
    return ok(
      items
        .map(({ metadata: { labels, creationTimestamp } }) => `${labels?.['version']} ${labels?.['status']} ${creationTimestamp}\n`)
        .join(''),
    );
  }

  const kubectl: Kubectl = async (args) => {
    asked.push([...args]);
    const [verb, what = '', ...rest] = args;
    if (verb === 'get' && what === '--raw' && rest[0]) return raw(rest[0]);
    const template = args.find((arg) => arg.startsWith('--output=go-template='));
    if (verb === 'get' && template) {
      const namespace = args.find((arg) => arg.startsWith('--namespace='))?.slice('--namespace='.length);
      if (template.includes('labels.version'))
        return releases(
          namespace,
          args.find((arg) => arg.startsWith('--selector=')),
        );
      return template.includes('managedFields') ? changes(what, namespace) : keys(what, namespace);
    }
    if (verb === 'exec') return failed('error: unable to upgrade connection: a recording cannot exec');
    if (verb === 'describe') return failed('error: the recording holds no describe');
    throw new Error(`the fake kubectl does not know: ${args.join(' ')}`);
  };
  return { kubectl, namespace: recording.namespace, now: Date.parse(recording.capturedAt), asked };
}

const KNOWN = new Set([
  'pods',
  'events',
  'services',
  'configmaps',
  'secrets',
  'persistentvolumeclaims',
  'serviceaccounts',
  'limitranges',
  'resourcequotas',
  'nodes',
  'namespaces',
  'replicationcontrollers',
  'deployments',
  'replicasets',
  'statefulsets',
  'daemonsets',
  'controllerrevisions',
  'jobs',
  'cronjobs',
  'networkpolicies',
  'endpointslices',
  'roles',
  'rolebindings',
  'clusterroles',
  'clusterrolebindings',
  'storageclasses',
]);

function matches(item: KubeObject, fieldSelector: string | null, labelSelector: string | null): boolean {
  const involved = (item as Event).involvedObject;
  const field = (path: string) =>
    path.startsWith('involvedObject.')
      ? involved?.[path.slice('involvedObject.'.length) as 'name']
      : path === 'metadata.name'
        ? item.metadata.name
        : undefined;
  return (
    (fieldSelector ?? '')
      .split(',')
      .filter(Boolean)
      .every((term) => field(term.split('=')[0] ?? '') === term.split('=')[1]) &&
    (labelSelector ?? '')
      .split(',')
      .filter(Boolean)
      .every((term) => item.metadata.labels?.[term.split('=')[0] ?? ''] === term.split('=')[1])
  );
}
