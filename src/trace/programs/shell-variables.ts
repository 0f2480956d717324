/** Variables in a script of the shell: those whose values it puts in, and those that it sets. */
import { escaped } from '../../escaped.ts';

/** Behind a backslash it is a word, and $$ is the shell's own number. */
const VARIABLE = /(?<![\\$])\$(?:\{([A-Za-z_]\w{0,100})\}|([A-Za-z_]\w{0,100}))/g;
const OR_ELSE = /(?<![\\$])\$(?:\{([A-Za-z_]\w{0,100})(?::?-[^}]{0,100})?\}|([A-Za-z_]\w{0,100}))/g;

/** $NAME and ${NAME}, in the order of the text: those that stand for themselves alone, as ${NAME:-else} has its own way out. */
export const variablesIn = (text: string): string[] => [...text.matchAll(VARIABLE)].map(([, braced, bare]) => (braced ?? bare) as string);

/** With values in place of those that are known. */
export const withValues = (text: string, valueOf: (name: string) => string | undefined): string =>
  text.replace(OR_ELSE, (whole, braced, bare) => valueOf(braced ?? bare) ?? whole);

/** Is its value put in, be it with something else where it has none? */
export const usesVariable = (name: string, script: string): boolean => new RegExp(`\\$\\{?${escaped(name)}\\b`).test(script);

/** Does the script give it a value itself: NAME=…, ${NAME:=…}, read NAME, for NAME in …, getopts … NAME? */
export const setsVariable = (name: string, script: string): boolean =>
  new RegExp(
    `(?<![\\w$])${escaped(name)}(?:=|\\+=)|\\$\\{${escaped(name)}:?=|\\b(?:read|mapfile|readarray|getopts|printf\\s+-v)\\s[^;|&\\n]*\\b${escaped(name)}\\b|\\bfor\\s+${escaped(name)}\\b`,
  ).test(script);
