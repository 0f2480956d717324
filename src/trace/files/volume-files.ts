/** The files of a volume that a ConfigMap or a Secret makes. */
import { type Evidence, keysOf } from '../../evidence/evidence.ts';
import type { Volume } from '../../kube/shapes.ts';

/** The paths that its items name, else all keys of its object; undefined: it is another volume, or the keys are not read. */
export function volumeFiles(volume: Volume | undefined, namespace: string, evidence: Evidence): string[] | undefined {
  const { configMap, secret } = volume ?? {};
  const name = configMap?.name ?? secret?.secretName;
  if (name === undefined) return undefined;
  return (configMap ?? secret)?.items?.map(({ path }) => path) ?? keysOf(configMap ? 'ConfigMap' : 'Secret', name, namespace, evidence);
}
