/** The whole program as one file of JavaScript, dist/kubectl-crashloop.cjs: what Node runs, and what the executables hold. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const shim = (name) => join(ROOT, 'scripts/shims', name);

/** Modules that give way to another one, and where they stand: a new version of a library that moves them must not pass unseen. */
const REPLACED = [
  { import: /^string-width$/, by: shim('string-width.mjs') },
  { import: /platform-shims\/esm\.mjs$/, from: join('node_modules', 'yargs'), by: shim('yargs-platform.mjs') },
  { import: /^node:module$/, from: join('node_modules', 'yargs-parser'), by: shim('no-create-require.mjs') },
  // The ES modules of the same library: what nothing uses can be left out.
  { import: /^yaml$/, by: join(ROOT, 'node_modules/yaml/browser/index.js') },
];

const replace = {
  name: 'replace',
  setup({ onResolve, onStart, onEnd }) {
    const seen = new Set();
    onStart(() => seen.clear());
    for (const rule of REPLACED) {
      onResolve({ filter: rule.import }, ({ importer }) => {
        if (rule.from && !importer.includes(`${rule.from}${sep}`)) return undefined;
        seen.add(rule);
        return { path: rule.by };
      });
    }
    onEnd(() => ({
      errors: REPLACED.filter((rule) => !seen.has(rule)).map((rule) => ({
        text: `nothing imports ${rule.import} any more: see REPLACED in scripts/bundle.mjs`,
      })),
    }));
  },
};

/** Modules that take milliseconds to load and that some runs do not need: each function of theirs loads them when it is called. */
const LAZY = { 'node:crypto': undefined, yargs: ['default'] };
const lazy = {
  name: 'lazy',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:node:crypto|yargs)$/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'lazy', sideEffects: false } : undefined,
    );
    onLoad({ filter: /./, namespace: 'lazy' }, async ({ path }) => {
      const functions = LAZY[path] ?? Object.keys(await import(path)).filter((name) => /^[a-z]\w*$/.test(name) && name !== 'default');
      const one = (name) =>
        `${name === 'default' ? 'export default' : `export const ${name} =`} (...args) => require('${path}').${name}(...args);`;
      return { contents: functions.map(one).join('\n'), resolveDir: ROOT };
    });
  },
};

/** src/assets.ts, with the texts themselves in it: packed, and unpacked when the first one is asked for. */
const assets = {
  name: 'assets',
  setup({ onLoad, onEnd }) {
    let met = false;
    onLoad({ filter: /[\\/]src[\\/]assets\.ts$/ }, () => {
      met = true;
      const pages = shelf('src/causes', '.md');
      const demos = shelf('src/demo', '.json');
      return { contents: embedded(pages, demos), loader: 'js', watchFiles: [...pages, ...demos].map(({ path }) => path) };
    });
    onEnd(() => ({ errors: met ? [] : [{ text: 'nothing imports src/assets.ts: the pages and demos would be missing' }] }));
  },
};

/** src/logs/phrase-list.ts, worked out. */
const phrases = {
  name: 'phrases',
  setup({ onLoad, onEnd }) {
    let met = false;
    onLoad({ filter: /[\\/]src[\\/]logs[\\/]phrase-list\.ts$/ }, async ({ path }) => {
      met = true;
      const { outputFiles, metafile } = await build({
        ...{ absWorkingDir: ROOT, entryPoints: [path], write: false, bundle: true, format: 'esm', metafile: true, logLevel: 'silent' },
      });
      const { PHRASES } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
      const literal = (value) => (value instanceof RegExp ? String(value) : JSON.stringify(value));
      const one = (phrase) => `{${Object.entries(phrase).map(([name, value]) => `${name}:${literal(value)}`)}}`;
      const watchFiles = Object.keys(metafile.inputs).map((input) => join(ROOT, input));
      return { contents: `export const PHRASES = [${PHRASES.map(one)}];`, loader: 'js', watchFiles };
    });
    onEnd(() => ({ errors: met ? [] : [{ text: 'nothing imports src/logs/phrase-list.ts: see phrases in scripts/bundle.mjs' }] }));
  },
};

