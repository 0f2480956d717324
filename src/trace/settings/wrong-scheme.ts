/** Of a program that wants a URL with a scheme and does not tell what it was given: the only setting that may be meant and has another. */
import { only } from '../../only.ts';
import type { Setting } from './settings.ts';

/** What variables are called that hold the address of a server of this kind. */
const FAMILIES: readonly [scheme: RegExp, name: RegExp][] = [
  [/^mongodb/, /mongo/i],
  [/^rediss?/, /redis|valkey|cache|broker/i],
  [/^amqps?/, /amqp|rabbit|broker|queue/i],
  [/^nats/, /nats/i],
  [/^jdbc/, /jdbc|datasource|(?:^|_)db(?:_|$)|database/i],
  [/^postgres(?:ql)?/, /^pg|postgres|(?:^|_)db(?:_|$)|database/i],
  [/^mysql/, /mysql|maria|(?:^|_)db(?:_|$)|database/i],
];
const ADDRESS_NAME = /ur[il]s?$|dsn$|conn(?:ection)?(?:_?str(?:ing)?)?$|endpoint$|addr(?:ess)?$|host$|server$|broker$/i;

/** What else is wanted without a word of what was given: how a right one looks, and what its variable is called. */
const OTHERS: readonly { expects: RegExp; name: RegExp; right: RegExp }[] = [
  // One of another protocol is not what a client of HTTP was given.
  {
    expects: /^a URL that begins with http:\/\/ or https:/,
    name: /ur[il]s?$|endpoint$/i,
    right: /^\s*(?:https?|(?!h)[a-z][a-z0-9+.-]*):\/\//i,
  },
  { expects: /^a URL with a scheme$/, name: /ur[il]s?$|dsn$/i, right: /^[a-z][a-z0-9+.-]*:\/\//i },
  {
    expects: /^a DSN such as user:password@tcp/,
    name: /dsn$|mysql|maria|(?:^|_)db(?:_|$)|database/i,
    right: /^[^@\s]*@?\w+\([^)]*\)\//,
  },
  {
    expects: /^a URL with allowPublicKeyRetrieval/,
    name: /ur[il]$|jdbc/i,
    right: /allowPublicKeyRetrieval=true|^(?!jdbc:(?:mysql|mariadb):)/,
  },
  { expects: /^a connection string$/, name: /conn(?:ection)?_?str(?:ing)?s?(?:$|__)/i, right: /^\s*[A-Za-z][\w ]*=[^;]*(?:;|$)/ },
  {
    expects: /^an IP address with a port/,
    name: /addr(?:ess)?$|listen$|bind$|endpoint$|host$/i,
    right: /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\]):\d{1,5}$/i,
  },
];

/** mongodb and mongodb+srv of "a URL that begins with mongodb:// or mongodb+srv://". */
export const schemesIn = (expected: string): string[] =>
  /\b(?:begins?|starts?) with\b/.test(expected)
    ? [...expected.matchAll(/\b([a-z][a-z0-9+.-]{0,20}):/g)].map(([, one]) => one as string)
    : [];

/** Undefined where the expectation is no scheme; null where no setting, or more than one, may be meant. */
export function settingOfScheme(expected: string | undefined, settings: readonly Setting[]): Setting | null | undefined {
  const other = OTHERS.find(({ expects }) => expected !== undefined && expects.test(expected));
  if (other)
    return (
      only(settings.filter(({ name, value }) => name !== undefined && other.name.test(name) && !(value && other.right.test(value)))) ?? null
    );
  const schemes = schemesIn(expected ?? '');
  const name = FAMILIES.find(([family]) => schemes.some((one) => family.test(one)))?.[1];
  if (name === undefined) return undefined;
  const isRight = (value: string) => schemes.some((one) => value.trim().startsWith(one === 'jdbc' ? 'jdbc:' : `${one}://`));
  const candidates = settings.filter((one) => one.name !== undefined && ADDRESS_NAME.test(one.name) && name.test(one.name));
  return only(candidates.filter(({ value }) => value === undefined || !isRight(value))) ?? null;
}
