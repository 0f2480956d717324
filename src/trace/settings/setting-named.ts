/** The setting of a container that a program speaks of by its own name for it, by the value that it could not use, or by both. */
import { escaped } from '../../escaped.ts';
import { lettersOf } from '../../nearest.ts';
import { only } from '../../only.ts';
import { configLine } from '../texts/config-line.ts';
import { settingBehind } from './behind.ts';
import type { Setting } from './settings.ts';

/** CATALOG_PAGE_SIZE is page_size under the prefix CATALOG_. */
const endsWith = (variable: string, name: string) =>
  new RegExp(`[_.-]${name.replace(/[^A-Za-z0-9]+/g, '[_.-]{0,2}')}$`, 'i').test(variable) && /[A-Za-z]{3}/.test(name);

/**
 * The variable: its name, else the only one of the same letters, as frameworks read basket.max-items, max_items and BASKET_MAXITEMS as one
 * (Spring Boot's relaxed binding, pydantic-settings, viper's AutomaticEnv), else the only one with a prefix before that name.
 */
export function variableNamed(name: string, settings: readonly Setting[]): Setting | undefined {
  const variables = settings.filter((setting) => setting.name !== undefined);
  return (
    variables.find((one) => one.name === name) ??
    only(variables.filter((one) => lettersOf(one.name as string) === lettersOf(name))) ??
    only(variables.filter((one) => endsWith(one.name as string, name)))
  );
}

/** --initial-cluster=VALUE, or the word behind --initial-cluster; Go's flags take one hyphen, too. */
function argumentNamed(name: string, settings: readonly Setting[]): Setting | undefined {
  const own = name.replace(/^-+/, '');
  if (!/^[a-z][\w.-]*$/i.test(own)) return undefined;
  const words = settings.filter(({ place }) => place.kind === 'argument');
  const form = new RegExp(`^--?${escaped(own)}(=|$)`);
  return only(
    words.flatMap((setting, index) => {
      const match = form.exec(setting.written ?? '');
      const next = words[index + 1];
      if (!match) return [];
      return match[1] === '=' ? [setting] : next?.written !== undefined && !next.written.startsWith('-') ? [next] : [];
    }),
  );
}

/** The option that is given the value as one of a list: --collectors=pods,storageclasses. */
function listWith(name: string | undefined, value: string, settings: readonly Setting[]): Setting | undefined {
  const given = name?.startsWith('-') ? argumentNamed(name, settings) : undefined;
  return given && listIn(given)?.items.includes(value) ? given : undefined;
}

/** What stands before a list of words in an argument, and the words. */
export function listIn({ written = '' }: Setting): { before: string; items: string[] } | undefined {
  const [, before = '', list = ''] = /^(--?[\w.-]{1,80}=)?([^=\s]{1,1000})$/.exec(written) ?? [];
  const items = list.split(',');
  return items.length > 1 ? { before, items } : undefined;
}

/** A line of shell, or what a variable adds to a command line (GUNICORN_CMD_ARGS, NODE_OPTIONS): the only one that gives the option this value. */
function lineWithOption(name: string, value: string, settings: readonly Setting[]): Setting | undefined {
  const forms = optionsOf(name).map((option) => new RegExp(`(?:^|\\s)${escaped(option)}(?:=|\\s+)["']?${escaped(value)}["']?(?=\\s|$)`));
  return only(settings.filter(({ value: text = '' }) => forms.some((form) => form.test(text))));
}

/** argparse writes all names of an option: -t/--timeout. */
const optionsOf = (name: string) => name.split(/\/|,\s*/).filter((one) => /^--?[A-Za-z][\w.-]*$/.test(one));

/** A setting that holds a value, by its name, else by being the only one of its sort with just that value. */
export function settingThatHolds(name: string | undefined, value: string | undefined, settings: readonly Setting[]): Setting | undefined {
  const found = holderOf(name, value, settings);
  return found && settingBehind(found, value?.trim(), settings);
}

function holderOf(name: string | undefined, value: string | undefined, settings: readonly Setting[]): Setting | undefined {
  const wanted = value?.trim();
  const named = name === undefined ? undefined : variableNamed(name, settings);
  // A Secret's value is not known; another value than the log tells is not the one.
  if (named && mayHold(named, value)) return named;
  const inFile = only(settings.filter((one) => lineWith(name, wanted, one) !== undefined));
  if (!wanted) return inFile ?? (name !== undefined ? argumentNamed(name, settings) : value === undefined ? undefined : emptyOne(settings));
  const variables = settings.filter((one) => one.name !== undefined && one.value?.trim() === wanted);
  const written = settings.filter(
    ({ place, value: text = '' }) =>
      place.kind === 'argument' && (text === wanted || text.endsWith(`=${wanted}`) || text.endsWith(`:${wanted}`)),
  );
  const around = wanted.length < 5 ? [] : settings.filter((one) => one.name !== undefined && one.value?.includes(wanted));
  const inOptions = name === undefined ? undefined : lineWithOption(name, wanted, settings);
  // The program may have written it in other letters: os.environ["LOG_LEVEL"].upper().
  const alike = settings.filter((one) => one.name !== undefined && one.value?.trim().toLowerCase() === wanted.toLowerCase());
  return (
    only(variables) ??
    written[0] ??
    (variables.length === 0 && /[A-Za-z]{4}/.test(wanted) ? only(alike) : undefined) ??
    inFile ??
    inOptions ??
    listWith(name, wanted, settings) ??
    only(around)
  );
}

