/** A release's archive: the same bytes for the same files, whenever and wherever it is made. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, unzipSync, zipSync } from 'fflate';
import { create, Parser } from 'tar';

/** The time that all entries carry: none of them matters. A zip cannot say one before 1980, and says it without a time zone. */
const TIME = new Date(2000, 0, 1);

export async function makeArchive({ folder, names, output }) {
  if (output.endsWith('.zip')) {
    const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))]));
    writeFileSync(output, zipSync(files, { level: 9, mtime: TIME }));
    return;
  }
  const plain = output.replace(/\.gz$/, '');
  await create({ cwd: folder, file: plain, portable: true, mtime: TIME }, names);
  if (squeezes()) squeeze(plain);
  else await create({ cwd: folder, file: output, gzip: { level: 9 }, portable: true, mtime: TIME }, names);
  rmSync(plain, { force: true });
}

/**
 * libdeflate at its best makes an executable 3 MB smaller than zlib at its best (38.1 instead of 41.0 MB for linux-amd64): gzip as well.
 * Debian: libdeflate-tools, Homebrew: libdeflate.
 */
const SQUEEZE = 'libdeflate-gzip';

export const squeezes = () => spawnSync(SQUEEZE, ['-V']).status === 0;

/** FILE becomes FILE.gz. */
function squeeze(plain) {
  const { status, stderr } = spawnSync(SQUEEZE, ['-12', '-f', plain], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${SQUEEZE} failed: ${stderr}`);
}

/** What is in an archive: name → bytes and, where the archive keeps it, the mode. */
export async function readArchive(path) {
  const bytes = readFileSync(path);
  if (path.endsWith('.zip'))
    return new Map(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, { content: Buffer.from(content) }]));
  const entries = new Map();
  const parser = new Parser({
    onReadEntry: (entry) => {
      const chunks = [];
      entry.on('data', (chunk) => chunks.push(chunk));
      entry.on('end', () => entries.set(entry.path, { content: Buffer.concat(chunks), mode: entry.mode }));
    },
  });
  await new Promise((resolve, reject) => {
    parser.on('end', resolve).on('error', reject);
    parser.end(Buffer.from(gunzipSync(bytes)));
  });
  return entries;
}
