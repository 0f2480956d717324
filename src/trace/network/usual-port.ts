/** The port that a program calls where neither its log nor its settings say so: by its client library's words, or its variables' names. */
import type { Subject } from '../../evidence/subject.ts';
import type { Connection } from './connection.ts';

/** Default ports, by the words of clients and the first words of variables' names (IANA, and each server's manual). */
const USUAL: readonly [form: RegExp, port: number][] = [
  [/could not translate host name|connection to server (?:at|on)|psycopg|\bpq:|PG::|postgres/i, 5432],
  [/redis|valkey/i, 6379],
  [/mysql|mariadb/i, 3306],
  [/mongo/i, 27017],
  [/rabbit|amqp/i, 5672],
  [/kafka|bootstrap\.servers/i, 9092],
  [/elastic|opensearch/i, 9200],
  [/memcache/i, 11211],
  [/\bnats\b/i, 4222],
];

/** A guess, to tell Services apart; never a reason to say that a port is wrong. */
export function usualPort({ fact, host }: Connection, { container }: Subject): number | undefined {
  const said = fact && USUAL.find(([form]) => form.test(fact.quote) || form.test(fact.phrase));
  if (said) return said[1];
  const names = (container.env ?? []).filter(({ value }) => value === host).map(({ name }) => name.replace(/^PG/, 'POSTGRES_'));
  return USUAL.find(([form]) => names.some((name) => form.test(name)))?.[1];
}

/** The same, of a kind of server: postgres, redis. */
export const portOfKind = (service: string): number | undefined => USUAL.find(([form]) => form.test(service))?.[1];

/** Is it the port of one of these servers? */
export const isUsualPort = (port: number): boolean => USUAL.some(([, one]) => one === port);
