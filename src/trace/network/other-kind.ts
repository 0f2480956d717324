/** A client of one kind of server that is told to call another kind, which takes the connection and does not know what it hears. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { imageName } from '../../kube/image.ts';
import type { Container } from '../../kube/shapes.ts';
import { serverAt } from '../servers/server.ts';
import type { Connection } from './connection.ts';
import { type Meant, meantAtPort } from './likely-service.ts';
import { isProgramOf, TOLD_BY_CLIENT } from './server-kinds.ts';

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

export function otherKind(connection: Connection, subject: Subject, evidence: Evidence): OtherKind | 'pending' | undefined {
  const { fact, host, how } = connection;
  // Who is refused has met with nobody.
  if (!fact || !['timeout', 'reset', 'unreachable'].includes(how)) return undefined;
  const words = fact.quote.replaceAll(host, '');
  const spoken = TOLD_BY_CLIENT.filter(({ client }) => client.test(words));
  const [wanted] = spoken;
  if (!wanted || spoken.length > 1) return undefined;
  const server = serverAt(connection, subject, evidence);
  if (server === 'pending') return 'pending';
  const { container, pod } = server;
  if (!container || !pod || isProgramOf(wanted.port, container)) return undefined;
  // Not by the folder of a registry that it is in.
  const there = TOLD_BY_CLIENT.find(({ program }) => program?.test(imageName(container.image ?? '')));
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
