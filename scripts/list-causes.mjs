// Writes src/causes/index.ts: every cause in its folder, sorted by name. `--check` only tells whether it is up to date.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../src/causes/', import.meta.url);
const ids = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !['index.ts', 'cause.ts'].includes(name))
  .map((name) => name.slice(0, -3))
  .sort();
const variable = (id) => id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
const text = `${ids.map((id) => `import { ${variable(id)} } from './${id}.ts';`).join('\n')}
import type { Cause } from './cause.ts';

/** Every cause; made by \`npm run causes\`. */
export const causes: readonly Cause[] = [
${ids.map((id) => `  ${variable(id)},`).join('\n')}
];
`;
const file = new URL('index.ts', folder);
let before = '';
try {
  before = readFileSync(file, 'utf8');
} catch {}
if (process.argv.includes('--check')) {
  if (before !== text) {
    console.error('src/causes/index.ts is not up to date: run npm run causes');
    process.exit(1);
  }
} else writeFileSync(file, text);
