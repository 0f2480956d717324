import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { create } from 'tar';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { NotFetched, nodeBinary } from '../scripts/node-binary.mjs';

const test = suite('node binary');
const folder = mkdtempSync(join(tmpdir(), 'crashloop-node-'));
const cached: string[] = [];
const npmOfThisRun = process.env.npm_execpath;

/** An archive as the registry gives it, with a program that is none. */
const archive = join(folder, 'archive.tgz');
for (const [path, text] of [
  ['package/bin/node', 'the program'],
  ['package/LICENSE', 'the licence'],
  ['package/README', 'more'],
] as const) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
await create({ cwd: folder, file: archive, gzip: true }, ['package']);
const integrity = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;

/** Stands in for npm: `npm pack` that copies the archive, or fails. */
function npmThat(does: string) {
  process.env.npm_execpath = join(folder, 'npm-cli.js');
  const destination = `process.argv[process.argv.indexOf('--pack-destination') + 1]`;
  writeFileSync(process.env.npm_execpath, does.replace('DESTINATION', destination));
}
const copies = `require('node:fs').copyFileSync(${JSON.stringify(archive)}, ${'DESTINATION'} + '/package.tgz');`;

function target(name: string, expected = integrity) {
  const made = { os: 'darwin', arch: 'arm64', node: 'darwin-arm64', package: `test-${process.pid}-${name}`, integrity: expected };
  cached.push(made.package);
  return made;
}
const cache = join('node_modules/.cache/kubectl-crashloop');
const kept = (name: string) => existsSync(join(cache, `test-${process.pid}-${name}-22.23.2`));

test.before(() => writeFileSync(join(folder, 'package.json'), '{}'));
test.after(() => {
  if (npmOfThisRun === undefined) delete process.env.npm_execpath;
  else process.env.npm_execpath = npmOfThisRun;
  rmSync(folder, { recursive: true });
  for (const name of cached) rmSync(join(cache, `${name}-22.23.2`), { recursive: true, force: true });
});

async function rejection(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => {
      throw new Error('it was taken');
    },
    (error: Error) => error,
  );
}

test('is fetched once, and kept with its licence', async () => {
  npmThat(copies);
  const { path, license } = await nodeBinary(target('good'));
  assert.is(readFileSync(path, 'utf8'), 'the program');
  assert.is(readFileSync(license, 'utf8'), 'the licence');
  npmThat(`throw new Error('asked again')`);
  assert.is((await nodeBinary({ ...target('good') })).path, path);
});

test('anything but what was pinned is refused, and not kept', async () => {
  npmThat(copies);
  const error = await rejection(nodeBinary(target('other', 'sha512-AAAA')));
  assert.match(error.message, 'is not what was pinned');
  assert.not.instance(error, NotFetched);
  assert.not.ok(kept('other'));
});

test('a registry that cannot be reached is told from one that gives something else', async () => {
  npmThat(`console.error('npm error code ECONNREFUSED\\nnpm error FetchError: connect ECONNREFUSED'); process.exitCode = 1;`);
  const error = await rejection(nodeBinary(target('none')));
  assert.instance(error, NotFetched);
  assert.match(error.message, /failed: FetchError: connect ECONNREFUSED$/);
  assert.not.ok(kept('none'));
});

test.run();
