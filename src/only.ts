/** The one that was found, where no other was. */
export const only = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined);