function shelf(folder, extension) {
  let files = [];
  try {
    files = readdirSync(join(ROOT, folder));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return files
    .filter((file) => file.endsWith(extension))
    .map((file) => file.slice(0, -extension.length))
    .sort()
    .map((name) => ({ name, path: join(ROOT, folder, name + extension) }));
}

const pack = (value) => brotliCompressSync(JSON.stringify(value), { params: { [constants.BROTLI_PARAM_LGWIN]: 22 } }).toString('base64');

/** All pages are one pack (they share most of their words); each demo is its own. */
function embedded(pages, demos) {
  const read = ({ path }) => readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  return `
    const unpack = (text) => JSON.parse(require('node:zlib').brotliDecompressSync(Buffer.from(text, 'base64')).toString());
    const packedPages = ${JSON.stringify(pack(pages.map((file) => [file.name, read(file)])))};
    const packedDemos = new Map(${JSON.stringify(demos.map((file) => [file.name, pack(read(file))]))});
    let texts;
    export const page = (id) => (texts ??= new Map(unpack(packedPages))).get(id);
    export const pages = () => ${JSON.stringify(pages.map(({ name }) => name))};
    export const demo = (name) => packedDemos.has(name) ? unpack(packedDemos.get(name)) : undefined;
    export const demos = () => [...packedDemos.keys()];
  `;
}

/**
 * `code` is the file; `metafile` is esbuild's account of what went into it.
 *
 * CommonJS, because there a module that is imported lazily stays asleep in its wrapper until it is needed, Node's own modules included.
 */
export async function bundle({ entry = 'src/main.ts', name = packageJson().name, version = packageJson().version } = {}) {
  const result = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile: 'dist/kubectl-crashloop.cjs',
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    // An executable can load Node's own modules only by require().
    supported: { 'dynamic-import': false },
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
    metafile: true,
    plugins: [replace, lazy, assets, phrases],
    define: { CRASHLOOP_PACKAGE: JSON.stringify({ name, version }), 'import.meta.url': 'importMetaUrl' },
    banner: {
      js: [
        '#!/usr/bin/env node',
        // Node's warnings are for its developers: single executables, code caches and what NODE_OPTIONS does to them.
        '"use strict";process.removeAllListeners("warning");',
        'const importMetaUrl=require("node:url").pathToFileURL(__filename).href;',
      ].join('\n'),
    },
  });
  if (result.warnings.length > 0)
    throw new Error(result.warnings.map(({ text, location }) => `${location?.file}:${location?.line} ${text}`).join('\n'));
  return { code: Buffer.from(ascii(result.outputFiles[0].text)), metafile: result.metafile };
}

/** esbuild leaves other letters in regular expressions; V8 then keeps the whole program in two bytes a letter. */
function ascii(code) {
  const escaped = code.match(/.{0,30}\\[^\0-\x7f].{0,30}/u);
  if (escaped) throw new Error(`a backslash before a letter beyond ASCII, which needs none: ${escaped[0]}`);
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export const packageJson = () => JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** The inputs that run at the start: those that the entry reaches without an `import()`. */
export function loadedAtStart(metafile) {
  const entry = Object.values(metafile.outputs)[0].entryPoint;
  const reached = new Set();
  const visit = (path) => {
    if (reached.has(path) || !metafile.inputs[path]) return;
    reached.add(path);
    for (const { path: next, kind } of metafile.inputs[path].imports) if (kind !== 'dynamic-import') visit(next);
  };
  visit(entry);
  return [...reached];
}

/** The npm package that an input belongs to, as a folder under the root, or undefined for our own files. */
export function packageOf(input) {
  const path = relative(ROOT, join(ROOT, input)).split(sep).join('/');
  return path.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//)?.[1];
}
