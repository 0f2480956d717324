/** What the program does while it is built, so that an executable holds the code of it compiled: nothing of it asks a cluster. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './bundle.mjs';

const DEMOS = join(ROOT, 'src/demo');
const demos = (existsSync(DEMOS) ? readdirSync(DEMOS) : []).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));

export const WARM_UP = [
  ...demos.map((name) => ['demo', name]),
  ...demos.slice(0, 1).flatMap((name) => ['json', 'wide'].map((format) => ['demo', name, '-o', format])),
  // All up to the answer, which is none. One call: which of several ends first would differ from build to build.
  ['--namespace', 'none', '--kubectl', fileURLToPath(new URL('refusing-kubectl', import.meta.url))],
  ['--help'],
  ['--version'],
];
