import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof, logStep, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath, parentOf } from '../kube/folder.ts';
import { type NeighboursPidFile, neighboursPidFile, neighboursProcess } from '../trace/programs/neighbours-process.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const processOfNeighbour: Cause = {
  id: 'process-of-neighbour',
  title: 'it looks for a process of another container, which it does not see',
  tier: 'kubernetes',
  covers: ['sidecar.other-container'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const file = neighboursPidFile(subject, evidence);
    if (file) return ofPidFile(file, subject, evidence);
    const found = neighboursProcess(subject, evidence);
    if (!found) return undefined;
    const { process, container, line, start, said, startsOthers } = found;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `container ${subject.container.name} looks for a process ${process} (${line.slice(0, 80)}) and finds none: ${process} runs in container ${container}, and the pod does not set shareProcessNamespace, so each container sees its own processes alone`,
      confidence: startsOthers ? 'likely' : 'certain',
      decides: `whether the script starts ${process} itself, by another script`,
      object: fix.object('shareProcessNamespace'),
      proof: [
        { step: 'get', quote: `${placeOf(start.setting)}: ${line.slice(0, 120)}` },
        { step: logStep(subject), quote: said },
        specProof(subject, 'shareProcessNamespace', 'not set'),
        attemptProof(subject),
      ],
      fixes: [fix.patchSpec("let the containers of the pod see each other's processes", { shareProcessNamespace: true })],
    };
  },
};

/** With the file alone it would still not see the process, nor with the process alone find the file. */
function ofPidFile({ process, container, fact, line, start }: NeighboursPidFile, subject: Subject, evidence: Evidence): Match {
  const fix = new WorkloadFix(subject, evidence);
  const { path } = fact.fields;
  const folder = parentOf(path);
  const { containers } = subject.pod.spec;
  const mounts = [subject.container.name, container].map((name) => ({ name, volumeMounts: [{ name: 'run', mountPath: folder }] }));
  // What else an image has in there would be hidden (/run/mysqld); these have nothing.
  const isFree = !/^(?:\/var)?\/run$/.test(folder) || /^(?:nginx|haproxy|envoy|crond?)$/.test(process);
  const isPlain =
    isFree &&
    mounts.every(({ name }) => containers.some((one) => one.name === name)) &&
    !subject.pod.spec.volumes?.some(({ name }) => name === 'run') &&
    !containers.some(({ volumeMounts = [] }) => volumeMounts.some(({ mountPath }) => folderPath(mountPath) === folder));
  return {
    summary: `container ${subject.container.name} does not find ${path}: ${process} runs in container ${container}, which writes it in its own file system, and the pod does not set shareProcessNamespace, so the process itself is not seen here either`,
    confidence: 'certain',
    object: fix.object('shareProcessNamespace'),
    proof: [
      logProof(subject, fact),
      { step: 'get', quote: `${placeOf(start.setting)}: ${line.slice(0, 120)}` },
      specProof(subject, 'shareProcessNamespace', 'not set'),
      attemptProof(subject),
    ],
    fixes: isPlain
      ? [
          fix.patchSpec(`let both see the processes of each other, and share ${folder}`, {
            shareProcessNamespace: true,
            volumes: [{ name: 'run', emptyDir: {} }],
            containers: mounts,
          }),
        ]
      : [],
  };
}
