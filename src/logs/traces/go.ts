/** Panics and fatal errors of Go, with their goroutines. */
import { isBlank, type ReadTrace, type Row, type Section } from './trace.ts';

const HEAD =
  /^(panic: |fatal error: |runtime: goroutine stack exceeds|SIGSEGV: |unexpected fault address |SIGABRT: |SIGILL: |SIGQUIT: )(.{0,1500})$/;
const PART =
  /^(?:\t|\s{0,8}panic: |goroutine \d{1,10} |\[signal |\[recovered|created by |exit status \d|runtime[: ]|runtime\.|main\.|r\d{1,2} +0x|[re][a-z]{2} +0x|[cfg]s +0x|eflags|rflags|PC=|sigcode|signal arrived|goroutine running|-{5,}|\.\.\.|fatal error: |[\w.*()/~-]{1,200}\(.{0,300}\)$|[\w.*()/~@-]{1,200}\.func\d)/;
/** What fails before there is a goroutine shows the runtime's own stack (runtime/panic.go, fatalthrow). */
const STACK = /^runtime stack:$/;
const GOROUTINE = /^goroutine \d{1,10} (?:gp=\S+ )?(?:m=\S+ )?(?:mp=\S+ )?\[/;
const PLACE = /^\t(\S{1,300}):(\d{1,7})(?: \+0x[0-9a-f]{1,8})?(?: fp=0x[0-9a-f]{1,16} .{0,60})?$/;
const FOREIGN =
  /^(?:\/usr\/(?:local|lib)\/go|runtime\/|\/root\/sdk|\/go\/pkg\/mod\/|\$GOROOT)|\/pkg\/mod\/|\/usr\/local\/go\/src\/|^(?:net|os|fmt|log|sync|syscall|reflect|encoding|context|database)\/|\/libexec\/src\//;

export const readGo: ReadTrace = (rows, at) => {
  const row = rows[at] as Row;
  const head = HEAD.exec(row.text);
  // net/http writes the panic of a handler and goes on.
  const served = /http: panic serving \S{1,100}: (.{0,1000})$/.exec(row.text);
  if (!served && !(head && (head[1] === 'panic: ' || hasStack(rows, at)))) return undefined;
  const silent = new Set<number>();
  const section: Section = {
    type: undefined,
    message: served?.[1] ?? messageOf(head as RegExpExecArray),
    row: at,
    until: at + 1,
    frame: undefined,
    code: '',
  };
  const sections = [section];
  let i = at + 1;
  // The value of a panic may have several lines.
  while (i < rows.length && i < at + 12 && !isBlank(rows[i]) && isMessage((rows[i] as Row).text) && hasStack(rows, i)) i++;
  section.until = i;
  let inTrace = false;
  for (; i < rows.length; i++) {
    const here = rows[i] as Row;
    if (here.stamped && !here.text.startsWith('panic: ') && !here.text.startsWith('fatal error: ')) break;
    if (GOROUTINE.test(here.text) || STACK.test(here.text)) inTrace = true;
    if (!isBlank(here) && !PART.test(here.text)) {
      if (!inTrace) {
        if (i > at + 20) break;
        continue;
      }
      break;
    }
    silent.add(i);
    const again = /^\s{1,8}panic: (.{0,1000})$/.exec(here.text);
    if (again) {
      silent.delete(i);
      sections.push({ type: undefined, message: again[1] as string, row: i, until: i + 1, frame: undefined, code: '' });
    }
    const place = PLACE.exec(here.text);
    if (place && !FOREIGN.test(place[1] as string)) section.frame ??= `${place[1]}:${place[2]}`;
  }
  while (i > at + 1 && isBlank(rows[i - 1])) i--;
  return { runtime: 'go', start: at, end: i, sections, silent, uncaught: !served, handled: served !== null };
};

/** Go indents the further lines of a panic's value. */
const isMessage = (text: string): boolean =>
  text.startsWith('\t') ? !text.startsWith('\tpanic: ') && !PLACE.test(text) : !PART.test(text);

const messageOf = (head: RegExpExecArray): string =>
  (head[1] === 'panic: ' ? (head[2] as string) : `${head[1]}${head[2]}`).replace(/ \[recovered\]$/, '');

function hasStack(rows: readonly Row[], at: number): boolean {
  for (let i = at + 1; i < at + 20 && i < rows.length; i++) {
    const { text } = rows[i] as Row;
    if (GOROUTINE.test(text) || STACK.test(text)) return true;
  }
  return false;
}
