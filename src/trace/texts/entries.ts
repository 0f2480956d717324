/**
 * The names that a configuration text gives to its entries, with their places, whatever its format: output.host in YAML and JSON, [mail]
 * host in TOML and INI, billing.queue in a properties file. And of these the one that was most likely meant by a name that is not there.
 */
import { nearest } from '../../nearest.ts';
import { only } from '../../only.ts';
import { isOfAnotherSort } from '../settings/name-sorts.ts';
import { sameMeaning } from '../settings/variables.ts';
import { isMap, isScalar, isSeq, type Scalar, yamlOf } from './config-yaml.ts';

export interface Entry {
  path: readonly string[];
  /** Where its own name stands in the text. */
  start: number;
  end: number;
  /** Of one that is a value and no group: the value, without its quotes, and where it stands. */
  value?: { text: string; start: number; end: number };
}

export function entriesOf(text: string, file: string): Entry[] {
  const tree = /\.(?:ya?ml|json)$/.test(file) ? yamlOf(text) : undefined;
  if (tree) return inTree(tree.document.contents, []);
  return /\.(?:toml|ini|cfg|conf|properties|env)$/.test(file) ? inLines(text, /\.(?:properties|env)$/.test(file)) : [];
}

function inTree(node: unknown, above: readonly string[]): Entry[] {
  if (isSeq(node)) return node.items.flatMap((item, at) => inTree(item, [...above, String(at)]));
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }): Entry[] => {
    const place = isScalar(key) ? within(key) : undefined;
    if (!isScalar(key) || !place) return [];
    const path = [...above, String(key.value)];
    const inner = isScalar(value) ? within(value) : undefined;
    const own = isScalar(value) && inner ? { value: { text: String(value.source ?? value.value), ...inner } } : {};
    return [{ path, ...place, ...own }, ...inTree(value, path)];
  });
}

/** Without the quotes. */
function within({ range, type }: Scalar): { start: number; end: number } | undefined {
  const [start, end] = range ?? [];
  const quoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE' ? 1 : 0;
  return start === undefined || end === undefined ? undefined : { start: start + quoted, end: end - quoted };
}

function inLines(text: string, isFlat: boolean): Entry[] {
  let section: string | undefined;
  let offset = 0;
  return text.split('\n').flatMap((line): Entry[] => {
    const from = offset;
    offset += line.length + 1;
    const header = isFlat ? undefined : /^\s*\[{1,2}\s*([\w.-]{1,100})\s*\]{1,2}/.exec(line)?.[1];
    const [whole = '', key, quote = '', raw = ''] =
      /^\s*(?:export )?["']?([A-Za-z_][\w.-]{0,100})["']?\s*[=:]\s*(["']?)([^#\n]*)/.exec(line) ?? [];
    const name = header ?? key;
    if (name === undefined) return [];
    if (header !== undefined) section = header;
    const start = from + line.indexOf(name);
    const path = header === undefined && section !== undefined ? [section, name] : [name];
    const text = raw
      .trimEnd()
      .replace(/[,;]$/, '')
      .replace(quote === '' ? /$^/ : new RegExp(`${quote}$`), '');
    const at = from + whole.length - raw.length;
    const value = header === undefined && text !== '' ? { value: { text, start: at, end: at + text.length } } : {};
    return [{ path, start, end: start + name.length, ...value }];
  });
}

const joined = (path: readonly string[]) => path.join('.');

/** Is there an entry of this name, as it is or below others? */
const hasEntry = (name: string, entries: readonly Entry[]): boolean =>
  entries.some(({ path }) => joined(path) === name || joined(path).endsWith(`.${name}`));

export interface Renamed {
  from: string;
  to: string;
  text: string;
}

/**
 * The text with one name written as it is looked for: one that is nearly the same, or means the same, beside those that are right; or the
 * only one below which all `members` stand that are read from it.
 */
export function renamedEntry(name: string, members: readonly string[], text: string, file: string): Renamed | undefined {
  const entries = entriesOf(text, file);
  if (hasEntry(name, entries)) return undefined;
  const written = (entry: Entry, to: string): Renamed => ({
    from: text.slice(entry.start, entry.end),
    to,
    text: text.slice(0, entry.start) + to + text.slice(entry.end),
  });
  // In a properties file the dots are part of the name.
  const dotted = entries.filter(({ path }) => path.at(-1)?.includes('.'));
  const whole = name.includes('.') ? pick(name, dotted) : undefined;
  if (whole) return written(whole, name);
  const parts = name.split('.');
  for (const [at, part] of parts.entries()) {
    const below = parts.slice(at + 1);
    const beside = entries.filter(
      ({ path }) =>
        (at === 0 || joined(path.slice(0, -1)) === joined(parts.slice(0, at))) &&
        (below.length === 0 || entries.some((one) => joined(one.path) === joined([...path, ...below]))),
    );
    const found = pick(part, beside);
    if (found) return written(found, part);
  }
  const holding =
    members.length === 0
      ? undefined
      : only(entries.filter(({ path }) => members.every((one) => entries.some((entry) => joined(entry.path) === joined([...path, one])))));
  return holding && written(holding, name);
}

function pick(name: string, entries: readonly Entry[]): Entry | undefined {
  const names = entries.map(({ path }) => path.at(-1) as string);
  // port is no misspelt host.
  const slips = names.filter((one) => !isOfAnotherSort(one.toUpperCase(), name.toUpperCase()));
  const found = nearest(name, slips) ?? sameMeaning(name, names);
  return found === undefined ? undefined : only(entries.filter(({ path }) => path.at(-1) === found));
}

/** Entries whose whole value it is. */
export const entriesWith = (value: string, text: string, file: string): Entry[] =>
  text.includes(value) ? entriesOf(text, file).filter((one) => one.value?.text === value) : [];
