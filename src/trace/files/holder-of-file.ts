/** A ConfigMap or Secret of the namespace that holds a file of this name, and that the container does not mount. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { CLUSTER_CA } from '../../kube/cluster-ca.ts';
import { lastName } from '../../kube/folder.ts';

export interface FileHolder {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  key: string;
}

/** Undefined where there is none, or more than one. */
export function holderOfFile(path: string, { namespace }: Subject, evidence: Evidence): FileHolder | undefined {
  const file = lastName(path);
  const found = (['configmaps', 'secrets'] as const).flatMap((plural) =>
    [...(valueOf(evidence.keys(plural, namespace)) ?? [])].flatMap(([object, keys]): FileHolder[] => {
      const name = object.slice(namespace.length + 1);
      return keys.includes(file) && name !== CLUSTER_CA
        ? [{ kind: plural === 'configmaps' ? 'ConfigMap' : 'Secret', name, key: file }]
        : [];
    }),
  );
  return found.length === 1 ? found[0] : undefined;
}
