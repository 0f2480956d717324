/** Is the setting that holds what a program could not use the one that it speaks of? A plain word, a part of a longer one or nothing at all may stand there by chance. */

import type { Fact } from '../../logs/fact.ts';
import { fileOf, type Setting } from './settings.ts';
import { sharedWords } from './value-named.ts';

/** Words of the errors themselves, and words that say nothing of what a setting is for. */
const OF_ERRORS =
  /\b(?:app|base|env|error|float|for|format|input|int|invalid|key|literal|name|number|parse|service|string|type|value|web)s?\b/gi;
/** What is counted or measured. */
const COUNTED =
  /(?:^|[_.-])(?:port|workers?|threads?|count|size|limit|max|min|num(?:ber)?|timeout|interval|sec(?:ond)?s?|ms|millis|minutes?|hours?|days?|retries|retry|attempts|replicas|rate|ratio|pool|batch|ttl|delay|period|concurrency|level|quota|capacity|[kmg]i?b|bytes|weight|priority|index|depth|threshold|scale|factor|percent|age|length|buffer|connections?|cpus?|cores?)(?:[_.-]|$)/i;
const NUMBER = /\b(?:number|integer|int|float|decimal|port)\b/i;

export function isSpokenOf(setting: Setting, fact: Fact<'value-invalid'>, settings: readonly Setting[]): boolean {
  const { name, reads, value: told } = fact.fields;
  // By its kind: a URL of another scheme. What a Secret holds is not known.
  if (told === undefined) return setting.value !== undefined || name !== undefined || reads !== undefined;
  if (fileOf(setting) !== undefined && (name ?? reads) !== undefined) return true;
  // Its own words a program reads at its start, each for what it is.
  if (setting.place.kind === 'argument' && told.length > 3 && !NUMBER.test(fact.fields.expected ?? '')) return true;
  return isSpokenOfAs(setting.name ?? optionOf(setting, settings) ?? '', fact);
}

/** The same of a line of a file: key=value. */
export const isLineSpokenOf = (line: string, fact: Fact<'value-invalid'>): boolean =>
  isSpokenOfAs(/^\W*([\w.-]+)\W*[:=]/.exec(line)?.[1] ?? '', fact);

function isSpokenOfAs(own: string, { fields, quote }: Fact<'value-invalid'>): boolean {
  const { name, reads, value: told = '', expected = '' } = fields;
  const words = `${name ?? reads ?? ''} ${expected} ${quote.replace(told, '')}`.replace(OF_ERRORS, '');
  const isNamed = sharedWords(own.replaceAll(/[_.-]/g, ' ').replace(OF_ERRORS, ''), words) > 0;
  return isRare(told) || isNamed || isOfLibpq(own, quote) || (COUNTED.test(own) && NUMBER.test(expected));
}

/** PGSSLMODE, of which libpq speaks as sslmode (PostgreSQL, libpq, Environment Variables). */
const isOfLibpq = (own: string, quote: string) => /^PG[A-Z_]{4,30}$/.test(own) && quote.toLowerCase().includes(own.slice(2).toLowerCase());

/** 8O80, 10min, not-a-number: nobody writes that for another thing; 12, prod and https many do. */
const isRare = (text: string) => /[^A-Za-z]/.test(text.trim()) && !/^\d{0,3}$/.test(text.trim()) && text.trim().length > 1;

/** The option of an argument: --port=…, or the word before it. */
function optionOf(setting: Setting, settings: readonly Setting[]): string | undefined {
  const words = settings.filter(({ place }) => place.kind === 'argument');
  const option = /^--?([A-Za-z][\w.-]*)=/.exec(setting.written ?? '')?.[1];
  return option ?? /^--?([A-Za-z][\w.-]*)$/.exec(words[words.indexOf(setting) - 1]?.written ?? '')?.[1];
}
