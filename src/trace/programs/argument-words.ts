/** Words of a command line that hold more than one argument, or a part of one: a list of words is handed over as it is, no shell takes it apart. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { type Setting, settingsOf } from '../settings/settings.ts';
import { variableOf } from '../settings/variables.ts';
import { isShell, shellLine, wordsOf } from './shell-line.ts';

export interface ArgumentWords {
  list: 'command' | 'args';
  /** The words that are wrong, as the program gets them. */
  words: string[];
  at: number;
  /** What they should be. */
  meant: string[];
  /** $(NAME), which is put in as one word. */
  variable: string | undefined;
  /** Others of the same list that hold an option and its value alike, which the program would refuse next. */
  alike: readonly { word: string; meant: string[] }[];
}

/** An option, and more behind a blank; behind an equals sign blanks may be a part of the value, unless another option follows. */
const OPTION_AND_MORE = /^-{1,2}[A-Za-z](?:[^\s"'=]*\s+\S|[^\s"']*\s+-{1,2}[A-Za-z])/;

/** The JVM wants the size right behind the option, in the same word. */
const JVM_SIZE = /^-X(?:mx|ms|mn|ss)\s+\d+[kKmMgG]?$/;

/** The value of such an option is a list of options itself. */
const OF_OPTIONS = /^-{1,2}[\w.-]*(?:opts?|options|args|arguments|flags|params|parameters|command|cmd)=/i;

/** Several arguments as one word, which the program repeats as a whole, or from its equals sign on. */
function joinedWords(quote: string, subject: Subject, evidence: Evidence): ArgumentWords | undefined {
  const { container } = subject;
  const line = shellLine(container);
  for (const { place, written = '', value = '' } of settingsOf(subject, evidence)) {
    if (place.kind !== 'argument' || (place.list === line?.list && place.index === line.index)) continue;
    const text = value.trim();
    const meant = JVM_SIZE.test(text)
      ? [text.replace(/\s+/, '')]
      : OPTION_AND_MORE.test(text) && !OF_OPTIONS.test(text)
        ? wordsOf(text)
        : undefined;
    if (!meant || (meant.length < 2 && !JVM_SIZE.test(text)) || !isSaid(text, meant, quote)) continue;
    const variable = /^\$\(([\w.-]+)\)$/.exec(written)?.[1];
    return { list: place.list, words: [value], at: place.index, meant, variable, alike: alikeIn(container[place.list] ?? [], place.index) };
  }
  return undefined;
}

/** An option and one value. */
const OPTION_AND_VALUE = /^-{1,2}[A-Za-z][\w-]* [^\s"']+$/;

/** Of what is put in by the kubelet, nobody knows here what it holds. */
const alikeIn = (words: readonly string[], but: number): ArgumentWords['alike'] =>
  words.flatMap((word, at) =>
    at !== but && OPTION_AND_VALUE.test(word) && !word.includes('$(') ? [{ word, meant: word.split(' ') }] : [],
  );

/** As it is; its value; or the blank before a name, as PostgreSQL has it of "-c name=value". */
function isSaid(text: string, [, second = '']: string[], quote: string): boolean {
  const value = text.slice(text.indexOf('=') + 1);
  return (
    quote.includes(text) ||
    (/\s-/.test(value) && quote.includes(value)) ||
    quote.includes(`" ${second.split('=')[0]}"`) ||
    // Python looks for the outermost package of a module, and a server for the module before the colon.
    quote.includes(`'${text.split(/[.:]/)[0]}'`) ||
    isMissed(text, quote)
  );
}

/** An option that the program misses, as it is a part of a word. */
const isMissed = (text: string, quote: string): boolean =>
  /\brequired\b|\b[Mm]issing\b|\bnot (?:set|provided|specified)\b/.test(quote) &&
  [...text.matchAll(/(?<!\S)--?([A-Za-z][\w-]*)/g)].some(([, name]) => new RegExp(`(?<![\\w-])(?:--?)?${name}(?![\\w-])`).test(quote));

/** nginx -g takes a directive as one word, to its semicolon (nginx.org/en/docs/switches.html). */
function partedDirective(quote: string, { container }: Subject): ArgumentWords | undefined {
  const option = /^nginx: invalid option: "([^"]*;)"/m.exec(quote)?.[1];
  for (const list of ['command', 'args'] as const) {
    const words = container[list] ?? [];
    const at = words.indexOf('-g') + 1;
    const end = option === undefined || at === 0 ? -1 : words.indexOf(option, at);
    if (end > at && !words.some(isShell) && !words.slice(at, end).some((word) => word.endsWith(';')))
      return { list, words: words.slice(at, end + 1), at, meant: [words.slice(at, end + 1).join(' ')], variable: undefined, alike: [] };
  }
  return undefined;
}

/** The setting that gives the variable. */
export const givenBy = ({ variable }: ArgumentWords, settings: readonly Setting[], { container }: Subject): Setting | undefined =>
  variable === undefined || (!variableOf(container, variable) && !container.envFrom)
    ? undefined
    : settings.find(({ name }) => name === variable);

export const wrongWords = (quote: string, subject: Subject, evidence: Evidence): ArgumentWords | undefined =>
  partedDirective(quote, subject) ?? joinedWords(quote, subject, evidence);
