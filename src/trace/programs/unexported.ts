/** Variables that a shell sets for itself: only what is exported reaches the programs that it starts (POSIX 2.14, export). */
import { escaped } from '../../escaped.ts';
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import { type ConfigFile, configFiles } from '../files/mounted-file.ts';
import { assignmentIn, isSourced } from '../texts/shell-assignments.ts';
import { inHereDocument } from './here-document.ts';
import { optionsOfShell } from './shell-line.ts';
import { mayBeSkipped } from './shell-statements.ts';

export interface Kept {
  name: string;
  value: string;
  /** It is read from there; undefined: the script itself sets it. */
  file: ConfigFile | undefined;
  /** 1-based, of the file or of the script. */
  line: number;
  /** Within a block, or behind another command: it may not have come to it. */
  isConditional: boolean;
}

/** Exports all that is set, or what is not seen here. */
const EXPORTS = /\bset\s+-\w*a|\ballexport\b|\beval\b|\bexport\s+["']?\$|\benv\s+["']?\$/;
const exportsIt = (name: string, text: string) =>
  EXPORTS.test(text) ||
  new RegExp(`\\b(?:export|declare\\s+-\\w*x|typeset\\s+-\\w*x)\\b[^;|&\\n]*(?<![\\w$])${escaped(name)}\\b`).test(text);

/** A command of its own: NAME=value before a program is for that program. */
const SETTING =
  /(?:^|[;&{(]|\b(?:then|do|else)\b)[ \t]*([A-Za-z_]\w*)=("[^"\n]*"|'[^'\n]*'|\$\([^()\n]{1,300}\)|[^\s;&|"'()]*)[ \t]*(?=[;#\n]|&&|$)/gm;

export function keptByShell(script: string, subject: Subject, evidence: Evidence): Kept[] {
  const options = optionsOfShell(commandLine(subject.container));
  if (options.some((one) => /^-\w*a/.test(one)) || EXPORTS.test(script)) return [];
  const lines = script.split('\n');
  const isText = inHereDocument(lines);
  const own = [...script.matchAll(SETTING)].flatMap(({ 0: whole, 1: name = '', 2: value = '', index }): Kept[] => {
    const line = lineAt(script, index);
    if (isText(line - 1)) return [];
    const before = script.slice(script.lastIndexOf('\n', index - 1) + 1, index) + whole.slice(0, whole.indexOf(name));
    return [{ name, value, file: undefined, line, isConditional: mayBeSkipped(before.replace(/^\n/, '')) }];
  });
  const read = configFiles(subject, evidence).flatMap((file) => {
    const text = valueOf(file.text);
    if (text === undefined || !isSourced(file.path, script)) return [];
    return text.split('\n').flatMap((line, at): Kept[] => {
      const found = assignmentIn(line);
      if (!found || found.spaced || found.before.trim() !== '' || exportsIt(found.name, text)) return [];
      return [{ name: found.name, value: found.value, file, line: at + 1, isConditional: false }];
    });
  });
  return [...own, ...read].filter(({ name }) => !exportsIt(name, script));
}

/** A match may begin with the line break before. */
const lineAt = (text: string, index: number) => text.slice(0, index).split('\n').length + (/^[;&{(]?\s*\n/.test(text.slice(index)) ? 1 : 0);
