/** A command that adds an entry, whose value only the user knows, to a YAML file that a ConfigMap holds. */
import { escaped } from '../escaped.ts';
import type { Fix } from '../report.ts';
import { changeKeys } from './change-keys.ts';
import { wordOf } from './command.ts';
import { askedKey } from './keys.ts';
import type { WorkloadFix } from './workload.ts';

/** Undefined where the code does not show that it takes the entry from the top of the file, or the file is no mapping of lines. */
export function entryAsked(
  entry: string,
  { name, key, path, text }: { name: string; key: string; path: string; text: string },
  code: readonly string[],
  fix: WorkloadFix,
): Fix | undefined {
  const taken = new RegExp(`(?<![\\w\\])])[A-Za-z_]\\w{0,60}\\[["']${escaped(entry)}["']\\]`);
  if (!/\.ya?ml$/.test(path) || !code.some((line) => taken.test(line.slice(0, 400)))) return undefined;
  const lines = text.trimEnd().split('\n');
  const isMapping = lines.every((line) => /^(?:\s|#|$|["']?[\w./-]+["']?\s*:(?:\s|$)|- )/.test(line)) && /^["']?\w/m.test(text);
  if (!isMapping) return undefined;
  const asked = askedKey(
    'ConfigMap',
    key,
    wordOf(entry),
    `the value of ${entry}, as YAML writes it`,
    `${lines.join('\n')}\n${entry}: `,
    '\n',
  );
  return changeKeys(`write ${entry} into key ${key}, then start the pods anew`, { sort: 'ConfigMap', name }, asked, fix);
}
