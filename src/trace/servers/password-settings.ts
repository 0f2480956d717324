/** Which of a program's settings, and of a server's, hold a password, a token or a user: by their names, and by where they stand. */
import type { Subject } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import { only } from '../../only.ts';
import { lineWith } from '../settings/setting-named.ts';
import type { Setting } from '../settings/settings.ts';
import { FIRST_PASSWORD, ROOT_PASSWORD, type Server, serverVariable } from './server.ts';

const PASSWORD = /PASS(?:WORD|WD)?$|PS?WD$|(?:^|_)PW$|REQUIREPASS|AUTH_?TOKEN$|_SECRET$|^PGPASSWORD$/i;
export const namesPassword = (variable: string) => PASSWORD.test(variable);
/** What a request over HTTP is let in by (RFC 6750): not accepted, it is answered with 401. */
const TOKEN = /TOKEN$|API_?KEY$|ACCESS_?KEY$|_SECRET$/i;
const USER = /USER(?:NAME)?$|_LOGIN$/i;
/** Words of one kind of server in the names of variables. */
const FAMILIES = [
  /redis|cache|valkey|keydb/i,
  /^pg|postgres|db|database|sql/i,
  /mysql|maria|db|database|sql/i,
  /mongo|db|database/i,
  /rabbit|amqp|mq|broker|queue/i,
];

/** `words`: what is said of the server, by which it is known what kind it is. */
export const passwordFor = (words: string, variables: readonly Setting[]) => one(variables, PASSWORD, words);
export const userFor = (words: string, variables: readonly Setting[]) => one(variables, USER, words);

/** The only variable of this kind, or the only one whose name belongs to the kind of server. */
function one(variables: readonly Setting[], form: RegExp, words: string): Setting | undefined {
  const found = variables.filter(({ name }) => name !== undefined && form.test(name));
  if (found.length <= 1) return found[0];
  const family = FAMILIES.find((words_) => words_.test(words));
  const fitting = family ? found.filter(({ name }) => family.test(name as string)) : [];
  return only(fitting);
}

/** Its name has a word of the kind of server that is spoken of. */
export const isForServer = ({ name }: Setting, words: string): boolean =>
  FAMILIES.find((form) => form.test(words))?.test(name ?? '') ?? false;

/** STOCK_URL, and beside it STOCK_TOKEN. */
const ADDRESS_NAME = /^(.*?)_?(?:BASE_?)?(?:URL|URI|HOST|ADDR(?:ESS)?|ENDPOINT|SERVER)$/i;

/** The program's only token, or that beside the server's address; and the server's only one. Where a password is given, it may be that. */
export function tokens(
  variables: readonly Setting[],
  server: Server | undefined,
): { own: Setting; theirs: Setting | undefined } | undefined {
  const found = variables.filter(({ name }) => name !== undefined && TOKEN.test(name));
  const host = server?.connection.host;
  const prefix = variables
    .filter(({ value }) => host !== undefined && value?.includes(host))
    .map(({ name }) => ADDRESS_NAME.exec(name ?? '')?.[1])
    .find(Boolean);
  const own = only(prefix ? found.filter(({ name }) => name?.startsWith(prefix)) : []) ?? only(found);
  if (!own || variables.some(({ name }) => name !== undefined && /PASS(?:WORD|WD)?$/i.test(name))) return undefined;
  return { own, theirs: only(server?.variables.filter(({ name }) => name !== undefined && TOKEN.test(name)) ?? []) };
}

/** What the server was started with, for this user. */
export const passwordOfServer = (server: Server, user: string | undefined): Setting | undefined =>
  user === 'root'
    ? serverVariable(server, [...ROOT_PASSWORD, ...FIRST_PASSWORD])
    : (serverVariable(server, FIRST_PASSWORD) ?? fromArguments(server));

/** `--requirepass $(REDIS_PASSWORD)`: the variable that the command puts in. */
function fromArguments({ container, variables }: Server): Setting | undefined {
  const words = commandLine(container ?? {}).join(' ');
  const name = words.match(/(?:requirepass|password|pass)[ =]"?\$[({]?([A-Za-z_]\w{0,100})/i)?.[1];
  return name === undefined ? undefined : variables.find((variable) => variable.name === name);
}

/** How the program's variables would be called: as its client reads them, or by the prefix that the address has. */
export function wantedNames(variables: readonly Setting[], quote: string, subject: Subject) {
  // libpq says it so.
  if (/connection to server (?:at|on)/.test(quote)) return { user: 'PGUSER', password: 'PGPASSWORD' };
  const prefix = variables
    .map((variable) => variable.name?.match(/^(.*?)_?(?:HOST|ADDR(?:ESS)?)$/)?.[1])
    .find((found) => found !== undefined);
  return { user: prefix && `${prefix}_USER`, password: clientPassword(subject) ?? (prefix && `${prefix}_PASSWORD`) };
}

/** From which variable the client that its command runs takes a password (redis.io/docs/latest/develop/tools/cli, mysql's programs). */
function clientPassword({ container }: Subject): string | undefined {
  const line = commandLine(container).join(' ');
  if (/\bredis-cli\b/.test(line)) return 'REDISCLI_AUTH';
  return /\b(?:mysql|mysqladmin|mariadb)\b/.test(line) ? 'MYSQL_PWD' : undefined;
}

/** An address with user and password before the host, or a connection string (libpq, ADO.NET). */
export const hasLogin = ({ value = '' }: Setting) =>
  /:\/\/[^\s:@/]{0,100}:[^\s@/]{1,200}@|^[^\s:@/]{1,100}:[^\s@]{1,200}@\w{1,10}\(/.test(value) ||
  (/(?:^|[;\s])(?:password|pwd)\s{0,3}=\s{0,3}[^;\s]/i.test(value) &&
    /(?:^|[;\s])(?:host|server|data source|user|user id|uid)\s{0,3}=/i.test(value));

const PASSWORD_LINES = ['password', 'passwd', 'pass'];

/** The only line of a ConfigMap's file that gives a password; 1-based. */
export const lineWithPassword = (settings: readonly Setting[]): { setting: Setting; name: string; line: number } | undefined =>
  only(
    settings.flatMap((setting) =>
      PASSWORD_LINES.flatMap((name) => {
        const found = lineWith(name, undefined, setting);
        return found ? [{ setting, name, line: found.at + 1 }] : [];
      }),
    ),
  );

/** Taken from the same key of the same object, or written down alike. */
export function isSameSource(a: Setting, b: Setting): boolean {
  if (a.place.kind === 'env' || b.place.kind === 'env') return a.written !== undefined && a.written === b.written;
  return (
    'object' in a.place &&
    'object' in b.place &&
    a.place.kind === b.place.kind &&
    a.place.object === b.place.object &&
    a.place.key === b.place.key
  );
}
