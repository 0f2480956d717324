/**
 * What a container has that the workload's template does not give it: admission put it there on the way from the template to the pod
 * (LimitRange, webhooks that inject sidecars or settings).
 */
import type { Evidence } from '../../evidence/evidence.ts';
import { ownerOf } from '../../evidence/owner.ts';
import type { Subject } from '../../evidence/subject.ts';
import { templateHash } from '../../kube/metadata.ts';
import type { Container, PodSpec } from '../../kube/shapes.ts';
import { TOKEN_FOLDER } from '../../kube/token-folder.ts';
import { templateDiff } from './template-diff.ts';

export interface Injected {
  /** Is the container itself not in the template? */
  whole: boolean;
  /** As templateDiff words it. */
  changed: string[];
  /** By the LimitRanger's own annotation (plugin/pkg/admission/limitranger/admission.go). */
  byLimitRange: boolean;
}

/** Undefined where there is nothing, and where the template that the pod was made from is not at hand. */
export function injectedInto(subject: Subject, evidence: Evidence): Injected | undefined {
  const { pod, container, kind } = subject;
  const template = templateOf(subject, evidence);
  if (!template) return undefined;
  const list = kind === 'app' ? 'containers' : 'initContainers';
  const asked = template[list]?.find(({ name }) => name === container.name);
  const byLimitRange = pod.metadata.annotations?.['kubernetes.io/limit-ranger']?.includes(`container ${container.name}`) ?? false;
  if (!asked) return { whole: true, changed: [], byLimitRange };
  const changed = templateDiff({ containers: [asked] }, { containers: [withoutDefaults(container, asked)] });
  return changed.length > 0 ? { whole: false, changed, byLimitRange } : undefined;
}

/** Only where every pod is known to be of the newest template; else it may be of another. */
function templateOf({ pod }: Subject, evidence: Evidence): PodSpec | undefined {
  const { kind, object } = ownerOf(pod, evidence);
  if (!object) return undefined;
  const { spec, status } = object;
  const isNewest =
    kind === 'Job' || kind === 'ReplicaSet'
      ? true
      : kind === 'Deployment'
        ? status?.replicas !== undefined &&
          status.replicas === status.updatedReplicas &&
          status.observedGeneration === object.metadata.generation
        : kind === 'StatefulSet'
          ? status?.updateRevision !== undefined && templateHash(pod) === status.updateRevision
          : kind === 'DaemonSet' && status?.updatedNumberScheduled === status?.desiredNumberScheduled;
  return isNewest ? spec.template?.spec : undefined;
}

/**
 * Every pod gets these: the account's token (plugin/pkg/admission/serviceaccount), requests as large as the limits
 * (pkg/apis/core/v1/defaults.go SetDefaults_Pod), and the index of an indexed Job (pkg/controller/job/indexed_job_utils.go).
 */
function withoutDefaults(container: Container, asked: Container): Container {
  const { env, volumeMounts, resources, ...rest } = container;
  const requests = Object.entries(resources?.requests ?? {}).filter(
    ([name, value]) => asked.resources?.requests?.[name] !== undefined || asked.resources?.limits?.[name] !== value,
  );
  const asksForToken = asked.volumeMounts?.some(({ mountPath }) => mountPath === TOKEN_FOLDER);
  return {
    ...rest,
    ...(env ? { env: env.filter(({ name }) => name !== 'JOB_COMPLETION_INDEX') } : {}),
    ...(volumeMounts ? { volumeMounts: volumeMounts.filter(({ mountPath }) => mountPath !== TOKEN_FOLDER || asksForToken) } : {}),
    resources: { ...resources, requests: Object.fromEntries(requests) },
  };
}
