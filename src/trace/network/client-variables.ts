/** Environment variables by which client libraries are told the host, where it is not the program that decides; with the page that says so. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { type Setting, variablesOf } from '../settings/settings.ts';
import type { Connection } from './connection.ts';

export interface ClientVariable {
  name: string;
  /** It is there and empty, which is as good as not set. */
  empty?: Setting | undefined;
  because: string;
  value: (host: string, port: number) => string;
}

const host = (name: string, because: string): ClientVariable => ({ name, because, value: (host) => host });

/** libpq's own sentence (fe-connect.c): only it writes this. */
const LIBPQ = /connection to server (?:at "|on socket ")/;
const LIBPQ_HOST = host('PGHOST', "PostgreSQL's client library reads the host from PGHOST"); // postgresql.org/docs/current/libpq-envars.html

/** Spring Boot binds SPRING_DATA_REDIS_HOST to spring.data.redis.host (docs.spring.io/spring-boot, externalized configuration and application properties). */
const SPRING: Readonly<Record<number, ClientVariable[]>> = {
  6379: [
    host('SPRING_DATA_REDIS_HOST', 'Spring Boot reads the host from SPRING_DATA_REDIS_HOST (before 3.0 SPRING_REDIS_HOST)'),
    host('SPRING_REDIS_HOST', ''),
  ],
  5672: [host('SPRING_RABBITMQ_HOST', 'Spring Boot reads the host from SPRING_RABBITMQ_HOST')],
  27017: [host('SPRING_DATA_MONGODB_HOST', 'Spring Boot reads the host from SPRING_DATA_MONGODB_HOST')],
  9092: [
    {
      name: 'SPRING_KAFKA_BOOTSTRAP_SERVERS',
      because: 'Spring Boot reads the servers from SPRING_KAFKA_BOOTSTRAP_SERVERS',
      value: (host, port) => `${host}:${port}`,
    },
  ],
  9200: [
    {
      name: 'SPRING_ELASTICSEARCH_URIS',
      because: 'Spring Boot reads the address from SPRING_ELASTICSEARCH_URIS',
      value: (host, port) => `http://${host}:${port}`,
    },
  ],
};

/** The variables to set; none where nothing is known of the library. */
export function clientVariables(subject: Subject, { fact, port }: Connection, evidence: Evidence): ClientVariable[] {
  const set = variablesOf(subject, evidence);
  const isSet = (name: string) => set.some((one) => one.name === name && one.value !== '');
  if (fact && LIBPQ.test(fact.quote) && !isSet('PGHOST')) return [{ ...LIBPQ_HOST, empty: set.find(({ name }) => name === 'PGHOST') }];
  const read = subject.log();
  const isSpring =
    read.state === 'read' && read.value.lines.some((line) => line.includes('org.springframework') || line.includes(':: Spring Boot ::'));
  const variables = port !== undefined && isSpring ? (SPRING[port] ?? []) : [];
  return variables.some(({ name }) => isSet(name)) ? [] : variables;
}
