/** The shell script that a container is started with, where a ConfigMap brings it, and how far it gets by its own words. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import { configFiles } from '../files/mounted-file.ts';
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
  const file = at < 0 || isLine ? undefined : configFiles(subject, evidence).find(({ path }) => path === words[at]);
  const text = file && valueOf(file.text);
  if (!file || text === undefined || (at === 0 && !isShellScript(text))) return undefined;
  return { path: file.path, name: file.name, key: file.key, text, given: words.slice(at + 1) };
}

export interface OpenHereDocument {
  /** 1-based line that begins it. */
  line: number;
  word: string;
  /** 1-based line that looks like its end and is none, as blanks stand beside the word. */
  near: number | undefined;
}

/** A carriage return after the word belongs to it, and so to its end. */
const OPENING = /^(.*?[^<]|)<<(-?)\s*(["']?)([A-Za-z_]\w{0,40})\3(?![<\r\w])/;

/** What follows such a text stands within quotation marks, or shifts a number: $((1<<BITS)). */
const isQuotedOrSum = (before: string) =>
  (before.match(/"/g) ?? []).length % 2 === 1 || (before.match(/'/g) ?? []).length % 2 === 1 || /\(\((?!.*\)\))/.test(before);

/** A here-document that never ends: its end is a line that holds the word alone, after `<<-` with tabs before it (POSIX 2.7.4). */
export function openHereDocument(text: string): OpenHereDocument | undefined {
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const [, before = '', tabs, , word] = OPENING.exec(withoutComment(lines[at] as string)) ?? [];
    if (word === undefined || isQuotedOrSum(before)) continue;
    const rest = lines.slice(at + 1);
    const end = rest.findIndex((line) => (tabs ? line.replace(/^\t+/, '') : line) === word);
    if (end >= 0) at += end + 1;
    else {
      const near = rest.findIndex((line) => line.trim() === word);
      return { line: at + 1, word, near: near < 0 ? undefined : at + near + 2 };
    }
  }
  return undefined;
}

const withoutComment = (line: string) => line.replace(/(?:^|\s)#.*$/, '');

/** The last command hands over to what the script is given, and does not give itself (set -- node server.js). */
export function handsOver(text: string): boolean {
  const last = text
    .split('\n')
    .map((line) => withoutComment(line).trim())
    .findLast((line) => line !== '');
  return /^exec\s+(?:"\$@"|\$@|\$\*|"\$\*")$/.test(last ?? '') && !/\bset\s+--\s/.test(text);
}
