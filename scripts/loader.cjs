/**
 * The main script of the executables: starts the program with V8's code for it, as the warm-up left it. Node's own code cache
 * (useCodeCache) holds only what is compiled before anything has run, which is little.
 */
const { getRawAsset } = require('node:sea');
const { Script } = require('node:vm');

function asset(name) {
  try {
    return Buffer.from(getRawAsset(name));
  } catch {
    return undefined;
  }
}

// There is no cache in an executable that was made on another system. One that does not fit is passed over: it costs time, nothing else.
const script = new Script(asset('program').latin1Slice(), { filename: 'kubectl-crashloop.cjs', cachedData: asset('cache') });
script.runInThisContext()(exports, require, module, __filename, __dirname);
