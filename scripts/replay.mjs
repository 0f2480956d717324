#!/usr/bin/env node
/**
 * A Kubernetes API server over a recording (a folder of test/cases): real kubectl and client-go read it, nothing writes to it.
 * Plain HTTP on 127.0.0.1.
 *
 *   node replay.mjs RECORDING [--port 0] [--deny 'VERB RESOURCE [NAMESPACE|-A]']... [--latency MS]
 *                             [--no-shift] [--pretend] [--requests FILE]
 *
 * --pretend answers every write as if it were a dry run, and remembers what would be: so the steps of a chain can be tried one after
 * another, those included for which kubectl has no dry run. Prints KUBECONFIG=<path> and stays up until SIGTERM. All times are moved by (now - capturedAt), so that ages look as
 * recorded; --no-shift leaves them. As a module:
 *
 *   const server = await serve('test/cases/mem-limit', { deny: ['get pods/log'] });
 *   …  server.kubeconfig, server.url, server.requests  …
 *   await server.close();
 */
import { appendFileSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer as readBytes } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

// ---- resources -------------------------------------------------------------------------------

/** What is recorded and served: group/version, plural, kind, then short names and flags. */
export const RESOURCES = `
  v1                           pods                     Pod                     po all
  v1                           events                   Event                   ev
  v1                           services                 Service                 svc all
  v1                           endpoints                Endpoints               ep
  v1                           configmaps               ConfigMap               cm
  v1                           secrets                  Secret
  v1                           persistentvolumeclaims   PersistentVolumeClaim   pvc
  v1                           serviceaccounts          ServiceAccount          sa
  v1                           resourcequotas           ResourceQuota           quota
  v1                           limitranges              LimitRange              limits
  v1                           replicationcontrollers   ReplicationController   rc all scale
  v1                           nodes                    Node                    no cluster
  v1                           namespaces               Namespace               ns cluster
  v1                           persistentvolumes        PersistentVolume        pv cluster
  apps/v1                      deployments              Deployment              deploy all scale
  apps/v1                      replicasets              ReplicaSet              rs all scale
  apps/v1                      statefulsets             StatefulSet             sts all scale
  apps/v1                      daemonsets               DaemonSet               ds all
  apps/v1                      controllerrevisions      ControllerRevision
  autoscaling/v2               horizontalpodautoscalers HorizontalPodAutoscaler hpa all
  batch/v1                     jobs                     Job                     all
  batch/v1                     cronjobs                 CronJob                 cj all
  networking.k8s.io/v1         networkpolicies          NetworkPolicy           netpol
  networking.k8s.io/v1         ingresses                Ingress                 ing
  discovery.k8s.io/v1          endpointslices           EndpointSlice
  policy/v1                    poddisruptionbudgets     PodDisruptionBudget     pdb
  rbac.authorization.k8s.io/v1 roles                    Role
  rbac.authorization.k8s.io/v1 rolebindings             RoleBinding
  rbac.authorization.k8s.io/v1 clusterroles             ClusterRole             cluster
  rbac.authorization.k8s.io/v1 clusterrolebindings      ClusterRoleBinding      cluster
  coordination.k8s.io/v1       leases                   Lease
  storage.k8s.io/v1            storageclasses           StorageClass            sc cluster
  events.k8s.io/v1             events                   Event                   ev derived
  authorization.k8s.io/v1      selfsubjectaccessreviews SelfSubjectAccessReview cluster review
  authorization.k8s.io/v1      selfsubjectrulesreviews  SelfSubjectRulesReview  cluster review
  authentication.k8s.io/v1     selfsubjectreviews       SelfSubjectReview       cluster review
`
  .trim()
  .split('\n')
  .map((line) => {
    const [gv, plural, kind, ...words] = line.trim().split(/\s+/);
    const flags = ['all', 'scale', 'cluster', 'derived', 'review'];
    return resourceOf(gv, plural, kind, !words.includes('cluster'), {
      short: words.filter((word) => !flags.includes(word)),
      ...Object.fromEntries(flags.map((flag) => [flag, words.includes(flag)])),
    });
  });

function resourceOf(gv, plural, kind, namespaced, more) {
  const group = gv.includes('/') ? gv.split('/')[0] : '';
  return { gv, group, version: gv.split('/').at(-1), plural, kind, namespaced, short: [], ...more };
}

const home = (gv) => (gv.includes('/') ? `/apis/${gv}` : `/api/${gv}`);

/** The path of a resource's list; without a namespace, of the list over all of them. */
export const listPath = ({ gv, plural, namespaced }, namespace) =>
  `${home(gv)}${namespaced && namespace ? `/namespaces/${namespace}` : ''}/${plural}`;

/** Takes /apis/apps/v1/namespaces/shop/deployments/web/status apart. */
function locate(path) {
  const [root, ...rest] = path.split('/').slice(1).map(decodeURIComponent);
  const gv = root === 'api' ? rest.shift() : rest.splice(0, 2).join('/');
  const own = ['status', 'finalize'].includes(rest[2]); // of the namespace itself
  const [, namespace] = rest[0] === 'namespaces' && rest.length > 2 && !own ? rest.splice(0, 2) : [];
  const [plural, name, ...sub] = rest;
  return { gv, namespace, plural, name, sub: sub.join('/') };
}

// ---- time ------------------------------------------------------------------------------------

const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const LOG_STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*) /;
const TIME_KEY = /([tT]ime|[tT]imestamp|At)$/; // startedAt, lastTransitionTime, …: not the values that users write

/** Moves a stamp by whole seconds; its fraction and zone stay as they are written. */
const move = (stamp, seconds) =>
  new Date(Date.parse(`${stamp.slice(0, 19)}Z`) + seconds * 1000).toISOString().slice(0, 19) + stamp.slice(19);

/** A span of time as kubectl prints it: 45s, 3m20s, 5h, 2d3h. */
function span(ms) {
  const s = Math.trunc(ms / 1000);
  const [m, h, d, y] = [60, 3600, 86400, 86400 * 365].map((unit) => Math.trunc(s / unit));
  const pair = (big, small) => (small.startsWith('0') ? big : big + small);
  if (s < -1) return '<invalid>';
  if (s < 120) return `${Math.max(s, 0)}s`;
  if (m < 10) return pair(`${m}m`, `${s % 60}s`);
  if (m < 180) return `${m}m`;
  if (h < 8) return pair(`${h}h`, `${m % 60}m`);
  if (h < 48) return `${h}h`;
  if (d < 8) return pair(`${d}d`, `${h % 24}h`);
  if (y < 2) return `${d}d`;
  if (y < 8) return pair(`${y}y`, `${d % 365}d`);
  return `${y}y`;
}
const age = (stamp) => (stamp ? span(Date.now() - Date.parse(stamp)) : '<unknown>');

