/** Whether a shell that says of no file where its syntax error stands can mean the line that the spec gives it: the shell of a child says the same of its own text. */
import type { Fact } from '../../logs/fact.ts';
import type { LogReading } from '../../logs/reading.ts';

const OWN = /^(?:\S*\/)?(?:sh|bash|dash|ash|zsh|ksh):/;
/** bash, dash and busybox; what they call a line's end and a text's end are no words. */
const TOKEN = /unexpected token `([^']{1,80})'|[Ss]yntax error: (?:word )?"([^"\n]{1,80})" unexpected|unexpected "([^"\n]{1,80})"/;
const UNCLOSED = /[Uu]nterminated quoted string|looking for matching/;
const EARLY_END = /end of file|unexpected EOF/;

export function isFaultOf(line: string, { quote, line: at }: Fact, log: LogReading): boolean {
  // A line is read as a whole before any of it runs.
  if (!line.trim().includes('\n') && log.lines.slice(0, at).some((one) => one.trim() !== '' && !OWN.test(one))) return false;
  if (UNCLOSED.test(quote)) return /["'`(]/.test(line);
  if (EARLY_END.test(quote)) return /\b(?:if|for|while|until|case|do|then)\b|[{("'`]|<</.test(line);
  const token = TOKEN.exec(quote)
    ?.slice(1)
    .find((one) => one !== undefined);
  return token === undefined || token === 'newline' || line.includes(token);
}
