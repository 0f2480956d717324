/** Every ConfigMap and Secret that a pod refers to. */
import type { Container, EnvFrom, EnvVar, KeyToPath, Pod, Volume } from '../../kube/shapes.ts';
import { once } from '../../once.ts';

export type Sort = 'ConfigMap' | 'Secret';

export interface Reference {
  sort: Sort;
  name: string;
  /** Undefined: the whole object. */
  key: string | undefined;
  optional: boolean;
  /** Where the pod spec asks for it: containers[api].env[PGPASSWORD].valueFrom.secretKeyRef. */
  field: string;
  /** The variable that it fills, for env. */
  variable: string | undefined;
  /** The volume that it fills; undefined for env and envFrom. */
  volume: string | undefined;
  /** The file that the volume is to show it as, of an item. */
  file?: string;
  /** The container that asks; undefined for volumes, which the whole pod waits for. */
  container: string | undefined;
  /** For patches: the JSON path below the pod spec of the field that holds the name, and of the one that holds the key. */
  namePath: string;
  keyPath: string | undefined;
}

/** What a container takes into its environment. */
export function environmentReferences(pod: Pod, container: Container): Reference[] {
  const list = pod.spec.containers.includes(container) ? 'containers' : 'initContainers';
  const path = `/${list}/${(pod.spec[list] ?? []).indexOf(container)}`;
  const field = `${list}[${container.name}]`;
  return [
    ...(container.envFrom ?? []).flatMap((source, index) =>
      ofSource(source, { field: `${field}.envFrom[${index}]`, path: `${path}/envFrom/${index}` }),
    ),
    ...(container.env ?? []).flatMap((variable, index) =>
      ofVariable(variable, { field: `${field}.env[${variable.name}]`, path: `${path}/env/${index}` }),
    ),
  ].map((reference) => ({ ...reference, container: container.name }));
}

/** Where a part of the pod spec is: in words, and as a JSON path. */
interface Place {
  field: string;
  path: string;
}

type Unplaced = Omit<Reference, 'container'>;

const ofSource = (source: EnvFrom, { field, path }: Place): Unplaced[] =>
  (['configMapRef', 'secretRef'] as const).flatMap((word) => {
    const reference = source[word];
    if (!reference?.name) return [];
    return [
      {
        sort: word === 'configMapRef' ? 'ConfigMap' : 'Secret',
        name: reference.name,
        key: undefined,
        optional: reference.optional ?? false,
        field: `${field}.${word}`,
        variable: undefined,
        volume: undefined,
        namePath: `${path}/${word}/name`,
        keyPath: undefined,
      },
    ];
  });

const ofVariable = (variable: EnvVar, { field, path }: Place): Unplaced[] =>
  (['configMapKeyRef', 'secretKeyRef'] as const).flatMap((word) => {
    const reference = variable.valueFrom?.[word];
    if (!reference?.name) return [];
    return [
      {
        sort: word === 'configMapKeyRef' ? 'ConfigMap' : 'Secret',
        name: reference.name,
        key: reference.key,
        optional: reference.optional ?? false,
        field: `${field}.valueFrom.${word}`,
        variable: variable.name,
        volume: undefined,
        namePath: `${path}/valueFrom/${word}/name`,
        keyPath: `${path}/valueFrom/${word}/key`,
      },
    ];
  });

/** What the pod's volumes hold; every container of it asks, in every round. */
export const volumeReferences = once((pod: Pod): readonly Reference[] =>
  (pod.spec.volumes ?? []).flatMap((volume, index) =>
    inVolume(volume, { field: `volumes[${volume.name}]`, path: `/volumes/${index}` }).map((reference) => ({
      ...reference,
      variable: undefined,
      volume: volume.name,
      container: undefined,
    })),
  ),
);

type InVolume = Omit<Reference, 'variable' | 'volume' | 'container'>;

function inVolume({ configMap, secret, projected }: Volume, { field, path }: Place): InVolume[] {
  return [
    ...wholeAndItems('ConfigMap', configMap?.name, configMap, { field: `${field}.configMap`, path: `${path}/configMap` }),
    // A volume of a Secret alone calls its name otherwise.
    ...wholeAndItems('Secret', secret?.secretName, secret, { field: `${field}.secret`, path: `${path}/secret` }, 'secretName'),
    ...(projected?.sources ?? []).flatMap((source, at) => {
      const below = { field: `${field}.projected.sources[${at}]`, path: `${path}/projected/sources/${at}` };
      return [
        ...wholeAndItems('ConfigMap', source.configMap?.name, source.configMap, {
          field: `${below.field}.configMap`,
          path: `${below.path}/configMap`,
        }),
        ...wholeAndItems('Secret', source.secret?.name, source.secret, { field: `${below.field}.secret`, path: `${below.path}/secret` }),
      ];
    }),
  ];
}

function wholeAndItems(
  sort: Sort,
  name: string | undefined,
  source: { optional?: boolean; items?: KeyToPath[] } | undefined,
  { field, path }: Place,
  nameKey = 'name',
): InVolume[] {
  if (!name) return [];
  const common = { sort, name, optional: source?.optional ?? false, namePath: `${path}/${nameKey}` };
  return [
    { ...common, key: undefined, field, keyPath: undefined },
    ...(source?.items ?? []).map(({ key, path: file }, item) => ({
      ...common,
      key,
      file,
      field: `${field}.items[${item}]`,
      keyPath: `${path}/items/${item}/key`,
    })),
  ];
}
