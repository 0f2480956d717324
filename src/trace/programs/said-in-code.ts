/** The one line of a program by which it said what it said last, and the condition that leads there. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { only } from '../../only.ts';
import { type CodePlace, codePlace, programCode, wordsPrinted } from './program-code.ts';

/** Fewer letters may stand in another line by chance. */
const LETTERS = 8;

export function saidInCode(words: string, subject: Subject, evidence: Evidence): CodePlace | undefined {
  const program = programCode(subject, evidence);
  const at = only(
    (program?.lines ?? []).flatMap((line, index, all) => {
      const before = all[index - 1]?.trimEnd() ?? '';
      const said = wordsPrinted(before.endsWith('(') ? `${before} ${line}` : line);
      const letters = said.join('').match(/\p{L}/gu)?.length ?? 0;
      return letters >= LETTERS && said.every((word) => words.includes(word)) ? [index] : [];
    }),
  );
  return program && at !== undefined ? codePlace(program, at) : undefined;
}
