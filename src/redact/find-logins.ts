/** Credentials that a form gives away: in addresses, in HTTP headers, and in the arguments of well-known programs. */
import { isPlain, looksRandom } from './plain-value.ts';
import type { Span } from './span.ts';

interface Form {
  what: string;
  /** Lower case; a text without it is not looked through. */
  hint: string;
  /** The named group `secret` is what is hidden. Every quantifier is bounded. */
  pattern: RegExp;
  isSecret?: (value: string) => boolean;
}

const FORMS: readonly Form[] = [
  // RFC 3986, 3.2.1. A password that should have been percent-encoded may hold / and @: all of it, up to the last @.
  {
    what: 'URL_PASSWORD',
    hint: '://',
    pattern: /:\/\/[^\s/?#@:"'<>]{0,128}:(?!\d{1,5}(?:[/?#,]|$))(?<secret>[^\s"'<>`\\]{1,256})@(?=[\w.[$*{-])/dg,
  },
  // An address is refused for its colon or a slash that is lacking; its password is one all the same.
  {
    what: 'URL_PASSWORD',
    hint: '/',
    pattern:
      /(?:(?<![:/])\/\/|[A-Za-z]:\/(?!\/))[^\s/?#@:"'<>]{0,128}:(?!\d{1,5}(?:[/?#,]|$))(?<secret>[^\s"'<>`\\@/]{1,256})@(?=(?!sha\d)[\w.[$*{-])/dg,
  },
  // One that was cut off before its @.
  {
    what: 'URL_PASSWORD',
    hint: '://',
    pattern: /:\/\/[^\s/?#@:"'<>]{1,256}:(?!\d{1,5}(?:\D|$))(?<secret>[^\s/@"'<>`]{1,512})(?:…|\.\.\.)/dg,
  },
  // Go takes what follows the colon for a port where a # or ? in the password ends the address (net/url, parseAuthority), and says it twice.
  {
    what: 'URL_PASSWORD',
    hint: 'invalid port',
    pattern:
      /\bparse \\?"(?!https?:|wss?:|grpcs?:|tcp:|udp:)[a-z][a-z0-9+.-]{1,32}:\/\/[^\s:"@]{1,128}:(?![\d$%{]|[A-Z_]{2,32}\\?")(?<secret>[^\s"@\\]{1,256})\\?": invalid port/dg,
  },
  {
    what: 'URL_PASSWORD',
    hint: 'invalid port',
    pattern:
      /(?<=\bparse \\?"(?!https?:|wss?:|grpcs?:|tcp:|udp:)[^\s"]{1,400}\\?": )invalid port \\?":(?![\d$%{]|[A-Z_]{2,32}\\?")(?<secret>[^\s"\\]{1,256})\\?" after host/dg,
  },
  // Python's configparser quotes a value from its first percent sign on (Lib/configparser.py, BasicInterpolation).
  { what: 'URL_PASSWORD', hint: "found: '%", pattern: /found: '(?<secret>%[^\s'@]{1,256})@/dg },
  { what: 'URL_TOKEN', hint: '://', pattern: /:\/\/(?<secret>[\w.~%+-]{16,512})@(?=[\w.[-])/dg, isSecret: looksRandom },
  { what: 'BEARER_TOKEN', hint: 'bearer', pattern: /\bbearer {1,3}(?<secret>[\w.~+/-]{8,4096}={0,2})/dgi, isSecret: looksRandom },
  { what: 'BASIC_AUTH', hint: 'basic', pattern: /\bbasic {1,3}(?<secret>[A-Za-z\d+/]{6,1024}={0,2})/dgi, isSecret: isUserAndPassword },
  { what: 'COOKIE', hint: 'cookie', pattern: /\bcookie["']? {0,3}[:=] {0,3}["']?(?<secret>[\w.-]{1,128}=[^\n"']{1,4096})/dgi },
  {
    what: 'CURL_PASSWORD',
    hint: 'curl',
    pattern: /\bcurl\b[^\n]{0,256}? (?:-u|--user|-U|--proxy-user)[ =](?:\\?["'])?[^\s:"']{1,64}:(?<secret>[^\s"']{1,256})/dg,
  },
  {
    what: 'MYSQL_PASSWORD',
    hint: ' -p',
    pattern: /\b(?:mysql|mariadb)(?:dump|admin|-dump|-admin|check)?\b[^\n]{0,256}? -p(?:\\?["'])?(?<secret>[^\s"']{1,128})/dg,
  },
  // The same as kubectl describe lists it, a word a line.
  {
    what: 'MYSQL_PASSWORD',
    hint: ' -p',
    pattern:
      /^[ \t]{2,16}(?:mysql|mariadb)(?:dump|admin|-dump|-admin|check)?\n(?:[ \t]{2,16}[^\n]{1,200}\n){0,12}?[ \t]{2,16}-p(?<secret>[^\s"']{1,128})$/dgm,
  },
  { what: 'REDIS_PASSWORD', hint: 'redis-cli', pattern: /\bredis-cli\b[^\n]{0,256}? -a {1,3}(?:\\?["'])?(?<secret>[^\s"']{1,256})/dg },
  // Redis' ACL: user NAME on >PASSWORD ~* +@all.
  { what: 'REDIS_PASSWORD', hint: 'user ', pattern: /^[ \t]{0,8}user \S{1,64} [^\n>]{0,128}>(?<secret>[^\s"']{1,256})/dgm },
  { what: 'SSH_PASSWORD', hint: 'sshpass', pattern: /\bsshpass {1,3}-p {0,3}(?:\\?["'])?(?<secret>[^\s"']{1,256})/dg },
  {
    what: 'MONGO_PASSWORD',
    hint: 'mongo',
    pattern: /\bmongo(?:sh|dump|restore)?\b[^\n]{0,256}? -p {1,3}(?:\\?["'])?(?<secret>[^\s"'-][^\s"']{0,255})/dg,
  },
];

/** An address without a scheme, USER:PASSWORD@HOST:PORT, or as Go's MySQL driver has it, USER:PASSWORD@tcp(HOST:PORT). */
const ADDRESS = /@(?=(?:tcp|unix|udp)\(|(?!sha\d)[\w.-]{1,253}:\d{2,5}(?!\d))/g;
const LOGIN = /(?<![\w.:/-])(?!mailto:)[\w.-]{1,64}:([^\s:@/"'<>]{1,128})$/;
const LONGEST_LOGIN = 194;

export function findLogins(text: string): Span[] {
  const lower = text.toLowerCase();
  const spans = FORMS.filter(({ hint }) => lower.includes(hint)).flatMap(({ what, pattern, isSecret = isGiven }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const [start, last] = match.indices?.groups?.['secret'] ?? [0, 0];
      // In JSON the quote that closes it has a backslash before it.
      const end = /\\["']/.test(text.slice(last - 1, last + 1)) ? last - 1 : last;
      return isSecret(text.slice(start, end)) ? [{ start, end, what }] : [];
    }),
  );
  for (const { index } of text.matchAll(ADDRESS)) {
    const secret = LOGIN.exec(text.slice(Math.max(0, index - LONGEST_LOGIN), index))?.[1];
    if (secret && isGiven(secret)) spans.push({ start: index - secret.length, end: index, what: 'PASSWORD' });
  }
  return spans;
}

const isGiven = (value: string) => !isPlain(value) || /^[/.]/.test(value);

/** RFC 7617: base64 of user:password. */
function isUserAndPassword(value: string): boolean {
  return /^[\x20-\x7e]{1,256}:[\x20-\x7e]{1,512}$/.test(Buffer.from(value, 'base64').toString('latin1'));
}
