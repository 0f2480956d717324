/** Of the hosts that a container is told, the one at which what its log tells has happened: the log names none. */
import { loggedLines } from '../../evidence/end.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { isWatcher } from '../../logs/consequences.ts';
import type { Fact, FactKind } from '../../logs/fact.ts';
import { only } from '../../only.ts';
import { settingsOf } from '../settings/settings.ts';
import { placeOf } from './place.ts';
import { hostsOf, portOf } from './told-hosts.ts';

type ToldHost = ReturnType<typeof hostsOf>[number];

/** A host that the log does not name, where the settings leave but one at which that may have happened. */
export function hostOfSettings(
  port: number | undefined,
  fact: Fact,
  subject: Subject,
  evidence: Evidence,
): { host: string; port: number | undefined } | undefined {
  const { service } = fact.fields as { service?: string };
  const known = settingsOf(subject, evidence).flatMap((setting) => hostsOf(setting));
  const fitting = known.filter(
    (one) => (port === undefined || one.port === undefined || one.port === port) && (!service || fits(one, service)),
  );
  const host = only([...new Set(fitting.map((one) => one.host))]) ?? leftOf(fitting, fact, subject, evidence);
  return host === undefined
    ? undefined
    : { host, port: port ?? fitting.find((one) => one.host === host && one.port)?.port ?? portOf(host, subject, evidence) };
}

function leftOf(told: readonly ToldHost[], fact: Fact, subject: Subject, evidence: Evidence): string | undefined {
  const service = serviceOfFrames(subject, fact);
  const called = service ? told.filter((one) => fits(one, service)) : told;
  const among = called.length > 0 ? called : told;
  const left = only([...new Set(among.map(({ host }) => host))].filter((host) => mayBeAt(host, fact, subject, evidence)));
  // What is there for those who watch a program seldom ends it.
  return among.some(({ host, name = '' }) => host === left && !isWatcher(`${name} ${host}`)) ? left : undefined;
}

/** Other words for a kind of server in the names of variables: PGHOST (libpq), DB_HOST, CACHE_HOST. */
const ALIASES: Readonly<Record<string, RegExp>> = {
  postgres: /^pg|postgres|(?:^|_)(?:db|database)(?:_|$)|^ConnectionStrings_|^DSN$/i,
  mysql: /mysql|maria|(?:^|_)(?:db|database)(?:_|$)|^ConnectionStrings_|^DSN$/i,
  sqlserver: /sql|(?:^|_)(?:db|database)(?:_|$)|^ConnectionStrings_|^DSN$/i,
  redis: /redis|valkey|(?:^|_)cache(?:_|$)/i,
};

const fits = ({ scheme, name }: { scheme: string | undefined; name: string | undefined }, service: string) => {
  const word = service.toLowerCase();
  return (
    (scheme?.startsWith(word) ?? false) ||
    (name !== undefined && (name.toLowerCase().includes(word) || (ALIASES[word]?.test(name) ?? false))) ||
    (scheme === undefined && name === undefined)
  );
};

/** These need an address, which the name of a Service that does not exist has not. */
const ADDRESSED: ReadonlySet<FactKind> = new Set([
  'connection-refused',
  'connection-timeout',
  'connection-reset',
  'tls-unknown-ca',
  'tls-expired',
  'tls-hostname',
  'tls-protocol',
  'auth-failed',
  'database-missing',
  'role-missing',
  'connections-exhausted',
  'client-refused',
  'request-refused',
  'table-missing',
  'http-error',
]);

function mayBeAt(host: string, { kind, fields }: Fact, subject: Subject, evidence: Evidence): boolean {
  // Where the DNS server does not answer, every name is unknown.
  if ('temporary' in fields) return true;
  const place = placeOf(host, subject, evidence).kind;
  if (kind === 'name-unresolved') return !['service', 'pod', 'self'].includes(place);
  return !ADDRESSED.has(kind) || place !== 'no-service';
}

/** Libraries by the folders that their frames stand in, and the server that they call, as variables and URLs have it. */
const CLIENTS: readonly { folder: RegExp; service: string }[] = [
  { folder: /\/(?:asyncpg|psycopg2?|node_modules\/pg(?:-\w+)?)\//, service: 'postgres' },
  { folder: /\/(?:pymysql|MySQLdb|aiomysql|mysql\/connector|node_modules\/mysql2?)\//, service: 'mysql' },
  { folder: /\/(?:redis|aioredis|node_modules\/(?:ioredis|@?redis))\//, service: 'redis' },
  { folder: /\/(?:pymongo|motor|node_modules\/mongodb)\//, service: 'mongo' },
  { folder: /\/(?:pika|aio_pika|amqp|node_modules\/amqplib)\//, service: 'amqp' },
];

/** How far above the fact the first frame of its trace may stand. */
const FRAMES = 120;

/** The server that the trace's own frames are a client of, where they are of one alone. */
function serviceOfFrames(subject: Subject, { line }: Fact): string | undefined {
  const frames = loggedLines(subject)
    .slice(Math.max(0, line - FRAMES), line + FRAMES)
    .filter((one) => FRAME.test(one));
  const found = CLIENTS.filter(({ folder }) => frames.some((one) => folder.test(one)));
  return found.length === 1 ? found[0]?.service : undefined;
}
const FRAME = /^\s+(?:File "|at )/;
