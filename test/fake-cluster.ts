/**
 * A cluster as large as is wanted: recorded cases, each in its own namespace and all at the same time of day, among thousands of pods
 * that are made up as they are listed. Asked over HTTP by a real kubectl (`serve`), or at the port (`portOf`).
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { clean } from '../src/clean.ts';
import { failureOf } from '../src/cluster/failure.ts';
import type { Answer, Kubectl } from '../src/cluster/port.ts';
import type { Pod } from '../src/kube/shapes.ts';
import { fakeKubectl } from './fake-kubectl.ts';
import { isCrashing, madePod, spaceName } from './made-pods.ts';

export interface Response {
  status: number;
  headers?: Record<string, string>;
  body: string | Iterable<string>;
}

export interface FakeCluster {
  /** Milliseconds since 1970 at which all of it was recorded. */
  now: number;
  /** Paths with their parameters, in the order in which they were asked for. */
  asked: string[];
  /** May answer in the cluster's stead. */
  fault: (url: string) => Response | undefined;
  answer: (url: string) => Promise<Response>;
  /** The names and keys of ConfigMaps or Secrets, as the go-template prints them. */
  keys: (args: readonly string[]) => Promise<Answer>;
  /** The namespace of a recorded case. */
  namespaceOf: (name: string) => string;
}

export interface Size {
  /** Names of folders in test/cases. */
  cases?: readonly string[];
  /** Made-up pods, and over how many namespaces. */
  pods?: number;
  namespaces?: number;
  /** Every how many-th of them crashes; 0: none. */
  crashingEach?: number;
  /** Milliseconds since 1970. */
  now?: number;
}

const CASES = fileURLToPath(new URL('cases/', import.meta.url));
const SIX = Date.parse('2026-11-22T06:00:00Z');
const TIME = /\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z/g;

const statusOf = (code: number, reason: string, message: string, more: object = {}): Response => ({
  status: code,
  body: JSON.stringify({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, ...more, code }),
});
export const forbidden = (verb: string, resource: string, where = 'at the cluster scope') =>
  statusOf(403, 'Forbidden', `${resource} is forbidden: User "dev" cannot ${verb} resource "${resource}" in API group "" ${where}`);
/** apiserver pkg/server/filters/maxinflight.go tooManyRequests. */
export const throttled = (): Response => ({
  status: 429,
  headers: { 'retry-after': '1' },
  body: 'Too many requests, please try again later.\n',
});
/** apiserver pkg/storage/etcd3/errors.go handleCompactedErrorForPaging. */
export const expired = () =>
  statusOf(
    410,
    'Expired',
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
  );
export const broken = () => statusOf(500, 'InternalError', 'Internal error occurred: etcdserver: request timed out');

