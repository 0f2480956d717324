/**
 * A Node single executable application: Node's own binary with the bundle put into it.
 * https://nodejs.org/docs/latest-v22.x/api/single-executable-applications.html
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { signAdHoc } from './mach-o-signature.mjs';
import { nodeBinary } from './node-binary.mjs';
import { nativeTarget } from './targets.mjs';

/** Node looks for this very text in its binary; postject marks it as filled. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/**
 * `warmUp`: argument lists that the program is run with, so that the code of what they do is compiled once and for all.
 * @param {{ script: Uint8Array, target: object, output: string, warmUp?: string[][] }} what
 */
export async function makeExecutable({ script, target, output, warmUp = [] }) {
  const node = (await nodeBinary(target)).path;
  mkdirSync(dirname(output), { recursive: true });
  const work = mkdtempSync(join(dirname(output), '.executable-'));
  try {
    const attempt = join(work, 'executable');
    copyFileSync(node, attempt);
    chmodSync(attempt, 0o755);
    inject(attempt, await makeBlob({ script, target, work, warmUp }), target);
    if (target.os === 'darwin') writeFileSync(attempt, signAdHoc(readFileSync(attempt), 'kubectl-crashloop'));
    // A running program can be replaced, not written to.
    renameSync(attempt, output);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * The same program gives the same code, byte by byte: nothing is done beside the program, and seeds do not come from the clock. V8 takes
 * the code only where it was made with the flags that count as those it is run with: these two do not count.
 */
const REPRODUCIBLE = ['--predictable', '--random-seed=1'];

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The file "program" in the folder, as the loader runs it. */
export function writeProgram(script, folder) {
  const body = script.toString().replace(/^#!.*/, '');
  writeFileSync(join(folder, 'program'), `(function (exports, require, module, __filename, __dirname) {${body}\n})`);
}

/** The file "cache" beside it: the code that this Node makes of the program. */
export const writeCode = (node, folder, warmUp) =>
  run(node, [...REPRODUCIBLE, here('warm-up.cjs'), 'program', 'cache', JSON.stringify(warmUp)], folder);

/**
 * What Node finds at its start: the program, its code, and how to run it. NODE_OPTIONS is for programs of the user's own; here it would
 * add preloads and warnings, and V8 flags that spoil the code cache.
 *
 * V8 takes only code that the same Node made on the same architecture, so only the native executable gets it.
 */
async function makeBlob({ script, target, work, warmUp }) {
  const native = target === nativeTarget();
  const maker = (await nodeBinary(native ? target : (nativeTarget() ?? target))).path;
  writeProgram(script, work);
  if (native) writeCode(maker, work, warmUp);
  copyFileSync(here('loader.cjs'), join(work, 'loader.cjs'));
  const settings = {
    main: 'loader.cjs',
    output: 'blob',
    disableExperimentalSEAWarning: true,
    useCodeCache: native,
    execArgv: ['--no-warnings'],
    execArgvExtension: 'none',
    assets: { program: 'program', ...(native ? { cache: 'cache' } : {}) },
  };
  writeFileSync(join(work, 'config.json'), JSON.stringify(settings));
  run(maker, [...REPRODUCIBLE, '--experimental-sea-config', 'config.json'], work);
  return join(work, 'blob');
}

/** In a process of its own: it prints warnings about sections of Node's that it does not touch. */
function inject(executable, blob, { os }) {
  const postject = createRequire(import.meta.url).resolve('postject/dist/cli.js');
  const segment = os === 'darwin' ? ['--macho-segment-name', 'NODE_SEA'] : [];
  run(process.execPath, [postject, executable, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', FUSE, ...segment]);
}

/** Colours, widths and languages of whoever builds would lead the program through other code. */
const env = { PATH: process.env.PATH, ...(process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {}) };

function run(command, args, cwd) {
  // A pipe for its input is read beside the program, when it may be, and leaves other bytes in V8's memory each time.
  const stdio = ['ignore', 'pipe', 'pipe'];
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', env, stdio, timeout: 600_000 });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? `${stdout}${stderr}`}`);
}
