import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath, lastName } from '../kube/folder.ts';
import { commandLine } from '../kube/pod.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import { filledBy } from '../trace/files/filled-by.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { missingProgramFile, placedByWorkingDir } from '../trace/files/program-file.ts';
import { startFailure } from '../trace/programs/start-failure.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const wrongWorkingDirectory: Cause = {
  id: 'wrong-working-directory',
  title: 'workingDir is not the folder that holds the program',
  tier: 'kubernetes',
  covers: ['img.workdir', 'app.missing-file'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const { container } = subject;
    const { workingDir } = container;
    if (!workingDir) return undefined;
    const unlocated = decidedBy(subject, 'variable-missing');
    if (unlocated?.phrase === 'python/flask-app' && !(container.env ?? []).some(({ name }) => name === 'FLASK_APP'))
      return ofFlask(workingDir, unlocated, subject, evidence);
    const started = startFailure(subject);
    const refused = started?.failure.sort === 'workdir' ? started : undefined;
    const folder = folderPath(workingDir);
    const file = missingProgramFile(subject, evidence);
    const relative = file?.isProgram && (file.path.startsWith(`${folder}/`) || /^\.{1,2}\//.test(file.path));
    const mounted = file && mountedFile(file.path, subject);
    // A file that a volume should bring is another matter; what is written at run time brings no program.
    const isScratch = mounted?.source === undefined && file !== undefined && placedByWorkingDir(file.path, subject) === 'elsewhere';
    if (!refused && (!relative || (mounted && !(isScratch && !filledBy(file.path, mounted.mount, subject, evidence))))) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => change.includes('workingDir') || /(?:^| )image /.test(change));
    // runc makes a workingDir that is not in the image (MkdirAll), so it may well exist, and be empty.
    const why =
      refused?.failure.sort === 'workdir'
        ? `it cannot enter its workingDir ${workingDir}: ${refused.failure.why}`
        : `it looks for ${file?.name} in its workingDir ${workingDir},${mounted ? ` where volume ${mounted.volume.name} is mounted,` : ''} and it is not there`;
    return {
      summary: `container ${container.name} cannot run its program: ${why}`,
      // It may as well be called otherwise, and be looked for in the right folder.
      confidence: refused || (back && !mounted) ? 'certain' : 'likely',
      decides: `what there is in ${workingDir} of the container, and whether ${file ? lastName(file.name) : 'the program'} is called so in the image`,
      object: fix.containerObject('workingDir'),
      proof: [
        refused?.proof ?? file?.proof ?? attemptProof(subject),
        specProof(subject, 'workingDir', workingDir),
        specProof(subject, 'command', commandLine(container).join(' ') || "the image's own"),
      ],
      fixes: [
        ...present(back?.fix),
        fix.patchJson("take workingDir out, so that the image's own working directory counts", [
          { op: 'remove', path: `${fix.containerPath}/workingDir` },
        ]),
      ],
      ...(mounted
        ? { decides: `which folder of the image has the program: docker run --rm --entrypoint sh ${container.image ?? ''} -c 'pwd; ls'` }
        : {}),
    };
  },
};

/** Flask looks for app.py or wsgi.py in the folder that it is started in. */
function ofFlask(workingDir: string, fact: Fact, subject: Subject, evidence: Evidence): Match {
  const fix = new WorkloadFix(subject, evidence);
  return {
    summary: `container ${subject.container.name} cannot run its program: flask looks for app.py or wsgi.py in its workingDir ${workingDir}, and finds none there; FLASK_APP, which could name another, is not set`,
    confidence: 'likely',
    object: fix.containerObject('workingDir'),
    proof: [logProof(subject, fact), specProof(subject, 'workingDir', workingDir), attemptProof(subject)],
    fixes: [
      fix.patchJson("take workingDir out, so that the image's own working directory counts", [
        { op: 'remove', path: `${fix.containerPath}/workingDir` },
      ]),
    ],
    decides: `what there is in ${workingDir} of the container`,
  };
}
