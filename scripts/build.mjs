/**
 * npm run build [-- --target linux-arm64] [--bundle-only]
 *
 * Makes dist/kubectl-crashloop.cjs, which Node runs; dist/kubectl-crashloop, which needs no Node; dist/THIRD_PARTY_LICENSES.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatMessages } from 'esbuild';
import { bundle, packageJson, ROOT } from './bundle.mjs';
import { makeExecutable } from './executable.mjs';
import { thirdPartyLicenses } from './licenses.mjs';
import { NotFetched, nodeBinary } from './node-binary.mjs';
import { executableName, nativeTarget, TARGETS, targetName } from './targets.mjs';
import { WARM_UP } from './warm-up-runs.mjs';

const DIST = join(ROOT, 'dist');

main().catch(async (error) => {
  const messages = error.errors ? await formatMessages(error.errors, { kind: 'error' }) : [error.message];
  console.error(messages.join('\n'));
  process.exitCode = 1;
});

async function main() {
  const { values } = parseArgs({ options: { target: { type: 'string' }, 'bundle-only': { type: 'boolean' } } });
  const target = values.target ? TARGETS.find((each) => targetName(each) === values.target) : nativeTarget();
  if (values.target && !target) throw new Error(`no target ${values.target}: there are ${TARGETS.map(targetName).join(', ')}`);

  const { code, metafile } = await bundle();
  mkdirSync(DIST, { recursive: true });
  write('kubectl-crashloop.cjs', code, 0o755);
  const node = values['bundle-only'] ? undefined : await executable(code, target);
  write('THIRD_PARTY_LICENSES', thirdPartyLicenses(metafile, node), 0o644);
}

/** Returns the licence of the Node that is in it. */
async function executable(script, target) {
  if (!target) return launcher(`there is none for ${process.platform} ${process.arch}`);
  const output = join(DIST, executableName(target));
  try {
    await makeExecutable({ script, target, output, warmUp: WARM_UP });
  } catch (error) {
    if (!(error instanceof NotFetched) || target !== nativeTarget()) throw error;
    return launcher(error.message);
  }
  if (target === nativeTarget()) start(output);
  made(output);
  return readFileSync((await nodeBinary(target)).license, 'utf8');
}

/** Where no executable can be made: the bundle, under the name that kubectl looks for, run by the Node that is on PATH. */
function launcher(why) {
  console.error(`no executable that needs no Node: ${why}`);
  if (process.platform === 'win32') return;
  // Not written into the executable of an earlier build, which may be running.
  rmSync(join(DIST, 'kubectl-crashloop'), { force: true });
  write('kubectl-crashloop', '#!/bin/sh\nexec node "$(dirname "$(readlink -f "$0")")/kubectl-crashloop.cjs" "$@"\n', 0o755);
}

/** Also that nothing is read from NODE_OPTIONS, and no warning is printed. */
function start(executable) {
  const env = { ...process.env, NODE_OPTIONS: '--max-old-space-size=4096 --require=/nowhere' };
  const { status, stdout, stderr, error } = spawnSync(executable, ['--version'], { encoding: 'utf8', env });
  const { version } = packageJson();
  if (status !== 0 || !stdout.includes(version) || stderr !== '') {
    throw new Error(`${executable} --version does not say ${version} and nothing else: ${error?.message ?? `${stdout}${stderr}`}`);
  }
}

function write(name, content, mode) {
  writeFileSync(join(DIST, name), content, { mode });
  made(join(DIST, name));
}

function made(path) {
  const { size } = statSync(path);
  console.log(`${path.slice(ROOT.length)}  ${size < 1e5 ? `${size} bytes` : `${(size / 1e6).toFixed(1)} MB`}`);
}
