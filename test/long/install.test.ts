/** docs/install.md, with a real archive: checked, unpacked, linked as krew links it, run by kubectl, removed; and the npm package. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { makeArchive } from '../../scripts/archive.mjs';
import { packageJson } from '../../scripts/bundle.mjs';
import { manifestFaults } from '../../scripts/check-manifest.mjs';
import { executableFaults } from '../../scripts/executable-faults.mjs';
import { structureFaults } from '../../scripts/executable-structure.mjs';
import { archiveName, DOCUMENTS, manifest } from '../../scripts/manifest.mjs';
import { serve } from '../../scripts/replay.mjs';
import { nativeTarget, targetName } from '../../scripts/targets.mjs';
import { truthOf } from '../judge.ts';
import { kubectlFolder } from '../kubectl-binary.ts';
import { buildOnce, DIST, launch, PROGRAM, wrongEnd } from '../program.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'crashloop-install-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));
const { name, version, homepage } = packageJson();
const binary = await kubectlFolder('1.34');
const target = nativeTarget();
const why = 'reason' in binary ? binary.reason : target === undefined ? 'there is no executable for this system' : undefined;
if (why) console.log(`skipped: ${why}`);
const installed = why ? Object.assign((words: string, run: () => Promise<void>) => test.skip(words, run)) : test;
if (!why) buildOnce();
/** kubectl and the usual tools, with what is installed in front. */
const pathWith = (bin: string) => [bin, 'folder' in binary ? binary.folder : '', '/usr/local/bin', '/usr/bin', '/bin'].join(':');

function ok(command: string, args: readonly string[], cwd = folder): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 300_000 });
  assert.is(status, 0, `${command} ${args.join(' ')}: ${error?.message ?? ''}${stdout}${stderr}`);
  return stdout;
}

/** Found by kubectl: says its version, shows a demo, diagnoses a recorded cluster. */
async function works(bin: string): Promise<void> {
  const PATH = pathWith(bin);
  const run = async (args: readonly string[], env = {}) => {
    const outcome = await launch('kubectl', ['crashloop', ...args], { env: { PATH, KUBECONFIG: '/nowhere', ...env } });
    assert.is(wrongEnd(outcome, 60_000), undefined, args.join(' '));
    return outcome;
  };
  assert.is((await run(['--version'])).stdout.trim(), version);
  assert.match((await run(['demo', 'oom-killed'])).stdout, /^cause +.*memory/m);
  const recorded = join(root, 'test/cases/exit-message-only');
  const server = await serve(recorded, { shift: true });
  const { code, stdout } = await run([truthOf(recorded).target], { KUBECONFIG: server.kubeconfig });
  await server.close();
  assert.is(code, 1);
  assert.match(stdout, /^cause +/m);
}

installed('the archive: its sum, its manifest, unpacked, linked, run by kubectl, removed', async () => {
  assert.ok(target);
  const made = join(folder, 'made');
  mkdirSync(made);
  copyFileSync(PROGRAM, join(made, 'kubectl-crashloop'));
  copyFileSync(join(root, 'LICENSE'), join(made, 'LICENSE'));
  copyFileSync(join(DIST, 'THIRD_PARTY_LICENSES'), join(made, 'THIRD_PARTY_LICENSES'));
  const file = archiveName(version, target);
  await makeArchive({ folder: made, names: ['kubectl-crashloop', ...DOCUMENTS], output: join(folder, file) });

  const bytes = readFileSync(join(folder, file));
  assert.ok(bytes.length < 43e6, `${bytes.length} bytes`);
  const sum = createHash('sha256').update(bytes).digest('hex');
  writeFileSync(join(folder, 'SHA256SUMS'), `${sum}  ${file}\n`);
  ok('sha256sum', ['--check', '--strict', 'SHA256SUMS']);
  const plugin = manifest({ name, version, homepage }, { [targetName(target)]: sum });
  assert.equal(manifestFaults(plugin), []);
  const platform = plugin.spec.platforms.find(({ sha256 }: { sha256: string }) => sha256 === sum);
  assert.ok(platform);
  assert.ok(platform.uri.endsWith(file));

  const store = join(folder, 'store', plugin.metadata.name, plugin.spec.version);
  const bin = join(folder, 'bin');
  for (const one of [store, bin]) mkdirSync(one, { recursive: true });
  ok('tar', ['-xzf', join(folder, file), '-C', store]);
  assert.equal(readdirSync(store).sort(), ['LICENSE', 'THIRD_PARTY_LICENSES', 'kubectl-crashloop']);
  const program = readFileSync(join(store, platform.bin));
  assert.equal([...executableFaults(program, target), ...structureFaults(program, target.os)], []);
  // As krew does: a link called kubectl-NAME, dashes within the name being underscores.
  symlinkSync(join(store, platform.bin), join(bin, `kubectl-${plugin.metadata.name.replaceAll('-', '_')}`));
  await works(bin);

  rmSync(join(bin, 'kubectl-crashloop'));
  const gone = await launch('kubectl', ['crashloop', '--version'], { env: { PATH: pathWith(bin) } });
  assert.is.not(gone.code, 0);
});

installed('the structure: what is cut off, or asks for more than a system has, is found', () => {
  assert.ok(target);
  const program = readFileSync(PROGRAM);
  assert.equal(structureFaults(program.subarray(0, program.length - 5000), target.os).length > 0, true);
  assert.equal(structureFaults(program.subarray(0, 70), target.os).length > 0, true);
  if (target.os !== 'linux') return;
  const other = Buffer.from(program);
  other.write('libatomic.so.1\0', other.indexOf('\0libpthread.so.0\0') + 1, 'latin1');
  assert.equal(structureFaults(other, 'linux'), ['needs libatomic.so.1']);
});

installed('the npm package: holds the program and nothing of its sources, and works as a plugin', async () => {
  ok('npm', ['pack', '--pack-destination', folder, '--loglevel=error'], root);
  const file = join(folder, `${name}-${version}.tgz`);
  const held = ok('tar', ['-tzf', file]).trim().split('\n').sort();
  assert.equal(
    held.map((path) => path.replace('package/', '')),
    ['LICENSE', 'README.md', 'dist/THIRD_PARTY_LICENSES', 'dist/kubectl-crashloop.cjs', 'docs/kubectl-crashloop.1', 'package.json'],
  );
  const prefix = join(folder, 'npm');
  ok('npm', ['install', '--global', '--prefix', prefix, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', file]);
  await works(join(prefix, 'bin'));
  assert.ok(existsSync(join(prefix, 'share/man/man1/kubectl-crashloop.1')));
  ok('npm', ['uninstall', '--global', '--prefix', prefix, '--loglevel=error', name]);
  assert.not.ok(existsSync(join(prefix, 'bin/kubectl-crashloop')));
});

test.run();
