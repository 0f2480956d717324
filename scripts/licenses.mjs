/** The licences of all that is in the bundle and is not ours, as one text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageOf, ROOT } from './bundle.mjs';

const RULE = `\n${'-'.repeat(80)}\n\n`;

/** A module that stands in for another one holds parts of it. */
const READ_BY_SHIMS = ['node_modules/y18n', 'node_modules/yargs'];

/** The package.json of each package that is in the bundle, with its folder. */
export function bundledPackages(metafile) {
  const folders = new Set([...Object.keys(metafile.inputs).map(packageOf), ...READ_BY_SHIMS].filter(Boolean).sort());
  return [...folders].map((folder) => ({ folder, ...JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) }));
}

export function thirdPartyLicenses(metafile, nodeLicense) {
  const packages = new Map(bundledPackages(metafile).map((one) => [one.name, licenseOf(one)]));
  const parts = ['kubectl-crashloop contains the following software.\n', ...packages.values()];
  if (nodeLicense) parts.push(`Node.js (in the executables)\n\n${nodeLicense.trim()}\n`);
  return parts.join(RULE);
}

function licenseOf({ folder, name, version, license }) {
  const file = readdirSync(join(ROOT, folder)).find((entry) => /^licen[cs]e(\.md|\.txt)?$/i.test(entry));
  if (!license || !file) throw new Error(`${folder} is bundled, but has no licence that could be passed on`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(ROOT, folder, file), 'utf8').trim()}\n`;
}
