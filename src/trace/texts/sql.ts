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

/** Does a statement of the text make it? */
export const makesTable = (text: string, table: string): boolean =>
  [...text.slice(0, LONGEST).matchAll(MADE)].some((match) => match[1]?.toLowerCase() === bare(table));

/** Does a statement of the text name it? */
export const namesTable = (text: string, table: string): boolean =>
  [...text.slice(0, LONGEST).matchAll(NAMED)].some((match) => match[3]?.toLowerCase() === bare(table));

/** The only table, of those that the files name, which none makes and which is near one that they make. */
export function strangeTable(subject: Subject, evidence: Evidence): WrongTable | undefined {
  const texts = configFiles(subject, evidence).flatMap(({ key, text }) => (/\.sql$/i.test(key) ? [valueOf(text) ?? ''] : []));
  const named = texts.flatMap((text) => [...text.slice(0, LONGEST).matchAll(NAMED)].map((match) => (match[3] as string).toLowerCase()));
  const found = [...new Set(named)].slice(0, 200).flatMap((table) => wrongTable(table, subject, evidence) ?? []);
  return only(found);
}

export function wrongTable(table: string, subject: Subject, evidence: Evidence): WrongTable | undefined {
  const name = bare(table);
  const files = configFiles(subject, evidence).flatMap(({ name: object, key, text }) => {
    const value = valueOf(text);
    return value === undefined ? [] : [{ object, key, value: value.slice(0, LONGEST) }];
  });
  const made = [...new Set(files.flatMap(({ value }) => [...value.matchAll(MADE)].map((match) => match[1] as string)))];
  if (made.some((one) => one.toLowerCase() === name)) return undefined;
  const uses = files.filter(({ value }) => [...value.matchAll(NAMED)].some((match) => match[3]?.toLowerCase() === name));
  const [file] = uses;
  if (!file || uses.length > 1) return undefined;
  const lines = file.value.split('\n');
  const line = lines.findIndex((one) => [...one.matchAll(NAMED)].some((match) => match[3]?.toLowerCase() === name));
  const near = nearest(name, made);
  // A name that resembles none may be right, and its table be made elsewhere.
  if (!near) return undefined;
  const corrected = file.value.replace(NAMED, (whole, word: string, gap: string, found: string) =>
    found.toLowerCase() === name ? `${word}${gap}${near}` : whole,
  );
  return { object: file.object, key: file.key, line: line + 1, text: (lines[line] ?? '').trim(), near, corrected };
}
