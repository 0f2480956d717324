/** A version that a program asks of another one, which offers another: "it speaks version 2, this program needs version 3", of API_VERSION=3. */
import { only } from '../../only.ts';
import { fileOf, type Setting } from './settings.ts';
import type { ValueNamed } from './value-named.ts';

/** Of its own program, a variable may tell the version as well. */
const NAMED = /(?:^|_)(?:API|PROTOCOL|SCHEMA|INTERFACE|CONTRACT)_?VERSION$/i;
const NUMBER = /\bversions? v?(\d{1,4}(?:\.\d{1,4}){0,2})\b/gi;

/** The only variable that has one of two such numbers. */
export function versionNamed(words: string, settings: readonly Setting[]): ValueNamed | undefined {
  const versions = new Set([...words.matchAll(NUMBER)].map(([, number]) => number as string));
  if (versions.size !== 2) return undefined;
  return only(
    settings.flatMap((setting) => {
      const value = setting.value?.trim().replace(/^v/, '') ?? '';
      return NAMED.test(setting.name ?? '') && fileOf(setting) === undefined && versions.has(value)
        ? [{ setting, value, inFile: undefined }]
        : [];
    }),
  );
}
