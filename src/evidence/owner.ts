/** The object that a person edits to change a pod; who else has a hand on it tells manager.ts. */

import type { Plural, Pod, Workload } from '../kube/shapes.ts';
import { type Evidence, valueOf } from './evidence.ts';

export interface Owner {
  kind: string;
  plural: Plural | undefined;
  /** As it stands in commands: `deploy/web`. For kinds that we don't know, `rollouts.argoproj.io/web`. */
  word: string;
  name: string;
  /** Where the pod template is in the object: /spec/template, or /spec for a bare pod. */
  template: string;
  /** The object itself, where it was read. */
  object: Workload | undefined;
}

/** Has it rollouts, which kubectl can restart and wait for? */
export const isRolledOut = ({ kind }: Pick<Owner, 'kind'>): boolean => ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind);

const WORDS: Record<string, [plural: Plural, word: string]> = {
  Deployment: ['deployments', 'deploy'],
  StatefulSet: ['statefulsets', 'sts'],
  DaemonSet: ['daemonsets', 'ds'],
  ReplicaSet: ['replicasets', 'rs'],
  ReplicationController: ['replicationcontrollers', 'rc'],
  Job: ['jobs', 'job'],
  CronJob: ['cronjobs', 'cronjob'],
  Pod: ['pods', 'pod'],
};

/**
 * Follows the ownerReferences. A ReplicaSet of a Deployment is named after it and its pod-template-hash
 * (kubernetes pkg/controller/deployment/sync.go), so the Deployment is known without reading the ReplicaSet; a Job of a CronJob has
 * to be read.
 */
export function ownerOf(pod: Pod, evidence: Evidence): Owner {
  const namespace = pod.metadata.namespace ?? 'default';
  const references = (pod.metadata.ownerReferences ?? []).filter(isPlain);
  const controller = references.find((reference) => reference.controller) ?? references[0];
  if (!controller || controller.kind === 'Node') return owner('Pod', pod.metadata.name, undefined);
  const hash = pod.metadata.labels?.['pod-template-hash'];
  if (controller.kind === 'ReplicaSet' && hash && controller.name.endsWith(`-${hash}`)) {
    const name = controller.name.slice(0, -hash.length - 1);
    const deployment = evidence.object('deployments', namespace, name);
    // An Argo Rollout names its ReplicaSets in the same way.
    if (deployment.state !== 'absent') return owner('Deployment', name, valueOf(deployment));
    const set = valueOf(evidence.object('replicasets', namespace, controller.name));
    const above = set?.metadata.ownerReferences?.find((reference) => reference.controller && isPlain(reference));
    if (above) return owner(above.kind, above.name, undefined, above.apiVersion);
  }
  if (controller.kind === 'Job') {
    const job = valueOf(evidence.object('jobs', namespace, controller.name));
    const cron = job?.metadata.ownerReferences?.find((reference) => reference.kind === 'CronJob' && isPlain(reference));
    return cron
      ? owner('CronJob', cron.name, valueOf(evidence.object('cronjobs', namespace, cron.name)))
      : owner('Job', controller.name, job);
  }
  const [plural] = WORDS[controller.kind] ?? [];
  const object = plural ? (valueOf(evidence.object(plural, namespace, controller.name)) as Workload | undefined) : undefined;
  return owner(controller.kind, controller.name, object, controller.apiVersion);
}

/**
 * The API server takes any text for the kind and the name in a reference (apimachinery ValidateOwnerReferences: not empty), and they
 * stand in commands: `--kubeconfig=…` must not become a flag.
 */
const isPlain = ({ kind, name, apiVersion }: { kind: string; name: string; apiVersion?: string }) =>
  /^[A-Z][A-Za-z0-9]*$/.test(kind) &&
  /^[a-z0-9][a-z0-9.:-]*$/i.test(name) &&
  /^(?:[a-z0-9][a-z0-9.-]*\/)?[a-z0-9]*$/i.test(apiVersion ?? '');

function owner(kind: string, name: string, object: Workload | undefined, apiVersion = ''): Owner {
  const [plural, word] = WORDS[kind] ?? [undefined, `${kind.toLowerCase()}s.${apiVersion.split('/')[0]}`];
  const template = kind === 'Pod' ? '' : kind === 'CronJob' ? '/spec/jobTemplate/spec/template' : '/spec/template';
  return { kind, plural, word: `${word}/${name}`, name, template, object };
}
