/** Whether a script of the shell gives a variable a value itself: NAME=…, ${NAME:=…}, read NAME, for NAME in …, getopts … NAME. */
import { escaped } from '../../escaped.ts';

export const setsVariable = (name: string, script: string): boolean =>
  new RegExp(
    `(?<![\\w$])${escaped(name)}(?:=|\\+=)|\\$\\{${escaped(name)}:?=|\\b(?:read|mapfile|readarray|getopts|printf\\s+-v)\\s[^;|&\\n]*\\b${escaped(name)}\\b|\\bfor\\s+${escaped(name)}\\b`,
  ).test(script);
