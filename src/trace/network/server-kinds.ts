/** Kinds of servers: the port that they are known for, what their clients say, what they run. */
import type { Subject } from '../../evidence/subject.ts';
import type { Container } from '../../kube/shapes.ts';
import type { Connection } from './connection.ts';

interface ServerKind {
  /** By default (IANA, and each server's manual). */
  port: number;
  /** In the words of clients, and in the first words of variables' names. */
  spoken: RegExp;
  /** In the name of an image, or a command; proxies that pass on what they are told are as good. */
  program?: RegExp;
  /** Words that only clients of this kind write. */
  client?: RegExp;
  /** For sentences. */
  name: string;
}

const KINDS: readonly ServerKind[] = [
  {
    name: 'PostgreSQL',
    port: 5432,
    spoken: /could not translate host name|connection to server (?:at|on)|psycopg|\bpq:|PG::|postgres/i,
    program: /postgres|pgbouncer|sql-proxy/i,
    client: /connection to server (?:at|on) |\bpsycopg|\bpq: |\bPG::|\bpgx/,
  },
  {
    name: 'Redis',
    port: 6379,
    spoken: /redis|valkey/i,
    program: /redis|valkey|keydb|dragonfly/i,
    client: /\bredis\.exceptions\.|\bto Redis\b|\bRedisError\b|\bioredis\b/,
  },
  {
    name: 'MySQL',
    port: 3306,
    spoken: /mysql|mariadb/i,
    program: /mysql|maria|sql-proxy|proxysql/i,
    client: /\bpymysql\b|\bMySQL server\b|\bmysql\.connector\b|com\.mysql\./,
  },
  {
    name: 'MongoDB',
    port: 27017,
    spoken: /mongo/i,
    program: /mongo/i,
    client: /\bpymongo\b|MongoServerSelectionError|MongoNetworkError|ServerSelectionTimeoutError/,
  },
  {
    name: 'RabbitMQ',
    port: 5672,
    spoken: /rabbit|amqp/i,
    program: /rabbit/i,
    client: /\bpika\.|\bamqp[.:]|AMQPConnectionError/i,
  },
  { name: 'Kafka', port: 9092, spoken: /kafka|bootstrap\.servers/i },
  { name: 'Elasticsearch', port: 9200, spoken: /elastic|opensearch/i, program: /elastic|opensearch/i },
  { name: 'memcached', port: 11211, spoken: /memcache/i, program: /memcached/i },
  { name: 'NATS', port: 4222, spoken: /\bnats\b/i },
];

/**
 * The port that a program calls where neither its log nor its settings say so: by its client library's words, or its variables' names.
 * A guess, to tell Services apart; never a reason to say that a port is wrong.
 */
export function usualPort({ fact, host }: Connection, { container }: Subject): number | undefined {
  const said = fact && KINDS.find(({ spoken }) => spoken.test(fact.quote) || spoken.test(fact.phrase));
  if (said) return said.port;
  const names = (container.env ?? []).filter(({ value }) => value === host).map(({ name }) => name.replace(/^PG/, 'POSTGRES_'));
  return KINDS.find(({ spoken }) => names.some((name) => spoken.test(name)))?.port;
}

/** The same, of a kind of server: postgres, redis. */
export const portOfKind = (service: string): number | undefined => KINDS.find(({ spoken }) => spoken.test(service))?.port;

/** Is it the port of one of these servers? */
export const isUsualPort = (port: number): boolean => KINDS.some((kind) => kind.port === port);

/** The programs that a port is known for. */
export const programsOf = (port: number | undefined): RegExp | undefined => KINDS.find((kind) => kind.port === port)?.program;

/** By its image or its command. */
export const isProgramOf = (port: number, { image = '', command = [] }: Container): boolean =>
  programsOf(port)?.test(`${image} ${command.join(' ')}`) ?? false;

/** The server of this container, by its program and the port together, if it speaks no HTTP. */
export const withoutHttp = (port: number | undefined, container: Container): string | undefined =>
  port !== undefined && port !== 9200 && isProgramOf(port, container) ? KINDS.find((kind) => kind.port === port)?.name : undefined;

/** Kinds that can be told by the words of a client alone. */
export const TOLD_BY_CLIENT = KINDS.filter((kind): kind is ServerKind & { client: RegExp } => kind.client !== undefined);

/** By what they are for: DB_HOST, PGHOST, CACHE_HOST. */
const BY_USE: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^PG|(?:^|_)(?:DB|DATABASE|SQL)(?:_|$)/, [5432, 3306, 27017]],
  [/(?:^|_)CACHE(?:_|$)/, [6379, 11211]],
  [/(?:^|_)(?:MQ|QUEUE|BROKER)(?:_|$)/, [5672, 6379, 9092, 4222]],
];

/** REDIS_HOST or CACHE_HOST, where Redis' port is called. */
export const namesKind = (name: string, port: number): boolean =>
  KINDS.some((kind) => kind.port === port && kind.spoken.test(name)) ||
  BY_USE.some(([form, ports]) => ports.includes(port) && form.test(name.toUpperCase()));

/** REDIS_HOST, where PostgreSQL's port is called. */
export const namesOtherKind = (words: string, port: number | undefined): boolean =>
  KINDS.some((kind) => kind.port !== port && kind.spoken.test(words)) &&
  !KINDS.some((kind) => kind.port === port && kind.spoken.test(words));