// ---- the recording ---------------------------------------------------------------------------

/** Reads a recording: its objects, by resource and namespace, and its logs. */
function load(dir, shift) {
  const file = readFileSync(join(dir, 'api.json'), 'utf8');
  const { capturedAt } = JSON.parse(file);
  const offset = shift ? Math.round((Date.now() - Date.parse(capturedAt)) / 1000) : 0;
  const moved = (key, value) => (typeof value === 'string' && TIME_KEY.test(key) && STAMP.test(value) ? move(value, offset) : value);
  const { version, namespace, resources: lists, errors = {} } = JSON.parse(file, moved);

  const resources = [...RESOURCES];
  for (const [path, { kind }] of Object.entries(lists)) {
    // whatever else it holds: metrics, custom resources
    const { gv, plural, namespace } = locate(path);
    if (resources.some((r) => r.gv === gv && r.plural === plural)) continue;
    resources.push(resourceOf(gv, plural, kind.replace(/List$/, ''), Boolean(namespace)));
  }
  const newest = String(Math.max(1, ...Object.values(lists).map((list) => Number(list.metadata?.resourceVersion) || 0)));
  const revision = (resource, namespace) => lists[listPath(resource, namespace)]?.metadata.resourceVersion ?? newest;

  /** The objects of a resource, in one namespace or in all. */
  function items(resource, namespace) {
    const { gv: apiVersion, kind, plural, derived, namespaced } = resource;
    if (derived)
      return items(
        resources.find((r) => r.gv === 'v1' && r.plural === plural),
        namespace,
      ).map(newEvent);
    const paths =
      namespace || !namespaced
        ? [listPath(resource, namespace)]
        : Object.keys(lists)
            .filter((path) => listPath(resource, locate(path).namespace) === path)
            .sort();
    return paths.flatMap((path) => lists[path]?.items ?? []).map((item) => ({ kind, apiVersion, ...item }));
  }

  const read = (...path) => existsSync(join(dir, ...path)) && readFileSync(join(dir, ...path), 'latin1');

  /** A container's log with its stamps, as latin1 so that no byte is lost. Throws what the server said instead of it. */
  function log(pod, container, previous) {
    const name = container + (previous ? '.previous' : '');
    const text = read('logs', pod.metadata.name, `${name}.log`);
    if (text !== false) return text.replace(new RegExp(LOG_STAMP, 'gm'), (_, stamp) => `${move(stamp, offset)} `);
    const said =
      read('logs', pod.metadata.name, `${name}.error`) || `Error from server (BadRequest): ${whyNoLog(pod, container, previous)}`;
    const [, reason = 'InternalError', message] = said.match(/^Error from server(?: \((\w+)\))?: ([\s\S]*?)\n?$/) ?? [];
    if (message === undefined) return said; // by the kubelet, as if it were the log
    throw new Refusal(CODES[reason] ?? 500, reason, message);
  }

  return { version, namespace, resources, errors, revision, items, log };
}

const CONTAINERS = ['initContainer', 'container', 'ephemeralContainer'];
/** All containers of a pod: init, app, ephemeral. */
export const containers = (pod) => CONTAINERS.flatMap((kind) => pod.spec[`${kind}s`] ?? []);
/** The statuses of all containers of a pod. */
export const statuses = (pod) => CONTAINERS.flatMap((kind) => pod.status?.[`${kind}Statuses`] ?? []);

/** The kubelet's words when a container has no log to show. */
function whyNoLog(pod, container, previous) {
  const what = `container "${container}" in pod "${pod.metadata.name}"`;
  const { state = {}, lastState = {} } = statuses(pod).find((s) => s.name === container) ?? {};
  if (previous) return `previous terminated ${what} not found`;
  if (state.terminated ?? lastState.terminated) return `${what} is terminated`;
  const reasons = { ErrImagePull: "image can't be pulled", ImagePullBackOff: 'trying and failing to pull image' };
  if (state.waiting) return `${what} is waiting to start: ${reasons[state.waiting.reason] ?? state.waiting.reason}`;
  return `${what} is not available`;
}

/** A core/v1 event as events.k8s.io/v1 has it. */
function newEvent(event) {
  const { involvedObject, message, source, firstTimestamp, lastTimestamp, count, ...rest } = event;
  const { reportingComponent, reportingInstance, ...same } = rest;
  return {
    ...same,
    apiVersion: 'events.k8s.io/v1',
    regarding: involvedObject,
    note: message,
    reportingController: reportingComponent || undefined,
    reportingInstance: reportingInstance || undefined,
    deprecatedSource: source,
    deprecatedFirstTimestamp: firstTimestamp,
    deprecatedLastTimestamp: lastTimestamp,
    deprecatedCount: count,
  };
}

/** The part of a log that was asked for, as the kubelet cuts it: tail, since, then bytes. */
function cut(log, query) {
  const number = (name) => (query.has(name) ? Number(query.get(name)) : undefined);
  const [tail, limit, ago] = ['tailLines', 'limitBytes', 'sinceSeconds'].map(number);
  const since = query.has('sinceTime') ? Date.parse(query.get('sinceTime')) : Date.now() - (ago ?? Infinity) * 1000;
  let lines = log.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  if (tail !== undefined) lines = tail ? lines.slice(-tail) : [];
  lines = lines.filter((line) => !(Date.parse(line.match(LOG_STAMP)?.[1]) < since));
  if (query.get('timestamps') !== 'true') lines = lines.map((line) => line.replace(LOG_STAMP, ''));
  return lines.join('').slice(0, limit);
}

// ---- refusals, in the server's words ---------------------------------------------------------

export const CODES = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  AlreadyExists: 409,
  Conflict: 409,
  Gone: 410,
  Expired: 410,
  UnsupportedMediaType: 415,
  Invalid: 422,
  TooManyRequests: 429,
  InternalError: 500,
  ServiceUnavailable: 503,
  Timeout: 504,
};

/** An answer other than the one asked for: a Status object. */
class Refusal extends Error {
  constructor(code, reason, message, details) {
    super(message);
    this.status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, details, code };
  }
}
const refusal = (reason, message, details) => new Refusal(CODES[reason], reason, message, details);

const qualified = ({ plural, group }) => (group ? `${plural}.${group}` : plural);
const details = ({ plural, group }, name) => ({ name, group: group || undefined, kind: plural });
const badRequest = (message) => refusal('BadRequest', message);
const noSuchResource = () => refusal('NotFound', 'the server could not find the requested resource', {});
const noSuchMethod = () => refusal('MethodNotAllowed', 'the server does not allow this method on the requested resource', {});
const notFound = (resource, name) => refusal('NotFound', `${qualified(resource)} "${name}" not found`, details(resource, name));
const forbidden = (resource, name, why) =>
  refusal('Forbidden', `${qualified(resource)}${name ? ` "${name}"` : ''} is forbidden: ${why}`, details(resource, name));
