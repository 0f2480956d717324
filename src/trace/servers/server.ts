/** The program at the other end of a connection that was made, where it runs in this cluster: its pod, container and settings. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { type Subject, subjectNamed } from '../../evidence/subject.ts';
import type { Container, Pod, Service } from '../../kube/shapes.ts';
import type { FactKind } from '../../logs/fact.ts';
import { backendsOf, declaredPorts, isReady, portOf, targetPortOf } from '../network/backends.ts';
import { type Connection, connectionOf } from '../network/connection.ts';
import { besideIt, othersOf } from '../network/neighbour.ts';
import { placeOf } from '../network/place.ts';
import { type Setting, variablesOf } from '../settings/settings.ts';

export interface Server {
  connection: Connection;
  service: Service | undefined;
  pod: Pod | undefined;
  container: Container | undefined;
  namespace: string;
  variables: Setting[];
  /** It runs beside the program, in the same pod. */
  isBeside?: boolean;
}

/** `pending` until it is known; undefined where the log's end is of none of these kinds, or names no host. */
export function serverOf(subject: Subject, evidence: Evidence, kinds: readonly FactKind[]): Server | 'pending' | undefined {
  const connection = connectionOf(subject, evidence, kinds);
  return connection && serverAt(connection, subject, evidence);
}

export function serverAt(connection: Connection, subject: Subject, evidence: Evidence): Server | 'pending' {
  const nobody: Server = {
    connection,
    service: undefined,
    pod: undefined,
    container: undefined,
    namespace: subject.namespace,
    variables: [],
  };
  const place = placeOf(connection.host, subject, evidence);
  if (place.kind === 'pending') return 'pending';
  if (place.kind === 'self') return beside(nobody, subject, evidence);
  if (place.kind === 'pod')
    return withContainer(
      { ...nobody, pod: place.pod, namespace: place.pod.metadata.namespace ?? subject.namespace },
      connection.port,
      evidence,
    );
  if (place.kind !== 'service') return nobody;
  const { service, namespace } = place;
  const known = backendsOf(service, namespace, evidence);
  if (known.state === 'pending') return 'pending';
  const pods = valueOf(known)?.pods ?? [];
  const pod = pods.find(isReady) ?? pods[0];
  const port = connection.port === undefined ? service.spec.ports?.[0] : portOf(service, connection.port);
  return withContainer({ ...nobody, service, namespace, pod }, pod && port ? targetPortOf(port, pod) : connection.port, evidence);
}

/** The container of the same pod that declares the port, or is the program that it is known for. */
function beside(nobody: Server, subject: Subject, evidence: Evidence): Server {
  const found = besideIt(subject, nobody.connection.port);
  const container = found && !found.isGuess ? othersOf(subject).find(({ name }) => name === found.container) : undefined;
  if (!container) return nobody;
  const { pod, namespace } = subject;
  return { ...nobody, pod, container, isBeside: true, variables: variablesOf({ container, namespace }, evidence) };
}

function withContainer(server: Server, port: number | undefined, evidence: Evidence): Server {
  const { pod, namespace } = server;
  if (!pod) return server;
  const name = declaredPorts(pod).find((one) => one.port === port)?.container;
  const container = pod.spec.containers.find((one) => one.name === name) ?? pod.spec.containers[0];
  return container ? { ...server, container, variables: variablesOf({ container, namespace }, evidence) } : server;
}

/** The container that answers, as a subject of its own: what it is told, its log. */
export function serverSubject({ pod, container }: Server, evidence: Evidence): Subject | undefined {
  return pod && container && subjectNamed(container.name, pod, evidence);
}

/** At its first start it runs what lies there, which may make further users and databases (hub.docker.com/_/postgres, Initialization scripts). */
export const runsScripts = (server: Server | undefined): boolean =>
  server?.container?.volumeMounts?.some(({ mountPath }) => /\/(?:docker-)?(?:entrypoint-)?initdb/.test(mountPath)) ?? false;

/** What a server is called in a sentence: "Service db", "pod db-0", "db.example.com". */
export function serverName({ service, pod, container, connection, isBeside }: Server): string {
  if (isBeside) return `container ${container?.name} of its pod`;
  return service ? `Service ${service.metadata.name}` : pod ? `pod ${pod.metadata.name}` : connection.host;
}

/** The first of these variables that the server's container has. */
export function serverVariable({ variables }: Server, names: readonly string[]): Setting | undefined {
  for (const name of names) {
    const found = variables.find((one) => one.name === name);
    if (found) return found;
  }
  return undefined;
}

/**
 * Variables by which the usual images make a database and its first user at their first start (hub.docker.com pages of postgres, mysql,
 * mariadb, mongo, rabbitmq; Bitnami's of the same and of redis).
 */
export const FIRST_DATABASE = [
  'POSTGRES_DB',
  'POSTGRESQL_DATABASE',
  'MYSQL_DATABASE',
  'MARIADB_DATABASE',
  'MONGO_INITDB_DATABASE',
  'MONGODB_DATABASE',
  'CLICKHOUSE_DB',
] as const;
export const FIRST_USER = [
  'POSTGRES_USER',
  'POSTGRESQL_USERNAME',
  'MYSQL_USER',
  'MARIADB_USER',
  'MONGO_INITDB_ROOT_USERNAME',
  'MONGODB_USERNAME',
  'RABBITMQ_DEFAULT_USER',
  'RABBITMQ_USERNAME',
  'CLICKHOUSE_USER',
  'REDIS_USERNAME',
] as const;
export const FIRST_PASSWORD = [
  'POSTGRES_PASSWORD',
  'POSTGRESQL_PASSWORD',
  'MYSQL_PASSWORD',
  'MARIADB_PASSWORD',
  'MONGO_INITDB_ROOT_PASSWORD',
  'MONGODB_PASSWORD',
  'RABBITMQ_DEFAULT_PASS',
  'RABBITMQ_PASSWORD',
  'CLICKHOUSE_PASSWORD',
  'REDIS_PASSWORD',
  'REQUIREPASS',
  'KEYDB_PASSWORD',
  'VALKEY_PASSWORD',
] as const;
export const ROOT_PASSWORD = ['MYSQL_ROOT_PASSWORD', 'MARIADB_ROOT_PASSWORD'] as const;
