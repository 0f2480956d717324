/** The one line of a program by which it said what it said last, and the condition that leads there; or the line that failed. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { only } from '../../only.ts';
import { withoutTime } from '../files/code-in-config.ts';
import { type CodePlace, codePlace, failingPlace, programCode, wordsPrinted } from './program-code.ts';

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

/** `frame`: /app/main.py:9, the innermost of its own in a stack trace. */
export function failsInCode(frame: string | undefined, subject: Subject, evidence: Evidence): CodePlace | undefined {
  const program = frame === undefined ? undefined : programCode(subject, evidence);
  const [, path, line] = /^(\/.{1,300}?):(\d{1,7})\b/.exec(withoutTime(frame ?? '')) ?? [];
  return program && path !== undefined && path === program.config?.path ? failingPlace(program, Number(line) - 1) : undefined;
}
