/** A release's archive: the same bytes for the same files, whenever and wherever it is made. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, unzipSync, zipSync } from 'fflate';
import { create, Parser } from 'tar';

/** The time that all entries carry: none of them matters. A zip cannot say one before 1980, and says it without a time zone. */
const TIME = new Date(2000, 0, 1);

export async function makeArchive({ folder, names, output }) {
  if (output.endsWith('.zip')) {
    const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))]));
    writeFileSync(output, zipSync(files, { level: 9, mtime: TIME }));
  } else {
    await create({ cwd: folder, file: output, gzip: { level: 9 }, portable: true, mtime: TIME }, names);
  }
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
