/** The tests as plain JavaScript, made once for all files: to load some four hundred modules of TypeScript takes a second for each. */
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

/** What stands beside a test is found from where it was written, not from where it was compiled to. */
const ownAddress: Plugin = {
  name: 'own-address',
  setup({ onLoad }) {
    onLoad({ filter: /\.(?:ts|mjs)$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .replaceAll(/(?<!')import\.meta\.url/g, JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.filename', JSON.stringify(path)),
      loader: path.endsWith('.ts') ? 'ts' : 'js',
    }));
  },
};

/** Compiles files of a folder, given by name; returns the path of each one's JavaScript, which goes when this process ends. */
export async function compile(folder: string, files: string[]): Promise<Map<string, string>> {
  const outdir = fileURLToPath(new URL(`../.cache/tests/${process.pid}/`, import.meta.url));
  process.once('exit', () => rmSync(outdir, { recursive: true, force: true }));
  await build({
    entryPoints: files.map((file) => folder + file),
    outdir,
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    sourcemap: true,
    plugins: [ownAddress],
  });
  return new Map(files.map((file) => [file, outdir + file.replace(/\.ts$/, '.js')]));
}