const unknownFormat = (types) =>
  refusal(
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${types.join(', ')}`,
    {},
  );

const USER = 'replay';
function deny({ verb, resource, sub, namespace, name }) {
  const what = `resource "${resource.plural}${sub ? `/${sub}` : ''}" in API group "${resource.group}"`;
  const where = namespace ? `in the namespace "${namespace}"` : 'at the cluster scope';
  return forbidden(resource, name, `User "${USER}" cannot ${verb} ${what} ${where}`);
}

/** 'get,list pods/log shop' -> a test whether a request is denied. "*" is any; -A: only over all namespaces. */
function denial(rule) {
  const [verbs, what, where] = rule.trim().split(/\s+/);
  if (!what) throw new Error(`--deny needs 'VERB RESOURCE', not '${rule}'`);
  return ({ verb, resource, sub, namespace }) =>
    ['*', verb].some((v) => verbs.split(',').includes(v)) &&
    ['*', resource.plural, qualified(resource)].some((r) => what === (sub && r !== '*' ? `${r}/${sub}` : r)) &&
    (!where || where === (namespace ?? '-A'));
}

// ---- selectors -------------------------------------------------------------------------------

const KEY = '([\\w./-]+)';
const listed = (value, operand) => operand.split(',').some((each) => each.trim() === value);
const LABEL_TERMS = [
  // [pattern, test(value, operand)]
  [`${KEY}\\s*==?\\s*([\\w.-]*)`, (value, operand) => value === operand],
  [`${KEY}\\s*!=\\s*([\\w.-]*)`, (value, operand) => value !== operand],
  [`${KEY}\\s+in\\s*\\(([^()]*)\\)`, listed],
  [`${KEY}\\s+notin\\s*\\(([^()]*)\\)`, (value, operand) => !listed(value, operand)],
  [KEY, (value) => value !== undefined],
  [`!\\s*${KEY}`, (value) => value === undefined],
].map(([pattern, test]) => [new RegExp(`^\\s*${pattern}\\s*$`), test]);

/** A label selector as a test of objects. */
function labelSelector(selector) {
  const terms = selector.split(/,(?![^(]*\))/).map((term) => {
    for (const [pattern, test] of LABEL_TERMS) {
      const [, key, operand] = term.match(pattern) ?? [];
      if (key) return (object) => test(object.metadata.labels?.[key], operand);
    }
    throw badRequest(`unable to parse requirement: ${term.trim()}`);
  });
  return (object) => terms.every((term) => term(object));
}

const reference = (field) =>
  ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'].map((part) => `${field}.${part}`);
/** The fields one can select by, beside metadata.name and metadata.namespace. */
const FIELDS = {
  'v1/pods': [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.nominatedNodeName',
  ],
  'v1/events': [...reference('involvedObject'), 'reason', 'reportingComponent', 'source', 'type'],
  'events.k8s.io/v1/events': [...reference('regarding'), 'reason', 'reportingController', 'type'],
  'v1/nodes': ['spec.unschedulable'],
  'v1/namespaces': ['status.phase'],
  'v1/secrets': ['type'],
  'v1/services': ['spec.clusterIP', 'spec.type'],
  'v1/replicationcontrollers': ['status.replicas'],
  'batch/v1/jobs': ['status.successful'],
};
const FIELD_VALUES = {
  // where the value is not what is at that path
  source: (event) => event.source?.component || event.reportingComponent,
  'spec.unschedulable': (node) => node.spec.unschedulable ?? false,
  'spec.hostNetwork': (pod) => pod.spec.hostNetwork ?? false,
  'status.successful': (job) => job.status.succeeded ?? 0,
};

/** A field selector as a test of objects. */
function fieldSelector(selector, { gv, plural }) {
  const fields = FIELDS[`${gv}/${plural}`];
  const known = ['metadata.name', 'metadata.namespace', ...(fields ?? [])];
  const terms = selector.split(',').map((term) => {
    const [, field, operator, operand] = term.match(/^(.*?)(!=|==?)(.*)$/) ?? [];
    if (!field) throw badRequest(`invalid selector: '${selector}'; can't understand '${term}'`);
    if (!known.includes(field)) {
      throw badRequest(
        fields
          ? `field label not supported: ${field}`
          : `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`,
      );
    }
    const value = FIELD_VALUES[field] ?? ((object) => field.split('.').reduce((at, key) => at?.[key], object));
    return (object) => (String(value(object) ?? '') === operand) === (operator !== '!=');
  });
  return (object) => terms.every((term) => term(object));
}

// ---- tables ----------------------------------------------------------------------------------

const isTrue = (status, type) => Boolean(status?.conditions?.some((c) => c.type === type && c.status === 'True'));
const labels = (map) =>
  Object.entries(map ?? {})
    .sort()
    .map((pair) => pair.join('='))
    .join() || '<none>';
const count = (map) => Object.keys(map ?? {}).length;
const Name = ({ metadata }) => metadata.name;
const Age = ({ metadata }) => age(metadata.creationTimestamp);
const Ready = ({ spec, status }) => `${status.readyReplicas ?? 0}/${spec.replicas}`;
const ACCESS = { ReadWriteOnce: 'RWO', ReadOnlyMany: 'ROX', ReadWriteMany: 'RWX', ReadWriteOncePod: 'RWOP' };
const podSpec = ({ spec }) => (spec.jobTemplate?.spec ?? spec).template.spec;
const CONTAINERS_AND_IMAGES = {
  'Containers+': (owner) =>
    podSpec(owner)
      .containers.map((c) => c.name)
      .join(),
  'Images+': (owner) =>
    podSpec(owner)
      .containers.map((c) => c.image)
      .join(),
};
const WORKLOAD = { ...CONTAINERS_AND_IMAGES, 'Selector+': ({ spec }) => labels(spec.selector?.matchLabels) };

