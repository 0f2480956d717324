/** How lines of code ask for an entry of a file: of which group, and whether of something else than settings. */
import { escaped } from '../../escaped.ts';
import { only } from '../../only.ts';
import { entriesOf } from './entries.ts';

const LINE = 400;

/** settings["smtp"]["host"]: smtp; settings["host"]: nothing, which is the top of the file. Deeper ones are left out. */
export function parentsIn(line: string, entry: string): string[] {
  const form = new RegExp(`(?<![\\w\\])])[A-Za-z_]\\w{0,60}(?:\\[["']([\\w.-]{1,60})["']\\])?\\[["']${escaped(entry)}["']\\]`, 'g');
  return [...line.slice(0, LINE).matchAll(form)].map(([, parent = '']) => parent);
}

/** The group that the code asks for it, where the file has that group without it: another one may have an entry of that name. */
export function groupWithout(entry: string, code: readonly string[], { text, path }: { text: string; path: string }): string | undefined {
  const parent = only([...new Set(code.flatMap((line) => parentsIn(line, entry)))]);
  if (!parent) return undefined;
  const paths = entriesOf(text, path).map((one) => one.path);
  const isGroup = paths.some((one) => one.at(-2) === parent);
  const has = paths.some((one) => one.at(-1) === entry && one.at(-2) === parent);
  return isGroup && !has ? parent : undefined;
}

/** What holds an answer, a message or arguments. */
const NO_SETTINGS = /\.json\(\)$|^(?:resp|response|res|req|request|event|msg|message|payload|body|headers|kwargs|argv)(?:\.\w{1,30})?$/;

/** resp.json()["items"], event["type"]: wherever the code asks for it, it asks something else than a file of settings. */
export function isOfElsewhere(entry: string, code: readonly string[]): boolean {
  const form = new RegExp(`([\\w.()]{1,80})(?:\\[["'][\\w.-]{1,60}["']\\]){0,3}\\[["']${escaped(entry)}["']\\]`, 'g');
  const bases = code.flatMap((line) => [...line.slice(0, LINE).matchAll(form)].map(([, base = '']) => base));
  return bases.length > 0 && bases.every((base) => NO_SETTINGS.test(base));
}