/** Where the log tells the value: it is in it, as a part at least; nothing is a part of what can be split. */
function mayHold({ value: held }: Setting, value: string | undefined): boolean {
  if (held === undefined || value === undefined) return true;
  const wanted = value.trim();
  return wanted !== '' ? held.includes(wanted) : held.trim() === '' || /[^\w.-]/.test(held);
}

const emptyOne = (settings: readonly Setting[]) => only(settings.filter((one) => one.name !== undefined && one.value?.trim() === ''));

/** The one line of a configuration file that gives a name this value (or any, where the log tells none), 0-based, with the value in it. */
export function lineWith(
  name: string | undefined,
  value: string | undefined,
  { name: variable, place, value: text }: Setting,
): { at: number; value: string } | undefined {
  const last = name?.split(/[.:/]/).at(-1);
  if (variable !== undefined || place.kind !== 'configmap' || !text || !last) return undefined;
  const wanted = value?.trim();
  const found = text.split('\n').flatMap((line, at) => {
    const { key = '', rest = '', value: plain = '' } = configLine(line) ?? {};
    if (!rest || lettersOf(key.split('.').at(-1) ?? '') !== lettersOf(last)) return [];
    if (wanted) return rest.includes(wanted) ? [{ at, value: wanted }] : [];
    return plain === '' ? [] : [{ at, value: plain }];
  });
  return only(found);
}

/** JavaScript makes NaN of a text that is no number: the one variable of that name (HTTP_PORT for port) that holds such a text. */
export function settingWithoutNumber(name: string | undefined, settings: readonly Setting[]): Setting | undefined {
  if (name === undefined) return undefined;
  const found = settings.filter(
    (one) =>
      new RegExp(`(?:^|_)${name}$`, 'i').test(one.name ?? '') &&
      one.value !== undefined &&
      one.value.trim() !== '' &&
      Number.isNaN(Number(one.value)),
  );
  return only(found);
}

/** Words of names that are given a number, or a time. */
const OF_NUMBERS =
  /(?:^|_)(?:PORT|COUNT|SIZE|WORKERS|THREADS|NUM|LIMIT|RETRIES|REPLICAS|TIMEOUT|SECONDS|MS|INTERVAL|MAX|MIN|DEPTH|PAGES?)$/i;
const OF_TIMES = /TIMEOUT|INTERVAL|DURATION|TTL|DELAY|PERIOD|WAIT|EXPIR|LIFETIME|MAX_?AGE|DEADLINE|GRACE|BACKOFF/i;

/** READ_TIMEOUT=30s is read as what it is; READ_TIMEOUT_MS=30s is not. */
const isDuration = (name: string, value = ''): boolean =>
  /(?:TIMEOUT|INTERVAL|MAX|MIN)$/i.test(name) && /^\s*\d{1,9}(?:\.\d{1,9})?\s?(?:[nuµm]?s|m|min|h|d)\s*$/.test(value);

/** Of several with the same value the one whose name is that of a time; or, where no value is told, the only one of a number that holds none. */
export function settingOfSort(expected: string | undefined, value: string | undefined, settings: readonly Setting[]): Setting | undefined {
  const variables = settings.filter(({ name, value: held }) => name !== undefined && held !== undefined && held.trim() !== '');
  if (value !== undefined)
    return /duration/.test(expected ?? '')
      ? only(variables.filter(({ name = '', value: held }) => held?.trim() === value.trim() && OF_TIMES.test(name)))
      : undefined;
  if (/ISO 8601/.test(expected ?? ''))
    return only(variables.filter(({ name = '', value: held = '' }) => OF_TIMES.test(name) && !/^-?P/i.test(held)));
  return expected === 'a number'
    ? only(variables.filter(({ name = '', value: held }) => OF_NUMBERS.test(name) && Number.isNaN(Number(held)) && !isDuration(name, held)))
    : undefined;
}

/** The one setting with a port that is none: 0.0.0.0:80000, --port=80000, or a number alone in a variable that is called so. */
export function settingWithHighPort(settings: readonly Setting[]): { setting: Setting; port: string } | undefined {
  const found = settings.flatMap((setting) => {
    const { name = '', value = '' } = setting;
    const [, behind, option] = /:(\d{5,9})(?=$|[/,\s])|^--?[\w-]{0,60}port=(\d{5,9})$/i.exec(value) ?? [];
    const port = behind ?? option ?? (/PORT$/i.test(name) ? /^\s*(\d{5,9})\s*$/.exec(value)?.[1] : undefined);
    return port !== undefined && Number(port) > 65535 ? [{ setting, port }] : [];
  });
  return only(found);
}
