/** Four letters as a number, by which the phrases that need them are found in a line. */

/** Small and capital letters alike; two other signs may fall together, which only costs a try. */
const fold = (code: number): number => (code | 32) & 127;

/** The last four letters, one letter further. */
export const next = (gram: number, code: number): number => ((gram << 7) | fold(code)) & 0xfffffff;

export const gramOf = (letters: string): number => [...letters].reduce((gram, letter) => next(gram, letter.charCodeAt(0)), 0);
