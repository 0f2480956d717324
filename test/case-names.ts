/** The recorded cases: where they are, and how they are called. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const CASES = fileURLToPath(new URL('cases/', import.meta.url));
export const CASE_NAMES: readonly string[] = readdirSync(CASES)
  .filter((name) => existsSync(join(CASES, name, 'truth.yaml')))
  .sort();
