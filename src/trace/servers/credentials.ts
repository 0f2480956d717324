/** Whose password a program logs in with, and whose the server was started with: by the sources of both, never by their values. */
import { decidedBy } from '../../evidence/end.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Fact } from '../../logs/fact.ts';
import { only } from '../../only.ts';
import { hiddenAddress } from '../settings/hidden-address.ts';
import { type Setting, settingsOf, variablesOf } from '../settings/settings.ts';
import { roleDenied } from './overheard.ts';
import {
  hasLogin,
  isForServer,
  isSameSource,
  lineWithPassword,
  passwordFor,
  passwordOfServer,
  tokens,
  userFor,
  wantedNames,
} from './password-settings.ts';
import { FIRST_USER, type Server, serverName, serverOf, serverVariable } from './server.ts';
import { type UnfilledPassword, unfilledPassword } from './unfilled-password.ts';

/** Both sides, as far as they are known. */
interface Sides {
  fact: Fact<'auth-failed'>;
  server: Server | undefined;
  /** What refuses, for a sentence. */
  name: string;
  user: string | undefined;
  password: Setting | undefined;
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
}

export interface Credentials extends Sides {
  /** Where no variable is one: the only line of a ConfigMap's file that gives a password. 1-based. */
  inFile: { setting: Setting; name: string; line: number } | undefined;
  /** Where none of these is there: the only variable with an address that has a password in it, or that is not read. */
  inUrl: Setting | undefined;
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

/** The phrase of a Redis that was started without a password. */
const NO_PASSWORD = 'databases/redis-no-password';
/** The phrase of an answer with status 401. */
const HTTP_401 = 'databases/http-401';

export function compareCredentials(subject: Subject, evidence: Evidence): Credentials | 'pending' | undefined {
  const fact = decidedBy(subject, 'auth-failed');
  if (!fact) return undefined;
  const server = serverOf(subject, evidence, ['auth-failed']);
  if (server === 'pending') return 'pending';
  const variables = variablesOf(subject, evidence);
  const denied = deniedUser(fact, server, evidence);
  if (denied === 'pending') return 'pending';
  const { user, service, host } = fact.fields;
  const words = `${service ?? ''} ${server?.container?.image ?? ''} ${fact.quote}`;
  const token = fact.phrase === HTTP_401 ? tokens(variables, server) : undefined;
  const userSetting = userFor(words, variables);
  const theirUser = server && serverVariable(server, FIRST_USER);
  const sides: Sides = {
    fact,
    server,
    name: server ? serverName(server) : (host ?? service ?? 'the server'),
    user: user ?? userSetting?.value,
    password: token?.own ?? passwordFor(words, variables),
    theirs: token ? token.theirs : server && passwordOfServer(server, user),
    unfilled: server && !token ? unfilledPassword(server, evidence) : undefined,
    what: token ? 'token' : 'password',
    userSetting,
    denied,
    theirUser,
    serverUser: theirUser?.value,
    wanted: wantedNames(variables, fact.quote, subject),
  };
  const verdict = verdictOf(sides);
  if (verdict === 'ungiven') return { ...sides, ...notGivenOn(sides, words), inFile: undefined, inUrl: undefined };
  // It gave one, from a place that its variables do not show.
  const isElsewhere = (verdict === 'unknown' || verdict === 'unasked') && !sides.password;
  return { ...sides, ...(isElsewhere ? otherPlace(subject, variables, evidence) : { inFile: undefined, inUrl: undefined }), verdict };
}

function deniedUser({ fields: { user }, quote }: Fact<'auth-failed'>, server: Server | undefined, evidence: Evidence) {
  return user !== undefined && server && /password authentication failed/.test(quote) ? roleDenied(user, server, evidence) : undefined;
}

const NONE_GIVEN =
  /NOAUTH|Authentication required|missing authentication credentials|client password must be a string|using password: NO|no password supplied/i;

/** `ungiven`: the server got none, though the program has one. */
function verdictOf(sides: Sides): Credentials['verdict'] | 'ungiven' {
  const { fact, password, unfilled, denied } = sides;
  if (unfilled && password && password.written !== '') return 'unfilled';
  const verdict = fact.phrase === NO_PASSWORD ? 'unasked' : bySource(sides);
  return denied !== undefined && verdict !== 'other-user' ? 'no-such-user' : verdict;
}

function bySource({ fact, user, serverUser, password, theirs }: Sides): Credentials['verdict'] | 'ungiven' {
  // A server makes further users only if someone tells it to; so this is said only where the password would be the right one.
  if (user && serverUser && user !== serverUser && user !== 'root' && password && theirs && isSameSource(password, theirs))
    return 'other-user';
  if (NONE_GIVEN.test(`${fact.fields.detail ?? ''} ${fact.quote}`))
    return password ? (password.written === '' ? 'empty' : 'ungiven') : 'none-given';
  // It gave one, from a place that is not seen here.
  if (!password) return 'unknown';
  if (password.written === '') return 'empty';
  if (!theirs) return 'unknown';
  return isSameSource(password, theirs) ? 'same-source' : 'other-source';
}

/** What a program was given and does not give on has a name that it does not read; one for another server is no such. */
function notGivenOn({ password, wanted }: Sides, words: string): Pick<Credentials, 'password' | 'verdict'> {
  if (!password || !isForServer(password, words)) return { password: undefined, verdict: 'none-given' };
  const isMisnamed = wanted.password !== undefined && wanted.password !== password.name;
  return { password, verdict: isMisnamed ? 'misnamed' : 'unknown' };
}

/** Where else it may have its password from. */
function otherPlace(subject: Subject, variables: readonly Setting[], evidence: Evidence): Pick<Credentials, 'inFile' | 'inUrl'> {
  const inFile = lineWithPassword(settingsOf(subject, evidence));
  return { inFile, inUrl: inFile ? undefined : (only(variables.filter(hasLogin)) ?? hiddenAddress(variables)) };
}
