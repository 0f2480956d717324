/** A reference to a ConfigMap where a Secret of that name is meant, or the other way round: the API keeps the two apart. */
import { type Evidence, keysOf } from '../../evidence/evidence.ts';
import type { Volume } from '../../kube/shapes.ts';
import type { Missing } from './missing-references.ts';
import type { Reference } from './references.ts';

export type Sort = Reference['sort'];

/** The other sort, where it has an object of just this name that holds the key, too. */
export function otherSort({ reference, objectExists }: Missing, namespace: string, evidence: Evidence): Sort | undefined {
  if (objectExists) return undefined;
  const { sort, name, key } = reference;
  const other = sort === 'ConfigMap' ? 'Secret' : 'ConfigMap';
  const keys = keysOf(other, name, namespace, evidence);
  return keys && (key === undefined || keys.includes(key)) ? other : undefined;
}

/** The field of each sort, by what it stands in. */
const FIELDS: readonly Readonly<Record<Sort, string>>[] = [
  { ConfigMap: 'configMapKeyRef', Secret: 'secretKeyRef' },
  { ConfigMap: 'configMapRef', Secret: 'secretRef' },
  { ConfigMap: 'configMap', Secret: 'secret' },
];

export interface Turned {
  /** JSON paths below the pod spec. */
  from: string;
  to: string;
  value: object;
}

/** The same reference as one to the other sort; undefined for those of projected volumes, and what is told once of a volume's items. */
export function turned({ sort, name, key, namePath, volume }: Reference, to: Sort, volumes: readonly Volume[]): Turned | undefined {
  const parts = namePath.split('/').slice(0, -1);
  const fields = FIELDS.find((one) => one[sort] === parts.at(-1));
  if (!fields || parts.includes('projected') || (volume !== undefined && key !== undefined)) return undefined;
  const base = parts.slice(0, -1).join('/');
  const source =
    volume === undefined ? undefined : volumes.find((one) => one.name === volume)?.[sort === 'ConfigMap' ? 'configMap' : 'secret'];
  const { items, defaultMode } = (source ?? {}) as { items?: object[]; defaultMode?: number };
  return {
    from: parts.join('/'),
    to: `${base}/${fields[to]}`,
    value: {
      [volume !== undefined && to === 'Secret' ? 'secretName' : 'name']: name,
      ...(volume === undefined && key !== undefined ? { key } : {}),
      ...(items ? { items } : {}),
      ...(defaultMode !== undefined && defaultMode !== 0o644 ? { defaultMode } : {}),
    },
  };
}
