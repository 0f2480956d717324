/** The files that a server of this cluster may serve out of a ConfigMap, beside the one that it is asked for and does not have. */
import type { Evidence } from '../../evidence/evidence.ts';
import { lastName } from '../../kube/folder.ts';
import { volumeOf } from '../../kube/pod.ts';
import { nearest } from '../../nearest.ts';
import { volumeFiles } from '../files/volume-files.ts';
import type { Server } from './server.ts';

export interface ServedFiles {
  configMap: string;
  files: string[];
  /** The one that is spelt most like it; of several that are, as with years and versions, the last. */
  meant: string;
}

/** Of the same sort (.json), in the only ConfigMap of the server that has some. */
export function servedFiles(path: string, { pod, container, namespace }: Server, evidence: Evidence): ServedFiles | undefined {
  const file = lastName(path);
  const sort = /\.\w{1,8}$/.exec(file)?.[0];
  if (!pod || !container || sort === undefined) return undefined;
  const [found, another] = (container.volumeMounts ?? []).flatMap(({ name }): ServedFiles[] => {
    const volume = volumeOf(pod, name);
    const files = (volumeFiles(volume, namespace, evidence) ?? []).filter((one) => one.endsWith(sort)).sort(byNumber);
    const last = files.at(-1);
    return volume?.configMap?.name === undefined || last === undefined || files.includes(file)
      ? []
      : [{ configMap: volume.configMap.name, files, meant: nearest(file, files) ?? last }];
  });
  return another ? undefined : found;
}

const byNumber = new Intl.Collator('en', { numeric: true }).compare;
