/**
 * A command for a POSIX shell stays one that works: what is secret in it becomes a variable that the user sets. The quotes are read as
 * the shell reads them (POSIX 2.2), and each character keeps its own.
 */
import type { Asks } from '../report.ts';
import { isPlain } from './plain-value.ts';
import type { Redactor } from './redactor.ts';
import { secrecyOf } from './secret-name.ts';
import { merged, type Span } from './span.ts';

type Quotes = '' | "'" | '"';

/** A character as the shell gives it to the program, and as it was written. */
interface Character {
  plain: string;
  written: string;
  quotes: Quotes;
}

export function redactCommand(command: string, redactor: Redactor): { command: string; asks: Asks[] } {
  const characters = read(command);
  const plain = characters.map((one) => one.plain).join('');
  const spans = merged([...redactor.find(plain), ...wordsAfterFlags(characters)]);
  if (spans.length === 0) return { command, asks: [] };
  const names = new Map<string, string>();
  const made = write(characters, spans, ({ start, end, what }) => nameOf(plain.slice(start, end), what, names));
  const asks = [...names.values()].map(
    (variable): Asks => ({
      variable,
      what: `the value that stands there now; it looks like a credential, so it is not shown`,
      secret: true,
    }),
  );
  return { command: made, asks };
}

function read(command: string): Character[] {
  const characters: Character[] = [];
  let quotes: Quotes = '';
  for (let at = 0; at < command.length; at++) {
    const character = command[at] as string;
    const next = command[at + 1] ?? '';
    if (quotes === '' && (character === "'" || character === '"')) {
      // An empty word has to stay one.
      if (next === character) characters.push({ plain: '', written: character + command[++at], quotes: '' });
      else quotes = character;
    } else if (character === quotes) quotes = '';
    else if (character === '\\' && (quotes === '' || (quotes === '"' && /[$`"\\]/.test(next))) && next !== '') {
      characters.push({ plain: next, written: character + next, quotes });
      at++;
    } else characters.push({ plain: character, written: character, quotes });
  }
  return characters;
}

/** `--password 'two words'`: to the program it is one word. */
function wordsAfterFlags(characters: readonly Character[]): Span[] {
  const spans: Span[] = [];
  let at = 0;
  let before = '';
  let word = { start: 0, text: '' };
  const end = () => {
    const name = /^--?([\w-]+)$/.exec(before)?.[1] ?? '';
    if (word.text !== '' && !word.text.startsWith('-') && secrecyOf(name) === 'strong' && !isPlain(word.text))
      spans.push({ start: word.start, end: at, what: name });
    before = word.text;
  };
  for (const { plain, written, quotes } of characters) {
    if (quotes === '' && written === ' ') {
      end();
      word = { start: at + 1, text: '' };
    } else word.text += plain;
    at += plain.length;
  }
  end();
  return spans;
}

/** Quotes are opened and closed only where a character needs it. */
function write(characters: readonly Character[], spans: readonly Span[], spell: (span: Span) => string): string {
  let made = '';
  let open: Quotes = '';
  const switchTo = (quotes: Quotes) => {
    if (quotes !== open) made += `${open}${quotes}`;
    open = quotes;
  };
  let at = 0;
  let span = 0;
  for (const { plain, written, quotes } of characters) {
    const current = spans[span];
    if (!current || at < current.start || plain === '') {
      switchTo(quotes);
      made += written;
    } else if (at === current.start) {
      switchTo(quotes === '"' ? '"' : '');
      made += quotes === '"' ? `\${${spell(current)}}` : `"$${spell(current)}"`;
    }
    at += plain.length;
    if (current && at >= current.end) span++;
  }
  return made + open;
}

/** DB_PASSWORD; a second value of the same name is DB_PASSWORD_2. */
function nameOf(secret: string, what: string, names: Map<string, string>): string {
  const known = names.get(secret);
  if (known) return known;
  const plain =
    what
      .replace(/([a-z\d])([A-Z])/g, '$1_$2')
      .toUpperCase()
      .replace(/[^A-Z\d]+/g, '_')
      .replace(/^[\d_]+|_+$/g, '') || 'SECRET';
  const taken = new Set(names.values());
  let name = plain;
  for (let number = 2; taken.has(name); number++) name = `${plain}_${number}`;
  names.set(secret, name);
  return name;
}
