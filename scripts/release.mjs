/**
 * npm run release [-- --try]
 *
 * Makes dist/release: an archive for each of the five systems, SHA256SUMS, sbom.cdx.json, the npm package, and NAME.yaml, the
 * manifest that krew installs from. Everything is read back and checked. HOMEPAGE: where it will be published, if not where package.json says. --try goes on although
 * nobody has said where, and without what makes the archives small.
 *
 * The executable of this system is started, those of others where qemu-user or Wine can (scripts/start-elsewhere.mjs). Those of a Mac are
 * left to one: scripts/ci/start.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { makeArchive, readArchive, squeezes } from './archive.mjs';
import { bundle, packageJson, ROOT } from './bundle.mjs';
import { manifestFaults } from './check-manifest.mjs';
import { makeExecutable } from './executable.mjs';
import { executableFaults } from './executable-faults.mjs';
import { structureFaults } from './executable-structure.mjs';
import { thirdPartyLicenses } from './licenses.mjs';
import { archiveName, asYaml, DOCUMENTS, manifest } from './manifest.mjs';
import { nodeBinary, npm } from './node-binary.mjs';
import { sbom } from './sbom.mjs';
import { startElsewhere } from './start-elsewhere.mjs';
import { executableName, nativeTarget, TARGETS, targetName } from './targets.mjs';
import { WARM_UP } from './warm-up-runs.mjs';

const RELEASE = join(ROOT, 'dist/release');
const { name, version, homepage: own } = packageJson();
const homepage = process.env['HOMEPAGE'] || own;
const trying = process.argv.includes('--try');
/** Bytes of an archive: what somebody waits for who installs it. */
const LARGEST = 40e6;

/** RFC 2606: `.example` leads nowhere, for ever. */
if (/\.example(\/|$)/.test(homepage) && !trying)
  throw new Error(`homepage in package.json is ${homepage}: set it, or HOMEPAGE, to where the archives will be published`);
if (!squeezes() && !trying) throw new Error('libdeflate-gzip is not here: without it the archives are larger, and not the same everywhere');

rmSync(RELEASE, { recursive: true, force: true });
mkdirSync(RELEASE, { recursive: true });
const { code, metafile } = await bundle();
const sums = {};
const published = TARGETS.map((target) => archiveName(version, target));
for (const target of TARGETS) sums[targetName(target)] = await release(target);

const released = manifest({ name, version, homepage }, sums);
const faults = manifestFaults(released);
if (faults.length > 0) throw new Error(`krew would refuse the manifest: ${faults.join('; ')}`);
publish(`${released.metadata.name}.yaml`, asYaml(released));
publish('sbom.cdx.json', sbom(metafile));
const packed = npm(['pack', '--pack-destination', RELEASE, '--loglevel=error'], ROOT);
if (packed.status !== 0) throw new Error(`npm pack failed: ${packed.stderr}`);
published.push(`${name}-${version}.tgz`);
writeFileSync(join(RELEASE, 'SHA256SUMS'), published.map((file) => `${sha256(join(RELEASE, file))}  ${file}\n`).join(''));

function publish(file, text) {
  writeFileSync(join(RELEASE, file), text);
  published.push(file);
}

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
    const how = target === nativeTarget() ? start(folder) : startElsewhere(join(folder, bin), target, version);
    const [packed, unpacked] = [archive, join(folder, bin)].map((file) => `${(statSync(file).size / 1e6).toFixed(1)} MB`);
    console.log(`${archive.slice(ROOT.length)}  ${packed}, ${unpacked} on disk; ${how}`);
    return sha256(archive);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What krew will find when it has fetched the archive. */
async function check(target, archive) {
  const entries = await readArchive(archive);
  const bin = entries.get(executableName(target));
  const faults = [...executableFaults(bin.content, target), ...structureFaults(bin.content, target.os)];
  if (statSync(archive).size > LARGEST && !trying) faults.push(`more than ${LARGEST / 1e6} MB`);
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
  return viaKubectl.error ? 'started' : 'started by kubectl';
}

function sha256(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
