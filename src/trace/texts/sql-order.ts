/** Files of SQL that run in the order of their names, as a glob and sorted() give it: one names a table that a later one makes. */

import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { parentOf } from '../../kube/folder.ts';
import { commandLine } from '../../kube/pod.ts';
import { only } from '../../only.ts';
import { type ConfigFile, configFiles } from '../files/mounted-file.ts';
import { makesTable, namesTable } from './sql.ts';

export interface LaterTable {
  object: string;
  /** The key that names it, and the later one that makes it. */
  key: string;
  maker: string;
  /** Numbers in front are not of one length, so that 10 comes before 2: the keys with as many digits each, by those they have now. */
  padded: Readonly<Record<string, string>> | undefined;
}

const NUMBER = /^(\D{0,20})(\d{1,12})/;
const folderOf = ({ path }: ConfigFile) => parentOf(path);

/** Flyway and refinery (V2__orders.sql), golang-migrate and sqlx (2_orders.up.sql; source/parse.go: ParseUint), and goose take files by their numbers. */
const NUMBERED = /^[VU]\d[\d._]*__|\.(?:up|down)\.sql$/;
const TOOLS = /\b(?:golang-migrate|migrate\/migrate|flyway|goose|sqlx|refinery)\b/;
const numberOf = ({ key }: ConfigFile) => Number(NUMBER.exec(key)?.[2]);

export function laterTable(table: string, subject: Subject, evidence: Evidence): LaterTable | undefined {
  const files = configFiles(subject, evidence).filter(({ path }) => path.endsWith('.sql'));
  const maker = only(files.filter(({ text }) => makesTable(valueOf(text) ?? '', table)));
  if (!maker) return undefined;
  const beside = files.filter((file) => file.name === maker.name && folderOf(file) === folderOf(maker));
  const { image = '' } = subject.container;
  const byNumber = NUMBERED.test(maker.key) || TOOLS.test([image, ...commandLine(subject.container)].join(' '));
  const before = (one: ConfigFile, other: ConfigFile) => (byNumber ? numberOf(one) < numberOf(other) : one.path < other.path);
  const [user] = beside
    .filter((file) => before(file, maker) && namesTable(valueOf(file.text) ?? '', table))
    .sort((a, b) => (before(a, b) ? -1 : 1));
  if (!user) return undefined;
  const numbers = beside.map(({ key }) => NUMBER.exec(key) ?? []);
  const width = Math.max(...numbers.map(([, , digits = '']) => digits.length));
  const isNumbered = numbers.every(([, head]) => head !== undefined && head === numbers[0]?.[1]) && numberOf(user) > numberOf(maker);
  return {
    object: maker.name,
    key: user.key,
    maker: maker.key,
    padded: isNumbered
      ? Object.fromEntries(beside.map(({ key }) => [key, key.replace(NUMBER, (_, head, digits) => head + digits.padStart(width, '0'))]))
      : undefined,
  };
}
