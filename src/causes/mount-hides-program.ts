import { keysOf } from '../evidence/evidence.ts';
import { attemptProof, specProof } from '../evidence/proof.ts';
import { beside } from '../fixes/mount.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { mayWrite, othersWith } from '../kube/pod.ts';
import { present } from '../present.ts';
import { filledBy, writersInto } from '../trace/files/filled-by.ts';
import { keyMeant } from '../trace/files/key-meant.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { missingProgramFile, placedByWorkingDir } from '../trace/files/program-file.ts';
import { searchedFolder } from '../trace/files/searched-folder.ts';
import { sortOf } from '../trace/files/volume-sort.ts';
import { runsNothing } from '../trace/programs/programs.ts';
import { type Cause, RUNG } from './cause.ts';

export const mountHidesProgram: Cause = {
  id: 'mount-hides-program',
  title: 'a volume is mounted over the folder that holds the program',
  tier: 'kubernetes',
  covers: ['cfg.mount-hides-app', 'app.missing-file'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const { container } = subject;
    const searched = searchedFolder(subject, evidence);
    const told = searched ? undefined : missingProgramFile(subject, evidence);
    const file = searched ?? told;
    const mounted = searched?.mounted ?? (file && mountedFile(file.path, subject));
    if (!file || !mounted || searched?.brought || mounted.mount.subPath || mounted.mount.mountPath === file.path) return undefined;
    const { mount, volume } = mounted;
    // What its own ConfigMap should bring is not hidden, but missing there.
    if (!searched && keyMeant(file.path, mounted, subject, evidence)) return undefined;
    // Nor is what an init container puts into the volume, under another path.
    if (!searched && filledBy(file.path, mount, subject, evidence)) return undefined;
    if (writersInto(file.path, mount, subject, evidence).some(({ path }) => path === file.path)) return undefined;
    // Nor has the image of a language, or of a bare system, a program there.
    if (!searched && runsNothing(container.image ?? '')) return undefined;
    const placed = searched ? undefined : placedByWorkingDir(file.path, subject);
    if (placed === 'elsewhere') return undefined;
    // A word of the spec may be in no folder of the image at all; what the image itself starts was there when it was built.
    const { command = [], args = [] } = container;
    const isInDoubt = searched !== undefined && (command[0] ?? args[0]) === searched.program;
    // Where another container fills the volume, the file may be meant to come from there.
    const filled = othersWith(mount.name, subject).some((other) => mayWrite(other, mount.name));
    const folder = placed ? (container.workingDir ?? '') : mount.mountPath;
    const sort = sortOf(volume);
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:mount|volume) /.test(change));
    const keys = volume.configMap?.name ? keysOf('ConfigMap', volume.configMap.name, subject.namespace, evidence) : undefined;
    const listed = (folder: string) => `docker run --rm --entrypoint ls ${container.image ?? ''} ${folder}`;
    const decides = filled
      ? `what the other container writes to volume ${volume.name}`
      : isInDoubt && !back
        ? `whether the image has ${searched.program}: ${listed(mount.mountPath)}`
        : placed || told?.isGuess
          ? `whether the image has its program in ${folder}: ${listed(folder)}`
          : undefined;
    return {
      summary: `container ${container.name} does not find its program ${searched?.program ?? told?.name}: volume ${volume.name} (${sort}) is mounted over ${mount.mountPath}, so what the image has there is hidden`,
      confidence: decides || !['emptyDir', 'configMap', 'secret', 'projected'].includes(sort) ? 'likely' : 'certain',
      object: fix.containerObject(`volumeMounts[${mount.name}].mountPath`),
      proof: [
        file.proof,
        attemptProof(subject),
        specProof(subject, 'volumeMounts', `${mount.name} (${sort}) at ${mount.mountPath}`),
        ...present(back?.proof),
      ],
      fixes: [...present(back?.fix), beside(fix, mount, keys)],
      ...(decides ? { decides } : {}),
    };
  },
};
