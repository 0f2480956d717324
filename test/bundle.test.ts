import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bundle, loadedAtStart, packageJson, packageOf } from '../scripts/bundle.mjs';
import { thirdPartyLicenses } from '../scripts/licenses.mjs';
import { demo, demos, page, pages } from '../src/assets.ts';
import { PHRASES } from '../src/logs/phrase-list.ts';

const test = suite('bundle');
const folder = mkdtempSync(join(tmpdir(), 'crashloop-bundle-'));
const script = join(folder, 'kubectl-crashloop.cjs');
const { code, metafile } = await bundle();
writeFileSync(script, code);
test.after(() => rmSync(folder, { recursive: true }));

function run(args: string[], options: { cwd?: string; env?: Record<string, string> } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    encoding: 'utf8',
    cwd: options.cwd ?? folder,
    env: { PATH: process.env.PATH, ...options.env },
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}

test('is the same twice, and does not say where it was built', async () => {
  const again = await bundle();
  assert.ok(code.equals(again.code));
  assert.not.ok(code.includes(process.cwd()));
});

test('says its version', () => {
  assert.equal(run(['--version']).status, 0);
  assert.match(run(['--version']).stdout, packageJson().version);
});

test('takes its name from package.json alone', async () => {
  const renamed = await bundle({ name: 'kubectl-why' });
  const file = join(folder, 'kubectl-why.cjs');
  writeFileSync(file, renamed.code);
  for (const args of [
    ['--help'],
    ['explain'],
    ['completion', 'bash'],
    ['completion', 'zsh'],
    ['demo', '-o', 'junit'],
    ['demo', '-o', 'html'],
  ]) {
    const { stdout } = spawnSync(process.execPath, [file, ...args], { encoding: 'utf8', timeout: 20_000 });
    assert.match(stdout, /kubectl[ _-]why/, args.join(' '));
    assert.not.match(stdout, /crashloop\b/, args.join(' '));
  }
});

test('what only some runs need is not loaded at the start', () => {
  const inputs = loadedAtStart(metafile);
  assert.ok(inputs.includes('src/main.ts'), 'the list is not empty');
  const packages = inputs.map(packageOf);
  for (const lazy of ['node_modules/execa', 'node_modules/yaml']) assert.not.ok(packages.includes(lazy), lazy);
});

test('slow modules of Node are not loaded at the start', () => {
  const probe = join(folder, 'probe.cjs');
  const says = `process.on('exit', () => console.error(JSON.stringify(process.moduleLoadList)));`;
  writeFileSync(probe, `${says} process.argv.splice(1, 1, 'kubectl-crashloop'); require(${JSON.stringify(script)});`);
  const { stderr } = spawnSync(process.execPath, [probe, '--version'], { encoding: 'utf8', timeout: 20_000 });
  const loaded: string[] = JSON.parse(stderr);
  assert.ok(loaded.includes('NativeModule url'), 'the list is not empty');
  for (const lazy of ['child_process', 'crypto', 'http', 'module', 'zlib']) assert.not.ok(loaded.includes(`NativeModule ${lazy}`), lazy);
});

test('holds the texts that the sources hold', async () => {
  const all = await bundle({ entry: 'test/bundled-assets.ts' });
  const file = join(folder, 'bundled-assets.cjs');
  writeFileSync(file, all.code);
  const { stdout } = spawnSync(process.execPath, [file], { encoding: 'utf8', timeout: 20_000, maxBuffer: 1e9 });
  const embedded = JSON.parse(stdout) as {
    pages: string[][];
    demos: string[][];
    phrases: { pattern: string; each: string }[];
    none: unknown[];
  };
  assert.ok(embedded.pages.length > 0, 'there are pages');
  assert.equal(
    embedded.pages,
    pages().map((id) => [id, page(id)]),
  );
  assert.equal(
    embedded.demos,
    demos().map((name) => [name, demo(name)]),
  );
  // The bundle is ASCII.
  const unescaped = (text: string) => text.replace(/\\u([\da-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  assert.equal(
    embedded.phrases.map((phrase) => ({ ...phrase, pattern: unescaped(phrase.pattern), each: unescaped(phrase.each) })),
    PHRASES.map((phrase) => ({ ...phrase, pattern: unescaped(String(phrase.pattern)), each: unescaped(String(phrase.each)) })),
  );
  assert.not.match(all.code.toString(), /[^\0-\x7f]/);
  assert.equal(embedded.none, [null, null]);
  assert.equal([page('../assets'), demo('../assets')], [undefined, undefined]);
});

test('reads no file of the folder that it is called in, nor a locale', () => {
  const hostile = join(folder, 'hostile', 'deep');
  mkdirSync(join(hostile, 'locales'), { recursive: true });
  for (const name of ['package.json', 'locales/en.json', '../package.json']) writeFileSync(join(hostile, name), '{ broken');
  const here = run(['--help']);
  assert.equal(run(['--help'], { cwd: hostile, env: { LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' } }), here);
  assert.is(here.status, 0);
  assert.is(here.stderr, '');
});

test('works where the folder it is called in is gone', () => {
  const gone = mkdtempSync(join(folder, 'gone-'));
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', `rmdir "$PWD" && exec "$0" "$1" --version`, process.execPath, script], {
    encoding: 'utf8',
    cwd: gone,
    timeout: 20_000,
  });
  assert.equal({ status, stdout, stderr }, { status: 0, stdout: run(['--version']).stdout, stderr: '' });
});

test('an unknown flag is answered like the sources answer it', () => {
  const fromSources = spawnSync(process.execPath, ['--import', 'tsx', 'src/main.ts', '--zip', '--zap'], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  const { status, stdout, stderr } = run(['--zip', '--zap']);
  assert.equal({ status, stdout, stderr }, { status: fromSources.status, stdout: fromSources.stdout, stderr: fromSources.stderr });
  assert.is(status, 2);
});

test('a replaced module that is no longer imported fails the build', async () => {
  const entry = join(folder, 'no-yargs.ts');
  writeFileSync(entry, 'console.log(1)');
  try {
    await bundle({ entry });
  } catch (error) {
    assert.match(String(error), 'platform-shims');
    assert.match(String(error), 'string-width');
    assert.match(String(error), 'src/assets.ts');
    return;
  }
  assert.unreachable();
});

test('every bundled package brings its licence', () => {
  const text = thirdPartyLicenses(metafile, 'the licence of Node');
  const packages = Object.keys(metafile.inputs)
    .map(packageOf)
    .filter((each) => each !== undefined);
  assert.ok(packages.length > 5);
  for (const folder of packages) assert.match(text, `\n${folder.split('node_modules/').at(-1)} `);
  assert.match(text, 'the licence of Node');
});

test.run();
