/** What the program does while it is built, so that an executable holds the code of it compiled: nothing of it asks a cluster. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './bundle.mjs';

const DEMOS = join(ROOT, 'src/demo');
const demos = (existsSync(DEMOS) ? readdirSync(DEMOS) : []).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));

export const WARM_UP = [
  ...demos.map((name) => ['demo', name]),
  ...demos.slice(0, 1).flatMap((name) => ['json', 'wide'].map((format) => ['demo', name, '-o', format])),
  // All up to the answer: a Node that is taken for kubectl fails at once.
  ['pod/none', '-n', 'none', '--kubectl', process.execPath],
  ['--help'],
  ['--version'],
];
