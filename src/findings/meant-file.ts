/** What a command that names a file which is not there may have meant: what a neighbour writes, or the image that is called after it. */
import type { Evidence } from '../evidence/evidence.ts';
import { setWord } from '../fixes/command-line.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Fix, Proof } from '../report.ts';
import type { FilledBy } from '../trace/files/filled-by.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import type { NamingWord } from '../trace/files/program-file.ts';
import { imageOfProgram } from '../trace/history/image-of-program.ts';

export interface MeantFile {
  /** For the end of a sentence. */
  words: string;
  proof: Proof[];
  fix: Fix;
  /** The file is there, by another name: the command is right otherwise. */
  isThere: boolean;
}

export function meantFile(
  path: string,
  { list, word }: NamingWord,
  filled: FilledBy | undefined,
  isMounted: boolean,
  fix: WorkloadFix,
  evidence: Evidence,
): MeantFile | undefined {
  const { container, pod } = fix.subject;
  if (word === path && filled && !filled.text) {
    const text = `read ${filled.path}, which ${filled.by} writes`;
    const put = setWord(fix, text, list, (container[list] ?? []).indexOf(path), filled.path);
    return { words: `; ${filled.by} writes ${filled.path} there`, proof: [], fix: put, isThere: true };
  }
  const words = container[list] ?? [];
  const next = words[words.indexOf(path) + 1];
  // A program that reads its first argument as the name of its file; what stands behind the option is one.
  if (word === path && path.startsWith('-') && next?.startsWith('/') && mountedFile(next, fix.subject))
    return {
      words: `: it takes that for the name of the file, and reads no option`,
      proof: [],
      fix: fix.patchJson(`name the file alone, ${next}`, [{ op: 'remove', path: `${fix.containerPath}/${list}/${words.indexOf(path)}` }]),
      isThere: true,
    };
  const meant = isMounted ? undefined : imageOfProgram(path, fix.subject, evidence);
  return (
    meant && {
      words: `; it runs image ${container.image}, and node ${pod.spec.nodeName} has ${meant.image}, which is called after that program`,
      proof: [meant.proof],
      fix: fix.patchContainer(`run ${meant.image}, if that is the program that is meant`, { image: meant.image }),
      isThere: false,
    }
  );
}
