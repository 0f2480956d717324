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
  const text = file ? readFileSync(join(ROOT, folder, file), 'utf8') : license === 'MIT' ? mitByReadme(folder) : undefined;
  if (!license || !text) throw new Error(`${folder} is bundled, but has no licence that could be passed on`);
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

/** A package that brings no licence file, but says in its README whose it is: the MIT licence is that line and a text known to all. */
function mitByReadme(folder) {
  const copyright = readFileSync(join(ROOT, folder, 'README.md'), 'utf8').match(/^Copyright .+$/m)?.[0];
  return copyright && `${copyright}\n\n${MIT}`;
}

/** https://spdx.org/licenses/MIT.html */
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the
"Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to
the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY
CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;
