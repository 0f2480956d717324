/**
 * npm run manifest [-- RELEASED]
 *
 * Writes plugin-manifest.yaml and plugins/NAME.yaml, by which this repository is a krew index of its own (`kubectl krew index add`):
 * https://krew.sigs.k8s.io/docs/developer-guide/custom-indexes/. After a release the latter is the manifest of that release, RELEASED.
 *
 * The manifest that krew installs from: https://krew.sigs.k8s.io/docs/developer-guide/plugin-manifest/. The one in the repository has no
 * checksums, because the archives are made by the release (scripts/release.mjs), which writes its own with them, dist/release/crashloop.yaml.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stringify } from 'yaml';
import { packageJson, ROOT } from './bundle.mjs';
import { executableName, TARGETS, targetName } from './targets.mjs';

/** No archive has this SHA-256: krew refuses to install from a manifest that was not released. */
export const NOT_RELEASED = '0'.repeat(64);

export const archiveName = (version, { os, arch }) => `kubectl-crashloop_v${version}_${os}_${arch}.${os === 'windows' ? 'zip' : 'tar.gz'}`;

/** What each archive holds, beside the executable. */
export const DOCUMENTS = ['LICENSE', 'THIRD_PARTY_LICENSES'];

const DESCRIPTION = `Reads what kubectl can read of a crashing pod (its state, its events, the log
of the run that crashed, the objects that it needs) and names the root cause,
with what proves it and the commands to type. It changes nothing by itself.
`;

/** `sha256` of each archive, by target name. */
export function manifest({ name, version, homepage }, sha256 = {}) {
  return {
    apiVersion: 'krew.googlecontainertools.github.com/v1alpha2',
    kind: 'Plugin',
    metadata: { name: name.replace(/^kubectl-/, '') },
    spec: {
      version: `v${version}`,
      homepage,
      shortDescription: 'Tell why a pod keeps crashing and how to end it',
      description: DESCRIPTION,
      caveats: 'Needs kubectl 1.24 or newer on the PATH, and permission to read the pod.\n',
      platforms: TARGETS.map((target) => ({
        selector: { matchLabels: { os: target.os, arch: target.arch } },
        uri: `${homepage}/releases/download/v${version}/${archiveName(version, target)}`,
        sha256: sha256[targetName(target)] ?? NOT_RELEASED,
        bin: executableName(target),
      })),
    },
  };
}

const GENERATED = `# Made by npm run manifest; do not edit. The checksums are those of a release, which carries this file with its own.\n`;

export const asYaml = (value) => GENERATED + stringify(value, { lineWidth: 0 });

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const own = manifest(packageJson());
  const [, , released] = process.argv;
  mkdirSync(join(ROOT, 'plugins'), { recursive: true });
  if (!released) writeFileSync(join(ROOT, 'plugin-manifest.yaml'), asYaml(own));
  writeFileSync(join(ROOT, `plugins/${own.metadata.name}.yaml`), released ? readFileSync(released) : asYaml(own));
}
