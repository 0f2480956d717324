/** A word as it stands in a pattern, with nothing in it that means something there. */
export const escaped = (word: string): string => word.replace(/[^\w]/g, '\\$&');
