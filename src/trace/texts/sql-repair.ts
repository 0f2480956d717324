/** What a database refuses in a file of SQL, by its own words, and the correction where the text leaves no doubt. */
import { escaped } from '../../escaped.ts';
import { nearest } from '../../nearest.ts';

export interface SqlRepair {
  /** 1-based. */
  line: number;
  /** The line as it stands. */
  quote: string;
  /** Undefined where only its owner knows what is meant. */
  better: { text: string; what: string } | undefined;
}

/** Words of the statements that migrations are made of (sqlite.org/lang_keywords.html, PostgreSQL appendix C); plain types. */
const WORDS =
  'add alter and as asc begin between by cascade case check column commit constraint create default delete desc distinct drop else end exists foreign from group having if in index inner insert integer into is join key left like limit not null on or order outer primary references rename replace select set table text then to trigger union unique update using values varchar view when where with boolean bigint serial timestamp date real numeric'.split(
    ' ',
  );

/** SQLite, PostgreSQL and MySQL name the place of a syntax error by the word at which they noticed it. */
const NEAR = /near "([^"\n]{1,80})": syntax error|syntax error at or near "([^"\n]{1,80})"|to use near '([^'\n]{1,80})/;
const NO_COLUMN =
  /no such column: (?:\w{1,60}\.)?(\w{1,100})|table \w{1,100} has no column named (\w{1,100})|column "(\w{1,100})" (?:of relation "\w{1,100}" )?does not exist|Unknown column '(?:\w{1,60}\.)?(\w{1,100})'/;
const HAS_COLUMN = /duplicate column name:? '?(\w{1,100})|column "(\w{1,100})" of relation "\w{1,100}" already exists/i;
const HAS_TABLE = /(?:table|relation|index|view) ["'`]?(?:\w{1,60}\.)?(\w{1,100})["'`]? already exists/i;
const NOT_UNIQUE = /UNIQUE constraint failed: (\w{1,100})\.|duplicate key value violates unique constraint "(\w{1,100})"/;

const firstOf = (match: RegExpExecArray | null) => match?.slice(1).find((one) => one !== undefined);

/** Undefined where the words are not of SQL, or the text has nothing that they could mean. `made`: columns that all files together make. */
export function sqlRepair(words: string, text: string, made: readonly string[]): SqlRepair | undefined {
  const near = firstOf(NEAR.exec(words));
  if (near !== undefined) return reserved(near, text) ?? syntax(near, text);
  const column = firstOf(NO_COLUMN.exec(words));
  if (column !== undefined) return otherColumn(column, text, made);
  const again = firstOf(HAS_COLUMN.exec(words));
  if (again !== undefined) return placed(new RegExp(`\\badd\\s+(?:column\\s+)?["'\`]?${escaped(again)}\\b`, 'i'), text);
  const table = firstOf(HAS_TABLE.exec(words));
  if (table !== undefined) return ifNotExists(table, text);
  if (/cannot add a (?:not null|unique|primary key) column/i.test(words))
    return placed(/\badd\s+(?:column\s+)?\w+\b.*\b(?:not\s+null|unique|primary\s+key)\b/i, text);
  const row = firstOf(NOT_UNIQUE.exec(words));
  return row === undefined ? undefined : rowsAgain(words, text);
}

/** Of a file that was run before: PostgreSQL and SQLite leave a row that is there as it is, where the statement says so. */
function rowsAgain(words: string, text: string): SqlRepair | undefined {
  const told = /\.sql:(\d{1,6}): /.exec(words)?.[1];
  const place = told === undefined ? placed(/\binsert\s+into\b/i, text) : lineOf(Number(told), text);
  const count = (form: RegExp) => text.match(form)?.length ?? 0;
  const inserts = count(/\binsert\s+into\b/gi);
  const better = text.replace(/^(\s*insert\s+into\b[^;\n]*?)\s*;[ \t]*$/gim, (whole, statement: string) =>
    /\bon\s+conflict\b/i.test(statement) ? whole : `${statement} ON CONFLICT DO NOTHING;`,
  );
  const isWhole = inserts === (better.match(/\bon\s+conflict\b/gi)?.length ?? 0) && better !== text;
  if (!place || !isWhole) return place;
  return { ...place, better: { text: better, what: 'let a row be that is there already, as of an earlier run (ON CONFLICT DO NOTHING),' } };
}

function lineOf(line: number, text: string): SqlRepair | undefined {
  const quote = text.split('\n')[line - 1]?.trim();
  return quote ? { line, quote, better: undefined } : undefined;
}

function placed(form: RegExp, text: string, to?: (line: string) => { text: string; what: string } | undefined): SqlRepair | undefined {
  const lines = text.split('\n');
  const found = lines.flatMap((line, at) => (form.test(line.replace(/--.*$/, '')) ? [at] : []));
  const [at] = found;
  if (at === undefined || found.length > 1) return undefined;
  const better = to?.(lines[at] as string);
  return {
    line: at + 1,
    quote: (lines[at] as string).trim(),
    better: better && { what: better.what, text: lines.map((line, index) => (index === at ? better.text : line)).join('\n') },
  };
}

function syntax(near: string, text: string): SqlRepair | undefined {
  const comma = near === ')' ? [...text.matchAll(/,(\s*(?:--[^\n]*\n\s*)*)\)/g)] : [];
  const [match] = comma;
  if (match && comma.length === 1) {
    const line = text.slice(0, match.index).split('\n').length;
    return {
      line,
      quote: (text.split('\n')[line - 1] ?? '').trim(),
      better: {
        text: `${text.slice(0, match.index)}${text.slice(match.index + 1)}`,
        what: `take the comma before the closing parenthesis out of line ${line}`,
      },
    };
  }
  // The word itself, or the one before it, which is no word of SQL where one is needed.
  const word = new RegExp(`(?<![\\w"'.-])${escaped(near)}(?![\\w"'])`, 'i');
  return placed(word, text, (line) => {
    const before = /([A-Za-z]+)\s+$/.exec(line.slice(0, line.search(word)))?.[1];
    for (const wrong of [near, before]) {
      const meant = wrong && /^[A-Za-z]{2,}$/.test(wrong) && !WORDS.includes(wrong.toLowerCase()) ? nearestWord(wrong) : undefined;
      if (wrong && meant)
        return {
          text: line.replace(new RegExp(`(?<!\\w)${escaped(wrong)}(?!\\w)`), meant),
          what: `write ${meant} for ${wrong}`,
        };
    }
    return undefined;
  });
}

