/**
 * Stands in for yargs' platform shim in the bundle. The real one reads its texts from a `locales` folder that is looked for near the
 * executable, and `package.json` from the working directory and above: files that are not ours. Here the English texts are part of the
 * bundle, and nothing is read.
 */
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { format, inspect } from 'node:util';
import cliui from 'cliui';
import stringWidth from 'string-width';
import Parser from 'yargs-parser';
import { y18n } from '../../node_modules/y18n/build/lib/index.js';
import english from '../../node_modules/yargs/locales/en.json';

const unsupported = (what) => () => {
  throw new Error(`${what} is not part of this program`);
};

/** node:assert takes longer to load than the rest of yargs. */
const holds = (test, message) => {
  if (!test) throw new Error(message);
};

/** y18n asks for `<directory>/<locale>.json`: there is one, and it is English. */
const texts = {
  fs: { readFileSync: () => JSON.stringify(english), writeFile: unsupported('writing locales') },
  exists: () => true,
  format,
  resolve: (...parts) => parts.at(-1),
};
const { __, __n, getLocale, updateLocale } = y18n({ directory: '', updateFiles: false, locale: 'en' }, texts);

export default {
  assert: { notStrictEqual: (a, b, message) => holds(a !== b, message), strictEqual: (a, b, message) => holds(a === b, message) },
  cliui,
  findUp: () => undefined,
  getCallerFile: unsupported('loading a folder of commands'),
  getEnv: (key) => process.env[key],
  getProcessArgvBin: () => process.argv[1],
  inspect,
  mainFilename: '',
  Parser,
  path: { basename, dirname, extname, join, relative, resolve },
  process: {
    argv: () => process.argv,
    /** Never the real one: it throws where the folder is gone, and nothing is looked up in it. */
    cwd: () => '/',
    emitWarning: () => {},
    execPath: () => process.execPath,
    exit: (code) => process.exit(code),
    nextTick: process.nextTick,
    /** Asked only when help is laid out: touching stdout opens it. */
    get stdColumns() {
      return process.stdout.columns ?? null;
    },
  },
  readdirSync: unsupported('loading a folder of commands'),
  readFileSync: unsupported('reading a configuration file'),
  require: unsupported('loading a module by name'),
  stringWidth,
  y18n: { __, __n, getLocale, setLocale: () => {}, updateLocale },
};
