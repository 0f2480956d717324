/** The template that a file is made from at each start: default.conf of default.conf.template. What a shell fills in keeps its lines. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { lastName } from '../../kube/folder.ts';
import { only } from '../../only.ts';
import { isForShell } from '../programs/start-text.ts';
import { settingsOf, variablesOf } from '../settings/settings.ts';
import { configFiles } from './mounted-file.ts';

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

/** `isLess`: the parser misses something in the line. The image of nginx leaves those that are not set as they stand. */
export function templateOf(
  file: string,
  line: string | undefined,
  isLess: boolean,
  subject: Subject,
  evidence: Evidence,
): Template | undefined {
  const base = lastName(file);
  const found = only(configFiles(subject, evidence).filter(({ path }) => ENDINGS.some((ending) => path.endsWith(`/${base}.${ending}`))));
  const text = found && valueOf(found.text);
  if (!found || text === undefined) return undefined;
  const names = variablesOf(subject, evidence).map(({ name }) => name);
  const scripts = settingsOf(subject, evidence).filter(isForShell);
  const isSet = (one: string) => names.includes(one) || scripts.some(({ written }) => new RegExp(`(?<!\\w)${one}=`).test(written ?? ''));
  const own = line === undefined || !isLess ? '' : (text.split('\n')[Number(line) - 1] ?? '');
  const asked = [...own.matchAll(/(?<!\\)\$(?:\{([A-Za-z_]\w{0,100})\}|([A-Za-z_]\w{0,100}))/g)].map(
    ([, one, other]) => (one ?? other) as string,
  );
  const { name, key, path } = found;
  return { name, key, path, text, empty: [...new Set(asked)].filter((one) => !isSet(one)) };
}