/** Names that tables are given, and that SQL keeps for itself: they stand in quotation marks (PostgreSQL 4.1.1 and appendix C, sqlite.org/lang_keywords.html). */
const RESERVED = /^(?:check|column|default|end|grant|group|order|table|user)$/i;

/** Where the name of a table belongs. Without one the word is SQL's own: from order by id. */
function reserved(near: string, text: string): SqlRepair | undefined {
  if (!RESERVED.test(near)) return undefined;
  const form = new RegExp(`\\b((?:from|join|into|update|table|references|exists)\\s+)(${near})\\b(?!\\s+by\\b)`, 'gi');
  const at = text.replace(/--.*$/gm, (comment) => ' '.repeat(comment.length)).search(form);
  if (at < 0) return undefined;
  const line = text.slice(0, at).split('\n').length;
  return {
    line,
    quote: (text.split('\n')[line - 1] ?? '').trim(),
    better: { text: text.replace(form, '$1"$2"'), what: `put ${near}, a word of SQL itself, in quotation marks where it names a table,` },
  };
}

/** Of the same first letter, as a slip seldom changes it; two equally near are none. */
const nearestWord = (word: string) =>
  nearest(
    word.toLowerCase(),
    WORDS.filter((one) => one[0] === word[0]?.toLowerCase() && Math.abs(one.length - word.length) <= 2),
  );

function otherColumn(column: string, text: string, made: readonly string[]): SqlRepair | undefined {
  const meant = made.includes(column) ? undefined : nearest(column, made);
  const word = new RegExp(`(?<![\\w"'])${escaped(column)}(?!\\w)`);
  return placed(word, text, (line) =>
    meant
      ? { text: line.replace(new RegExp(word.source, 'g'), meant), what: `write ${meant} for ${column}, a column that no statement makes` }
      : undefined,
  );
}

/** What a first run has left is no fault then (create … if not exists; sqlite.org, PostgreSQL, MySQL for tables). */
function ifNotExists(name: string, text: string): SqlRepair | undefined {
  const form = new RegExp(`\\b(create\\s+(?:unique\\s+)?(?:table|index|view)\\s+)(?=["'\`]?(?:\\w+\\.)?${escaped(name)}\\b)`, 'i');
  return placed(form, text, (line) => ({
    text: line.replace(form, (words) => `${words}${words === words.toUpperCase() ? 'IF NOT EXISTS' : 'if not exists'} `),
    what: `say "if not exists" of ${name}, so that the file may be run again`,
  }));
}

/** Columns that the statements of a text make: in the parentheses of create table, and by add column. */
export function columnsOf(text: string): string[] {
  const plain = text.replace(/--.*$/gm, '');
  const bodies = [...plain.matchAll(/\bcreate\s+table\b[^(;]{0,200}\(/gi)].map((match) => bodyFrom(plain, match.index + match[0].length));
  const inTables = bodies.flatMap((body) => partsOf(body).flatMap((part) => /^\s*["'`[]?([a-z_]\w*)/i.exec(part)?.[1] ?? []));
  const added = [...plain.matchAll(/\badd\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?["'`]?([a-z_]\w*)/gi)].map(
    (match) => match[1] as string,
  );
  const isColumn = (name: string) => !/^(?:primary|foreign|unique|check|constraint|column)$/i.test(name);
  return [...new Set([...inTables, ...added])].filter(isColumn);
}

function bodyFrom(text: string, start: number): string {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '(') depth++;
    if (text[at] === ')' && --depth === 0) return text.slice(start, at);
  }
  return text.slice(start);
}

/** At the commas outside of inner parentheses. */
function partsOf(body: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of body) {
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (sign === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts;
}
