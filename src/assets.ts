/**
 * The program's own texts: the page of each cause, and the recorded clusters of `demo`. Here they are read from beside this file; the
 * build puts a module with the same four functions in its place, which holds the texts themselves.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

interface Shelf {
  folder: URL;
  extension: string;
}

const PAGES: Shelf = { folder: new URL('./causes/', import.meta.url), extension: '.md' };
const DEMOS: Shelf = { folder: new URL('./demo/', import.meta.url), extension: '.json' };

/** The Markdown page of a cause, by the cause's id. */
export const page = (id: string): string | undefined => text(PAGES, id);
/** The ids of all causes that have a page, sorted. */
export const pages = (): string[] => names(PAGES);

/** A recorded cluster, as the JSON text of an evidence bundle. */
export const demo = (name: string): string | undefined => text(DEMOS, name);
/** The names of all recorded clusters, sorted. */
export const demos = (): string[] => names(DEMOS);

function names({ folder, extension }: Shelf): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(extension))
    .map((file) => file.slice(0, -extension.length))
    .sort();
}

/** Only names that are there become paths. */
function text(shelf: Shelf, name: string): string | undefined {
  return names(shelf).includes(name) ? readFileSync(new URL(`${name}${shelf.extension}`, shelf.folder), 'utf8') : undefined;
}
