/** The same value in the form that its server takes: 96Mi is 96mb for Redis, 64Mi is 64MB for PostgreSQL, true is yes for Redis. */
import type { Fact } from '../../logs/fact.ts';
import { valueMeant } from '../settings/value-meant.ts';

export interface OtherForm {
  setting: string;
  value: string;
  wants: string;
}

const WORDS: readonly [form: RegExp, word: 'yes' | 'no'][] = [
  [/^(?:true|on|y|1|enabled?|always)$/i, 'yes'],
  [/^(?:false|off|n|0|disabled?|never|none)$/i, 'no'],
];

/** Redis takes these alone (redis/redis:src/config.c, yesnotoi). */
export const yesOrNo = (value: string): string | undefined => WORDS.find(([form]) => form.test(value))?.[1];

/** Units of memory; m alone may be minutes, or a thousandth. */
const SIZE = /^(\d{1,12})\s*(?:([kgt])|([KMGT])|([kmgt])i?b|([kmgt])i)$/i;

function sizeOf(value: string): { number: string; unit: string } | undefined {
  const [, number, ...units] = SIZE.exec(value.trim()) ?? [];
  const unit = units.find(Boolean);
  return number === undefined || unit === undefined || /^\d+\s*m$/.test(value.trim()) ? undefined : { number, unit: unit.toLowerCase() };
}

/** redis/redis:src/util.c, memtoull: b, k, kb, m, mb, g, gb; kb and so on count in 1024. */
export function redisSize(value: string): string | undefined {
  const { number, unit } = sizeOf(value) ?? {};
  return unit === undefined ? undefined : unit === 't' ? `${Number(number) * 1024}gb` : `${number}${unit}b`;
}

/** postgres/postgres:src/backend/utils/misc/guc.c, memory_unit_conversion_table and time_unit_conversion_table: letters count. */
const PG_SIZE: Readonly<Record<string, string>> = { k: 'kB', m: 'MB', g: 'GB', t: 'TB' };
const PG_TIME: readonly [form: RegExp, unit: string][] = [
  [/^(?:msecs?|millis|milliseconds?)$/i, 'ms'],
  [/^(?:S|secs?|seconds?)$/i, 's'],
  [/^(?:mins|minutes?)$/i, 'min'],
  [/^(?:H|hrs?|hours?)$/i, 'h'],
  [/^(?:D|days?)$/i, 'd'],
];

function postgresValue(setting: string, value: string): string | undefined {
  if (/timezone$/i.test(setting)) return valueMeant(value, 'a time zone');
  const { number, unit } = sizeOf(value) ?? {};
  if (number !== undefined && unit !== undefined) return `${number}${PG_SIZE[unit]}`;
  const [, count, word = ''] = /^(\d{1,12})\s*([A-Za-z]{1,12})$/.exec(value.trim()) ?? [];
  const time = count === undefined ? undefined : PG_TIME.find(([form]) => form.test(word))?.[1];
  return time && `${count}${time}`;
}

/** Undefined where the server says nothing of the value, or it has no other form. */
export function otherForm({ phrase, fields }: Fact<'config-malformed' | 'config-rejected'>): OtherForm | undefined {
  const { detail = '', token = '' } = fields;
  if (phrase.startsWith('stores/redis-config')) {
    const [, setting, value] = /^"?([\w-]{2,60})"? "?([^"\s]{1,60})"?$/.exec(token) ?? [];
    if (setting === undefined || value === undefined) return undefined;
    const wants = /memory value/.test(detail) ? redisSize(value) : /'yes' or 'no'/.test(detail) ? yesOrNo(value) : undefined;
    return wants === undefined ? undefined : { setting, value, wants };
  }
  const [, setting, value] = /^invalid value for parameter "([^"]{1,100})": "([^"]{1,100})"$/.exec(detail) ?? [];
  if (phrase !== 'postgres/parameter' || setting === undefined || value === undefined) return undefined;
  const wants = postgresValue(setting, value);
  return wants === undefined || wants === value ? undefined : { setting, value, wants };
}
