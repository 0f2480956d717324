/** The template that a file is made from at each start: default.conf of default.conf.template. What a shell fills in keeps its lines. */
import { escaped } from '../../escaped.ts';
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { lastName } from '../../kube/folder.ts';
import { only } from '../../only.ts';
import { variablesIn } from '../programs/shell-variables.ts';
import { isForShell } from '../programs/start-text.ts';
import { settingsOf, variablesOf } from '../settings/settings.ts';
import { type ConfigFile, configFiles } from './mounted-file.ts';

export interface Template {
  name: string;
  key: string;
  path: string;
  text: string;
  /** In the line in question: the variables that neither the container nor its script has, of which a shell and envsubst make nothing. */
  empty: string[];
}

/** gettext's and the images' own names for it (docker-library: nginx's 20-envsubst-on-templates.sh takes .template). */
const ENDINGS = ['template', 'tmpl', 'tpl', 'in', 'dist', 'envsubst'];

/** The only mounted file that a statement of the container's script writes it from: sed … FROM > FILE, envsubst < FROM > FILE, cp FROM FILE. */
function writtenFrom(file: string, files: readonly ConfigFile[], subject: Subject, evidence: Evidence): ConfigFile | undefined {
  const statements = settingsOf(subject, evidence)
    .filter(isForShell)
    .flatMap(({ written = '' }) => written.split(/;|\n|&&|\|\|/));
  const writes = new RegExp(`(?:>|\\s)\\s*["']?${escaped(file)}["']?\\s*$`);
  const names = (path: string) => new RegExp(`(?:^|[\\s"'<])${escaped(path)}(?:["'\\s>]|$)`);
  return only(files.filter(({ path }) => path !== file && statements.some((one) => writes.test(one) && names(path).test(one))));
}

/** `isLess`: the parser misses something in the line. The image of nginx leaves those that are not set as they stand. */
export function templateOf(
  file: string,
  line: string | undefined,
  isLess: boolean,
  subject: Subject,
  evidence: Evidence,
): Template | undefined {
  const files = configFiles(subject, evidence);
  const found =
    only(files.filter(({ path }) => ENDINGS.some((ending) => path.endsWith(`/${lastName(file)}.${ending}`)))) ??
    writtenFrom(file, files, subject, evidence);
  const text = found && valueOf(found.text);
  if (!found || text === undefined) return undefined;
  const names = variablesOf(subject, evidence).map(({ name }) => name);
  const scripts = settingsOf(subject, evidence).filter(isForShell);
  const isSet = (one: string) => names.includes(one) || scripts.some(({ written }) => new RegExp(`(?<!\\w)${one}=`).test(written ?? ''));
  const own = line === undefined || !isLess ? '' : (text.split('\n')[Number(line) - 1] ?? '');
  const { name, key, path } = found;
  return { name, key, path, text, empty: [...new Set(variablesIn(own))].filter((one) => !isSet(one)) };
}
