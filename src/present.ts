/** Those that are there, in their order: for lists of which some items are conditional. */
export const present = <T extends object | string>(...items: readonly (T | undefined | null | false | '' | 0)[]): T[] =>
  items.filter((item): item is T => Boolean(item));
