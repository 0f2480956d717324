/** Which commands of a script fail without a word, and with which exit codes. Codes from POSIX and the commands' own manuals. */

import { lastName } from '../../kube/folder.ts';

/**
 * silent: it may have ended with this code, and says nothing then; telling: it would have said why, or ends with another code. Undefined:
 * it is not known how the program fails.
 */
export type Failing = 'silent' | 'telling' | undefined;

const one = (programs: string) => programs.split(' ').map((program) => [program, [1]] as const);
/** Their "no", which they do not say. */
const ANSWERS: Readonly<Record<string, readonly number[]>> = {
  ...Object.fromEntries(one('grep egrep fgrep zgrep pgrep pidof test [ [[ read expr let false which nc ncat')),
  // POSIX says "not 0"; dash says 127.
  command: [1, 127],
  getent: [2],
  mountpoint: [1, 32],
};
/** They tell, unless an option keeps them from it. curl's -S shows errors all the same. */
const HUSHING: Readonly<Record<string, RegExp>> = {
  curl: /^(?:-(?!\w*S)\w*s\w*|--silent)$/,
  wget: /^(?:-\w*q\w*|--quiet)$/,
  pg_isready: /^(?:-\w*q\w*|--quiet)$/,
  cmp: /^(?:-\w*s\w*|--silent|--quiet)$/,
  sha256sum: /^--status$/,
  md5sum: /^--status$/,
};
/** They say why they fail, or do not fail. */
const TELLING =
  /^(?:set|:|export|unset|shift|trap|umask|cd|ls|cat|cp|mv|mkdir|rm|rmdir|ln|chmod|chown|touch|sleep|date|echo|printf|head|tail|sort|uniq|wc|cut|tr|sed|[gm]?awk|tee|find|basename|dirname|hostname|id|uname|mktemp|tar|gzip|gunzip|seq|kill|df|du|diff|timeout|\.|source)$/;
const ERRORS_DISCARDED = /(?:\s2>|\s&>|\s>&)\s*\/dev\/null|\s2>&-/;
const DISCARDED = /\s1?>\s*\/dev\/null/;
/** The programs that are given their text as a word may end with a code of their own. */
const OWN_TEXT = /^(?:[gm]?awk|sed|python[\d.]*|node|perl|ruby|php)$/;

/** Of one command: its words, and its text with redirections. */
export function failing(words: readonly string[], text: string, code: number): Failing {
  const [program = '', option = ''] = words;
  const isPrefix = program === 'exec' || /^\w+=/.test(program);
  if (isPrefix && words.length > 1) return failing(words.slice(1), text, code);
  const name = lastName(program);
  // Its own 124 is another cause (ended-by-script).
  if (name === 'timeout' && code !== 124) return failing(words.slice(words.findIndex((word) => /^\d/.test(word)) + 1), text, code);
  if (isHushed(name, text)) return 'silent';
  if (name === 'command' && !/^-[vV]$/.test(option)) return undefined;
  const hushing = HUSHING[name];
  if (hushing) return words.some((word) => hushing.test(word)) ? 'silent' : 'telling';
  if (/^nc/.test(name) && words.some((word) => /^-\w*v/.test(word))) return 'telling';
  if (name in ANSWERS) return ANSWERS[name]?.includes(code) ? 'silent' : 'telling';
  const exits = OWN_TEXT.test(name) ? [...text.matchAll(/\bexit\b[\s(]{0,3}(\d{1,3})/g)].map(([, number]) => Number(number)) : [];
  if (exits.includes(code)) return 'silent';
  return TELLING.test(name) ? 'telling' : undefined;
}

/** Its errors go nowhere; what diff and cmp find, they print. */
const isHushed = (name: string, text: string) =>
  ERRORS_DISCARDED.test(text) || (DISCARDED.test(text) && (/2>&1/.test(text) || name === 'diff' || name === 'cmp'));
