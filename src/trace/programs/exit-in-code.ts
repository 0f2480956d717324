/** The one line by which a program of Python or Node.js ends itself with a code or by a signal, where its text is in the spec or in a ConfigMap. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { signalOf } from '../../kube/signals.ts';
import { only } from '../../only.ts';
import { type CodePlace, codePlace, indentOf, isComment, programCode, wordsPrinted } from './program-code.ts';

/** sys.exit(3), os._exit(3), raise SystemExit(3), exit(3); process.exit(3), process.exitCode = 3. */
const EXIT = /\b(?:sys\.exit|os\._exit|SystemExit|process\.exit|(?<![\w.])exit)\(\s*(\d{1,3})\s*\)|\bprocess\.exitCode\s*=\s*(\d{1,3})\b/;
/** process.kill(process.pid, 'SIGTERM'); os.kill(os.getpid(), signal.SIGTERM), signal.raise_signal(signal.SIGTERM). */
const KILL =
  /\bprocess\.kill\(\s*process\.pid\s*,\s*["'](SIG[A-Z]+)["']|\b(?:os\.kill\(\s*os\.getpid\(\)\s*,|raise_signal\()\s*signal\.(SIG[A-Z]+)/;

/** `printed`: its last words, which tell one of several such lines from the others. */
export function exitInCode(code: number, printed: readonly string[], subject: Subject, evidence: Evidence): CodePlace | undefined {
  const program = programCode(subject, evidence);
  if (!program) return undefined;
  const { lines } = program;
  const saying = (form: RegExp, what: string) =>
    lines.flatMap((line, index) => (!isComment(line) && form.exec(line)?.slice(1).includes(what) ? [index] : []));
  // Of a signal that it sends itself the handler may end it with the same code.
  // Where it prints first, and no word is in the log, it did not come there, or the log is not whole.
  const hasSaid = printed.some((one) => /\p{L}{3}/u.test(one));
  const exits = saying(EXIT, String(code)).filter((one) => hasSaid || printedBefore(lines, one).length === 0);
  const at = only(saying(KILL, signalOf(code) ?? '')) ?? only(exits) ?? only(exits.filter((one) => saysBefore(lines, one, printed)));
  return at === undefined ? undefined : codePlace(program, at);
}

/** The lines right above it, of the same indent, print what it has printed. */
const saysBefore = (lines: readonly string[], at: number, printed: readonly string[]): boolean =>
  printedBefore(lines, at).some((words) => printed.some((one) => words.every((word) => one.includes(word))));

/** What those lines print, each as its words. */
function printedBefore(lines: readonly string[], at: number): string[][] {
  const indent = indentOf(lines[at] as string);
  const found: string[][] = [];
  for (let above = at - 1; above >= 0 && indentOf(lines[above] as string) === indent; above--) {
    const words = wordsPrinted(lines[above] as string);
    if (words.length > 0) found.push([...words]);
  }
  return found;
}
