/**
 * Runs the test files in two processes, a long test in one of its own, each with a time limit. A file that holds no test, a stray
 * `.only`, or a test that never ends fails the run: uvu itself lets all three pass. Ends with "N passed, N failed".
 *
 *   npm test [-- PART_OF_A_FILE_NAME…]
 *   npm run test:long [-- PART_OF_A_FILE_NAME…]      those of test/long
 */
import { type ChildProcess, fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { compile } from './compile.ts';

const long = process.argv.includes('--long');
/** Those of test/long in which no time is measured, longest first: two at a time; the others one. */
const SIDE_BY_SIDE = [
  'staying',
  'hostile',
  'commands',
  'versions',
  'rights',
  'live',
  'denials',
  'harmless',
  'mutations',
  'html',
  'bundles',
  'port-faults',
  'install',
  'binary',
].map((name) => `${name}.test.ts`);
/** Seconds for one file. */
const LIMIT = long ? 900 : 300;
/** MiB that the garbage collector may let a file's heap grow to; what needs more ends the process. */
const HEAP = 800;

interface Result {
  file: string;
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
  output: string;
}

const folder = fileURLToPath(new URL(long ? 'long/' : '.', import.meta.url));
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.test.ts') && (wanted.length === 0 || wanted.some((part) => file.includes(part))))
  .sort();

const compiled = await compile(folder, files);

/** A process that runs files one after the other. A long test gets one of its own. */
class Worker {
  #child: ChildProcess | undefined;
  #output = '';
  #said: () => void = () => {};
  #ended: () => void = () => {};

  #start(): ChildProcess {
    const child = fork(fileURLToPath(new URL('worker.mjs', import.meta.url)), {
      execArgv: [`--max-old-space-size=${HEAP}`, '--enable-source-maps'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        this.#output += chunk;
        this.#said();
      });
    // One that was ended for the next file closes when that has begun.
    child.on('close', () => this.#child === child && this.#ended());
    return child;
  }

  /** Ends the process and what it started. */
  end(): void {
    const pid = this.#child?.pid;
    this.#child = undefined;
    try {
      if (pid) process.kill(-pid, 'SIGKILL');
    } catch {
      // it has ended
    }
  }

  async run(file: string): Promise<Result> {
    const started = Date.now();
    if (/^[a-z]\w*\.only\(/m.test(readFileSync(folder + file, 'utf8')))
      return { file, passed: 0, failed: 1, skipped: 0, seconds: 0, output: '.only left in the file' };
    this.#child ??= this.#start();
    const child = this.#child;
    this.#output = '';
    const end = await new Promise<'done' | 'ended' | 'late'>((resolve) => {
      setTimeout(resolve, LIMIT * 1000, 'late').unref();
      this.#ended = () => resolve('ended');
      this.#said = () => this.#output.includes('\0') && resolve('done');
      child.send(compiled.get(file) ?? file);
    });
    if (end !== 'done' || long) this.end();
    // uvu colours the number of skipped tests, wherever it writes to.
    const plain = stripVTControlCharacters(this.#output);
    const count = (word: string) => Number(plain.match(new RegExp(`${word}:\\s+(\\d+)`))?.[1] ?? 0);
    const [total, passed, skipped] = [count('Total'), count('Passed'), count('Skipped')];
    const failed = end !== 'done' || total + skipped === 0 ? Math.max(1, total - passed) : total - passed;
    let output = this.#output.replace('\0', '');
    if (end === 'late') output += `\nended after ${LIMIT} s`;
    if (end === 'ended') output += '\nthe process ended before the tests did';
    if (total + skipped === 0) output += '\nno test ran in this file';
    return { file, passed, failed, skipped, seconds: (Date.now() - started) / 1000, output };
  }
}

const results: Result[] = [];
const sideBySide = long ? SIDE_BY_SIDE.filter((file) => files.includes(file)) : [...files];
const oneByOne = files.filter((file) => !sideBySide.includes(file));
await Promise.all([takeFrom(sideBySide), takeFrom(sideBySide)]);
await takeFrom(oneByOne);

async function takeFrom(queue: string[]): Promise<void> {
  const worker = new Worker();
  for (let file = queue.shift(); file; file = queue.shift()) {
    const result = await worker.run(file);
    results.push(result);
    const { passed, failed, skipped, seconds, output } = result;
    console.log(
      `${failed ? 'FAIL' : 'ok  '}  ${file.padEnd(34)} ${String(passed).padStart(5)} passed${failed ? `, ${failed} failed` : ''}${skipped ? `, ${skipped} skipped` : ''}  ${seconds.toFixed(1)} s`,
    );
    if (failed) console.log(output);
  }
  worker.end();
}
const sum = (key: 'passed' | 'failed' | 'skipped') => results.reduce((total, result) => total + result[key], 0);
if (sum('skipped')) console.log(`${sum('skipped')} skipped`);
if (files.length === 0) console.log('no test file of that name');
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') > 0 || files.length === 0 ? 1 : 0;