/** The columns kubectl shows for a kind, each with what it says of an object; with "+", only for -o wide. */
const TABLES = {
  Pod: {
    Name,
    Ready: (pod) => reading(pod).ready,
    Status: (pod) => reading(pod).word,
    Restarts: (pod) => reading(pod).restarts,
    Age,
    'IP+': ({ status }) => status.podIP || '<none>',
    'Node+': ({ spec }) => spec.nodeName || '<none>',
    'Nominated Node+': ({ status }) => status.nominatedNodeName || '<none>',
    'Readiness Gates+': ({ spec: { readinessGates: gates }, status }) =>
      gates ? `${gates.filter((gate) => isTrue(status, gate.conditionType)).length}/${gates.length}` : '<none>',
  },
  Event: {
    'Last Seen': (e) => age(e.series?.lastObservedTime ?? e.lastTimestamp ?? e.firstTimestamp ?? e.eventTime),
    Type: (e) => e.type,
    Reason: (e) => e.reason,
    Object: ({ involvedObject: { kind = '', name } }) => [kind.toLowerCase(), name].filter(Boolean).join('/'),
    'Subobject+': (e) => e.involvedObject.fieldPath ?? '',
    'Source+': (e) => [e.source?.component || e.reportingComponent, e.source?.host || e.reportingInstance].filter(Boolean).join(', '),
    Message: (e) => e.message.trim(),
    'First Seen+': (e) => age(e.firstTimestamp ?? e.eventTime),
    'Count+': (e) => e.series?.count ?? (e.count || 1),
    'Name+': Name,
  },
  Deployment: {
    Name,
    Ready,
    'Up-to-date': ({ status }) => status.updatedReplicas ?? 0,
    Available: ({ status }) => status.availableReplicas ?? 0,
    Age,
    ...WORKLOAD,
  },
  ReplicaSet: {
    Name,
    Desired: ({ spec }) => spec.replicas,
    Current: ({ status }) => status.replicas,
    Ready: ({ status }) => status.readyReplicas ?? 0,
    Age,
    ...WORKLOAD,
  },
  StatefulSet: { Name, Ready, Age, ...CONTAINERS_AND_IMAGES },
  DaemonSet: {
    Name,
    Desired: ({ status }) => status.desiredNumberScheduled,
    Current: ({ status }) => status.currentNumberScheduled,
    Ready: ({ status }) => status.numberReady,
    'Up-to-date': ({ status }) => status.updatedNumberScheduled ?? 0,
    Available: ({ status }) => status.numberAvailable ?? 0,
    'Node Selector': (owner) => labels(podSpec(owner).nodeSelector),
    Age,
    ...WORKLOAD,
  },
  Job: {
    Name,
    Status: ({ status }) => ['Complete', 'Failed', 'Suspended'].find((type) => isTrue(status, type)) ?? 'Running',
    Completions: ({ spec, status }) => `${status.succeeded ?? 0}/${spec.completions ?? 1}`,
    Duration: ({ status: { startTime: from, completionTime: to } }) =>
      from ? span((to ? Date.parse(to) : Date.now()) - Date.parse(from)) : '',
    Age,
    ...WORKLOAD,
  },
  CronJob: {
    Name,
    Schedule: ({ spec }) => spec.schedule,
    Timezone: ({ spec }) => spec.timeZone ?? '<none>',
    Suspend: ({ spec }) => (spec.suspend ? 'True' : 'False'),
    Active: ({ status }) => status.active?.length ?? 0,
    'Last Schedule': ({ status }) => (status.lastScheduleTime ? age(status.lastScheduleTime) : '<none>'),
    Age,
    ...WORKLOAD,
  },
  Service: {
    Name,
    Type: ({ spec }) => spec.type,
    'Cluster-IP': ({ spec }) => spec.clusterIP ?? '<none>',
    'External-IP': ({ spec }) => spec.externalIPs?.join() ?? spec.externalName ?? '<none>',
    'Port(s)': ({ spec }) => spec.ports?.map((p) => `${p.port}${p.nodePort ? `:${p.nodePort}` : ''}/${p.protocol}`).join() ?? '<none>',
    Age,
    'Selector+': ({ spec }) => labels(spec.selector),
  },
  PersistentVolumeClaim: {
    Name,
    Status: ({ metadata, status }) => (metadata.deletionTimestamp ? 'Terminating' : status.phase),
    Volume: ({ spec }) => spec.volumeName ?? '',
    Capacity: ({ spec, status }) => (spec.volumeName ? status.capacity?.storage : ''),
    'Access Modes': ({ spec, status }) => (spec.volumeName ? status.accessModes?.map((mode) => ACCESS[mode]).join() : ''),
    StorageClass: ({ spec }) => spec.storageClassName ?? '',
    VolumeAttributesClass: ({ spec }) => spec.volumeAttributesClassName ?? '<unset>',
    Age,
    'VolumeMode+': ({ spec }) => spec.volumeMode ?? '<unset>',
  },
  Node: {
    Name,
    Status: ({ spec, status }) => {
      const word = isTrue(status, 'Ready') ? 'Ready' : status.conditions ? 'NotReady' : 'Unknown';
      return spec.unschedulable ? `${word},SchedulingDisabled` : word;
    },
    Roles: ({ metadata }) =>
      Object.keys(metadata.labels ?? {})
        .flatMap((label) => label.match(/^node-role\.kubernetes\.io\/(.+)/)?.[1] ?? [])
        .sort()
        .join() || '<none>',
    Age,
    Version: ({ status }) => status.nodeInfo?.kubeletVersion ?? '',
  },
  Namespace: { Name, Status: ({ status }) => status.phase, Age },
  ConfigMap: { Name, Data: ({ data, binaryData }) => count(data) + count(binaryData), Age },
  Secret: { Name, Type: ({ type }) => type, Data: ({ data }) => count(data), Age },
};

