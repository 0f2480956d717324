import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { dropList } from '../fixes/command-line.ts';
import { executeBit } from '../fixes/execute-bit.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { searchedFolder } from '../trace/files/searched-folder.ts';
import { startFailure } from '../trace/programs/start-failure.ts';
import { type Cause, RUNG } from './cause.ts';

export const programNotExecutable: Cause = {
  id: 'program-not-executable',
  title: 'the file that should run has no execute bit, or is a directory',
  tier: 'container',
  covers: ['img.not-executable'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const { container, attempt } = subject;
    const started = startFailure(subject);
    const directory = started?.failure.sort === 'is-directory' ? started.failure.program : undefined;
    const refused = started?.failure.sort === 'not-executable' ? started.failure.program || container.command?.[0] : undefined;
    // 126 is what a shell ends with for a file that it may not execute (POSIX 2.8.2).
    const fact = !started && attempt?.exitCode === 126 ? decisiveFact(valueOf(subject.log()), 'not-executable') : undefined;
    const searched = searchedFolder(subject, evidence);
    const path = directory ?? refused ?? (searched?.brought ? searched.path : undefined) ?? fact?.fields.path;
    if (!path) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const bit = executeBit(path, fix);
    // runc says "permission denied" of a directory too; a name without an extension may be one, or a binary that no interpreter runs.
    const bare = refused !== undefined && container.command?.[0] === path && !/\.\w{1,5}$/.test(path) && !mountedFile(path, subject);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:image|command|args|volume|mount)\b/.test(change));
    return {
      summary: directory
        ? `container ${container.name} cannot start: ${path} is a directory, not a program`
        : `container ${container.name} cannot run ${path}, which ${bare ? 'is a directory, or a file without its execute bit' : `has no execute bit: ${bit.where}`}`,
      confidence: 'certain',
      object: directory ? fix.containerObject('command') : fix.object(bit.field),
      proof: [
        started?.proof ?? (fact ? logProof(subject, fact) : attemptProof(subject)),
        ...(fact ? [attemptProof(subject)] : []),
        ...(back ? [back.proof] : []),
      ],
      fixes: [
        ...(back ? [back.fix] : []),
        ...(directory || bare ? [dropList(fix, "take command out, so that the image's own program runs", 'command')] : [bit.fix]),
      ],
    };
  },
};
