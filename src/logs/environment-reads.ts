/** Variables that a piece of code reads. */
import { only } from '../only.ts';

/** How programs read a variable: os.environ["X"], os.environ.get("X"), os.getenv("X"), process.env.X, ENV["X"], ENV.fetch("X"). */
const READ =
  /\b(?:(?:environ|ENV|process\.env)\[|environ\.get\(|getenv\(|ENV\.fetch\()["']([A-Za-z_]\w{0,100})["']|\bprocess\.env\.([A-Za-z_]\w{0,100})/g;

/** The variables that a piece of code reads, each once. */
export const readIn = (code: string): string[] => [...new Set([...code.matchAll(READ)].map(([, one, other]) => (one ?? other) as string))];

/** Behind the name of a variable: environ.get("X", "25"), getenv("X", 25), process.env.X || 10, process.env["X"] ?? 10. */
const OTHERWISE = /^(?:["'],\s{0,2}|(?:["']\])?\s{0,2}(?:\|\||\?\?)\s{0,2})(?:"([^"\n]{1,60})"|'([^'\n]{1,60})'|(\d[\w.]{0,20}))/;

/** What it takes in place of the variable where that is not set. */
export const otherwiseOf = (name: string, code: string): string | undefined =>
  OTHERWISE.exec(code.slice(code.lastIndexOf(name) + name.length))
    ?.slice(1)
    .find((one) => one !== undefined);

/** Python's two ways that give None where the variable is not set, with no other value beside it (docs.python.org/3/library/os.html#os.getenv). */
const OR_NOTHING = /\b(?:os\.)?(?:environ\.get|getenv)\(\s?["']([A-Za-z_]\w{0,100})["']\s?\)/g;

/**
 * What CPython says where it is given None in place of a text or a number (python/cpython:Objects/abstract.c, Python/getargs.c), and for a
 * key; and how the code uses what is read, `?`, then. Something else in the same line may be None as well.
 */
const OF_NOTHING: readonly [said: RegExp, used: (found: RegExpExecArray) => RegExp][] = [
  [/^'NoneType' object has no attribute '(\w{1,40})'/, ([, member]) => new RegExp(`\\?\\.${member}\\b`)],
  [/^'NoneType' object is not subscriptable/, () => /\?\[/],
  [/^'NoneType' object is not iterable|^argument of type 'NoneType'/, () => /\bin \?|[(,=*]\s*\?/],
  [/\bconcatenate\b|\boperand type|^must be str, not NoneType|not supported between/, () => /[-+*/%<>=]\s*\?|\?\s*[-+*/%<>]/],
  [/^(\w{1,40})(?:\(\) argument|: \w{1,40} should)[^\n]{0,120}(?:NoneType|not None)\b/, ([, call]) => argumentOf(`\\b${call}`)],
  [/^None$/, () => /[[(]\?/],
  [/\bNoneType\b|\bmust be str, not None\b/, () => argumentOf('^[^()]*(?:\\([^()]*)*\\w')],
];

/** Among the arguments of a call; those before it are no calls themselves. */
const argumentOf = (call: string) => new RegExp(`${call}\\((?:[^()?]*[,=])?\\s*\\?`);

/** The variable that a line of Python reads where it is given nothing; undefined where the words may be of something else in it. */
export function givenNothing(message: string, line: string): string | undefined {
  const code = line.slice(0, 400).replaceAll('?', '');
  const name = only([...new Set([...code.matchAll(OR_NOTHING)].map((match) => match[1] as string))]);
  if (name === undefined) return undefined;
  for (const [said, used] of OF_NOTHING) {
    const found = said.exec(message);
    if (found) return used(found).test(code.replace(OR_NOTHING, '?')) ? name : undefined;
  }
  return undefined;
}

/** int(os.getenv("X")): another call in the line may be the one that has nothing. */
export function isOfOtherCall(message: string, name: string, code: string): boolean {
  const call = /^(int|float)\(\)/.exec(message)?.[1];
  return call !== undefined && !new RegExp(`\\b${call}\\(\\s?(?:os\\.)?\\w[\\w.]*[[(]\\s?["']${name}["']`).test(code);
}

/** The part of a failing line in which a variable's value may be at fault: of an assertion what it asks, of a division what is made a number. */
export function partAtFault(type: string, code: string): string {
  if (type === 'AssertionError') return beforeComma(code);
  if (type === 'ZeroDivisionError') return /\b(?:int|float|Decimal)\(\s?(?:os\.)?(?:environ\b|getenv\()/.test(code) ? code : '';
  // Of several files it may be another one.
  return type === 'FileNotFoundError' && beforeComma(code, 1) !== code ? '' : code;
}

/** Up to a comma that stands within so many brackets. */
function beforeComma(code: string, within = 0): string {
  let depth = 0;
  let quote = '';
  for (let at = 0; at < code.length; at++) {
    const sign = code[at] as string;
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (/["']/.test(sign)) quote = sign;
    else if (/[([{]/.test(sign)) depth++;
    else if (/[)\]}]/.test(sign)) depth--;
    else if (sign === ',' && depth === within) return code.slice(0, at);
  }
  return code;
}