/** The server's own reading of a pod's container states: { ready, word, restarts }. */
function reading({ metadata, spec, status }) {
  const init = status.initContainerStatuses ?? [],
    app = status.containerStatuses ?? [];
  const sidecars = (spec.initContainers ?? []).filter((c) => c.restartPolicy === 'Always').map((c) => c.name);
  const ended = ({ reason, signal, exitCode }) => reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode}`);
  const gated = status.conditions?.some((c) => c.type === 'PodScheduled' && c.reason === 'SchedulingGated');
  let word = gated ? 'SchedulingGated' : status.reason || status.phase;
  let ready = 0;
  let counted = [];

  let initialized = true;
  for (const [i, container] of init.entries()) {
    const { terminated, waiting } = container.state;
    counted.push(container);
    if (terminated?.exitCode === 0) continue;
    if (sidecars.includes(container.name) && container.started) {
      if (container.ready) ready += 1;
      continue;
    }
    if (terminated) word = `Init:${ended(terminated)}`;
    else if (waiting?.reason && waiting.reason !== 'PodInitializing') word = `Init:${waiting.reason}`;
    else word = `Init:${i}/${spec.initContainers.length}`;
    initialized = false;
    break;
  }
  if (initialized || isTrue(status, 'Initialized')) {
    counted = [...counted.filter((c) => sidecars.includes(c.name)), ...app];
    let running = false;
    for (const container of app.toReversed()) {
      const { terminated, waiting } = container.state;
      if (waiting?.reason) word = waiting.reason;
      else if (terminated) word = ended(terminated);
      else if (container.ready && container.state.running) {
        running = true;
        ready += 1;
      }
    }
    if (word === 'Completed' && running) word = isTrue(status, 'Ready') ? 'Running' : 'NotReady';
  }
  if (metadata.deletionTimestamp && status.reason === 'NodeLost') word = 'Unknown';
  else if (metadata.deletionTimestamp && !['Succeeded', 'Failed'].includes(status.phase)) word = 'Terminating';

  const restarts = counted.reduce((sum, c) => sum + c.restartCount, 0);
  const last = counted
    .map((c) => c.lastState?.terminated?.finishedAt ?? '')
    .sort()
    .at(-1);
  return {
    ready: `${ready}/${spec.containers.length + sidecars.length}`,
    word,
    restarts: restarts && last ? `${restarts} (${age(last)} ago)` : String(restarts),
  };
}

/** An events.k8s.io/v1 event, or any, with the names of core/v1. */
const oldEvent = (event) =>
  event.regarding
    ? {
        ...event,
        involvedObject: event.regarding,
        message: event.note,
        source: event.deprecatedSource,
        count: event.deprecatedCount,
        firstTimestamp: event.deprecatedFirstTimestamp,
        lastTimestamp: event.deprecatedLastTimestamp,
        reportingComponent: event.reportingController,
      }
    : event;

/** Objects as a Table; `include` says how much of each object its row carries. */
function table(objects, kind, metadata, include) {
  const columns = Object.entries(TABLES[kind] ?? { Name, Age });
  const carried = { None: () => null, Object: (object) => object }[include] ?? partial;
  const cells = (object) => columns.map(([, cell]) => cell({ spec: {}, status: {}, ...oldEvent(object) }));
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columns.map(([title, cell]) => ({
      name: title.replace('+', ''),
      type: 'string',
      format: cell === Name ? 'name' : '',
      description: '',
      priority: title.endsWith('+') ? 1 : 0,
    })),
    rows: objects.map((object) => ({ cells: cells(object), object: carried(object) })),
  };
}
const partial = ({ metadata }) => ({ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata });

// ---- dry runs --------------------------------------------------------------------------------

const MERGE_KEYS = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  imagePullSecrets: 'name',
  secrets: 'name',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
  conditions: 'type',
  ownerReferences: 'uid',
  taints: 'key',
  resourceClaims: 'name',
  schedulingGates: 'name',
};
const isMap = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/**
 * A merge patch (RFC 7386); `strategic` also joins lists by their merge keys,
 * and knows $patch, $retainKeys and $deleteFromPrimitiveList.
 */
function merge(from, patch, strategic, field) {
  if (Array.isArray(patch)) return strategic ? mergeLists(from ?? [], patch, field) : patch;
  if (!isMap(patch)) return patch;
  const out = isMap(from) && patch.$patch !== 'replace' ? { ...from } : {};
  for (const [key, value] of Object.entries(patch)) {
    const [, shortened] = key.match(/^\$deleteFromPrimitiveList\/(.*)/) ?? [];
    if (strategic && shortened) out[shortened] = out[shortened]?.filter((item) => !value.includes(item));
    else if (strategic && key.startsWith('$')) continue;
    else if (value === null) delete out[key];
    else out[key] = merge(out[key], value, strategic, key);
  }
  if (!strategic || !patch.$retainKeys) return out;
  return Object.fromEntries(Object.entries(out).filter(([key]) => patch.$retainKeys.includes(key)));
}

function mergeLists(from, patch, field) {
  if (field === 'finalizers') return [...new Set([...from, ...patch])];
  const key = field === 'ports' ? ['containerPort', 'port'].find((name) => name in (patch[0] ?? {})) : MERGE_KEYS[field];
  if (!key || patch.some((item) => item.$patch === 'replace')) return patch.filter((item) => item.$patch !== 'replace');
  const out = [...from];
  for (const item of patch) {
    const at = out.findIndex((old) => old[key] === item[key]);
    if (item.$patch === 'delete') out.splice(at, at < 0 ? 0 : 1);
    else if (at < 0) out.push(merge({}, item, true));
    else out[at] = merge(out[at], item, true);
  }
  return out;
}

/** A JSON patch (RFC 6902). */
function jsonPatch(document, operations) {
  const root = { document: structuredClone(document) };
  const invalid = () => refusal('Invalid', 'the server rejected our request due to an error in our request', {});
  const find = (pointer) => {
    const keys = `/document${pointer}`
      .split('/')
      .slice(1)
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = keys.pop();
    const parent = keys.reduce((at, key) => at?.[key], root);
    if (parent === null || typeof parent !== 'object') throw invalid();
    return [parent, last === '-' ? parent.length : last];
  };
  const get = (pointer) => {
    const [parent, key] = find(pointer);
    if (!(key in parent)) throw invalid();
    return parent[key];
  };
  const add = (pointer, value) => {
    const [parent, key] = find(pointer);
    if (Array.isArray(parent)) parent.splice(key, 0, value);
    else parent[key] = value;
  };
  const remove = (pointer) => {
    const value = get(pointer);
    const [parent, key] = find(pointer);
    if (Array.isArray(parent)) parent.splice(key, 1);
    else delete parent[key];
    return value;
  };
  for (const { op, path, from, value } of operations) {
    if (op === 'add') add(path, value);
    else if (op === 'remove') remove(path);
    else if (op === 'replace') {
      remove(path);
      add(path, value);
    } else if (op === 'move') add(path, remove(from));
    else if (op === 'copy') add(path, structuredClone(get(from)));
    else if (op !== 'test' || JSON.stringify(get(path)) !== JSON.stringify(value)) throw invalid();
  }
  return root.document;
}

const PATCHES = {
  'application/json-patch+json': jsonPatch,
  'application/merge-patch+json': (object, patch) => merge(object, patch, false),
  'application/strategic-merge-patch+json': (object, patch) => merge(object, patch, true),
  'application/apply-patch+yaml': (object, patch) => merge(object, patch, true), // kubectl sends JSON
};

// ---- discovery -------------------------------------------------------------------------------

const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const CHANGE = ['get', 'patch', 'update'],
  CONNECT = ['create', 'get'];
const POD_SUBRESOURCES = [
  ['log', 'Pod', ['get']],
  ['ephemeralcontainers', 'Pod', CHANGE],
  ['eviction', 'Eviction', ['create']],
  ['exec', 'PodExecOptions', CONNECT],
  ['attach', 'PodAttachOptions', CONNECT],
  ['portforward', 'PodPortForwardOptions', CONNECT],
];
/** The subresources of a resource: [name, kind, verbs]. */
const subresources = ({ kind, review, scale }) => [
  ...(review ? [] : [['status', kind, CHANGE]]),
  ...(scale ? [['scale', 'Scale', CHANGE]] : []),
  ...(kind === 'Pod' ? POD_SUBRESOURCES : []),
];

/** The discovery documents: path -> body. Under "aggregated /api" and "aggregated /apis": the newer form, all at once. */
function discovery(resources) {
  const versions = groupBy(resources, (r) => r.gv);
  for (const list of versions.values()) list.sort((a, b) => a.plural.localeCompare(b.plural)); // the order of `kubectl get all`
  const groups = groupBy(
    [...versions.keys()].filter((gv) => gv.includes('/')),
    (gv) => gv.split('/')[0],
  );
  const version = (gv) => gv.split('/').at(-1);
  const common = (r) => ({
    verbs: r.review ? ['create'] : VERBS,
    shortNames: r.short.length ? r.short : undefined,
    categories: r.all ? ['all'] : undefined,
  });

  const entry = (gv) => ({ groupVersion: gv, version: version(gv) });
  const group = ([name, gvs]) => ({ name, versions: gvs.map(entry), preferredVersion: entry(gvs[0]) });
  const documents = {
    '/api': { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] },
    '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [...groups].map(group) },
  };
  for (const each of groups) documents[`/apis/${each[0]}`] = { kind: 'APIGroup', apiVersion: 'v1', ...group(each) };
  for (const [gv, list] of versions) {
    const resources = list.flatMap((r) => {
      const { plural: name, kind, namespaced } = r;
      const below = ([sub, kind, verbs]) => ({ name: `${name}/${sub}`, singularName: '', namespaced, kind, verbs });
      return [{ name, singularName: kind.toLowerCase(), namespaced, kind, ...common(r) }, ...subresources(r).map(below)];
    });
    documents[home(gv)] = { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: gv, resources };
  }

  const aggregatedResource = (r) => {
    const responseKind = { group: r.group, version: r.version, kind: r.kind };
    const below = ([subresource, kind, verbs]) => ({ subresource, responseKind: { ...responseKind, kind }, verbs });
    return {
      resource: r.plural,
      responseKind,
      scope: r.namespaced ? 'Namespaced' : 'Cluster',
      singularResource: r.kind.toLowerCase(),
      ...common(r),
      subresources: subresources(r).map(below),
    };
  };
  const aggregatedVersion = (gv) => ({
    version: version(gv),
    freshness: 'Current',
    resources: versions.get(gv).map(aggregatedResource),
  });
  const aggregated = (groups) => ({
    kind: 'APIGroupDiscoveryList',
    metadata: {},
    items: [...groups].map(([name, gvs]) => ({ metadata: { name: name || undefined }, versions: gvs.map(aggregatedVersion) })),
  });
  documents['aggregated /api'] = aggregated([['', ['v1']]]);
  documents['aggregated /apis'] = aggregated(groups);
  return { ...documents, ...openapi(versions) };
}

/** As much of OpenAPI v3 as kubectl asks for before a dry run: that a PATCH may have these parameters. */
function openapi(versions) {
  const paths = {};
  const documents = { '/openapi/v3': { paths } };
  const parameters = ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map((name) => ({ name, in: 'query' }));
  const patch = ({ group, version, kind }) => ({ parameters, responses: {}, 'x-kubernetes-group-version-kind': { group, version, kind } });
  for (const [gv, list] of versions) {
    const serverRelativeURL = `/openapi/v3${home(gv)}`;
    paths[home(gv).slice(1)] = { serverRelativeURL };
    documents[serverRelativeURL] = {
      openapi: '3.0.0',
      info: { title: 'Kubernetes', version: 'recorded' },
      paths: Object.fromEntries(list.map((r) => [`${listPath(r, '{namespace}')}/{name}`, { patch: patch(r) }])),
    };
  }
  return documents;
}

function groupBy(list, keyOf) {
  const groups = new Map();
  for (const item of list) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

// ---- the API ---------------------------------------------------------------------------------

/**
 * The API as a function: of a request, to { code, body | text, type, warning, hold }, or a Refusal thrown.
 * `hold` is for how many seconds the answer stays open.
 */
function api(recording, denials, pretend) {
  const documents = discovery(recording.resources);
  /** Where writes are remembered: path → the object, or null once it is deleted. */
  const written = new Map();
  const pageNotFound = { code: 404, text: '404 page not found\n' };

  return async function answer(request) {
    const { pathname, searchParams: query } = new URL(request.url, 'http://localhost');
    const path = pathname.replace(/(.)\/$/, '$1');
    const accept = request.headers.accept ?? '';
    if (/^\/(healthz|livez|readyz)\b/.test(path)) return { text: 'ok' };
    if (path === '/version') return { text: JSON.stringify(recording.version, null, 2), type: JSON_TYPE };

    const [form, version] = accept.match(/g=apidiscovery\.k8s\.io;v=(\w+);as=APIGroupDiscoveryList/) ?? [];
    const aggregated = form && documents[`aggregated ${path}`];
    if (aggregated) {
      return { body: { ...aggregated, apiVersion: `apidiscovery.k8s.io/${version}` }, type: `${JSON_TYPE};${form}` };
    }
    if (documents[path]) return { body: documents[path] };
    return /^\/apis?\//.test(path) ? onResource({ request, query, accept, ...locate(path) }) : pageNotFound;
  };

  /** A request on a resource: who may, what there is, and then by verb. */
  async function onResource({ gv, plural, ...asked }) {
    const {
      request: { method },
      namespace,
      name,
      sub,
      query,
    } = asked;
    const error = recording.errors[listPath({ gv, plural, namespaced: true }, namespace)];
    if (error) throw new Refusal(error.code, error.reason, error.message);
    const resource = recording.resources.find((r) => r.gv === gv && r.plural === plural);
    if (!resource && !documents[home(gv)]) return pageNotFound;
    if (!resource || (resource.namespaced ? name && !namespace : namespace)) throw noSuchResource();

    const watched = ['true', '1'].includes(query.get('watch'));
    const read = watched ? 'watch' : name ? 'get' : 'list';
    const verb = { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: name ? 'delete' : 'deletecollection' }[method] ?? read;
    Object.assign(asked, { resource, verb });
    if (denials.some((denies) => denies(asked))) throw deny(asked);

    const [first] = sub.split('/');
    if (['exec', 'attach', 'portforward', 'proxy'].includes(first)) throw forbidden(resource, name, `recordings cannot ${first}`);
    if (sub && !subresources(resource).some(([known]) => known === sub)) throw noSuchResource();
    if (resource.review) return review(resource, await bodyOf(asked.request, reviewFrom));
    if (verb !== read) return write(asked);
    if (sub === 'log') return podLog(find(asked), query);
    if (verb === 'get') return { body: single(find(asked), asked) };
    return watched ? watch(asked) : list(asked);
  }

  function existing(resource, namespace, name) {
    const path = `${listPath(resource, namespace)}/${name}`;
    if (written.has(path)) return written.get(path) ?? undefined;
    return recording.items(resource, namespace).find((object) => object.metadata.name === name);
  }

  function remember({ resource, namespace }, name, object) {
    if (pretend) written.set(`${listPath(resource, namespace)}/${name}`, object);
    return object;
  }

  /** The object a request names, or its scale. */
  function find({ resource, namespace, name, sub }) {
    const object = existing(resource, namespace, name);
    if (!object) throw notFound(resource, name);
    return sub === 'scale' ? scaleOf(object) : object;
  }

  function scaleOf({ metadata: { name, namespace, uid, resourceVersion, creationTimestamp }, spec, status }) {
    const selector = labels(spec.selector?.matchLabels ?? spec.selector);
    return {
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
      spec: { replicas: spec.replicas },
      status: { replicas: status.replicas ?? 0, selector },
    };
  }

  /** The objects that a list or a watch is about. */
  function select({ resource, namespace, name, query }) {
    const tests = [];
    if (name) tests.push((object) => object.metadata.name === name);
    if (query.get('labelSelector')) tests.push(labelSelector(query.get('labelSelector')));
    if (query.get('fieldSelector')) tests.push(fieldSelector(query.get('fieldSelector'), resource));
    return recording.items(resource, namespace).filter((object) => tests.every((test) => test(object)));
  }

  /** One object as the client wants it: whole, as a Table, or its metadata. */
  function single(object, { accept, query }) {
    const { resourceVersion } = object.metadata;
    if (/as=Table\b/.test(accept)) return table([object], object.kind, { resourceVersion }, query.get('includeObject'));
    return /as=PartialObjectMetadata\b/.test(accept) ? partial(object) : object;
  }

  /** Many objects as the client wants them, by pages. */
  function list(asked) {
    const {
      resource: { kind, gv },
      query,
      accept,
    } = asked;
    const objects = select(asked);
    const start = query.get('continue') ? Number(Buffer.from(query.get('continue'), 'base64url')) : 0;
    const end = start + (Number(query.get('limit')) || Infinity);
    const rest = Math.max(0, objects.length - end);
    const metadata = {
      resourceVersion: recording.revision(asked.resource, asked.namespace),
      continue: rest ? Buffer.from(String(end)).toString('base64url') : undefined,
      remainingItemCount: rest && !query.get('labelSelector') && !query.get('fieldSelector') ? rest : undefined,
    };
    const page = objects.slice(start, end);
    const [, as] = accept.match(/as=(Table|PartialObjectMetadataList)\b/) ?? [];
    if (as === 'Table') return { body: table(page, kind, metadata, query.get('includeObject')) };
    if (as) return { body: { kind: as, apiVersion: 'meta.k8s.io/v1', metadata, items: page.map(partial) } };
    const items = page.map(({ kind, apiVersion, ...item }) => item);
    const deprecated = kind === 'Endpoints' && Number.parseInt(recording.version.minor, 10) >= 33;
    return {
      body: { kind: `${kind}List`, apiVersion: gv, metadata, items },
      warning: deprecated ? 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice' : undefined,
    };
  }

  /** A watch: what is there, if the client has seen nothing yet; then silence. */
  function watch(asked) {
    const {
      resource: { kind, gv: apiVersion },
      query,
    } = asked;
    const streamed = query.get('sendInitialEvents') === 'true';
    const fresh = streamed || ['', '0', null].includes(query.get('resourceVersion'));
    const events = fresh ? select(asked).map((object) => ({ type: 'ADDED', object: single(object, asked) })) : [];
    if (streamed) {
      const resourceVersion = recording.revision(asked.resource, asked.namespace);
      const metadata = { resourceVersion, annotations: { 'k8s.io/initial-events-end': 'true' } };
      events.push({ type: 'BOOKMARK', object: { kind, apiVersion, metadata } });
    }
    return { text: events.map(toJSON).join(''), type: JSON_TYPE, hold: Number(query.get('timeoutSeconds')) || Infinity };
  }

  function podLog(pod, query) {
    const { name } = pod.metadata;
    const names = containers(pod).map((c) => c.name);
    const container = query.get('container') || (pod.spec.containers.length === 1 && pod.spec.containers[0].name);
    if (!container) throw badRequest(`a container name must be specified for pod ${name}, choose one of: [${names.join(' ')}]`);
    if (!names.includes(container)) throw badRequest(`container ${container} is not valid for pod ${name}`);
    for (const [option, least] of [
      ['tailLines', 0],
      ['limitBytes', 1],
      ['sinceSeconds', 1],
    ]) {
      if (!query.has(option) || Number(query.get(option)) >= least) continue;
      const why = `${option}: Invalid value: ${query.get(option)}: must be greater than ${least ? '0' : 'or equal to 0'}`;
      throw refusal('Invalid', `PodLogOptions "${name}" is invalid: ${why}`, { name, kind: 'PodLogOptions' });
    }
    if (!pod.spec.nodeName) return { text: '' };
    const [previous, follow] = ['previous', 'follow'].map((option) => query.get(option) === 'true');
    const running = statuses(pod).find((s) => s.name === container)?.state?.running;
    const text = Buffer.from(cut(recording.log(pod, container, previous), query), 'latin1');
    return { text, hold: follow && running && !previous ? Infinity : 0 };
  }

  /** Nothing is written; a dry run shows what would be. */
  async function write(asked) {
    const {
      request: { method, headers },
      resource,
      namespace,
      name,
      sub,
      query,
    } = asked;
    if (method === 'POST' ? name && !sub : method !== 'DELETE' && !name) throw noSuchMethod();
    const refused = forbidden(resource, name, 'this is a recording: only dry runs are answered');
    const dry = pretend || query.getAll('dryRun').includes('All');
    if (!dry && method !== 'DELETE') throw refused;
    const body = await bodyOf(asked.request, { POST: nameFrom, DELETE: deleteOptionsFrom }[method]);
    if (!dry && !body?.dryRun?.includes('All')) throw refused; // a DELETE may say it in its body

    if (method === 'POST') return create(asked, body);
    if (method === 'PUT') return { body: remember(asked, name, { ...find(asked), ...body }) };
    if (method === 'DELETE') {
      const uid = name && find(asked).metadata.uid;
      const gone = { ...details(resource, name), uid };
      if (name) remember(asked, name, null);
      return { body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details: gone } };
    }
    const type = headers['content-type']?.split(';')[0];
    if (!PATCHES[type]) throw unknownFormat(Object.keys(PATCHES));
    if (type.includes('apply') && !existing(resource, namespace, name)) return create(asked, body);
    const object = PATCHES[type](find(asked), body);
    return { body: sub ? object : remember(asked, name, object) };
  }

  function create({ resource, namespace }, object) {
    const { name = (object.metadata?.generateName ?? '') + Math.random().toString(36).slice(2, 7) } = object.metadata ?? {};
    if (existing(resource, namespace, name)) {
      throw refusal('AlreadyExists', `${qualified(resource)} "${name}" already exists`, details(resource, name));
    }
    const creationTimestamp = `${new Date().toISOString().slice(0, 19)}Z`;
    const metadata = { ...object.metadata, name, namespace, uid: crypto.randomUUID(), creationTimestamp };
    const made = { kind: resource.kind, apiVersion: resource.gv, ...object, metadata };
    return { code: 201, body: remember({ resource, namespace }, name, made) };
  }

  async function bodyOf(request, fromProtobuf) {
    const body = await readBytes(request);
    if (fromProtobuf && request.headers['content-type']?.includes('protobuf')) return fromProtobuf(body);
    try {
      return body.length ? JSON.parse(body) : undefined;
    } catch {
      throw unknownFormat([JSON_TYPE]);
    }
  }

  /** "May I?": yes, but for what --deny says. */
  function review({ kind, gv }, { spec, ...body } = {}) {
    const answer = (status) => ({ code: 201, body: { kind, apiVersion: gv, metadata: {}, ...body, spec, status } });
    if (kind === 'SelfSubjectReview') return answer({ userInfo: { username: USER, groups: ['system:authenticated'] } });
    if (kind === 'SelfSubjectRulesReview') {
      return answer({
        resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
        nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
        incomplete: denials.length > 0,
      });
    }
    const { verb, group = '', resource: plural, subresource: sub, namespace } = spec?.resourceAttributes ?? {};
    const asked = { verb, resource: { plural, group }, sub, namespace: namespace || undefined };
    return answer({ allowed: !denials.some((denies) => denies(asked)) });
  }
}

// ---- bytes -----------------------------------------------------------------------------------

const JSON_TYPE = 'application/json';

/** A line of JSON, with the characters escaped that Go escapes. */
const toJSON = (value) =>
  `${JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;

/** The fields of a protobuf message, number -> bytes; those that are numbers are passed over. */
function fieldsOf(bytes = Buffer.alloc(0)) {
  const fields = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint(),
      size = varint();
    if ((tag & 7) !== 2) continue;
    fields[tag >> 3] = bytes.subarray(at, at + size);
    at += size;
  }
  return fields;
}

