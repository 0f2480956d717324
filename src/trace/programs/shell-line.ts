/** What a shell is told on its command line, and a line as words. */

import { escaped } from '../../escaped.ts';
import { lastName } from '../../kube/folder.ts';
import { withValues } from './shell-variables.ts';

/** What only a shell understands. */
const SHELL = /[|&;<>`*?~\n]|\$\(|\$\{\w*[^\w}]|\\/;

/** A line as the words that a shell would make of it; undefined where it needs a shell. `$NAME` becomes `$(NAME)`, which the kubelet expands. */
export function wordsOf(line: string): string[] | undefined {
  if (SHELL.test(line)) return undefined;
  const words: string[] = [];
  const rest = line.replace(/(?:"([^"]*)"|'([^']*)'|[^\s"']+)+/g, (word) => {
    const parts = word.matchAll(/"([^"]*)"|'([^']*)'|[^"']+/g);
    words.push([...parts].map(([part, double, single]) => single ?? withValues(double ?? part, (name) => `$(${name})`)).join(''));
    return '';
  });
  return rest.trim() === '' && words.length > 0 ? words : undefined;
}

const SHELLS = ['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh'];

/** NAME=value, with which a shell sets a variable; the runtime takes it for a program or an argument. */
export const isAssignment = (word: string): boolean => /^[A-Za-z_]\w*=/.test(word);

export const isShell = (program: string) => SHELLS.includes(lastName(program));

/** The first line of a script that a shell is to read: #!/bin/sh, #!/usr/bin/env bash. */
export const isShellScript = (text: string): boolean => /^#!\S*(?:\/| )(?:ba|da|a|z|k)?sh\b/.test(text);

export interface ShellLine {
  list: 'command' | 'args';
  index: number;
  line: string;
}

/**
 * What the first shell among the words is told to run, at this index: a line where it has -c, else a script. Options stand before it,
 * together or apart, and each o takes a word (POSIX sh, OPTIONS): `bash -euo pipefail -c "line"`.
 */
export function shellOperand(words: readonly string[]): { at: number; isLine: boolean } | undefined {
  const shell = words.findIndex(isShell);
  let isLine = false;
  for (let at = shell + 1; shell >= 0 && at < words.length; at++) {
    const word = words[at] ?? '';
    if (/^[-+][a-zA-Z]+$/.test(word)) {
      isLine ||= /^-\w*c/.test(word);
      at += word.match(/o/gi)?.length ?? 0;
    } else if (!word.startsWith('--')) return { at, isLine };
  }
  return undefined;
}

/** The options of the first shell among the words, and what they take. */
export const optionsOfShell = (words: readonly string[]): readonly string[] =>
  words.slice(words.findIndex(isShell) + 1, shellOperand(words)?.at ?? 0);

/** The line of `sh -c "line"` in a container's command and args. */
export function shellLine({ command = [], args = [] }: { command?: string[]; args?: string[] }): ShellLine | undefined {
  const words = [...command, ...args];
  const { at, isLine } = shellOperand(words) ?? { at: 0, isLine: false };
  const line = isLine ? words[at] : undefined;
  if (line === undefined) return undefined;
  return at < command.length ? { list: 'command', index: at, line } : { list: 'args', index: at - command.length, line };
}

/** A command as a word of a line, not within a path or a longer name. */
export const asWord = (command: string, flags = ''): RegExp => new RegExp(`(?<![\\w./$-])${escaped(command)}(?![\\w./-])`, flags);
