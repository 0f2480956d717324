/** An INI file without a section: its name only the program and its user know. */
import type { Fact } from '../logs/fact.ts';
import type { Fix } from '../report.ts';
import type { Source } from '../trace/texts/config-source.ts';
import { changeKeys } from './change-keys.ts';
import { askedKey } from './keys.ts';
import type { WorkloadFix } from './workload.ts';

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
  return changeKeys(`put a section header above line ${line} of key ${key}`, { sort: 'ConfigMap', name }, asked, fix);
}
