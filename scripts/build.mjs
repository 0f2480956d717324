/**
 * npm run build [-- --target linux-arm64] [--bundle-only]
 *
 * Makes dist/kubectl-crashloop.cjs, which Node runs; dist/kubectl-crashloop, which needs no Node; dist/THIRD_PARTY_LICENSES.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle, packageJson, ROOT } from './bundle.mjs';
import { makeExecutable } from './executable.mjs';
import { thirdPartyLicenses } from './licenses.mjs';
import { nodeBinary } from './node-binary.mjs';
import { executableName, nativeTarget, TARGETS, targetName } from './targets.mjs';

const { values } = parseArgs({
  options: {
    target: { type: 'string' },
    'bundle-only': { type: 'boolean' },
    entry: { type: 'string' },
    out: { type: 'string', default: 'dist' },
  },
});
const out = join(ROOT, values.out);

const target = values.target ? TARGETS.find((each) => targetName(each) === values.target) : nativeTarget();
if (values.target && !target) throw new Error(`no target ${values.target}; there are ${TARGETS.map(targetName).join(', ')}`);

const { code, metafile } = await bundle(values.entry ? { entry: values.entry } : {});
mkdirSync(out, { recursive: true });
const script = join(out, 'kubectl-crashloop.cjs');
writeFileSync(script, code, { mode: 0o755 });
made(script);

const licenses = join(out, 'THIRD_PARTY_LICENSES');
if (values['bundle-only'] || !target) {
  writeFileSync(licenses, thirdPartyLicenses(metafile));
  if (!target) console.log(`no executable for ${process.platform} ${process.arch}: run ${script} with Node`);
} else {
  const executable = join(out, executableName(target));
  await makeExecutable({ script: code, target, output: executable });
  writeFileSync(licenses, thirdPartyLicenses(metafile, readFileSync((await nodeBinary(target)).license, 'utf8')));
  if (target === nativeTarget()) start(executable);
  made(executable);
}
made(licenses);

/** Also that nothing is read from NODE_OPTIONS, and no warning is printed. */
function start(executable) {
  const env = { ...process.env, NODE_OPTIONS: '--max-old-space-size=4096 --require=/nowhere' };
  const { status, stdout, stderr, error } = spawnSync(executable, ['--version'], { encoding: 'utf8', env });
  const { version } = packageJson();
  if (status !== 0 || !stdout.includes(version) || stderr !== '') {
    throw new Error(`${executable} --version does not say ${version} and nothing else: ${error?.message ?? `${stdout}${stderr}`}`);
  }
}

function made(path) {
  console.log(`${path.slice(ROOT.length)}  ${(statSync(path).size / 1e6).toFixed(1)} MB`);
}
