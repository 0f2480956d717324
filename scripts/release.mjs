/**
 * npm run release [-- --try]
 *
 * Makes dist/release: an archive for each of the five systems, checksums.txt, and crashloop.yaml, the manifest that krew installs from.
 * Everything is read back and checked. --try goes on although package.json does not say where the archives will be published.
 *
 * Only the executable of the system that this runs on can be started here. Before publishing, start the others on their systems, and on a
 * Mac ask `codesign --verify --strict`.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { makeArchive, readArchive } from './archive.mjs';
import { bundle, packageJson, ROOT } from './bundle.mjs';
import { manifestFaults } from './check-manifest.mjs';
import { makeExecutable } from './executable.mjs';
import { executableFaults } from './executable-faults.mjs';
import { thirdPartyLicenses } from './licenses.mjs';
import { archiveName, asYaml, DOCUMENTS, manifest } from './manifest.mjs';
import { nodeBinary } from './node-binary.mjs';
import { executableName, nativeTarget, TARGETS, targetName } from './targets.mjs';
import { WARM_UP } from './warm-up-runs.mjs';

const RELEASE = join(ROOT, 'dist/release');
const { name, version, homepage } = packageJson();

/** RFC 2606: `.example` leads nowhere, for ever. */
if (/\.example(\/|$)/.test(homepage) && !process.argv.includes('--try')) {
  throw new Error(`homepage in package.json is ${homepage}: set it to where the archives will be published, then npm run manifest`);
}

rmSync(RELEASE, { recursive: true, force: true });
mkdirSync(RELEASE, { recursive: true });
const { code, metafile } = await bundle();
const sums = {};
for (const target of TARGETS) sums[targetName(target)] = await release(target);

const released = manifest({ name, version, homepage }, sums);
const faults = manifestFaults(released);
if (faults.length > 0) throw new Error(`krew would refuse the manifest: ${faults.join('; ')}`);
writeFileSync(join(RELEASE, `${released.metadata.name}.yaml`), asYaml(released));
const lines = TARGETS.map((target) => `${sums[targetName(target)]}  ${archiveName(version, target)}\n`);
writeFileSync(join(RELEASE, 'checksums.txt'), lines.join(''));

async function release(target) {
  const folder = mkdtempSync(join(tmpdir(), 'crashloop-release-'));
  try {
    const bin = executableName(target);
    await makeExecutable({ script: code, target, output: join(folder, bin), warmUp: WARM_UP });
    copyFileSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
    const { license } = await nodeBinary(target);
    writeFileSync(join(folder, 'THIRD_PARTY_LICENSES'), thirdPartyLicenses(metafile, readFileSync(license, 'utf8')));
    for (const document of DOCUMENTS) chmodSync(join(folder, document), 0o644);
    const archive = join(RELEASE, archiveName(version, target));
    await makeArchive({ folder, names: [bin, ...DOCUMENTS], output: archive });
    await check(target, archive);
    if (target === nativeTarget()) start(folder);
    console.log(`${archive.slice(ROOT.length)}  ${(statSync(archive).size / 1e6).toFixed(1)} MB`);
    return createHash('sha256').update(readFileSync(archive)).digest('hex');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What krew will find when it has fetched the archive. */
async function check(target, archive) {
  const entries = await readArchive(archive);
  const bin = entries.get(executableName(target));
  const faults = executableFaults(bin.content, target);
  if (bin.mode !== undefined && (bin.mode & 0o777) !== 0o755) faults.push(`mode is ${bin.mode.toString(8)}`);
  for (const document of DOCUMENTS) if (!entries.get(document)?.content.length) faults.push(`${document} is missing`);
  if (faults.length > 0) throw new Error(`${archive}: ${faults.join('; ')}`);
}

/** As kubectl starts a plugin: by its name, from PATH. */
function start(folder) {
  const env = { ...process.env, PATH: [folder, process.env.PATH].join(delimiter) };
  const viaKubectl = spawnSync('kubectl', ['crashloop', '--version'], { encoding: 'utf8', env });
  const directly = () => spawnSync(join(folder, executableName(nativeTarget())), ['--version'], { encoding: 'utf8' });
  const { status, stdout, stderr } = viaKubectl.error ? directly() : viaKubectl;
  if (status !== 0 || !stdout.includes(version)) throw new Error(`the executable does not start: ${stdout}${stderr}`);
}
