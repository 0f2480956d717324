/** Paths of the API server, as `kubectl get --raw` takes them. Every part that comes from outside is encoded. */
import type { Plural } from './shapes.ts';

const GROUPS: Record<Plural, string> = {
  pods: '/api/v1',
  events: '/api/v1',
  services: '/api/v1',
  configmaps: '/api/v1',
  persistentvolumeclaims: '/api/v1',
  persistentvolumes: '/api/v1',
  serviceaccounts: '/api/v1',
  limitranges: '/api/v1',
  resourcequotas: '/api/v1',
  nodes: '/api/v1',
  namespaces: '/api/v1',
  replicationcontrollers: '/api/v1',
  deployments: '/apis/apps/v1',
  replicasets: '/apis/apps/v1',
  statefulsets: '/apis/apps/v1',
  daemonsets: '/apis/apps/v1',
  controllerrevisions: '/apis/apps/v1',
  jobs: '/apis/batch/v1',
  cronjobs: '/apis/batch/v1',
  networkpolicies: '/apis/networking.k8s.io/v1',
  endpointslices: '/apis/discovery.k8s.io/v1',
  roles: '/apis/rbac.authorization.k8s.io/v1',
  rolebindings: '/apis/rbac.authorization.k8s.io/v1',
  clusterroles: '/apis/rbac.authorization.k8s.io/v1',
  clusterrolebindings: '/apis/rbac.authorization.k8s.io/v1',
  storageclasses: '/apis/storage.k8s.io/v1',
  priorityclasses: '/apis/scheduling.k8s.io/v1',
  runtimeclasses: '/apis/node.k8s.io/v1',
  podmetrics: '/apis/metrics.k8s.io/v1beta1',
};

export type Parameters = Record<string, string | number | boolean | undefined>;

/** The path of a list, or with a name of one object; without a namespace, over all namespaces. */
export function path(plural: Plural, namespace: string | undefined, name?: string, parameters: Parameters = {}): string {
  const last = plural === 'podmetrics' ? 'pods' : plural;
  const parts = [GROUPS[plural]];
  if (namespace !== undefined) parts.push('namespaces', encodeURIComponent(namespace));
  parts.push(last);
  if (name !== undefined) parts.push(encodeURIComponent(name));
  return parts.join('/') + query(parameters);
}

/** The path of a container's log; without a container, of the pod's only one. */
export function logPath(namespace: string, pod: string, parameters: Parameters): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log${query(parameters)}`;
}

function query(parameters: Parameters): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return given.length ? `?${given.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&')}` : '';
}
