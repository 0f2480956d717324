/** What is shipped besides our own code: which packages, with a checksum, and what happens when one has a known weakness. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const root = fileURLToPath(new URL('..', import.meta.url));
const json = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));

test('four dependencies, and every package is pinned', () => {
  const { dependencies, devDependencies } = json('package.json');
  assert.equal(Object.keys(dependencies).sort(), ['execa', 'kleur', 'yaml', 'yargs']);
  for (const [name, version] of Object.entries<string>({ ...dependencies, ...devDependencies })) assert.match(version, /^\d/, name);
});

test('every package of the lockfile comes from the registry, with its checksum', () => {
  const packages = Object.entries<{ resolved?: string; integrity: string }>(json('package-lock.json').packages).filter(([path]) => path);
  assert.ok(packages.length > 50);
  for (const [path, { resolved = 'https://registry.npmjs.org/', integrity }] of packages) {
    assert.match(resolved, /^https:\/\/registry\.npmjs\.org\//, path);
    assert.match(integrity, /^sha512-/, path);
  }
});

/** npm keeps the advisories that it has seen. */
const cache = mkdtempSync(join(tmpdir(), 'crashloop-npm-'));
test.after(() => rmSync(cache, { recursive: true, force: true }));

/** Runs npm's own audit against a registry that gives one answer to all questions about advisories, and none about packages. */
async function audit(status: number, answer: string): Promise<{ code: number | null; stdout: string; asked: number }> {
  let asked = 0;
  const server = createServer((request, response) => {
    const aboutAdvisories = request.url?.includes('/security/');
    if (aboutAdvisories) asked += 1;
    response.writeHead(aboutAdvisories ? status : 404, { 'content-type': 'application/json' }).end(aboutAdvisories ? answer : '{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const child = spawn(process.execPath, [join(root, 'scripts/audit.mjs'), `--registry=${registry}`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [stdout, code] = await Promise.all([text(child.stdout), new Promise<number | null>((done) => child.on('close', done))]);
  server.close();
  server.closeAllConnections();
  return { code, stdout, asked };
}

const advisory = (name: string) =>
  JSON.stringify({
    [name]: [{ id: 1, url: 'https://github.com/advisories/GHSA-1', title: 'Too deep', severity: 'low', vulnerable_versions: '*', cwe: [] }],
  });

test('a known weakness in what is shipped fails, the bundled libraries included', async () => {
  for (const name of ['yaml', 'jsonrepair']) {
    const { code, stdout } = await audit(200, advisory(name));
    assert.match(stdout, `SHIPPED: ${name} (low): Too deep, *, https://github.com/advisories/GHSA-1`);
    assert.match(stdout, /^0 passed, 1 failed$/m);
    assert.is(code, 1);
  }
});

test('one in a tool is told', async () => {
  const { code, stdout } = await audit(200, advisory('typescript'));
  assert.match(stdout, 'in a tool, not shipped: typescript');
  assert.match(stdout, /^1 passed, 0 failed$/m);
  assert.is(code, 0);
});

test('none, and a registry that does not say, are told apart', async () => {
  const clean = await audit(200, '{}');
  assert.equal({ code: clean.code, stdout: clean.stdout }, { code: 0, stdout: '1 passed, 0 failed\n' });
  assert.ok(clean.asked > 0);
  const silent = await audit(405, '');
  assert.match(silent.stdout, /^skipped: the registry tells no advisories \(405 .*\n0 passed, 0 failed\n1 skipped\n$/);
  assert.is(silent.code, 0);
});

test.run();
