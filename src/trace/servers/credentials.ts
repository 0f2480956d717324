/** Whose password a program logs in with, and whose the server was started with: by the sources of both, never by their values. */
import { decidedBy } from '../../evidence/end.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import type { Fact } from '../../logs/fact.ts';
import { only } from '../../only.ts';
import { hiddenAddress } from '../settings/hidden-address.ts';
import { lineWith } from '../settings/setting-named.ts';
import { type Setting, settingsOf, variablesOf } from '../settings/settings.ts';
import { roleDenied } from './overheard.ts';
import { FIRST_PASSWORD, FIRST_USER, ROOT_PASSWORD, type Server, serverName, serverOf, serverVariable } from './server.ts';
import { type UnfilledPassword, unfilledPassword } from './unfilled-password.ts';

export interface Credentials {
  fact: Fact<'auth-failed'>;
  server: Server | undefined;
  /** What refuses, for a sentence. */
  name: string;
  user: string | undefined;
  password: Setting | undefined;
  /** Where no variable is one: the only line of a ConfigMap's file that gives a password. 1-based. */
  inFile: { setting: Setting; name: string; line: number } | undefined;
  /** Where none of these is there: the only variable with an address that has a password in it, or that is not read. */
  inUrl: Setting | undefined;
  theirs: Setting | undefined;
  /** Where the server's own command line gives it another one than is meant. */
  unfilled: UnfilledPassword | undefined;
  /** What is not accepted, for a sentence. */
  what: 'password' | 'token';
  userSetting: Setting | undefined;
  /** The server's own words for it, in its log: there is no such user. */
  denied: string | undefined;
  /** The variable by which the server was told its first user. */
  theirUser: Setting | undefined;
  serverUser: string | undefined;
  /** How the program's variables would be called, by their neighbours. */
  wanted: { user: string | undefined; password: string | undefined };
  verdict:
    | 'no-such-user'
    | 'other-user'
    | 'other-source'
    | 'same-source'
    | 'none-given'
    | 'unasked'
    | 'misnamed'
    | 'empty'
    | 'unfilled'
    | 'unknown';
}

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

export function compareCredentials(subject: Subject, evidence: Evidence): Credentials | 'pending' | undefined {
  const fact = decidedBy(subject, 'auth-failed');
  if (!fact) return undefined;
  const server = serverOf(subject, evidence, ['auth-failed']);
  if (server === 'pending') return 'pending';
  const variables = variablesOf(subject, evidence);
  const { user, service, host, detail = '' } = fact.fields;
  const words = `${service ?? ''} ${server?.container?.image ?? ''} ${fact.quote}`;
  const token = fact.phrase === HTTP_401 ? tokens(variables, server) : undefined;
  const password = token?.own ?? one(variables, PASSWORD, words);
  const userSetting = one(variables, USER, words);
  const theirs =
    server &&
    (token
      ? token.theirs
      : user === 'root'
        ? serverVariable(server, [...ROOT_PASSWORD, ...FIRST_PASSWORD])
        : (serverVariable(server, FIRST_PASSWORD) ?? fromArguments(server)));
  const theirUser = server && serverVariable(server, FIRST_USER);
  const serverUser = theirUser?.value;
  const name = server ? serverName(server) : (host ?? service ?? 'the server');
  const prefix = variables
    .map((variable) => variable.name?.match(/^(.*?)_?(?:HOST|ADDR(?:ESS)?)$/)?.[1])
    .find((found) => found !== undefined);
  const denied =
    user !== undefined && server && /password authentication failed/.test(fact.quote) ? roleDenied(user, server, evidence) : undefined;
  if (denied === 'pending') return 'pending';
  const isPg = /connection to server (?:at|on)/.test(fact.quote);
  const client = clientPassword(subject);
  const wanted = {
    user: isPg ? 'PGUSER' : prefix && `${prefix}_USER`,
    password: isPg ? 'PGPASSWORD' : (client ?? (prefix && `${prefix}_PASSWORD`)),
  };
  const common = {
    fact,
    server,
    name,
    user: user ?? userSetting?.value,
    password,
    inFile: undefined,
    inUrl: undefined,
    theirs,
    unfilled: server && !token ? unfilledPassword(server, evidence) : undefined,
    what: token ? ('token' as const) : ('password' as const),
    userSetting,
    denied,
    theirUser,
    serverUser,
    wanted,
  };
  if (common.unfilled && password && password.written !== '') return { ...common, verdict: 'unfilled' };
  const verdict = fact.phrase === NO_PASSWORD ? 'unasked' : verdictOf({ ...common, detail: `${detail} ${fact.quote}` });
  if (denied !== undefined && verdict !== 'other-user') return { ...common, verdict: 'no-such-user' };
  // What a program was given and does not give on has a name that it does not read; one for another server is no such.
  const isMeant = password !== undefined && FAMILIES.find((form) => form.test(words))?.test(password.name ?? '');
  const isMisnamed = verdict === 'ungiven' && isMeant && wanted.password !== undefined && wanted.password !== password?.name;
  // It gave one, from a place that its variables do not show.
  if ((verdict === 'unknown' || verdict === 'unasked') && !password) {
    const inFile = lineWithPassword(settingsOf(subject, evidence));
    return { ...common, verdict, inFile, inUrl: inFile ? undefined : (only(variables.filter(hasLogin)) ?? hiddenAddress(variables)) };
  }
  if (verdict !== 'ungiven') return { ...common, verdict };
  return isMisnamed
    ? { ...common, verdict: 'misnamed' }
    : { ...common, ...(isMeant ? {} : { password: undefined }), verdict: isMeant ? 'unknown' : 'none-given' };
}

