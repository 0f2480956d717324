/**
 * Asks the registry which packages of package-lock.json have known weaknesses. One in what is shipped fails; one in a tool is only told. Where
 * the registry keeps no advisories, that is said and counted as skipped.
 *
 *   npm run audit [-- --registry=URL]
 */
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { bundle, ROOT } from './bundle.mjs';
import { bundledPackages } from './licenses.mjs';

const QUICK = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-timeout=20000'];

/**
 * What `npm audit --json` says, as `{ unanswered: reason }`, or `{ shipped, tools }`: a line for each package with an advisory. `folders` are
 * those of the shipped packages (node_modules/yaml).
 *
 * @param {string} text
 * @param {readonly string[]} folders
 */
export function findings(text, folders) {
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    return { unanswered: `npm audit printed no JSON: ${text.slice(0, 200)}` };
  }
  if (!answer.vulnerabilities) return { unanswered: answer.message ?? answer.error?.summary ?? text.slice(0, 200) };
  const found = Object.values(answer.vulnerabilities);
  // The folder of all packages may be a link to one elsewhere.
  const shipped = new Set(folders.map((folder) => folder.slice(folder.indexOf('node_modules/'))));
  const ships = ({ nodes }) => nodes.some((node) => shipped.has(node));
  return { shipped: found.filter(ships).map(line), tools: found.filter((one) => !ships(one)).map(line) };
}

const line = ({ name, severity, via }) => `${name} (${severity}): ${via.map(reason).join('; ')}`;
/** An advisory, or the name of the dependency that has one. */
const reason = (one) => (one.title ? `${one.title}, ${one.range}, ${one.url}` : `through ${one}`);

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { metafile } = await bundle();
  const args = ['audit', '--json', ...QUICK, ...process.argv.slice(2)];
  const { stdout, error } = spawnSync('npm', args, { cwd: ROOT, encoding: 'utf8', timeout: 120_000, shell: process.platform === 'win32' });
  const { unanswered, shipped, tools } = findings(
    error?.message ?? stdout,
    bundledPackages(metafile).map(({ folder }) => folder),
  );
  if (unanswered) console.log(`skipped: the registry tells no advisories (${unanswered})\n0 passed, 0 failed\n1 skipped`);
  else {
    for (const one of tools) console.log(`in a tool, not shipped: ${one}`);
    for (const one of shipped) console.log(`SHIPPED: ${one}`);
    console.log(shipped.length > 0 ? '0 passed, 1 failed' : '1 passed, 0 failed');
    process.exitCode = shipped.length > 0 ? 1 : 0;
  }
}
