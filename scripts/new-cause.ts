/**
 * npm run new-cause -- ID KIND [TIER]       such as: npm run new-cause -- stale-lock app.stale-lock container
 *
 * Begins a cause: its file, its page, and a test with the match and the near miss. KIND is the kind of failure of docs/catalogue.json that
 * it answers; one that is not there yet is added. Nothing of it claims to be done: the page says TODO, and the test fails until it is written.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const [id = '', kind = '', tier = 'container'] = process.argv.slice(2);
if (!/^[a-z]+(-[a-z0-9]+)*$/.test(id) || !/^[a-z]+\.[a-z0-9-]+$/.test(kind) || !['container', 'kubernetes', 'environment'].includes(tier))
  throw new Error(
    'npm run new-cause -- ID KIND [container|kubernetes|environment]; an ID is of lower-case words and dashes, a KIND is app.such',
  );

const root = new URL('../', import.meta.url);
const variable = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const files: Record<string, string> = {
  [`src/causes/${id}.ts`]: `import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { type Cause, RUNG } from './cause.ts';

export const ${variable}: Cause = {
  id: '${id}',
  title: 'TODO: what is wrong, in a few words',
  tier: '${tier}',
  covers: ['${kind}'],
  rung: RUNG.said,

  detect(subject) {
    // TODO: guard first. A phrase of src/logs/phrases has the kind of fact that is asked for here; leave out what the cause does not need.
    const fact = decidedBy(subject, 'TODO' as never);
    if (!fact) return undefined;
    return {
      summary: \`container \${subject.container.name} TODO: one sentence that names the object and the value\`,
      confidence: 'likely',
      proof: [logProof(subject, fact), attemptProof(subject)],
      fixes: [],
      decides: 'TODO: the reading that would make it certain',
    };
  },
};
`,
  [`src/causes/${id}.md`]: `# ${id}: TODO

## What happened
TODO

## How we know
TODO

## What to do
TODO

## When this is wrong
TODO
`,
  [`test/cause-${id}.test.ts`]: `/** ${id}: what matches, and what looks like it and is another thing. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, findingsIn } from './situation.ts';

test('it is found, with its proof and its fix', () => {
  const [finding] = findingsIn({ status: ended(1), log: 'TODO: lines of a real log' });
  assert.is(finding?.cause, '${id}');
  assert.match(finding?.summary ?? '', /TODO/);
  assert.match(finding?.fixes[0]?.command ?? '', /^kubectl /);
});

test('the near miss is another one', () => {
  const [finding] = findingsIn({ status: ended(1), log: 'TODO: the same words where they are not the cause' });
  assert.ok(finding);
  assert.is.not(finding.cause, '${id}');
});

test.run();
`,
};
for (const file of Object.keys(files)) if (existsSync(new URL(file, root))) throw new Error(`${file} is there already`);
for (const [file, text] of Object.entries(files)) writeFileSync(new URL(file, root), text);

const catalogue = new URL('docs/catalogue.json', root);
const known = JSON.parse(readFileSync(catalogue, 'utf8')) as { ids: string[] };
if (!known.ids.includes(kind)) writeFileSync(catalogue, `${JSON.stringify({ ...known, ids: [...known.ids, kind] }, null, 2)}\n`);

console.log(`begun: ${Object.keys(files).join(', ')}
next:  write them; npm run causes && npm run catalogue && npm run documents; npm test -- cause-${id} house`);
