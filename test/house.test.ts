/** The house rules: who imports what, how long files are, that each cause has its page and is listed. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { causes } from '../src/causes/index.ts';

/** Tables are data; a cause beyond 160 lines hides two, any other file beyond 300 has more than one job. */
const root = fileURLToPath(new URL('../', import.meta.url));
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => {
    const text = readFileSync(join(root, 'src', file), 'utf8');
    const imports = [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((match) => match[1] as string);
    return { file, text, imports };
  });
const importersOf = (name: string) =>
  files
    .filter(({ imports }) => imports.includes(name))
    .map(({ file }) => file)
    .sort();

test('one package, one door', () => {
  assert.equal(importersOf('yargs'), ['cli.ts']);
  assert.equal(importersOf('kleur'), ['render/paint.ts']);
  assert.equal(importersOf('yaml'), ['kube/kubeconfig.ts', 'render/yaml.ts', 'trace/texts/config-yaml.ts']);
  assert.equal(importersOf('execa').length, 1);
});

test('only main.ts touches the process', () => {
  const touching = files
    .filter(({ file }) => !file.startsWith('logs/phrases/'))
    .filter(({ text }) => /(?<![.\w/'`])process\.(?:env|argv|exit|stdout|stderr|cwd)/.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')))
    .map(({ file }) => file);
  assert.equal(touching, ['main.ts']);
});

test('causes see evidence and facts, not kubectl, steps or renderers', () => {
  for (const { file, imports } of files.filter((one) => /^(causes|findings|trace|fixes|evidence|logs|kube)\//.test(one.file))) {
    const wrong = imports.filter((name) =>
      /^node:(?!path)|kubectl\.ts$|\/render\/|\/gather|\/run\.ts|\/main\.ts|\/diagnose\.ts/.test(name),
    );
    assert.equal(wrong, [], file);
  }
});

/** Below stands what all that is above may use. Types may be looked at from anywhere. */
const LAYERS = ['kube', 'logs', 'evidence', 'trace', 'fixes', 'findings', 'causes', 'diagnosis'];

test('what is below does not know what is above', () => {
  const layerOf = (file: string) => LAYERS.indexOf(file.split('/')[0] as string);
  const upward = files.flatMap(({ file, text }) =>
    [...text.matchAll(/import (?!type )[^;]*?from '(\.[^']+)'/g)]
      .map(([, name]) => join(file, '..', name as string))
      .filter((other) => layerOf(file) >= 0 && layerOf(other) > layerOf(file))
      .map((other) => `${file} → ${other}`),
  );
  assert.equal(upward, []);
});

test('no import cycle', () => {
  const graph = new Map(
    files.map(({ file, imports, text }) => {
      const typeOnly = new Set([...text.matchAll(/import type [^;]*?from '([^']+)'/g)].map((match) => match[1]));
      const next = imports.filter((name) => name.startsWith('.') && !typeOnly.has(name)).map((name) => join(file, '..', name));
      return [file, next] as const;
    }),
  );
  const done = new Set<string>();
  const visit = (file: string, path: string[]): void => {
    assert.not.ok(path.includes(file), `cycle: ${[...path, file].join(' → ')}`);
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const { file } of files) visit(file, []);
});

test('files are small', () => {
  const isTable = (file: string) => /^logs\/phrases\/|directives|shape-table|kube\/shapes|cli\/flags|causes\/index/.test(file);
  const long = files
    .filter(({ file, text }) => !isTable(file) && text.split('\n').length > (/^causes\//.test(file) ? 160 : 300))
    .map(({ file, text }) => `${file} ${text.split('\n').length}`);
  assert.equal(long, []);
});

test('every cause has its page with the four headings, and its id is its file', () => {
  for (const { id, covers, title } of causes) {
    const page = readFileSync(join(root, 'src/causes', `${id}.md`), 'utf8');
    assert.ok(page.startsWith(`# ${id}: `), `${id}.md starts with its id`);
    assert.equal(
      [...page.matchAll(/^## (.+)$/gm)].map((match) => match[1]),
      ['What happened', 'How we know', 'What to do', 'When this is wrong'],
      id,
    );
    assert.ok(covers.length > 0 && title.length > 0, id);
  }
});

test('the list of causes is up to date', () => {
  execFileSync(process.execPath, [join(root, 'scripts/list-causes.mjs'), '--check']);
});

test('every known kind of failure is covered, or left out with a reason', () => {
  execFileSync(process.execPath, ['--import', 'tsx', join(root, 'scripts/catalogue.ts'), '--check'], { cwd: root });
});

test('the text speaks of the project alone', () => {
  const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((file) => /\.(ts|mjs|md|json|ya?ml|sh)$/.test(file) && !/^test\/cases\/|package-lock/.test(file));
  const offending = tracked.filter((file) =>
    new RegExp(['/wo' + 'rk/', '/ro' + 'ot/', '\\.\\./sh' + 'ared'].join('|')).test(readFileSync(join(root, file), 'utf8')),
  );
  assert.equal(offending, []);
});

test('no truth has a control character: in a pattern it would match nothing', () => {
  for (const folder of ['cases', 'scenarios'])
    for (const name of readdirSync(join(root, 'test', folder)).filter((one) => !one.includes('.')))
      assert.not.match(readFileSync(join(root, 'test', folder, name, 'truth.yaml'), 'utf8'), /[^\P{Cc}\n]/u, `${folder}/${name}`);
});

test.run();
