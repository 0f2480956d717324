/** A client of one kind of server that is told to call another kind, which takes the connection and does not know what it hears. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { imageName } from '../../kube/image.ts';
import type { Container } from '../../kube/shapes.ts';
import { serverAt } from '../servers/server.ts';
import type { Connection } from './connection.ts';
import { type Meant, meantAtPort } from './likely-service.ts';
import { isProgramOf, PROGRAMS } from './neighbour.ts';

export interface OtherKind {
  /** For sentences: PostgreSQL, Redis. */
  speaks: string;
  runs: string;
  pod: string;
  container: Container;
  /** The Service whose port is that of the kind that is spoken to. */
  meant: Meant | undefined;
  /** That kind's port. */
  port: number;
}

/** By words that only clients of this kind write, and by the port that their servers have (usual-port.ts). */
const KINDS: readonly { name: string; port: number; client: RegExp }[] = [
  { name: 'PostgreSQL', port: 5432, client: /connection to server (?:at|on) |\bpsycopg|\bpq: |\bPG::|\bpgx/ },
  { name: 'Redis', port: 6379, client: /\bredis\.exceptions\.|\bto Redis\b|\bRedisError\b|\bioredis\b/ },
  { name: 'MySQL', port: 3306, client: /\bpymysql\b|\bMySQL server\b|\bmysql\.connector\b|com\.mysql\./ },
  { name: 'MongoDB', port: 27017, client: /\bpymongo\b|MongoServerSelectionError|MongoNetworkError|ServerSelectionTimeoutError/ },
  { name: 'RabbitMQ', port: 5672, client: /\bpika\.|\bamqp[.:]|AMQPConnectionError/i },
];

export function otherKind(connection: Connection, subject: Subject, evidence: Evidence): OtherKind | 'pending' | undefined {
  const { fact, host, how } = connection;
  // Who is refused has met with nobody.
  if (!fact || !['timeout', 'reset', 'unreachable'].includes(how)) return undefined;
  const words = fact.quote.replaceAll(host, '');
  const spoken = KINDS.filter(({ client }) => client.test(words));
  const [wanted] = spoken;
  if (!wanted || spoken.length > 1) return undefined;
  const server = serverAt(connection, subject, evidence);
  if (server === 'pending') return 'pending';
  const { container, pod } = server;
  if (!container || !pod || isProgramOf(wanted.port, container)) return undefined;
  // Not by the folder of a registry that it is in.
  const there = KINDS.find(({ port }) => PROGRAMS[port]?.test(imageName(container.image ?? '')));
  return (
    there && {
      speaks: wanted.name,
      runs: there.name,
      pod: pod.metadata.name,
      container,
      meant: meantAtPort(wanted.port, subject, evidence),
      port: wanted.port,
    }
  );
}
