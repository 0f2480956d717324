/** The Node that an executable is made of: fetched once from the npm registry, checked, stripped, kept. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar';
import { ROOT } from './bundle.mjs';
import { NODE_VERSION, nativeTarget, TARGETS } from './targets.mjs';

const CACHE = join(ROOT, 'node_modules/.cache/kubectl-crashloop');

/** The registry did not give it. (One that gave something else is another matter.) */
export class NotFetched extends Error {}

const binaries = new Map();

/** Paths of the binary, ready to be copied, and of Node's licences. */
export function nodeBinary(target) {
  if (!binaries.has(target)) binaries.set(target, prepare(target));
  return binaries.get(target);
}

async function prepare(target) {
  const folder = join(CACHE, `${target.package}-${NODE_VERSION}`);
  if (!existsSync(folder)) await fetchNode(target, folder);
  const whole = join(folder, target.os === 'windows' ? 'bin/node.exe' : 'bin/node');
  return { path: target.os === 'linux' ? stripped(whole, target) : whole, license: await licenseOf(folder) };
}

/** The Windows package holds no licence; Node's is one text for all systems. */
async function licenseOf(folder) {
  const own = join(folder, 'LICENSE');
  if (existsSync(own)) return own;
  const linux = TARGETS.find(({ os }) => os === 'linux');
  return (await nodeBinary(linux)).license;
}

/** Done beside its place and moved there whole, so that a build that was interrupted, or two at once, leave nothing half made. */
async function fetchNode(target, folder) {
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, '.fetch-'));
  try {
    const archive = await download(target, work);
    const unpacked = join(work, 'package');
    mkdirSync(unpacked);
    const wanted = (path) => /^package\/(bin\/node(\.exe)?|LICENSE)$/.test(path);
    await extract({ file: archive, cwd: unpacked, strip: 1, filter: wanted });
    rename(unpacked, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function download(target, folder) {
  const spec = `${target.package}@${NODE_VERSION}`;
  console.log(`fetching ${spec}`);
  const patience = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  const quiet = ['--loglevel=error', '--ignore-scripts'];
  const { status, stderr, error } = npm(['pack', spec, '--pack-destination', folder, '--prefer-offline', ...quiet, ...patience], folder);
  if (status !== 0) throw new NotFetched(`npm pack ${spec} failed: ${error?.message ?? reasonOf(stderr)}`);
  const archive = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
  const found = await sha512(archive);
  if (found !== target.integrity)
    throw new Error(`${spec} is not what was pinned in scripts/targets.mjs: ${found} instead of ${target.integrity}`);
  return archive;
}

/** The sentence among npm's many lines. */
const reasonOf = (stderr) => stderr.match(/^npm error (?!code|syscall|errno)(\S.*)$/m)?.[1] ?? stderr.trim();

/** npm of this very installation where npm runs us; on Windows the one on PATH is a batch file, which Node starts only through a shell. */
export function npm(args, cwd) {
  const own = process.env.npm_execpath;
  const options = { cwd, encoding: 'utf8' };
  if (own?.endsWith('npm-cli.js')) return spawnSync(process.execPath, [own, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

async function sha512(path) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return `sha512-${hash.digest('base64')}`;
}

/** Without its symbols Node is 18 MB smaller. This must come before the program is put in: afterwards strip breaks the file. */
function stripped(whole, target) {
  const path = `${whole}-stripped`;
  if (existsSync(path)) return path;
  const attempt = `${path}-${process.pid}`;
  // GNU strip knows its own architecture; LLVM's knows all.
  const tools = target === nativeTarget() ? ['strip', 'llvm-strip'] : ['llvm-strip'];
  for (const tool of tools) {
    copyFileSync(whole, attempt);
    chmodSync(attempt, 0o755);
    if (spawnSync(tool, [attempt]).status === 0 && isExecutable(attempt)) {
      rename(attempt, path);
      return path;
    }
    rmSync(attempt, { force: true });
  }
  console.log(`no ${tools.join(' or ')} here: the executable keeps Node's symbols and is 18 MB larger`);
  return whole;
}

const isExecutable = (path) => readFileSync(path).subarray(0, 4).equals(Buffer.from('\x7fELF', 'latin1'));

function rename(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    // Another build was quicker.
    if (!existsSync(to)) throw error;
  }
}
