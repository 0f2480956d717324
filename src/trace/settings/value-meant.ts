/** Of the values that a setting may have, as far as they are known, the one that was most likely meant. */
import { nearest } from '../../nearest.ts';
import { durationMeant, inFormat, inUnitOf, shortTime } from './units.ts';
import { schemesIn } from './wrong-scheme.ts';

const SLEEP_TIME = 'a time such as 30 or 5m';

/** In the program's own words: (choose from 'a', 'b'), one of a, b or c. */
function listed(expected: string): string[] {
  const list = expected.replace(/^(?:one of|choose from) /, '').split(/,\s*|\s+(?:or|and)\s+/);
  const words = list.map((word) => word.trim().replace(/^["'`]|["'`.]+$|:\/\/\.?$/g, ''));
  return words.length > 1 && words.every((word) => /^[\w.+-]{1,40}$/.test(word)) ? words : [];
}

/** Names of the time zone database; those of old, such as US/Eastern, are not all among them. */
export const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** Go reads units of 1024 alone: B, KiB, MiB, GiB, TiB (runtime/string.go, parseByteCount). */
function byteCount(value: string): string | undefined {
  const [, number, unit] = /^\s*(\d{1,12})\s*([kmgt])(?:i?b?)\s*$/i.exec(value) ?? [];
  return unit && `${number}${unit.toUpperCase()}iB`;
}

/**
 * What may stand behind a number that is wanted without it: seconds (the usual unit of settings), bytes, a protocol, words, a sign that
 * got in. Not m and M alone, which may be minutes, megabytes or a thousandth; other times, and the units of Kubernetes, are another
 * number without them.
 */
const UNIT =
  /^(?:[;,.]|s|%|\/\w{1,10}|(?!(?:h|d|w|hours?|hrs?|min|mins|minutes?|days?|weeks?|[kmgtKMGT]i|[oOlI]+)(?:\b|$))[A-Za-z]{2,20}(?: [A-Za-z ]{1,60})?)$/;

const THOUSANDS = /^-?\d{1,3}(?:,\d{3})+\.\d+$|^-?\d{1,3}(?:,\d{3}){2,}$/;

/** Where a whole number is wanted: 64MB → 64, 2k → 2000, 1,000 and 1_000 → 1000, 25.0 → 25, 1e+06 → 1000000. */
function wholeNumber(value: string, name = ''): string | undefined {
  const inUnit = inUnitOf(name, value);
  if (inUnit !== undefined) return inUnit ?? undefined;
  // Helm and YAML readers in Go write a large number so (strconv.FormatFloat, 'g').
  const float = /^\s*\d(?:\.\d{1,15})?e\+?(\d{1,2})\s*$/i.test(value) ? Number(value) : Number.NaN;
  if (Number.isSafeInteger(float)) return String(float);
  const [, number = '', rest = ''] = /^\s*(\d{1,3}(?:[,_]\d{3})+|\d{1,12})(?:\.0+)?\s*([A-Za-z%/].*|[;,.])?$/.exec(value) ?? [];
  const plain = number.replace(/[,_]/g, '');
  if (plain === '' || plain === value) return undefined;
  if (/^[kK]$/.test(rest)) return `${plain}000`;
  return rest === '' || UNIT.test(rest) ? plain : undefined;
}

/** Docker writes a mapping of ports as 80:8080, of which the second is the container's; Go's listen addresses begin with a colon; 8080/tcp. */
const portNumber = (value: string) => /^\s*(?:\d{1,5})?:(\d{1,5})\s*$/.exec(value)?.[1] ?? wholeNumber(value);

/** Of a scheme and what follows it, where the colon or a slash between them is lacking: postgres//db, http:/api, redis;//cache. */
const BROKEN_SCHEME =
  /^(https?|wss?|postgres(?:ql)?|mysql|mariadb|redis|rediss|amqps?|mongodb|nats|kafka|grpc|ldaps?|s3)(?:\/\/|:\/(?!\/)|[;.,]\/\/)(?=[\w.[$:@-])/i;
/** Not a word by which a setting says that it has no value. */
const ADDRESS =
  /^(?!(?:none|null|nil|undefined|true|false|\d+|todo|changeme|change-me|tbd)$)[A-Za-z0-9](?:[\w.-]{0,250}[A-Za-z0-9])?(?::\d{1,5})?(?:\/\S*)?$/i;

/** Of a Secret whose value was encoded by hand, and once more by who wrote it. */
export function isEncodedUrl(value: string): boolean {
  const text = value.trim();
  return (
    /^[A-Za-z0-9+/]{12,2000}={0,2}$/.test(text) &&
    /^[a-z][a-z0-9+.-]{1,20}:\/\/[\x21-\x7e]+\s*$/.test(Buffer.from(text, 'base64').toString('latin1'))
  );
}

function urlMeant(value: string, expected: string): string | undefined {
  const text = value.trim();
  if (isEncodedUrl(text)) return Buffer.from(text, 'base64').toString('latin1').trim();
  if (BROKEN_SCHEME.test(text)) return text.replace(BROKEN_SCHEME, '$1://');
  // The PostgreSQL driver takes user and password as parameters alone.
  if (/begins with jdbc:/.test(expected) && /^(?:postgres(?:ql)?|mysql|mariadb):\/\/[^@]+$/.test(text))
    return `jdbc:${text.replace(/^postgres:/, 'postgresql:')}`;
  if (/^a URL with allowPublicKeyRetrieval/.test(expected)) return `${text}${text.includes('?') ? '&' : '?'}allowPublicKeyRetrieval=true`;
  if (/^a URL with an IP address/.test(expected)) return text.replace(/^([a-z]+:\/\/)[^/:]+(?=:\d{1,5}\/?$)/, '$10.0.0.0');
  return withScheme(text, schemesIn(expected));
}

/** mongo://db for mongodb://db; what has no scheme gets the first. */
function withScheme(text: string, wanted: readonly string[]): string | undefined {
  const [first] = wanted;
  if (first === undefined || first === 'jdbc') return undefined;
  if (ADDRESS.test(text)) return `${first}://${text}`;
  const [, own = '', rest] = OTHER_SCHEME.exec(text) ?? [];
  if (rest === undefined || wanted.some((one) => text.startsWith(`${one}://`))) return undefined;
  const near = wanted.find((one) => one.startsWith(own) || own.startsWith(one)) ?? nearest(own, wanted);
  return near && `${near}://${rest}`;
}

/** Of a driver's URL (postgresql+asyncpg://, jdbc:postgresql://), the database's; or of a misspelt one. */
const OTHER_SCHEME = /^(?:jdbc:)?([a-z][a-z0-9]{1,20})(?:\+[a-z0-9]{1,20})?:\/\/(\S*)$/;

/** What the types of Java, .NET and Rust are for a value; undefined where the expectation is none of these. */
export const plainType = (expected: string): string | undefined => TYPES.find(([type]) => type.test(expected))?.[1];

const TYPES: readonly [type: RegExp, words: string][] = [
  [/^(?:java\.lang\.|System\.)?(?:Byte|Short|Integer|Long|U?Int(?:16|32|64))$|^[iu](?:8|16|32|64)$/, 'a whole number'],
  [/^(?:java\.lang\.|System\.)?(?:Double|Float|Single|Decimal)$|^java\.math\.BigDecimal$/, 'a number'],
  [/^(?:java\.lang\.|System\.)?Boolean$/, 'true or false'],
  // Spring Boot's own form of it (org.springframework.boot.convert.DurationStyle).
  [/^java\.time\.Duration$/, 'a duration such as 30s or 7d'],
];

/** `name`: that of the setting, which may tell the unit. */
export function valueMeant(value: string, expected: string | undefined, name = ''): string | undefined {
  if (expected === undefined) return undefined;
  const plain = plainType(expected);
  if (plain !== undefined) return valueMeant(value, plain, name);
  if (/^a duration such as /.test(expected)) return durationMeant(value, /\d+d\b/.test(expected));
  const bare = /^(\d[\w.]{0,20})\s+#/.exec(value)?.[1];
  // A comment behind it, which the reader of the file takes for a part of the value.
  if (bare !== undefined && /^a (?:whole )?number\b/i.test(expected)) return /^\d+(?:\.\d+)?$/.test(bare) ? bare : undefined;
  if (/%[YmdHMS]/.test(expected)) return inFormat(value, expected);
  if (/^directives of nginx\b/.test(expected)) return /;\s*$/.test(value) ? undefined : `${value};`;
  if (expected === SLEEP_TIME) return shortTime(value);
  if (/^a URL\b/.test(expected)) return urlMeant(value, expected);
  const scheme = /^(?:start|begin) with (?:the protocol )?["'`]?([a-z][a-z0-9+.-]{1,20}:\/\/)/.exec(expected)?.[1];
  if (scheme) return ADDRESS.test(value.trim()) ? scheme + value.trim() : undefined;
  if (/^a DSN such as user:password@tcp/.test(expected)) return /^[\w.-]{1,250}:\d{1,5}$/.test(value) ? `tcp(${value})` : undefined;
  // A program that listens has no names to look up.
  if (/^an IP address with a port\b/.test(expected))
    return /^(?:localhost)?:\d{1,5}$/.test(value.trim()) ? `0.0.0.0:${value.trim().split(':').at(-1)}` : undefined;
  if (/^a port number\b/i.test(expected)) return portNumber(value);
  // A comma may stand for the point of a number that is not whole; several, or one before a point, stand between thousands.
  if (/^a number\b/i.test(expected))
    return THOUSANDS.test(value.trim()) ? value.trim().replaceAll(',', '') : value.includes(',') ? undefined : wholeNumber(value, name);
  if (/^(?:a whole number\b|int(?:eger)?$|an? (?:valid )?integer\b)/i.test(expected)) return wholeNumber(value, name);
  if (expected === 'a size such as 200MiB') return byteCount(value);
  const allowed = expected === 'a time zone' ? Intl.supportedValuesOf('timeZone') : listed(expected);
  const meant = allowed.length > 0 ? nearest(value.trim(), allowed) : undefined;
  return meant === value ? undefined : meant;
}
