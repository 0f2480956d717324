import { attemptProof, specProof } from '../evidence/proof.ts';
import { renameInCommand } from '../fixes/command-line.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath } from '../kube/folder.ts';
import { present } from '../present.ts';
import { keyMeant } from '../trace/files/key-meant.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { missingProgramFile } from '../trace/files/program-file.ts';
import { type Cause, RUNG } from './cause.ts';

export const programNotInVolume: Cause = {
  id: 'program-not-in-volume',
  title: 'the script that should run is not among the files of its ConfigMap',
  tier: 'kubernetes',
  covers: ['img.cmd-not-found', 'cfg.mountpath-wrong', 'app.missing-file'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const { container } = subject;
    const file = missingProgramFile(subject, evidence);
    const mounted = file?.isProgram ? mountedFile(file.path, subject) : undefined;
    const found = file && mounted ? keyMeant(file.path, mounted, subject, evidence) : undefined;
    // A key that is there and yet "not found" lacks its interpreter.
    const name = file && mounted ? file.path.slice(folderPath(mounted.mount.mountPath).length + 1) : '';
    if (!file || !mounted || !found || found.keys.includes(name)) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args|mount|volume)\b/.test(change));
    const path = found.meant && `${folderPath(mounted.mount.mountPath)}/${found.meant}`;
    const renamed = path ? renameInCommand(fix, file.path, path) : undefined;
    return {
      summary: `container ${container.name} cannot run ${file.path}: ${found.object}, which is mounted at ${mounted.mount.mountPath}, has no ${name} (it has ${found.keys.join(', ') || 'none'})`,
      confidence: 'certain',
      object: fix.containerObject('command'),
      proof: [
        file.proof,
        specProof(subject, 'volumeMounts', `${mounted.mount.name} (${found.object}) at ${mounted.mount.mountPath}`),
        attemptProof(subject),
        ...present(back?.proof),
      ],
      fixes: present(back?.fix, renamed),
    };
  },
};
