/** Who else has a hand on an object, by the labels and annotations that such tools put on what they manage, and where it is to be changed. */
import type { Metadata } from '../kube/shapes.ts';

export interface Manager {
  tool: 'Helm' | 'Argo CD' | 'Flux' | 'Kustomize' | 'operator' | 'kubectl apply';
  /** Of the release, the application, the Flux object, the file, the owner. */
  name: string;
  /** Of Helm: web-1.4.2, where a label tells it. */
  chart?: string;
}

/** Undefined where nothing tells of one: then a change by hand stays. */
export function managerOf(metadata: Metadata | undefined): Manager | undefined {
  const { labels = {}, annotations = {}, ownerReferences = [] } = metadata ?? {};
  return (
    argo(labels, annotations) ??
    flux(labels) ??
    helm(labels, annotations) ??
    operator(ownerReferences) ??
    kustomize(labels, annotations) ??
    (annotations['kubectl.kubernetes.io/last-applied-configuration'] ? { tool: 'kubectl apply', name: 'its manifest' } : undefined)
  );
}

type Words = Record<string, string>;

/** argo-cd docs/user-guide/resource_tracking.md: APPLICATION:GROUP/KIND:NAMESPACE/NAME. */
function argo(labels: Words, annotations: Words): Manager | undefined {
  const name = annotations['argocd.argoproj.io/tracking-id']?.split(':')[0] || labels['argocd.argoproj.io/instance'];
  return name ? { tool: 'Argo CD', name } : undefined;
}

/** Flux' helm-controller and kustomize-controller label what they apply. */
function flux(labels: Words): Manager | undefined {
  for (const [group, kind] of [
    ['helm.toolkit.fluxcd.io', 'HelmRelease'],
    ['kustomize.toolkit.fluxcd.io', 'Kustomization'],
  ] as const) {
    const [name, namespace] = [labels[`${group}/name`], labels[`${group}/namespace`]];
    if (name) return { tool: 'Flux', name: `${kind} ${namespace ? `${namespace}/` : ''}${name}` };
  }
  return undefined;
}

/** helm pkg/action/validate.go sets the annotation; the label is a convention of charts (helm.sh/docs/chart_best_practices/labels). */
function helm(labels: Words, annotations: Words): Manager | undefined {
  const name = annotations['meta.helm.sh/release-name'];
  if (!name) return undefined;
  const chart = labels['helm.sh/chart'] ?? labels['chart'];
  return { tool: 'Helm', name, ...(chart ? { chart } : {}) };
}

function operator(references: NonNullable<Metadata['ownerReferences']>): Manager | undefined {
  const above = references.find(({ controller }) => controller);
  return above ? { tool: 'operator', name: `${above.kind}/${above.name}` } : undefined;
}

/** buildMetadata in a kustomization: managedByLabel gives kustomize-VERSION, originAnnotations the file. */
function kustomize(labels: Words, annotations: Words): Manager | undefined {
  const path = /^path: (.+)$/m.exec(annotations['config.kubernetes.io/origin'] ?? '')?.[1]?.trim();
  if (path) return { tool: 'Kustomize', name: path };
  return /^kustomize-/.test(labels['app.kubernetes.io/managed-by'] ?? '') ? { tool: 'Kustomize', name: 'its kustomization' } : undefined;
}

/** What a chart made by `helm create` calls a field of the pod or its container (helm pkg/chart/v2/util/create.go); most charts follow it. */
const VALUES: readonly [field: RegExp, key: string][] = [
  [/containers\[[^\]]*\]\.resources\b/, 'resources'],
  [/containers\[[^\]]*\]\.image$/, 'image.tag'],
  [/containers\[[^\]]*\]\.livenessProbe\b/, 'livenessProbe'],
  [/containers\[[^\]]*\]\.readinessProbe\b/, 'readinessProbe'],
  [/containers\[[^\]]*\]\.securityContext\b/, 'securityContext'],
  [/containers\[[^\]]*\]\.volumeMounts\b/, 'volumeMounts'],
  [/\.spec\.securityContext\b/, 'podSecurityContext'],
  [/\.spec\.volumes\b/, 'volumes'],
  [/\.spec\.nodeSelector\b/, 'nodeSelector'],
  [/\.spec\.tolerations\b/, 'tolerations'],
  [/\.spec\.imagePullSecrets\b/, 'imagePullSecrets'],
  [/\.spec\.serviceAccountName$/, 'serviceAccount.name'],
];

/**
 * "; Helm would undo it: change … too", or nothing where nobody would. `field`: what is changed, spec.template.spec.containers[app].image. A
 * later kubectl apply undoes what stands in its manifest; every object that was made by one would say so, so none does.
 */
export function undoneBy(manager: Manager | undefined, field?: string): string {
  if (!manager || manager.tool === 'kubectl apply') return '';
  const { tool, name, chart } = manager;
  const key = field === undefined ? undefined : VALUES.find(([pattern]) => pattern.test(field))?.[1];
  const what = field === undefined ? 'it' : field;
  const place = {
    Helm: `set ${key === undefined ? what : `${key} (as most charts call it)`} in the values of release ${name}${chart === undefined ? '' : `, chart ${chart},`}`,
    'Argo CD': `change ${what} in the source of application ${name}`,
    Flux: `change ${what} in the source of ${name}`,
    Kustomize: `change ${what} in ${name}`,
    operator: `change ${name}, which its operator makes this from,`,
  }[tool];
  return `; ${tool === 'operator' ? 'its operator' : tool} would undo it: ${place} too`;
}
