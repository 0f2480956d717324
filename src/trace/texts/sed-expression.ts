/** Substitutions of sed in a script of the shell, such as s/__URL__/$URL/g, with what the variables in them hold. */
import { only } from '../../only.ts';
import { variablesIn } from '../programs/shell-variables.ts';

export interface Substitution {
  /** As it stands in the script. */
  text: string;
  /** The variable whose value has the sign that stands between the parts. */
  variable: string;
  sign: string;
  /** The same with another sign between its parts. */
  other: string;
}

/** The parts have no such sign of their own; a variable in them may hold one, which then ends the part (POSIX sed: any sign may delimit). */
const SUBSTITUTION = /\bs([/|#,:@%!])((?:(?!\1)[^\\\n]|\\[^\n]){0,500})\1((?:(?!\1)[^\\\n]|\\[^\n]){0,500})\1([gIip0-9]*)/g;

/** `isHidden`: a variable whose value is not read; it is the one where no other can be. */
export function brokenSubstitution(
  script: string,
  valueOf: (name: string) => string | undefined,
  isHidden: (name: string) => boolean,
): (Substitution & { hidden: boolean }) | undefined {
  const all = [...script.matchAll(SUBSTITUTION)].map(([text, sign = '', from = '', to = '', flags = '']) => {
    const names = variablesIn(`${from}${to}`);
    const parts = [from, to, ...names.map((name) => valueOf(name) ?? '')];
    const free = ['|', '#', ','].find((one) => one !== sign && !parts.some((part) => part.includes(one)));
    return { text, sign, names, other: free && `s${free}${from}${free}${to}${free}${flags}` };
  });
  const shown = all.flatMap(({ names, other, ...one }) => {
    const variable = names.find((name) => valueOf(name)?.includes(one.sign));
    return variable === undefined || other === undefined ? [] : [{ ...one, other, variable, hidden: false }];
  });
  const hidden = all.flatMap(({ names, other, ...one }) =>
    other === undefined ? [] : names.filter(isHidden).map((variable) => ({ ...one, other, variable, hidden: true })),
  );
  return shown[0] ?? only(hidden);
}
