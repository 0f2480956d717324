/** The substitution in the text of a script that dash calls bad. */

/** ${!A}, ${A/x/y}, ${A:0:3}, ${A^^}, ${A[0]}, ${A@Q}: bash takes these apart, and calls others bad as dash does. */
const SUBSTITUTION =
  /\$\{(?:!\w{1,80}[^}\n]{0,200}|\w{1,80}(?:\[[^\]\n]{0,80}\])?(?:\/[^}\n]{0,200}|:[^-+=?}][^}\n]{0,200}|\^\^?[^}\n]{0,80}|,,?[^}\n]{0,80}|@[A-Za-z])|[#!]?\w{1,80}\[[^\]\n]{0,80}\][^}\n]{0,200})\}/;

/** ${app.name}, of a template or of Java: no shell knows that, and it may be what is meant. */
const OF_NO_SHELL = /\$\{\w{1,80}[.\s][^}\n]{0,80}\}/;

/** What stands between single quotation marks, or behind a #, the shell leaves as it is. */
export function badSubstitution(text: string): string | undefined {
  const read = text.replace(/^[ \t]{0,80}#.*$/gm, '').replace(/'[^'\n]{0,2000}'/g, '');
  return OF_NO_SHELL.test(read) ? undefined : SUBSTITUTION.exec(read)?.[0];
}