/** The phrase of a Redis that was started without a password. */
const NO_PASSWORD = 'databases/redis-no-password';
/** The phrase of an answer with status 401. */
const HTTP_401 = 'databases/http-401';
/** STOCK_URL, and beside it STOCK_TOKEN. */
const ADDRESS_NAME = /^(.*?)_?(?:BASE_?)?(?:URL|URI|HOST|ADDR(?:ESS)?|ENDPOINT|SERVER)$/i;

/** The program's only token, or that beside the server's address; and the server's only one. Where a password is given, it may be that. */
function tokens(variables: readonly Setting[], server: Server | undefined): { own: Setting; theirs: Setting | undefined } | undefined {
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

function verdictOf({
  user,
  serverUser,
  password,
  theirs,
  detail,
}: Pick<Credentials, 'user' | 'serverUser' | 'password' | 'theirs'> & { detail: string }): Credentials['verdict'] | 'ungiven' {
  // A server makes further users only if someone tells it to; so this is said only where the password would be the right one.
  if (user && serverUser && user !== serverUser && user !== 'root' && password && theirs && isSame(password, theirs)) return 'other-user';
  if (
    /NOAUTH|Authentication required|missing authentication credentials|client password must be a string|using password: NO|no password supplied/i.test(
      detail,
    )
  )
    return password ? (password.written === '' ? 'empty' : 'ungiven') : 'none-given';
  // It gave one, from a place that is not seen here.
  if (!password) return 'unknown';
  if (password.written === '') return 'empty';
  if (!theirs) return 'unknown';
  return isSame(password, theirs) ? 'same-source' : 'other-source';
}

/** An address with user and password before the host, or a connection string (libpq, ADO.NET). */
const hasLogin = ({ value = '' }: Setting) =>
  /:\/\/[^\s:@/]{0,100}:[^\s@/]{1,200}@|^[^\s:@/]{1,100}:[^\s@]{1,200}@\w{1,10}\(/.test(value) ||
  (/(?:^|[;\s])(?:password|pwd)\s{0,3}=\s{0,3}[^;\s]/i.test(value) &&
    /(?:^|[;\s])(?:host|server|data source|user|user id|uid)\s{0,3}=/i.test(value));

/** From which variable the client that its command runs takes a password (redis.io/docs/latest/develop/tools/cli, mysql's programs). */
function clientPassword({ container }: Subject): string | undefined {
  const line = commandLine(container).join(' ');
  if (/\bredis-cli\b/.test(line)) return 'REDISCLI_AUTH';
  return /\b(?:mysql|mysqladmin|mariadb)\b/.test(line) ? 'MYSQL_PWD' : undefined;
}

const PASSWORD_LINES = ['password', 'passwd', 'pass'];

function lineWithPassword(settings: readonly Setting[]): Credentials['inFile'] {
  return only(
    settings.flatMap((setting) =>
      PASSWORD_LINES.flatMap((name) => {
        const found = lineWith(name, undefined, setting);
        return found ? [{ setting, name, line: found.at + 1 }] : [];
      }),
    ),
  );
}

function isSame(a: Setting, b: Setting): boolean {
  if (a.place.kind === 'env' || b.place.kind === 'env') return a.written !== undefined && a.written === b.written;
  return (
    'object' in a.place &&
    'object' in b.place &&
    a.place.kind === b.place.kind &&
    a.place.object === b.place.object &&
    a.place.key === b.place.key
  );
}

/** The only variable of this kind, or the only one whose name belongs to the kind of server. */
function one(variables: readonly Setting[], form: RegExp, words: string): Setting | undefined {
  const found = variables.filter(({ name }) => name !== undefined && form.test(name));
  if (found.length <= 1) return found[0];
  const family = FAMILIES.find((words_) => words_.test(words));
  const fitting = family ? found.filter(({ name }) => family.test(name as string)) : [];
  return only(fitting);
}

/** `--requirepass $(REDIS_PASSWORD)`: the variable that the command puts in. */
function fromArguments({ container, variables }: Server): Setting | undefined {
  const words = commandLine(container ?? {}).join(' ');
  const name = words.match(/(?:requirepass|password|pass)[ =]"?\$[({]?([A-Za-z_]\w{0,100})/i)?.[1];
  return name === undefined ? undefined : variables.find((variable) => variable.name === name);
}
