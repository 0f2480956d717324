/** A file that is looked for under a name without an extension, in one folder after the other (spf13/viper:file.go): where a mounted one of that name belongs. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { mountOf } from './mount-of.ts';

/** viper.SupportedExts. */
const EXTENSIONS = ['yaml', 'yml', 'json', 'toml', 'properties', 'props', 'prop', 'hcl', 'tfvars', 'dotenv', 'env', 'ini'];

/** Over the folder of the program itself nothing is mounted. */
const OWN = /^\/(?:app|usr|bin|opt|home|root|srv|go)?(?:\/|$)/;

export function searchedFor(
  { path, folders }: { path: string; folders?: string },
  subject: Subject,
  evidence: Evidence,
): string | undefined {
  const listed = folders?.split(' ').filter((folder) => folder.startsWith('/')) ?? [];
  const folder = listed.find((one) => !OWN.test(one));
  if (folder === undefined) return undefined;
  const file = EXTENSIONS.map((extension) => `${path}.${extension}`).find((name) => mountOf(name, subject, evidence));
  return file && `${folder}/${file}`;
}
