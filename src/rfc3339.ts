/** A time in milliseconds since 1970, as the API spells times. */
export const rfc3339 = (time: number): string => new Date(time).toISOString();
