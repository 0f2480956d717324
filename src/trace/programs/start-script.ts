/** The shell script that a container is started with, where a ConfigMap brings it, and how far it gets by its own words. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import { commandLine } from '../../kube/pod.ts';
import { configFiles } from '../files/mounted-file.ts';
import { withoutComment } from './here-document.ts';
import { isShell, isShellScript, shellOperand } from './shell-line.ts';

export interface StartScript {
  path: string;
  /** Of the ConfigMap, and its key. */
  name: string;
  key: string;
  text: string;
  /** What it is given: "$@". */
  given: readonly string[];
}

/** Undefined where it is another program's, or stands in the image. */
export function startScript(subject: Subject, evidence: Evidence): StartScript | undefined {
  const words = commandLine(subject.container);
  const { at, isLine } = isShell(words[0] ?? '') ? (shellOperand(words) ?? { at: -1, isLine: false }) : { at: 0, isLine: false };
  const named = at < 0 || isLine ? undefined : words[at];
  // A shell looks for its script in the working directory, the runtime for a program without a slash in PATH alone.
  const whole = named?.includes('/') || at > 0 ? wholeFrom(subject.container.workingDir, named ?? '') : named;
  const file = named && configFiles(subject, evidence).find(({ path }) => path === whole);
  const text = file && valueOf(file.text);
  if (!file || text === undefined || (at === 0 && !isShellScript(text))) return undefined;
  return { path: file.path, name: file.name, key: file.key, text, given: words.slice(at + 1) };
}

const wholeFrom = (folder: string | undefined, path: string): string =>
  path.startsWith('/') || !folder?.startsWith('/') ? path : `${folderPath(folder)}/${path.replace(/^(?:\.\/+)+/, '')}`;

/** The last command hands over to what the script is given, and does not give itself (set -- node server.js). */
export function handsOver(text: string): boolean {
  const last = text
    .split('\n')
    .map((line) => withoutComment(line).trim())
    .findLast((line) => line !== '');
  return /^exec\s+(?:"\$@"|\$@|\$\*|"\$\*")$/.test(last ?? '') && !/\bset\s+--\s/.test(text);
}
