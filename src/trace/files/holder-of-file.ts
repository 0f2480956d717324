/** A ConfigMap or Secret of the namespace that holds a file of this name, and that the container does not see. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { ownerOf } from '../../evidence/owner.ts';
import type { Subject } from '../../evidence/subject.ts';
import { CLUSTER_CA } from '../../kube/cluster-ca.ts';
import { lastName } from '../../kube/folder.ts';
import { environmentReferences, volumeReferences } from '../objects/references.ts';
import { isUsualName } from './usual-name.ts';

export interface FileHolder {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  key: string;
  /** Nothing else is called so, or it has the name of the workload: not just any file of a usual name. */
  isMeant: boolean;
}

/** Undefined where there is none, or more than one, or where it is another workload's. */
export function holderOfFile(path: string, subject: Subject, evidence: Evidence): FileHolder | undefined {
  const { namespace } = subject;
  const file = lastName(path);
  const mounted = mountedObjects(subject, file);
  const found = (['configmaps', 'secrets'] as const).flatMap((plural) =>
    [...(valueOf(evidence.keys(plural, namespace)) ?? [])].flatMap(([object, keys]): FileHolder[] => {
      const name = object.slice(namespace.length + 1);
      return keys.includes(file) && name !== CLUSTER_CA && !mounted.includes(`${plural}/${name}`)
        ? [
            {
              kind: plural === 'configmaps' ? 'ConfigMap' : 'Secret',
              name,
              key: file,
              isMeant: !isUsualName(file) || isNamedAs(name, subject, evidence),
            },
          ]
        : [];
    }),
  );
  const [one] = found;
  return one && found.length === 1 && !isOfAnother(one, subject, evidence) ? one : undefined;
}

/** Of which the container sees the file: a mount of another key alone (subPath) does not show it. */
const mountedObjects = ({ pod, container }: Subject, file: string): string[] =>
  volumeReferences(pod).flatMap(({ volume, sort, name }) =>
    container.volumeMounts?.some((mount) => mount.name === volume && (mount.subPath === undefined || mount.subPath === file))
      ? [`${sort.toLowerCase()}s/${name}`]
      : [],
  );

/** orders-settings for Deployment orders, or its container of that name. */
function isNamedAs(name: string, { pod, container }: Subject, evidence: Evidence): boolean {
  const words = name.split(/[-.]/);
  return [ownerOf(pod, evidence).name, container.name].some((one) => {
    const own = one.split('-').filter((word) => word !== 'app');
    return own.length > 0 && own.every((word) => words.includes(word));
  });
}

function isOfAnother({ kind, name }: FileHolder, { pod, namespace }: Subject, evidence: Evidence): boolean {
  const own = ownerOf(pod, evidence).name;
  return (valueOf(evidence.list('pods', namespace)) ?? []).some(
    (other) =>
      other.metadata.uid !== pod.metadata.uid &&
      ownerOf(other, evidence).name !== own &&
      [...volumeReferences(other), ...other.spec.containers.flatMap((container) => environmentReferences(other, container))].some(
        (one) => one.sort === kind && one.name === name,
      ),
  );
}

/** The container mounts something of it, but not that file. */
export const isPartlyMounted = ({ kind, name }: FileHolder, { container, pod }: Subject): boolean =>
  volumeReferences(pod).some(
    (one) => one.sort === kind && one.name === name && container.volumeMounts?.some((mount) => mount.name === one.volume),
  );
