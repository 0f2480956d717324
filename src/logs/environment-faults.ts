/** What a trace says of a variable: by the code that failed, which reads it from the environment. */
import { only } from '../only.ts';
import { isOfOtherCall, partAtFault, readIn } from './environment-reads.ts';
import type { Fact } from './fact.ts';
import { quoteOf } from './row-facts.ts';
import { codeOf, type Row, type Section, type Trace } from './traces/trace.ts';

const KEY = /^'([^']{1,120})'$|^"([^"]{1,120})"$|^key not found: "([^"]{1,120})"$/;
const FROM_ENVIRONMENT = /\benviron\b|\bgetenv\b|\bos\.py\b|\bENV\b|\benv\(/;
/** A name as only environment variables have it. */
const ENVIRONMENT_NAME = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** The code reads it from something else: connect(user=db["user"], password=os.environ["DB_PASSWORD"]). */
const isOfAnother = (name: string, code: string): boolean =>
  /^[A-Za-z0-9_.-]+$/.test(name) &&
  !readIn(code).includes(name) &&
  !/\bos\.py\b/.test(code) &&
  [`["${name}"]`, `['${name}']`].some((form) => code.includes(form));

/** os.environ raises in a frame of its own. */
const isOfTable = (name: string, code: string): boolean => {
  const reads = readIn(code);
  return TABLE.test(code) && reads.length > 0 && !reads.includes(name) && !/\bos\.py\b/.test(code);
};
const TABLE = /[\w)}\]]\[\s{0,4}(?:os\.)?(?:environ\b|getenv\(|ENV\b)/;

/** Errors at a value: of the languages' own libraries, and by the names that others give theirs. */
const AT_VALUE =
  /^(?:KeyError|IndexError|RangeError|OverflowError|ZeroDivisionError|AssertionError|SyntaxError|ArgumentError|(?:re|struct)\.error|binascii\.Error|decimal\.InvalidOperation|(?:\w{1,60}\.){0,4}\w{0,60}(?:Value|Pattern|Decode|Format|Pars(?:e|er|ing))(?:Error|Exception))$/;

/** The innermost line of the program itself, which reads one variable of the environment alone. */
export function environmentValue(trace: Trace, section: Section, rows: readonly Row[], frame: string | undefined): Fact | undefined {
  // Python does not tell the path where a library written in C opens the file, as OpenSSL does.
  const isUntoldPath = section.type === 'FileNotFoundError' && section.message.trim() === '[Errno 2] No such file or directory';
  if (!AT_VALUE.test(section.type ?? '') && !isUntoldPath) return undefined;
  const code = partAtFault(section.type ?? '', section.ownCode ?? codeOf(trace, section, rows));
  const reads = section.type === 'KeyError' && !TABLE.test(code) ? undefined : only(readIn(code));
  const row = rows[section.row] as Row;
  return reads === undefined
    ? undefined
    : {
        kind: 'value-invalid',
        fields: { reads, ...(frame ? { frame } : {}) },
        quote: quoteOf(row),
        line: row.line,
        phrase: `${trace.runtime}/value-of-environment`,
      };
}

/** A key that is looked up in the environment: the code of the frame says so, or the name looks like nothing else. */
export function environmentKey(trace: Trace, section: Section, rows: readonly Row[]): Fact | undefined {
  if (!/^(?:KeyError|keyerror)$/i.test(section.type ?? '')) return undefined;
  const match = KEY.exec(section.message.trim());
  const name = match?.[1] ?? match?.[2] ?? match?.[3];
  if (!name || !/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name)) return undefined;
  // A table is asked for a variable's value: LEVELS[os.environ["LOG_LEVEL"]]. The value is at fault, and the variable is there.
  if (isOfTable(name, section.code)) return undefined;
  const other = isOfAnother(name, section.code);
  const isOfSettings = other && ENVIRONMENT_NAME.test(name) && isKeyOfSettings(name, section.code);
  if (other ? !isOfSettings : !ENVIRONMENT_NAME.test(name) && !FROM_ENVIRONMENT.test(section.code)) return undefined;
  const row = rows[section.row] as Row;
  const fields = { name, ...(isOfSettings ? { file: 'where the program reads its settings from' } : {}) };
  return { kind: 'variable-missing', fields, quote: quoteOf(row), line: row.line, phrase: `${trace.runtime}/key-of-environment` };
}

/** config["API_TOKEN"]: a table of its own, which is most often filled from the environment. */
const isKeyOfSettings = (name: string, code: string): boolean =>
  new RegExp(`(?:env|environment|config|conf|cfg|settings?|secrets?|vars|options)\\[["']${name}["']\\]`, 'i').test(code);

/** What an absent variable is, is used as a text: by a member of it, or as a number. */
const NOTHING =
  /^(?:Cannot read properties of undefined \(reading '(\w{1,40})'\)|'NoneType' object has no attribute '(\w{1,40})'|(?:int|float)\(\) argument must be a string.{0,60} not 'NoneType'|the JSON object must be str, bytes or bytearray, not NoneType)/;

/** The one variable that the failing code reads, right before the member that nothing has. */
export function environmentNothing(trace: Trace, section: Section, rows: readonly Row[]): Fact | undefined {
  const found = NOTHING.exec(section.message.trim());
  if (!found) return undefined;
  const code = codeOf(trace, section, rows).slice(-400);
  const member = found[1] ?? found[2];
  const name = only(readIn(code));
  if (name === undefined || isOfOtherCall(found[0], name, code)) return undefined;
  if (member !== undefined && !new RegExp(`\\b${name}["'\\])!]{0,4}\\.${member}\\b`).test(code)) return undefined;
  const row = rows[section.row] as Row;
  return {
    kind: 'variable-missing',
    fields: { name },
    quote: quoteOf(row),
    line: row.line,
    phrase: `${trace.runtime}/nothing-of-environment`,
  };
}
