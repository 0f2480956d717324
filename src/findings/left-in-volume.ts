/** A JSON file that the log speaks of, in a volume that the container alone writes to, and that stays when it is started anew. */
import { loggedLines } from '../evidence/end.ts';
import { advised } from '../fixes/fix.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Container, Pod, Volume } from '../kube/shapes.ts';
import { only } from '../only.ts';
import type { Fix, ObjectRef, Proof } from '../report.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';

export interface LeftInVolume {
  /** For the end of a sentence. */
  words: string;
  object: ObjectRef;
  proof: Proof;
  fixes: Fix[];
  decides: string;
}

const PATH = /\/[\w@%+./-]{1,200}\.json\b/g;

export function leftInVolume(fix: WorkloadFix): LeftInVolume | undefined {
  const { subject } = fix;
  const lines = loggedLines(subject);
  const paths = new Set(lines.flatMap((line) => line.slice(0, 300).match(PATH) ?? []));
  const found = only(
    [...paths].flatMap((path) => {
      const { mount, volume } = mountedFile(path, subject) ?? {};
      const kind = volume && kindOf(volume);
      return mount && kind && !mount.readOnly && isAlone(subject.container, volume.name, subject.pod)
        ? [{ path, volume: volume.name, kind }]
        : [];
    }),
  );
  if (!found) return undefined;
  const { path, volume, kind } = found;
  return {
    words: `its log names ${path}, in volume ${volume}, ${kind}, which keeps what an earlier run has left there, even half-written`,
    object: fix.object(`volumes[${volume}]`),
    proof: { step: 'get', quote: `${path}: volume ${volume}, ${kind}`, path: 'spec.volumes' },
    fixes: [
      kind === EMPTY
        ? fix.restart('start a new pod, which has an empty volume; what ended the run that wrote the file may end the next one, too')
        : advised(`put ${path} right, or take it away, if the program makes it anew; then see what ended the run that wrote it`),
    ],
    decides: `what stands in ${path}, and how the run ended that wrote it`,
  };
}

const EMPTY = 'an emptyDir';
const kindOf = ({ emptyDir, persistentVolumeClaim, hostPath }: Volume): string | undefined =>
  emptyDir ? EMPTY : persistentVolumeClaim ? 'a claim' : hostPath ? 'a folder of the node' : undefined;

/** No init container puts the file there, and no sidecar. */
const isAlone = ({ name }: Container, volume: string, { spec }: Pod): boolean =>
  [...spec.containers, ...(spec.initContainers ?? [])].every(
    (one) => one.name === name || !one.volumeMounts?.some((mount) => mount.name === volume),
  );
