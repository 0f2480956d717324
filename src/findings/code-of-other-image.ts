/** Code that lies in a volume which an init container fills from another image than the one that runs it. */
import { loggedLines } from '../evidence/end.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastName } from '../kube/folder.ts';
import { partsOf } from '../kube/image.ts';
import { only } from '../only.ts';
import type { Fix, ObjectRef, Proof } from '../report.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';

export interface CodeOfOtherImage {
  /** For the end of "the module X, which". */
  words: string;
  object: ObjectRef;
  proof: Proof[];
  fixes: Fix[];
  isFirst: true;
  decides: string;
}

/** The innermost frame of Python's trace that is a file of the program itself. */
const FRAME = /^\s*File "(\/[^"\n]{1,300})", line \d+/;
const OF_LIBRARY = /\/(?:site|dist)-packages\/|\/lib\/python\d/;

export function codeOfOtherImage(module: string, { subject, evidence }: WorkloadFix): CodeOfOtherImage | undefined {
  const file = loggedLines(subject)
    .flatMap((line) => FRAME.exec(line)?.[1] ?? [])
    .findLast((path) => !OF_LIBRARY.test(path));
  const mounted = file === undefined ? undefined : mountedFile(file, subject);
  const { container, pod } = subject;
  if (!file || !mounted?.volume.emptyDir) return undefined;
  const from = only(
    (pod.spec.initContainers ?? []).filter(({ volumeMounts = [] }) => volumeMounts.some(({ name }) => name === mounted.volume.name)),
  );
  const [mine, theirs] = [partsOf(container.image ?? ''), partsOf(from?.image ?? '')];
  if (
    !from ||
    mine.repository !== theirs.repository ||
    container.image === from.image ||
    !COPIES.test([...(from.command ?? []), ...(from.args ?? [])].join(' '))
  )
    return undefined;
  const fix = new WorkloadFix({ ...subject, container: from, kind: 'init' }, evidence);
  return {
    words: `image ${container.image} does not have; ${file} is not that image's own: init container ${from.name} copies it into volume ${mounted.volume.name} from ${lastName(theirs.repository)}:${theirs.tag}, and the container runs ${lastName(mine.repository)}:${mine.tag}`,
    object: fix.containerObject('image'),
    proof: [
      {
        step: 'get',
        quote: `init container ${from.name}: image ${from.image}, volume ${mounted.volume.name}`,
        path: 'spec.initContainers',
      },
    ],
    fixes: [
      fix.setImage(`let init container ${from.name} copy the code of ${container.image}, which this container runs`, container.image ?? ''),
    ],
    isFirst: true,
    decides: `whether the code of ${container.image} does without ${module}`,
  };
}

const COPIES = /(?:^|[\s/])(?:cp|rsync|mv|install|tar)\s/;
