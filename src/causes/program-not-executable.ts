import { decidedBy } from '../evidence/end.ts';
import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { dropList } from '../fixes/command-line.ts';
import { executeBit } from '../fixes/execute-bit.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { decisiveFact } from '../logs/reading.ts';
import { present } from '../present.ts';
import { fileMode } from '../trace/files/file-mode.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { searchedFolder } from '../trace/files/searched-folder.ts';
import { identityOf } from '../trace/objects/identity.ts';
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
    const fact = !started && attempt?.exitCode === 126 ? decidedBy(subject, 'not-executable') : undefined;
    const searched = searchedFolder(subject, evidence);
    const spawned = started || fact ? undefined : ranWithoutBit(subject);
    const path = directory ?? refused ?? (searched?.brought ? searched.path : undefined) ?? fact?.fields.path ?? spawned?.path;
    if (!path) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const bit = executeBit(path, fix);
    // runc says "permission denied" of a directory too; a name without an extension may be one, or a binary that no interpreter runs.
    const bare = refused !== undefined && container.command?.[0] === path && !/\.\w{1,5}$/.test(path) && !mountedFile(path, subject);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:image|command|args|volume|mount)\b/.test(change));
    const mode = modeOf(path, subject);
    const doubt = directory || (mode !== undefined && (mode & 0o001) === 0) ? undefined : doubtOf(path, subject);
    return {
      summary: directory
        ? `container ${container.name} cannot start: ${path} is a directory, not a program`
        : `container ${container.name} cannot run ${path}, which ${bare ? 'is a directory, or a file without its execute bit' : `has no execute bit${mode !== undefined && (mode & 0o111) !== 0 ? ' for its user' : ''}: ${bit.where}`}${doubt ? `; or ${doubt}` : ''}`,
      confidence: doubt ? 'likely' : 'certain',
      decides: `the mode of ${path}, and of the folders above it (ls -ld), as the container sees them`,
      object: directory ? fix.containerObject('command') : fix.object(bit.field),
      proof: [
        started?.proof ?? (fact || spawned ? logProof(subject, (fact ?? spawned?.fact) as Fact) : attemptProof(subject)),
        ...present((fact || spawned) && attemptProof(subject), back?.proof),
      ],
      fixes: [
        ...present(back?.fix),
        ...(directory || bare ? [dropList(fix, "take command out, so that the image's own program runs", 'command')] : [bit.fix]),
      ],
    };
  },
};

/** What keeps another user than root, or everybody, from running a file that has its execute bit. */
function doubtOf(path: string, subject: Subject): string | undefined {
  const { uid, nonRoot } = identityOf(subject);
  const user = uid ? `user ${uid}` : 'its user';
  if (mountedFile(path, subject)) return 'the volume is mounted without the right to run what lies in it (noexec)';
  return uid || nonRoot ? `${user} may not run it or enter its folder, where only root may` : undefined;
}

/** Where the kubelet writes it. */
function modeOf(path: string, subject: Subject): number | undefined {
  const mounted = mountedFile(path, subject);
  return mounted && fileMode(mounted.volume, mounted.source?.key);
}

/** What a program says of a child that it may not start: Node.js, Go, Java; Python by the frame that it raises in (subprocess.py). */
const OF_CHILD = /\bspawn(?:Sync)? (\/\S+) EACCES|\bfork\/exec |\bCannot run program |\bexec(?:v[pe]?)?\b/;

/** A file of a ConfigMap or Secret that is mounted without an execute bit, and that the program starts. */
function ranWithoutBit(subject: Subject): { path: string; fact: Fact } | undefined {
  const log = valueOf(subject.log());
  const fact = decisiveFact(log, 'permission-denied');
  const path = fact?.fields.path ?? OF_CHILD.exec(fact?.quote ?? '')?.[1];
  const mode = path === undefined ? undefined : modeOf(path, subject);
  if (!log || !fact || path === undefined || mode === undefined || (mode & 0o111) !== 0) return undefined;
  const isChild =
    OF_CHILD.test(fact.quote) || log.lines.slice(0, fact.line).some((line) => /subprocess\.py", line|in _execute_child/.test(line));
  return isChild ? { path, fact } : undefined;
}
