/** Tracebacks of Python, with what they were raised from. */
import { isConsequence } from '../consequences.ts';
import { isBlank, type ReadTrace, type Row, type Section } from './trace.ts';

const HEAD = /Traceback \(most recent call last\):\s{0,10}$/;
/** An exception group draws a frame around its lines. */
const DRAWN = /^\s{0,20}(?:\| ?|\+-[+-]{0,3} ?[\d-]{0,20} ?-{0,20} ?|\+ )/;
const FRAME = /^\s+File "([^"]{1,300})", line (\d{1,7})(?:, in .{0,200})?$/;
const EXCEPTION = /^((?:[A-Za-z_]\w{0,80}\.){0,8}[A-Za-z_]\w{0,80})(?:: ?(.*)|)$/;
const NAMED = /(?:^|\.)(?:[A-Z]\w*|\w*(?:error|timeout|exception|exit))$/;
const CHAINED =
  /^(?:During handling of the above exception, another exception occurred:|The above exception was the direct cause of the following exception:)$/;
const FOREIGN =
  /site-packages|dist-packages|^<|\/lib(?:64)?\/python|\/lib\/python\d|^\/usr\/lib\/|importlib|\/bin\/(?:gunicorn|uvicorn|celery|flask|alembic|django-admin)$/;
const CONTINUED = 14;
/** threading.py, excepthook: the thread ends of it, and the program goes on. */
const OF_THREAD = /^Exception in thread \S.{0,100}:$/;
/** What a destructor or a callback at the end ran into (Python/errors.c, PyErr_FormatUnraisable), or a handler of a log (Lib/logging, handleError). */
const UNRAISABLE = /^(?:Exception ignored (?:in|while|on)\b|Error in atexit\._run_exitfuncs:$|--- Logging error ---$)/;
/** The last line that logging writes of its own error. */
const ARGUMENTS = /^Arguments: /;
const CALL_STACK = 60;

/** Without the frame of a group, and without the blanks that a logger puts before all lines of a trace. */
const plain = (row: Row | undefined, indent = 0): string => {
  const text = row?.text ?? '';
  return (indent > 0 && isBlankUpTo(text, indent) ? text.slice(indent) : text).replace(DRAWN, '');
};

const isBlankUpTo = (text: string, indent: number): boolean => text.slice(0, indent).trim() === '';
const indentOf = (row: Row | undefined): number => /^ {0,20}(?=Traceback )/.exec(row?.text ?? '')?.[0].length ?? 0;

export const readPython: ReadTrace = (rows, at) => {
  const row = rows[at] as Row;
  const isHead = HEAD.test(row.text);
  // A syntax error in the main file has no head.
  if (!isHead && !(row.text.startsWith('  File "') && FRAME.test(row.text) && syntaxError(rows, at))) return undefined;
  const silent = new Set<number>();
  const sections: Section[] = [];
  let i = at;
  for (;;) {
    const indent = indentOf(rows[i]);
    if (HEAD.test((rows[i] as Row).text)) silent.add(i++);
    const section = readSection(rows, i, silent, indent);
    if (!section) break;
    sections.push(section);
    i = section.until;
    let next = i;
    while (isBlank(rows[next]) && next < i + 3) next++;
    const link = rows[next];
    if (!link || !CHAINED.test(plain(link).trim())) break;
    section.caught = plain(link).trim().startsWith('During');
    let head = next + 1;
    while (isBlank(rows[head]) && head < next + 3) head++;
    if (!HEAD.test(rows[head]?.text ?? '')) break;
    for (let j = i; j < head; j++) silent.add(j);
    i = head;
  }
  if (sections.length === 0) return undefined;
  const above = rows[at - 1]?.text ?? '';
  if (UNRAISABLE.test(above))
    return { runtime: 'python', start: at, end: endOfUnraisable(rows, sections), sections, silent, uncaught: false, handled: true };
  return { runtime: 'python', start: at, end: i, sections, silent, uncaught: OF_THREAD.test(above) };
};

/** The program goes on, so that what follows the exception's own line is its own. */
function endOfUnraisable(rows: readonly Row[], sections: readonly Section[]): number {
  const end = (sections.at(-1) as Section).row + 1;
  if (rows[end]?.text !== 'Call stack:') return end;
  const last = rows.slice(end, end + CALL_STACK).findIndex(({ text }) => ARGUMENTS.test(text));
  return last < 0 ? end : end + last + 1;
}

function syntaxError(rows: readonly Row[], at: number): boolean {
  for (let i = at + 1; i < at + 6; i++) if (/^(?:Syntax|Indentation|Tab)Error: /.test(rows[i]?.text ?? '')) return true;
  return false;
}

function readSection(rows: readonly Row[], from: number, silent: Set<number>, indent: number): Section | undefined {
  let own: string | undefined;
  let ownCode: string | undefined;
  let code = '';
  let strangers = 0;
  for (let i = from; i < rows.length; i++) {
    const row = rows[i] as Row;
    const text = plain(row, indent);
    const frame = FRAME.exec(row.text) ?? FRAME.exec(text);
    if (frame || /^\s/.test(text) || text === '') {
      silent.add(i);
      if (frame) {
        const file = frame[1] as string;
        if (!FOREIGN.test(file)) {
          own = `${file}:${frame[2]}`;
          code = '';
          ownCode = '';
        } else if (ownCode === '') ownCode = code;
        // The standard library says where it raises: <frozen os> is os.environ.
        if (file.includes('<frozen os>') || /\/python[\d.]*\/os\.py$/.test(file)) code += ' os.py';
      } else code += ` ${text.trim()}`;
      continue;
    }
    const exception = row.stamped && row.text !== row.said ? null : EXCEPTION.exec(text);
    const isNamed = exception !== null && NAMED.test(exception[1] as string);
    const goesOn = FRAME.test(rows[i + 1]?.text ?? '') || /^ {4}\S/.test(plain(rows[i + 1], indent));
    if (!exception || !isNamed || (goesOn && !exception[2])) {
      // What was printed to the other stream may stand in between.
      if (++strangers > 3) return undefined;
      continue;
    }
    let until = i + 1;
    while (until < rows.length && until < i + CONTINUED && !isBlank(rows[until]) && !(rows[until] as Row).stamped) {
      if (HEAD.test((rows[until] as Row).text) || isConsequence((rows[until] as Row).said)) break;
      until++;
    }
    return { type: exception[1], message: exception[2] ?? '', row: i, until, frame: own, code: code.slice(-400), ownCode: ownCode || code };
  }
  return undefined;
}
