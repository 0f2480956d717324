/** Writes docs/catalogue.md: every known kind of failure, and the causes that cover it. `--check` only tells whether it is up to date. */
import { readFileSync, writeFileSync } from 'node:fs';
import { causes } from '../src/causes/index.ts';

const folder = new URL('../docs/', import.meta.url);
const { ids, leftOut } = JSON.parse(readFileSync(new URL('catalogue.json', folder), 'utf8')) as {
  ids: string[];
  leftOut: Record<string, string>;
};
const covering = (id: string) =>
  causes.filter(({ covers }) => covers.includes(id)).map((cause) => `[${cause.id}](../src/causes/${cause.id}.md)`);
const missing = ids.filter((id) => covering(id).length === 0 && !leftOut[id]);
if (missing.length > 0) throw new Error(`neither covered nor left out with a reason: ${missing.join(', ')}`);

const rows = ids.map((id) => `| ${id} | ${covering(id).join(', ') || `left out: ${leftOut[id]}`} |`);
const text = `# Known kinds of failure

${ids.length} kinds are known; ${ids.filter((id) => covering(id).length > 0).length} of them are covered by ${causes.length} causes. Made by \`npm run catalogue\`.

| kind | told by |
|---|---|
${rows.join('\n')}
`;
const file = new URL('catalogue.md', folder);
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) throw new Error('docs/catalogue.md is not up to date: run npm run catalogue');
