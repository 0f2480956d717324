/** A pod of a Job whose work is done, while what only serves goes on in it: the pod, and so the Job, is over when all its app containers have ended. */
import { lastName } from '../kube/folder.ts';
import { partsOf } from '../kube/image.ts';
import { containersOf, stateOf, timeOf } from '../kube/pod.ts';
import type { Container } from '../kube/shapes.ts';
import type { Evidence } from './evidence.ts';
import type { Subject } from './subject.ts';

export interface HeldOpen {
  /** Names of those that have ended well, and of those that go on. */
  ended: string[];
  running: string[];
  /** Since the last of them has ended. */
  seconds: number;
  /** All that run are known to serve. */
  isKnown: boolean;
}

/** Seconds after which what runs yet is not just about to end: of what is known to serve, and of what may be at work. */
const PATIENCE = { known: 20, unknown: 300 };

/** Servers, proxies and shippers of logs by the name of their image; and what is called a proxy. */
const SERVERS =
  /^(?:nginx|httpd|caddy|haproxy|traefik|envoy|redis|valkey|memcached|postgres(?:ql)?|mysql|mariadb|mongo(?:db)?|rabbitmq|pgbouncer|proxyv2|fluent-?bit|fluentd|filebeat|promtail|vector)(?:$|[-_])|(?:^|[-_])(?:proxy|tunnel|bouncer)$/i;

/** The same by their programs: an image with a command of its own may run another one of it, once (redis-cli). */
const PROGRAMS =
  /^(?:nginx|httpd|caddy|haproxy|traefik|envoy|(?:redis|valkey)-server|memcached|postgres|mysqld|mariadbd|mongod|rabbitmq-server|pgbouncer|fluent-bit|fluentd|filebeat|promtail|vector)$|(?:^|[-_])proxy$/;

function isServer({ name, image = '', command }: Container): boolean {
  if (/(?:^|[-_])proxy$/i.test(name)) return true;
  return command ? PROGRAMS.test(lastName(command[0] ?? '')) : SERVERS.test(lastName(partsOf(image).repository));
}

/** A port or a probe: so have servers, and so have workers that tell how they fare. */
const mayServe = (container: Container): boolean =>
  isServer(container) || Boolean(container.ports?.length ?? container.readinessProbe ?? container.livenessProbe);

export function heldOpen({ pod, kind, state }: Subject, evidence: Evidence): HeldOpen | undefined {
  if (kind !== 'app' || state !== 'running' || !pod.metadata.ownerReferences?.some((owner) => owner.kind === 'Job')) return undefined;
  const apps = containersOf(pod).filter((one) => one.kind === 'app');
  const ended = apps.filter(({ status }) => status?.state?.terminated?.exitCode === 0);
  const running = apps.filter(({ status }) => stateOf(status) === 'running');
  if (ended.length === 0 || ended.length + running.length < apps.length) return undefined;
  if (!running.every(({ spec }) => mayServe(spec)) || ended.every(({ spec }) => isServer(spec))) return undefined;
  const last = Math.max(...ended.map(({ status }) => timeOf(status?.state?.terminated?.finishedAt) ?? Number.POSITIVE_INFINITY));
  const seconds = (evidence.now - last) / 1000;
  const isKnown = running.every(({ spec }) => isServer(spec));
  if (seconds < (isKnown ? PATIENCE.known : PATIENCE.unknown)) return undefined;
  const names = (list: typeof apps) => list.map(({ spec }) => spec.name);
  return { ended: names(ended), running: names(running), seconds: Math.round(seconds), isKnown };
}
