/**
 * In which of nginx's contexts a text belongs, by the blocks at its top (nginx.org/en/docs/ngx_core_module.html and
 * …/http/ngx_http_core_module.html name the context of each), and where the usual images read such a text: the whole configuration
 * from nginx.conf, which includes all of conf.d within its http block (nginx/docker-nginx and Debian's nginx-common alike).
 */

import type { Subject } from '../../diagnosis/subject.ts';
import { mountPath } from '../../fixes/mount.ts';
import type { WorkloadFix } from '../../fixes/workload.ts';
import type { VolumeMount } from '../../kube/shapes.ts';
import type { Fix } from '../../report.ts';
import { mountedFile } from '../files/mounted-file.ts';

export const MAIN_FILE = '/etc/nginx/nginx.conf';
const SITES = '/etc/nginx/conf.d';
const MAIN_BLOCKS = ['http', 'events', 'stream', 'mail'];
const HTTP_BLOCKS = ['server', 'upstream', 'map', 'geo', 'split_clients'];

/** Comments, texts in quotes, variables such as ${name} (whose brace opens no block), braces, semicolons, words. */
const TOKEN = /#[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\$\{\w*\}|[{};]|[^\s{};#"']+/g;

/** The names of the blocks that stand in no other one. */
export function outerBlocks(text: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let name = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token.startsWith('#')) continue;
    if (!/^[{};]$/.test(token)) {
      name ||= token;
      continue;
    }
    if (token === '{' && depth === 0 && name) names.push(name);
    depth = token === '{' ? depth + 1 : token === '}' ? Math.max(0, depth - 1) : depth;
    name = '';
  }
  return names;
}

export interface Misplaced {
  /** For the sentence that says what is wrong. */
  what: string;
  fix(fix: WorkloadFix): Fix;
}

/** A whole configuration in a folder whose files nginx includes within http, or a site in the place of the whole configuration. */
export function misplaced(
  text: string,
  { key, path, beside }: { key: string; path: string; beside: readonly string[] },
  subject: Subject,
): Misplaced | undefined {
  const blocks = outerBlocks(text);
  const isMain = blocks.includes('http') && blocks.every((name) => MAIN_BLOCKS.includes(name));
  const isSite = blocks.length > 0 && blocks.every((name) => HTTP_BLOCKS.includes(name));
  const mount = mountedFile(path, subject)?.mount;
  if (!mount || namesFile(subject)) return undefined;
  if (isMain && path.startsWith(`${SITES}/`) && !mountedFile(MAIN_FILE, subject))
    return {
      what: `the key is a whole configuration, which nginx reads from ${MAIN_FILE}; what lies in ${SITES} it includes within the http block of that`,
      fix: (fix) => moved(fix, mount, key, MAIN_FILE, beside),
    };
  if (isSite && path === MAIN_FILE && (mount.subPath !== undefined || mount.mountPath === '/etc/nginx'))
    return {
      what: `the key is a site, which belongs within an http block; ${MAIN_FILE} is the whole configuration, and that of the image includes what lies in ${SITES}`,
      fix: (fix) => moved(fix, mount, key, `${SITES}/default.conf`, []),
    };
  return undefined;
}

/** nginx -c FILE. */
const namesFile = ({ container }: Subject) =>
  /\bnginx\b[^;&|]*\s-c\s*\S/.test([...(container.command ?? []), ...(container.args ?? [])].join(' '));

/** The file at this path; the other files of a folder that it was mounted with stay in that folder. */
function moved(fix: WorkloadFix, mount: VolumeMount, key: string, path: string, beside: readonly string[]): Fix {
  const others = mount.subPath === undefined ? beside : [];
  return fix.patchJson(`mount key ${key} at ${path}, as this one file`, [
    { op: 'replace', path: mountPath(fix, mount), value: { ...mount, mountPath: path, subPath: mount.subPath ?? key } },
    ...others.map((other) => ({
      op: 'add' as const,
      path: `${fix.containerPath}/volumeMounts/-`,
      value: { ...mount, mountPath: `${SITES}/${other}`, subPath: other },
    })),
  ]);
}
