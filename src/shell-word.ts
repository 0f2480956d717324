/** A word of a command line, as it is written for a POSIX shell. */

/** Nothing in it means anything to a shell. */
export const isBare = (word: string): boolean => /^[\w@%+=:,./-]+$/.test(word);

/** Single quotes hold everything but themselves (POSIX 2.2.2). */
export const quote = (word: string): string => (isBare(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** As one word of a script, in which the shell puts values in place of $NAME. */
export const inScript = (word: string): string => (isBare(word) ? word : `"${word.replace(/["\\`]/g, '\\$&')}"`);
