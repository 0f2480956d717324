/** Addresses of other programs inside texts: what a variable, a flag or a line of a file points at, and how to write another one there. */

import type { Pod } from '../../kube/shapes.ts';
import { portOfScheme } from '../../logs/fields.ts';

export interface Address {
  scheme: string | undefined;
  host: string;
  port: number | undefined;
  /** The path of a database's URL, which is the database's name. */
  database: string | undefined;
  user: string | undefined;
}

const URL_FORM =
  /(?:^|[\s"'=(,[])(?:jdbc:)?([a-z][a-z0-9+.-]{1,20}):\/\/(?:([^:@/\s]{0,100})(?::[^@/\s]{0,200})?@)?([A-Za-z0-9_.-]{1,253}|\[[0-9a-fA-F:]{2,45}\])(?::(\d{1,5}))?(?:\/([A-Za-z0-9_.-]{1,64})?)?/g;
const HOST_PORT = /(?:^|[\s"'=(,[])([A-Za-z0-9_.-]{1,253}|\[[0-9a-fA-F:]{2,45}\]):(\d{2,5})(?=$|[\s"'),;\]/])/g;
/** A connection string of ADO.NET or libpq: Server=mssql,1433;Database=shop;User Id=sa, host=db dbname=shop user=shop. */
const KEYWORDS =
  /(?:^|[;\s])(?:Server|Data Source|Host|Address|Addr|Network Address) ?= ?(?:tcp:)?([A-Za-z0-9][A-Za-z0-9_.-]{0,252})(?:[,:](\d{1,5}))?(?=$|[;\s])/i;
const KEYWORD_OF_LOGIN = /(?:^|[;\s])(?:Database|Initial Catalog|dbname|User(?: Id|name)?|Uid) ?=/i;
const KEYWORD_PORT = /(?:^|[;\s])port ?= ?(\d{1,5})(?=$|[;\s])/i;
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i;

/** Invoice.java:90 is a place in a program. */
const SOURCE =
  /\.(?:java|kt|scala|groovy|go|py|rb|js|mjs|cjs|ts|tsx|php|cs|fs|rs|c|cc|cpp|h|ex|exs|erl|pl|pm|swift|sh|ya?ml|json|conf|cfg|sql|xml|toml|ini)$/i;

/** Without the brackets that an IPv6 address has before a port. */
export const bare = (host: string): string => host.replace(/^\[|\]$/g, '');

/** Every URL and host:port in a text. */
export function addressesIn(text: string): Address[] {
  const head = text.slice(0, 20_000).replaceAll('`', '');
  const urls = [...head.matchAll(URL_FORM)].map(([, scheme = '', user, host = '', port, database]): Address => {
    const plain = scheme.split('+')[0] as string;
    return {
      scheme: plain,
      host: bare(host),
      port: port ? Number(port) : portOfScheme(plain),
      database: database || undefined,
      user: user || undefined,
    };
  });
  const pairs = [...head.matchAll(HOST_PORT)].map(
    ([, host = '', port]): Address => ({ scheme: undefined, host: bare(host), port: Number(port), database: undefined, user: undefined }),
  );
  const string = head.includes('\n') || !KEYWORD_OF_LOGIN.test(head) ? null : KEYWORDS.exec(head);
  if (string && urls.length === 0) {
    const [, host = '', own] = string;
    const port = own ?? KEYWORD_PORT.exec(head)?.[1];
    return [{ scheme: undefined, host, port: port ? Number(port) : undefined, database: undefined, user: undefined }];
  }
  return [...urls, ...pairs.filter(({ host }) => !urls.some((url) => url.host === host) && !/^\d+$/.test(host) && !SOURCE.test(host))];
}

/** A variable's whole value as a host name, if it may be one. */
export function asHost(value: string): string | undefined {
  const text = value.trim();
  return NAME.test(text) && !/^\d+$/.test(text) ? text : undefined;
}

/** The pod's own, where nobody else is heard. */
export const isLoopback = (host: string): boolean => /^(?:localhost(?:\.localdomain)?|127(?:\.\d{1,3}){3}|::1)$/i.test(host);

const isNamePart = (char: string | undefined) => char !== undefined && /[A-Za-z0-9_.-]/.test(char);
/** Keys after which a name is no host: dbname=db, user=db. */
const OTHER_KEY =
  /(?:(?:^|[\s;&?"'-])(?:schema|name|app|service|tenant|queue|topic|vhost)|(?:^|[\s;&?"'._-])(?:db|dbname|database|user|username|password|driver|dialect|adapter|engine|type|client))["']?\s{0,3}[=:]\s{0,3}["']?$/i;

/** Where a host stands in a text as a host, and not as scheme, user, password, database or part of another name. */
export function hostPlaces(text: string, host: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(host); at >= 0 && host !== ''; at = text.indexOf(host, at + 1)) {
    const [before, after] = [text[at - 1], text[at + host.length]];
    if (isNamePart(before) || (isNamePart(after) && !(after === '.' && !isNamePart(text[at + host.length + 1])))) continue;
    if (after === '@' || text.startsWith('://', at + host.length)) continue;
    if (before === '/' && text[at - 2] !== '/' && !/\/dev\/(?:tcp|udp)\/$/.test(text.slice(Math.max(0, at - 9), at))) continue;
    // user:password@, of which this would be the user, or the password.
    if (after === ':' && /^:[^@/\s]{0,200}@/.test(text.slice(at + host.length, at + host.length + 203))) continue;
    if (before === ':' && /^[^@/\s]{0,1}@/.test(text.slice(at + host.length))) continue;
    if (OTHER_KEY.test(text.slice(Math.max(0, at - 26), at))) continue;
    places.push(at);
  }
  return places;
}

/** The text with another host in every place; undefined where it does not name this one. */
export function withHost(text: string, host: string, other: string): string | undefined {
  const places = hostPlaces(text, host);
  if (places.length === 0) return undefined;
  return places.reduceRight((result, at) => result.slice(0, at) + other + result.slice(at + host.length), text);
}

/** The text with another port behind this host. */
export function withPort(text: string, host: string, port: number, other: number): string | undefined {
  let changed = text;
  for (const at of hostPlaces(text, host).reverse()) {
    const from = at + host.length;
    const [whole, gap = ''] = changed.slice(from, from + 12).match(new RegExp(`^(:|\\s{1,2}(?:-p )?)${port}(?!\\d)`)) ?? [];
    if (whole) changed = changed.slice(0, from) + gap + other + changed.slice(from + whole.length);
  }
  return changed === text ? undefined : changed;
}

const DATABASE_KEYS = ['/', 'dbname=', 'database=', 'Database=', 'initial catalog='];

/** The text with another database in the path of its URL, or behind its key. */
export function withDatabase(text: string, database: string, other: string): string | undefined {
  for (const key of DATABASE_KEYS) {
    for (let at = text.indexOf(`${key}${database}`); at >= 0; at = text.indexOf(`${key}${database}`, at + 1)) {
      const end = at + key.length + database.length;
      // The path of a URL is its first, and the last part of it.
      const isPath = key !== '/' || (at > 0 && text[at - 1] !== '/' && text.slice(0, at).split('/').length === 3 && text[end] !== '/');
      if (isPath && !isNamePart(text[end]) && text[end] !== '@' && text[end] !== ':')
        return text.slice(0, at + key.length) + other + text.slice(end);
    }
  }
  return undefined;
}

/** Of the same range of IPv4 as the pod's own: of another pod, which may be gone. Some clouds give pods the addresses of machines. */
export function isOfPods(host: string, { spec, status: { podIP } }: Pod): boolean {
  const range = /^\d{1,3}\.\d{1,3}\.(?=\d{1,3}\.\d{1,3}$)/.exec(host)?.[0];
  return range !== undefined && !spec.hostNetwork && podIP?.startsWith(range) === true;
}
