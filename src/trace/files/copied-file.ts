/** A file in a volume that an init container copies out of a ConfigMap, once for each pod: what is changed there later does not reach it. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath, lastName, parentOf } from '../../kube/folder.ts';
import { commandLine, timeOf } from '../../kube/pod.ts';
import type { Container } from '../../kube/shapes.ts';
import { writtenBy } from './filled-by.ts';
import { lastChange, mountedFile } from './mounted-file.ts';

export interface CopiedFile {
  init: string;
  name: string;
  key: string;
  text: string;
  /** Was the ConfigMap changed after the copy was made? */
  isStale: boolean;
}

/** `cp /from/* /to/` and `cp -r /from/. /to`: all that is in a folder. */
const ALL = /(?:^|[\s;&/])cp\s+(?:-\S+\s+)*(\/[\w./-]{1,200})\/[*.]\s+(\/[\w./-]{1,200})/g;

/** Where the file of this path comes from, if a whole folder is copied. */
function wholly(target: string, container: Container): string | undefined {
  for (const [, from, to = ''] of commandLine(container).join(' ').matchAll(ALL))
    if (folderPath(to) === parentOf(target)) return `${from}/${lastName(target)}`;
  return undefined;
}

export function copiedFile(path: string, subject: Subject, evidence: Evidence): CopiedFile | undefined {
  const { pod, namespace } = subject;
  const mounted = mountedFile(path, subject);
  if (!mounted || mounted.source || mounted.mount.subPath) return undefined;
  const rest = path.slice(folderPath(mounted.mount.mountPath).length);
  for (const init of pod.spec.initContainers ?? []) {
    const theirs = (init.volumeMounts ?? []).find((one) => one.name === mounted.mount.name && !one.subPath);
    const target = theirs && `${folderPath(theirs.mountPath)}${rest}`;
    const from = target === undefined ? undefined : (writtenBy(init).find(({ to }) => to === target)?.from ?? wholly(target, init));
    const source = from === undefined ? undefined : mountedFile(from, { ...subject, container: init })?.source;
    if (source?.kind !== 'ConfigMap' || source.key === undefined) continue;
    const map = valueOf(evidence.object('configmaps', namespace, source.name));
    const text = map?.data?.[source.key];
    if (!map || text === undefined) continue;
    const ended = pod.status.initContainerStatuses?.find(({ name }) => name === init.name)?.state?.terminated?.finishedAt;
    const [made, changed] = [timeOf(ended), timeOf(lastChange(map)?.time)];
    return {
      init: init.name,
      name: source.name,
      key: source.key,
      text,
      isStale: made !== undefined && changed !== undefined && changed > made,
    };
  }
  return undefined;
}
