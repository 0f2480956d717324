/** A web server that is asked for a folder, and finds no index page in it: it forbids to list the folder. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import type { LogReading } from '../../logs/reading.ts';
import { only } from '../../only.ts';
import { mountedFile } from '../files/mounted-file.ts';
import { volumeFiles } from '../files/volume-files.ts';

export interface IndexMissing {
  folder: string;
  quote: string;
  /** Where the folder is a volume: what that is, for a sentence. */
  volume: { name: string; what: string; files: string[] | undefined } | undefined;
  /** The only page that lies in the folder. */
  page: string | undefined;
}

/** nginx (src/http/modules/ngx_http_autoindex_module.c, ngx_http_static_module.c), Apache httpd (modules/generators/mod_autoindex.c). */
const WORDS = [
  /\bdirectory index of "(\/[^"]{0,300})" is forbidden/,
  /\bAH01276: Cannot serve directory (\/\S{0,300}): No matching DirectoryIndex/,
];
/** nginx names the request with it: another one may be somebody else's. */
const REQUEST = /\brequest: "[A-Z]{1,10} ([^\s"?]{1,300})/;
const LINES = 400;

/** `asked`: the path of the probe. */
export function indexMissing(asked: string, subject: Subject, evidence: Evidence): IndexMissing | undefined {
  const logs = [valueOf(subject.log()), valueOf(subject.currentLog())].filter((log): log is LogReading => log !== undefined);
  for (const line of logs.flatMap(({ lines }) => lines.slice(-LINES)).reverse()) {
    const folder = WORDS.map((pattern) => pattern.exec(line)?.[1]).find((found) => found !== undefined);
    const request = REQUEST.exec(line)?.[1];
    if (folder === undefined || (request !== undefined && request !== asked)) continue;
    const { mount, volume, source } = mountedFile(folderPath(folder), subject) ?? {};
    // Of a volume that is mounted further up it is a folder inside that has no page.
    const isWhole = mount !== undefined && folderPath(mount.mountPath) === folderPath(folder) && mount.subPath === undefined;
    const files = isWhole ? volumeFiles(volume, subject.namespace, evidence) : undefined;
    const page = only((files ?? []).filter((file) => /^[\w.-]+\.html?$/.test(file)));
    const what = source ? `${source.kind} ${source.name}` : volume?.emptyDir ? 'an emptyDir' : 'a volume';
    return { folder, quote: line.trim(), volume: volume && { name: volume.name, what, files }, page };
  }
  return undefined;
}
