/** A file that another container of the pod writes into another emptyDir than the one in which it is looked for. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath, lastName } from '../../kube/folder.ts';
import { allContainers, volumeOf } from '../../kube/pod.ts';
import { only } from '../../only.ts';
import { type Write, writesOf } from './filled-by.ts';
import type { MountedFile } from './mounted-file.ts';

export interface FilledInOther extends Write {
  /** Below its volume: "/agent.yaml". */
  rest: string;
}

/** Undefined where the volume that is mounted may be filled by somebody, several others have such a file, or the other is there for another container. */
export function filledInOther(
  path: string,
  { mount, volume }: MountedFile,
  subject: Subject,
  evidence: Evidence,
): FilledInOther | undefined {
  const { container, pod } = subject;
  const isUsed = (name: string, by: string) =>
    allContainers(pod.spec).some((one) => one.name !== by && one.volumeMounts?.some((each) => each.name === name));
  if (!volume.emptyDir || isUsed(mount.name, container.name)) return undefined;
  const own = (container.volumeMounts ?? []).map(({ name }) => name);
  const found = only(
    writesOf(subject, evidence).filter(
      (write) =>
        lastName(write.to) === lastName(path) && !own.includes(write.mount.name) && volumeOf(pod, write.mount.name)?.emptyDir !== undefined,
    ),
  );
  if (!found || isUsed(found.mount.name, found.container.name)) return undefined;
  const part = found.mount.subPath === undefined ? '' : `/${found.mount.subPath}`;
  return { ...found, rest: `${part}${found.to.slice(folderPath(found.mount.mountPath).length)}` };
}