export function fakeCluster({ cases = [], pods: made = 0, namespaces = 50, crashingEach = 0, now: present = SIX }: Size): FakeCluster {
  const recorded = cases.map((name) => {
    const folder = join(CASES, name);
    const { kubectl, now, namespace } = fakeKubectl(folder);
    const shift = (text: string) => text.replace(TIME, (time) => new Date(Date.parse(time) + present - now).toISOString());
    const { resources } = JSON.parse(shift(readFileSync(join(folder, 'api.json'), 'utf8'))) as {
      resources: Record<string, { items: Pod[] }>;
    };
    const pods = Object.entries(resources).flatMap(([path, { items }]) =>
      /^\/api\/v1\/namespaces\/s-[^/]+\/pods$/.test(path) ? items : [],
    );
    return { name, namespace, kubectl, shift, pods };
  });
  const known = recorded.flatMap(({ pods }) => pods).sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const asked: string[] = [];

  /** In the order of the store: the made-up ones (load-…) before the recorded (s-…). */
  function* all(namespace: string | undefined, from: number): Generator<{ index: number; pod: Pod | string }> {
    for (let index = from; index < made; index++) {
      const space = spaceName(Math.floor((index * namespaces) / made));
      if (namespace === undefined || namespace === space)
        yield { index, pod: madePod(index, space, isCrashing(index, crashingEach), present) };
    }
    for (const [index, pod] of known.entries()) {
      if (made + index >= from && (namespace === undefined || pod.metadata.namespace === namespace)) yield { index: made + index, pod };
    }
  }

  function listPods(namespace: string | undefined, parameters: URLSearchParams): Response {
    const limit = Number(parameters.get('limit') ?? Number.POSITIVE_INFINITY);
    const from = Number(parameters.get('continue')?.replace('from-', '') ?? 0);
    const skipsDone = parameters.get('fieldSelector') === 'status.phase!=Succeeded';
    const labels = (parameters.get('labelSelector') ?? '')
      .split(',')
      .filter(Boolean)
      .map((term) => term.split(/==?/) as [string, string]);
    const isWanted = (pod: Pod | string) =>
      typeof pod === 'string'
        ? labels.every(([key, value]) => pod.includes(`"${key}":"${value}"`))
        : !(skipsDone && pod.status.phase === 'Succeeded') && labels.every(([key, value]) => pod.metadata.labels?.[key] === value);
    if (limit === Number.POSITIVE_INFINITY) return { status: 200, body: wholeList(all(namespace, from), isWanted) };
    const page: string[] = [];
    let next: number | undefined;
    for (const { index, pod } of all(namespace, from)) {
      if (!isWanted(pod)) continue;
      if (page.length === limit) {
        next = index;
        break;
      }
      page.push(typeof pod === 'string' ? pod : JSON.stringify(pod));
    }
    return {
      status: 200,
      body: [
        `${HEAD}{"resourceVersion":"4711"${next === undefined ? '' : `,"continue":"from-${next}"`}},"items":[`,
        page.join(','),
        ']}\n',
      ],
    };
  }

  /** Of all recorded cases; the made-up pods have none. */
  async function listEvents(parameters: URLSearchParams): Promise<Response> {
    const of = async ({ namespace, kubectl, shift }: (typeof recorded)[number]) => {
      const fields = encodeURIComponent(parameters.get('fieldSelector') ?? '');
      const url = `/api/v1/namespaces/${namespace}/events?fieldSelector=${fields}`;
      const { stdout, failure } = await kubectl(['get', '--raw', url], { timeout: 1000, bytes: 1e9 });
      return failure ? [] : (JSON.parse(shift(stdout)) as { items: object[] }).items;
    };
    const items = (await Promise.all(recorded.map(of))).flat();
    const limit = Number(parameters.get('limit'));
    const metadata = items.length > limit ? { continue: `from-${limit}` } : {};
    return { status: 200, body: JSON.stringify({ kind: 'EventList', apiVersion: 'v1', metadata, items: items.slice(0, limit) }) };
  }

  async function answer(url: string): Promise<Response> {
    asked.push(url);
    const faulty = cluster.fault(url);
    if (faulty) return faulty;
    const { pathname, searchParams } = new URL(url, 'http://cluster');
    const discovery = DISCOVERY[pathname];
    if (discovery) return { status: 200, body: JSON.stringify(discovery) };
    const list = pathname.match(/^\/api\/v1(?:\/namespaces\/([^/]+))?\/pods$/);
    if (list) return listPods(list[1], searchParams);
    if (pathname === '/api/v1/events') return listEvents(searchParams);
    const namespace = pathname.match(/\/namespaces\/([^/]+)\//)?.[1];
    if (namespace?.startsWith('load-')) return ofMade(pathname);
    const owner = ownerOf(namespace);
    if (!owner) return statusOf(404, 'NotFound', `namespaces "${namespace}" not found`);
    const { stdout, failure } = await owner.kubectl(['get', '--raw', url], { timeout: 1000, bytes: 1e9 });
    if (!failure) return { status: 200, body: owner.shift(stdout) };
    const [, reason = 'InternalError', message = failure.message] = failure.message.match(/^Error from server \((\w+)\): (.*)$/) ?? [];
    return statusOf({ NotFound: 404, Forbidden: 403, BadRequest: 400 }[reason] ?? 500, reason, message);
  }

  const ownerOf = (namespace: string | undefined) =>
    recorded.find((one) => namespace === one.namespace || namespace?.startsWith(`${one.namespace}-`)) ??
    (namespace?.startsWith('s-') ? undefined : recorded[0]);

  async function keys(args: readonly string[]): Promise<Answer> {
    const namespace = args.find((arg) => arg.startsWith('--namespace='))?.slice('--namespace='.length);
    const owner = ownerOf(namespace);
    return owner ? owner.kubectl(args, { timeout: 1000, bytes: 1e9 }) : { stdout: '', cut: false, exit: 0, ms: 1, bytes: 0 };
  }

  const cluster: FakeCluster = {
    now: present,
    asked,
    fault: () => undefined,
    answer,
    keys,
    namespaceOf: (name) => recorded.find((one) => one.name === name)?.namespace ?? '',
  };
  return cluster;
}

const HEAD = '{"kind":"PodList","apiVersion":"v1","metadata":';
const DISCOVERY: Record<string, object> = {
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [] },
  '/api/v1': {
    kind: 'APIResourceList',
    groupVersion: 'v1',
    resources: ['pods', 'configmaps', 'secrets'].map((name) => ({
      name,
      namespaced: true,
      kind: { pods: 'Pod', configmaps: 'ConfigMap' }[name] ?? 'Secret',
      verbs: ['get', 'list'],
    })),
  },
};

