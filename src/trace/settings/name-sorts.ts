/** What the last word of a setting's name says of its value. */

/** Alone they say too little of what they are for. */
export const GENERAL = new Set([
  'HOST',
  'PORT',
  'URL',
  'URI',
  'NAME',
  'USER',
  'KEY',
  'TOKEN',
  'MODE',
  'ENV',
  'PASSWORD',
  'SECRET',
  'PATH',
  'ID',
]);

/** DB_PORT is no misspelt DB_HOST. */
export function isOfAnotherSort(one: string, name: string): boolean {
  const [a, b] = [one.split('_').at(-1) as string, name.split('_').at(-1) as string];
  return a !== b && GENERAL.has(a) && GENERAL.has(b);
}
