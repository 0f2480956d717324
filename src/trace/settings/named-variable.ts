/** The environment variable that a program means by its own name for a setting, and the ones that are set and may have been meant. */
import { distance } from 'fastest-levenshtein';
import { escaped } from '../../escaped.ts';
import { nearest } from '../../nearest.ts';
import { usesVariable } from '../programs/shell-variables.ts';
import { GENERAL, isOfAnotherSort } from './name-sorts.ts';
import { fileOf, type Setting } from './settings.ts';
import { isCode } from './value-named.ts';
import { sameMeaning, underscored } from './variables.ts';

/** As a variable is spelt: api_token → API_TOKEN, prices.url → PRICES_URL (Spring Boot's relaxed binding). */
const spelt = (name: string) =>
  /[a-z]/.test(name)
    ? underscored(name)
        .replace(/[^A-Za-z0-9]+/g, '_')
        .toUpperCase()
    : name;

/**
 * The variable of a setting. A framework with a prefix tells only the field: another field of the same list that is set shows the prefix
 * (pydantic-settings' env_prefix).
 */
export function variableFor(name: string, given: string | undefined, variables: readonly Setting[]): string {
  if (/^[A-Z][A-Z0-9_]*$/.test(name)) return name;
  const known = given === undefined ? undefined : spelt(given);
  const found = known === undefined ? [] : variables.filter((one) => one.name?.endsWith(`_${known}`));
  const prefix =
    found.length === 1 && !variables.some((one) => one.name === known) ? found[0]?.name?.slice(0, -(known as string).length) : '';
  return `${prefix}${spelt(name)}`;
}

/** same: it means the same in other words; near: it is a few letters off, or one name is the other's with words added. */
export interface Meant {
  setting: Setting;
  how: 'same' | 'near';
}

/** Long names are alike by what they share: what they do not share has to be alike too, as JDBC_URL and USERNAME behind one prefix are not. */
function isNear(one: string, name: string): boolean {
  const [a, b] = [one.split('_'), name.split('_')];
  while (a.length > 0 && b.length > 0 && a[0] === b[0]) {
    a.shift();
    b.shift();
  }
  while (a.length > 0 && b.length > 0 && a.at(-1) === b.at(-1)) {
    a.pop();
    b.pop();
  }
  const [rest, other] = [a.join(''), b.join('')];
  return rest === '' || other === '' || distance(rest, other) <= Math.max(rest.length, other.length) / 2;
}

export function meantBy(name: string, variables: readonly Setting[], wanted: readonly string[]): Meant | undefined {
  const names = variables.flatMap((one) => (one.name === undefined || wanted.includes(one.name) ? [] : [one.name]));
  const settingOf = (found: string) => variables.find((one) => one.name === found) as Setting;
  const same = sameMeaning(name, names);
  if (same) return { setting: settingOf(same), how: 'same' };
  const close = nearest(
    name,
    // A word behind it tells another sort of value: SHOP_API, and SHOP_API_KEY beside it.
    names.filter(
      (one) => !`${one}_`.startsWith(`${name}_`) && !`${name}_`.startsWith(`${one}_`) && !isOfAnotherSort(one, name) && isNear(one, name),
    ),
  );
  if (close) return { setting: settingOf(close), how: 'near' };
  const words = name.split('_');
  const parts = names.filter((other) => {
    const those = other.split('_');
    const [short, long] = those.length < words.length ? [those, words] : [words, those];
    if (short.length === long.length || short.at(-1) !== long.at(-1)) return false;
    return short.every((word) => long.includes(word)) && !(short.length === 1 && GENERAL.has(short[0] as string));
  });
  return parts.length === 1 ? { setting: settingOf(parts[0] as string), how: 'near' } : undefined;
}

/** In small letters it may be any word of the code. */
const SHOUTED = /^[A-Z][A-Z0-9_]*$/;

/** Without those that the program, where the spec or a ConfigMap has it, reads by their own names beside the one that is looked for. */
export function notReadBeside(wanted: readonly string[], settings: readonly Setting[]): Setting[] {
  const isProgram = (one: Setting) => one.place.kind === 'argument' || isCode(fileOf(one) ?? '');
  const code = settings.flatMap((one) => (isProgram(one) ? [one.written ?? ''] : []));
  const reads = (text: string, name: string) => new RegExp(`(?<![\\w$])${escaped(name)}(?!\\w)`).test(text);
  const beside = code.filter((text) => wanted.some((name) => reads(text, name)));
  return settings.filter(({ name }) => name !== undefined && !(SHOUTED.test(name) && beside.some((text) => reads(text, name))));
}

/** What a start script asks for under a name that nobody gives, and the one variable of the same sort (…_DIR) that is given and that it does not use. */
export function unusedOf(name: string, variables: readonly Setting[], script: string | undefined): Meant | undefined {
  const sort = name.split('_').at(-1) as string;
  if (script === undefined || !usesVariable(name, script) || sort === name) return undefined;
  const unused = variables.filter(
    (one) => one.name !== undefined && one.name !== name && one.name.split('_').at(-1) === sort && !usesVariable(one.name, script),
  );
  const [setting] = unused;
  return setting && unused.length === 1 ? { setting, how: 'near' } : undefined;
}