/** What client-go 1.32+ sends as protobuf: "k8s\0", then an envelope with the object in field 2. */
const objectFrom = (bytes) => fieldsOf(fieldsOf(bytes.subarray(4))[2]);
/** Of an object that is made: its labels and all else are passed over (metadata is field 1 of every kind, and the name is its first). */
const nameFrom = (bytes) => ({ metadata: { name: String(fieldsOf(objectFrom(bytes)[1])[1] ?? '') } });
const deleteOptionsFrom = (bytes) => ({ dryRun: [String(objectFrom(bytes)[5] ?? '')] });
function reviewFrom(bytes) {
  const [, attributes] = fieldsOf(objectFrom(bytes)[2]);
  const [, namespace, verb, group, version, resource, subresource, name] = fieldsOf(attributes).map(String);
  return { spec: { resourceAttributes: { namespace, verb, group, version, resource, subresource, name } } };
}

// ---- the server ------------------------------------------------------------------------------

/**
 * Serves a recording (a folder) until close(). `requests` grows by an entry for each request:
 * { method, path, userAgent, status, bytes, ms }.
 */
export async function serve(folder, { port = 0, deny = [], latency = 0, shift = true, pretend = false, requestsFile } = {}) {
  const recording = load(folder, shift);
  const answer = api(recording, deny.map(denial), pretend);
  const requests = [];

  const server = createServer({ keepAliveTimeout: 0 }, async (request, response) => {
    const start = performance.now();
    let bytes = 0;
    response.on('close', () => {
      const {
        method,
        url: path,
        headers: { 'user-agent': userAgent = '' },
      } = request;
      requests.push({ method, path, userAgent, status: response.statusCode, bytes, ms: Math.round(performance.now() - start) });
      if (requestsFile) appendFileSync(requestsFile, `${JSON.stringify(requests.at(-1))}\n`);
    });
    if (latency) await sleep(latency);
    const {
      code = 200,
      body,
      text,
      type,
      warning,
      hold = 0,
    } = await answer(request).catch((error) => {
      const { status } = error instanceof Refusal ? error : refusal('InternalError', `Internal error occurred: ${error.message}`);
      return { code: status.code, body: status };
    });
    const content = Buffer.from(body ? toJSON(body) : text);
    bytes = content.length;
    if (warning) response.setHeader('warning', `299 - "${warning}"`);
    response.writeHead(code, { 'content-type': type ?? (body ? JSON_TYPE : 'text/plain'), 'cache-control': 'no-cache, private' });
    if (!hold || request.method === 'HEAD') return response.end(content);
    response.flushHeaders();
    response.write(content);
    if (hold < Infinity) setTimeout(() => response.end(), hold * 1000).unref();
  });

  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  const temporary = mkdtempSync(join(tmpdir(), 'replay-'));
  const kubeconfig = join(temporary, 'kubeconfig');
  writeFileSync(
    kubeconfig,
    JSON.stringify(
      {
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'replay',
        clusters: [{ name: 'replay', cluster: { server: url } }],
        users: [{ name: USER, user: {} }],
        contexts: [{ name: 'replay', context: { cluster: 'replay', user: USER, namespace: recording.namespace } }],
      },
      null,
      2,
    ),
  );
  return {
    url,
    kubeconfig,
    requests,
    async close() {
      rmSync(temporary, { recursive: true, force: true });
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '0' },
      latency: { type: 'string', default: '0' },
      deny: { type: 'string', multiple: true },
      'shift-now': { type: 'boolean' },
      'no-shift': { type: 'boolean' },
      pretend: { type: 'boolean' },
      requests: { type: 'string' },
    },
  });
  if (positionals.length !== 1) {
    console.error(
      "usage: replay.mjs RECORDING [--port N] [--deny 'VERB RESOURCE']... [--latency MS] [--no-shift] [--pretend] [--requests F]",
    );
    process.exit(2);
  }
  const { port, latency, deny, pretend, requests: requestsFile, 'no-shift': still } = values;
  const server = await serve(positionals[0], { port: Number(port), latency: Number(latency), deny, shift: !still, pretend, requestsFile });
  console.log(`KUBECONFIG=${server.kubeconfig}`);
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.close().then(() => process.exit(0)));
}
