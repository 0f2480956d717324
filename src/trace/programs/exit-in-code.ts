/** The one line by which a program of Python or Node.js ends itself with a code or by a signal, where its text is in the spec or in a ConfigMap. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { signalOf } from '../../kube/signals.ts';
import { readIn } from '../../logs/environment-reads.ts';
import { only } from '../../only.ts';
import { configFiles } from '../files/mounted-file.ts';
import { programText } from '../settings/nothing-read.ts';

export interface ExitInCode {
  /** "/app/main.py, line 12 (key main.py of ConfigMap api)", "its command, line 3". */
  where: string;
  /** The ConfigMap's name and key; undefined: it stands in the spec. */
  config: { name: string; key: string } | undefined;
  quote: string;
  /** The condition that leads there: `if not key:`. */
  condition: string | undefined;
  /** The one variable of the environment that the condition is about. */
  reads: string | undefined;
}

/** sys.exit(3), os._exit(3), raise SystemExit(3), exit(3); process.exit(3), process.exitCode = 3. */
const EXIT = /\b(?:sys\.exit|os\._exit|SystemExit|process\.exit|(?<![\w.])exit)\(\s*(\d{1,3})\s*\)|\bprocess\.exitCode\s*=\s*(\d{1,3})\b/;
/** process.kill(process.pid, 'SIGTERM'); os.kill(os.getpid(), signal.SIGTERM), signal.raise_signal(signal.SIGTERM). */
const KILL =
  /\bprocess\.kill\(\s*process\.pid\s*,\s*["'](SIG[A-Z]+)["']|\b(?:os\.kill\(\s*os\.getpid\(\)\s*,|raise_signal\()\s*signal\.(SIG[A-Z]+)/;
const CONDITION = /^\}?\s*(?:if|elif|else if|else|except|while|for)\b.*$|\b(?:catch|\.on)\b/;
const COMMENT = /^\s*(?:#|\/\/)/;

/** `printed`: its last words, which tell one of several such lines from the others. */
export function exitInCode(code: number, printed: readonly string[], subject: Subject, evidence: Evidence): ExitInCode | undefined {
  const program = programOf(subject, evidence);
  const lines = program?.text.split('\n') ?? [];
  const saying = (form: RegExp, what: string) =>
    lines.flatMap((line, index) => (!COMMENT.test(line) && form.exec(line)?.slice(1).includes(what) ? [index] : []));
  // Of a signal that it sends itself the handler may end it with the same code.
  const exits = saying(EXIT, String(code));
  const at = only(saying(KILL, signalOf(code) ?? '')) ?? only(exits) ?? only(exits.filter((one) => saysBefore(lines, one, printed)));
  if (!program || at === undefined) return undefined;
  const line = lines[at] as string;
  const own = /^\s*if\b/.test(line) ? line : undefined;
  const condition = (own ?? above(lines, at))?.trim().slice(0, 160);
  return {
    where: program.config
      ? `${program.config.path}, line ${at + 1} (key ${program.config.key} of ConfigMap ${program.config.name})`
      : `its command${lines.length > 1 ? `, line ${at + 1} of the program` : ''}`,
    config: program.config,
    quote: line.trim().slice(0, 160),
    condition,
    reads: condition === undefined ? undefined : readBy(condition, lines.slice(0, at)),
  };
}

/** The nearest line above that is less indented and opens what the line stands in. */
function above(lines: readonly string[], at: number): string | undefined {
  const indent = indentOf(lines[at] as string);
  const outer = lines.slice(0, at).findLast((line) => line.trim() !== '' && !COMMENT.test(line) && indentOf(line) < indent);
  return outer !== undefined && CONDITION.test(outer.trim()) ? outer : undefined;
}

const PRINTS = /\b(?:print|log\w*|console|sys\.stdout|sys\.stderr|process\.std\w{3})\b/;

/** The lines right above it, of the same indent, print what it has printed. */
function saysBefore(lines: readonly string[], at: number, printed: readonly string[]): boolean {
  const indent = indentOf(lines[at] as string);
  for (let above = at - 1; above >= 0 && indentOf(lines[above] as string) === indent; above--) {
    const line = lines[above] as string;
    const pieces = PRINTS.test(line)
      ? [...line.matchAll(/["'`]([^"'`]{4,200})["'`]/g)].flatMap(([, text = '']) => text.split(/\$?\{[^}]*\}|%\w|\\n/))
      : [];
    const words = pieces.map((piece) => piece.trim()).filter((piece) => /\p{L}{3}/u.test(piece));
    if (words.length > 0 && printed.some((one) => words.every((word) => one.includes(word)))) return true;
  }
  return false;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** The condition reads it, or a name in it was given what it has. */
function readBy(condition: string, before: readonly string[]): string | undefined {
  const direct = readIn(condition);
  if (direct.length > 0) return only(direct);
  const names = new Set(condition.match(/\b[A-Za-z_]\w*\b/g));
  const given = before.flatMap((line) => {
    const [, name = ''] = /^\s*(?:const |let |var )?([A-Za-z_]\w*)\s*=(?!=)/.exec(line) ?? [];
    return names.has(name) ? readIn(line) : [];
  });
  return only([...new Set(given)]);
}

interface Program {
  text: string;
  config: { name: string; key: string; path: string } | undefined;
}

function programOf(subject: Subject, evidence: Evidence): Program | undefined {
  const inline = programText(subject);
  if (inline !== undefined) return { text: inline, config: undefined };
  const words = [...(subject.container.command ?? []), ...(subject.container.args ?? [])];
  const file = configFiles(subject, evidence).find(({ path }) => /\.(?:py|[cm]?js)$/.test(path) && words.includes(path));
  const text = file && valueOf(file.text);
  return text === undefined ? undefined : { text, config: file };
}
