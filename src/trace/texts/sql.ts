/** SQL that ConfigMaps put before a container: a table that a statement names and no statement makes. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { nearest } from '../../nearest.ts';
import { only } from '../../only.ts';
import { configFiles } from '../files/mounted-file.ts';

export interface WrongTable {
  object: string;
  key: string;
  line: number;
  text: string;
  near: string;
  corrected: string;
}

/** So much of a text is looked at, in characters. */
const LONGEST = 200_000;
const MADE = /\bcreate\s{1,4}table\s{1,4}(?:if\s{1,4}not\s{1,4}exists\s{1,4})?["'`[]?(?:[a-z_]\w{0,60}\.)?([a-z_]\w{0,100})/gi;
const NAMED =
  /\b(from|into|table|update|join|references|on)(\s{1,4}(?:if\s{1,4}(?:not\s{1,4})?exists\s{1,4})?(?:only\s{1,4})?["'`[]?)([a-z_]\w{0,100})/gi;

const bare = (table: string) => (table.split('.').at(-1) ?? table).toLowerCase();

const madeIn = (text: string) => [...text.slice(0, LONGEST).matchAll(MADE)].map((match) => match[1] as string);
const namedIn = (text: string) => new Set([...text.slice(0, LONGEST).matchAll(NAMED)].map((match) => (match[3] as string).toLowerCase()));

/** Does a statement of the text make it? */
export const makesTable = (text: string, table: string): boolean => madeIn(text).some((one) => one.toLowerCase() === bare(table));

/** Does a statement of the text name it? */
export const namesTable = (text: string, table: string): boolean => namedIn(text).has(bare(table));

interface SqlFile {
  object: string;
  key: string;
  text: string;
  made: string[];
  named: ReadonlySet<string>;
}

const filesOf = (subject: Subject, evidence: Evidence): SqlFile[] =>
  configFiles(subject, evidence).flatMap(({ name, key, text: known }) => {
    const text = valueOf(known);
    return text === undefined ? [] : [{ object: name, key, text, made: madeIn(text), named: namedIn(text) }];
  });

/** The only table, of those that the files name, which none makes and which is near one that they make. */
export function strangeTable(subject: Subject, evidence: Evidence): WrongTable | undefined {
  const files = filesOf(subject, evidence);
  const named = new Set(files.flatMap(({ key, named }) => (/\.sql$/i.test(key) ? [...named] : [])));
  return only([...named].slice(0, 200).flatMap((table) => wrongIn(files, table) ?? []));
}

export const wrongTable = (table: string, subject: Subject, evidence: Evidence): WrongTable | undefined =>
  wrongIn(filesOf(subject, evidence), bare(table));

function wrongIn(files: readonly SqlFile[], name: string): WrongTable | undefined {
  const made = [...new Set(files.flatMap((file) => file.made))];
  const file = only(files.filter(({ named }) => named.has(name)));
  if (!file || made.some((one) => one.toLowerCase() === name)) return undefined;
  const near = nearest(name, made);
  // A name that resembles none may be right, and its table be made elsewhere.
  if (!near) return undefined;
  const { object, key, text } = file;
  const lines = text.split('\n');
  const line = lines.findIndex((one) => namedIn(one).has(name));
  const corrected = text.replace(NAMED, (whole, word: string, gap: string, found: string) =>
    found.toLowerCase() === name ? `${word}${gap}${near}` : whole,
  );
  return { object, key, line: line + 1, text: (lines[line] ?? '').trim(), near, corrected };
}