const placeOf = ({ metadata }: Pod) => `${metadata.namespace}/${metadata.name}`;

/** What the made-up pods have besides: silent logs, no events, no object of any kind. */
function ofMade(pathname: string): Response {
  if (pathname.endsWith('/log')) return { status: 200, body: '' };
  const [plural, name] = pathname.split('/').slice(pathname.split('/').indexOf('namespaces') + 2);
  if (name) return statusOf(404, 'NotFound', `${plural} "${name}" not found`);
  return { status: 200, body: '{"kind":"List","apiVersion":"v1","metadata":{},"items":[]}' };
}

/** In pieces of a page each, so that no string grows large. */
function* wholeList(pods: Iterable<{ pod: Pod | string }>, isWanted: (pod: Pod | string) => boolean): Generator<string> {
  let piece = `${HEAD}{"resourceVersion":"4711"},"items":[`;
  let isFirst = true;
  for (const { pod } of pods) {
    if (!isWanted(pod)) continue;
    piece += (isFirst ? '' : ',') + (typeof pod === 'string' ? pod : JSON.stringify(pod));
    isFirst = false;
    if (piece.length > 2 ** 20) {
      yield piece;
      piece = '';
    }
  }
  yield `${piece}]}\n`;
}

const textOf = (body: Response['body']) => (typeof body === 'string' ? body : [...body].join(''));

/** The port over it, as kubectl would answer. */
export function portOf(cluster: FakeCluster): Kubectl {
  return async (args): Promise<Answer> => {
    if (args[1] !== '--raw') return args[0] === 'exec' ? failed('error: unable to upgrade connection: not here') : cluster.keys(args);
    const { status, body } = await cluster.answer(args[2] ?? '');
    const text = textOf(body);
    if (status === 200) return { stdout: clean(text), cut: false, exit: 0, ms: 1, bytes: text.length };
    // kubectl pkg/cmd/util/helpers.go; a body that is no Status has the words of client-go's NewGenericServerResponse.
    if (!text.startsWith('{'))
      return failed(
        status === 429
          ? 'Error from server (TooManyRequests): the server has received too many requests and has asked us to try again later'
          : `Error from server (InternalError): an error on the server (${JSON.stringify(text.trim())}) has prevented the request from succeeding`,
      );
    const { reason, message } = JSON.parse(text) as { reason: string; message: string };
    return failed(`Error from server (${reason}): ${message}`);
  };
}

const failed = (stderr: string): Answer => ({ stdout: '', cut: false, exit: 1, ms: 1, bytes: 0, failure: failureOf(stderr, 1) });

export interface Served {
  address: string;
  /** The most requests that were under way at the same time. */
  most: () => number;
  close: () => Promise<void>;
}

/** Over HTTP on a free port of this machine. */
export async function serve(cluster: FakeCluster): Promise<Served> {
  let open = 0;
  let most = 0;
  const server = createServer(async (request, response) => {
    most = Math.max(most, ++open);
    response.on('close', () => open--);
    if (request.method !== 'GET') return void response.writeHead(405).end();
    const { status, headers, body } = await cluster.answer(request.url ?? '/');
    const isJson = typeof body !== 'string' || body.startsWith('{');
    response.writeHead(status, { 'content-type': isJson ? 'application/json' : 'text/plain', ...headers });
    if (typeof body === 'string') response.end(body);
    else Readable.from(body).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    most: () => most,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A kubeconfig for it. */
export const kubeconfigOf = ({ address }: Served, context = 'fake', namespace = 'default') =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': context,
    clusters: [{ name: 'fake', cluster: { server: address } }],
    users: [{ name: 'dev', user: { token: 'not-a-real-token' } }],
    contexts: [{ name: context, context: { cluster: 'fake', user: 'dev', namespace } }],
  });
