/** A command that adds an entry, whose value only the user knows, to a YAML file that a ConfigMap holds. */
import { escaped } from '../escaped.ts';
import { only } from '../only.ts';
import type { Fix } from '../report.ts';
import { parentsIn } from '../trace/texts/asked-entry.ts';
import { changeKeys } from './change-keys.ts';
import { wordOf } from './command.ts';
import { askedKey } from './keys.ts';
import type { WorkloadFix } from './workload.ts';

/** Undefined where the code does not show from where in the file it takes the entry, or the file is no mapping of lines. */
export function entryAsked(
  entry: string,
  { name, key, path, text }: { name: string; key: string; path: string; text: string },
  code: readonly string[],
  fix: WorkloadFix,
): Fix | undefined {
  const chains = /\.ya?ml$/.test(path) ? code.flatMap((line) => parentsIn(line, entry)) : [];
  const parent = only([...new Set(chains)]);
  const lines = text.trimEnd().split('\n');
  const isMapping = lines.every((line) => /^(?:\s|#|$|["']?[\w./-]+["']?\s*:(?:\s|$)|- )/.test(line)) && /^["']?\w/m.test(text);
  const place = parent === undefined || !isMapping ? undefined : placeIn(lines, parent);
  if (!place) return undefined;
  const before = [...lines.slice(0, place.at), `${place.indent}${entry}: `].join('\n');
  const after = ['', ...lines.slice(place.at), ''].join('\n');
  const asked = askedKey('ConfigMap', key, wordOf(entry).toUpperCase(), `the value of ${entry}, as YAML writes it`, before, after);
  return changeKeys(`write ${entry} into key ${key}, then start the pods anew`, { sort: 'ConfigMap', name }, asked, fix);
}

/** Behind the last line, or below the parent, as its first child stands. */
function placeIn(lines: readonly string[], parent: string): { at: number; indent: string } | undefined {
  if (parent === '') return { at: lines.length, indent: '' };
  const own = only(lines.flatMap((line, at) => (new RegExp(`^["']?${escaped(parent)}["']?\\s*:\\s*(?:#.*)?$`).test(line) ? [at] : [])));
  const indent = own === undefined ? undefined : /^(\s+)["']?[\w./-]+["']?\s*:/.exec(lines[own + 1] ?? '')?.[1];
  return own === undefined || indent === undefined ? undefined : { at: own + 1, indent };
}
