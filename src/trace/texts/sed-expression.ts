/** Substitutions of sed in a script of the shell, such as s/__URL__/$URL/g, with what the variables in them hold. */
import { variablesIn } from '../programs/shell-variables.ts';

export interface Substitution {
  /** As it stands in the script. */
  text: string;
  /** The variable whose value has a slash. */
  variable: string;
  /** The same with another sign between its parts. */
  other: string;
}

/** The parts have no slash of their own; a variable in them may hold one, which then ends the part (POSIX sed: the delimiter). */
const SUBSTITUTION = /\bs\/((?:[^/\\\n]|\\[^\n])*)\/((?:[^/\\\n]|\\[^\n])*)\/([gIip0-9]*)/g;

export function brokenSubstitution(script: string, valueOf: (name: string) => string | undefined): Substitution | undefined {
  for (const [text, from = '', to = '', flags = ''] of script.matchAll(SUBSTITUTION)) {
    const names = variablesIn(`${from}${to}`);
    const variable = names.find((name) => valueOf(name)?.includes('/'));
    const sign = ['|', '#', ','].find((one) => ![from, to, ...names.map((name) => valueOf(name) ?? '')].some((part) => part.includes(one)));
    if (variable !== undefined && sign !== undefined) return { text, variable, other: `s${sign}${from}${sign}${to}${sign}${flags}` };
  }
  return undefined;
}
