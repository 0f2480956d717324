/** An INI file without a section: its name only the program and its user know. */
import type { Fact } from '../logs/fact.ts';
import type { Fix } from '../report.ts';
import type { Source } from '../trace/texts/config-source.ts';
import { asksOf } from './command.ts';
import { askedKey } from './keys.ts';
import { runCommands } from './object.ts';
import type { WorkloadFix } from './workload.ts';
import { writeKeys } from './write-keys.ts';

/** Above the line at which the parser gave up, the first that is no comment. */
export function nameSection(
  { kind, name, key, text }: Source,
  { fields }: Fact<'config-malformed' | 'config-rejected'>,
  fix: WorkloadFix,
): Fix | undefined {
  const { detail = '', line } = fields;
  if (kind !== 'ConfigMap' || text === undefined || !line || !detail.startsWith('File contains no section headers')) return undefined;
  const lines = text.split('\n');
  const at = Number(line) - 1;
  const before = [...lines.slice(0, at), '['].join('\n');
  const after = [']', ...lines.slice(at)].join('\n');
  const asked = askedKey(
    'ConfigMap',
    key,
    'SECTION',
    'the name of the section in which the program looks for these settings',
    before,
    after,
  );
  const patch = writeKeys(fix, { sort: 'ConfigMap', name }, asked);
  return runCommands(`put a section header above line ${line} of key ${key}`, [patch], fix, { again: true }, asksOf([asked]));
}
