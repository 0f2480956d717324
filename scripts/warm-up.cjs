/**
 * NODE scripts/warm-up.cjs PROGRAM CACHE RUNS
 *
 * Runs the program with each of the argument lists in RUNS (JSON), one after another in this process, then writes what V8 has compiled.
 */
const { readFileSync, writeFileSync } = require('node:fs');
const { Script } = require('node:vm');

const [program, cache, runs] = process.argv.slice(2);
const left = JSON.parse(runs);
const script = new Script(readFileSync(program, 'utf8'), { filename: 'kubectl-crashloop.cjs' });
const start = script.runInThisContext();

function next() {
  const args = left.shift();
  if (!args) return;
  process.argv = [process.execPath, process.execPath, ...args];
  start({}, require, { exports: {} }, process.execPath, '/');
  // A run may wait for nothing, and then Node would end without asking again.
  setImmediate(() => {});
}

// What a run writes, or whether it fails, does not matter here.
process.setMaxListeners(0);
process.stdout.write = process.stderr.write = () => true;
process.on('uncaughtException', () => {});
process.on('beforeExit', next);
process.on('exit', () => {
  writeFileSync(cache, script.createCachedData());
  process.exitCode = 0;
});
next();
