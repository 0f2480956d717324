/** Another container of the same pod is called by a name, as in a compose file: DNS has none for it. */
import type { Subject } from '../../evidence/subject.ts';
import { only } from '../../only.ts';
import { declaredPorts } from './backends.ts';
import type { Connection } from './connection.ts';
import { isProgramOf } from './server-kinds.ts';

export interface Nearby {
  container: string;
  words: string;
}

/** By its own name. */
export function containerCalled(name: string, { pod, container }: Subject): Nearby | undefined {
  const found = pod.spec.containers.find((one) => one.name === name && one.name !== container.name)?.name;
  return found === undefined
    ? undefined
    : { container: found, words: `${found} is another container of this pod, and containers have no names in DNS` };
}

/** What JavaScript, Python, Java and Go make of a host name that they are not given. */
export const isNothing = (host: string): boolean => /^(?:undefined|null|none|nil|nan)$/i.test(host);

const PROXY = /(?:^|[/ ])(?:nginx|openresty|haproxy|envoy|caddy|traefik|httpd)\b/;

/**
 * By the port that it alone declares. Many programs have a port 8080: only a proxy is beside the program that it is for,
 * and a database has its port for itself. An init container runs before there is anybody to call.
 */
export function containerBehind({ host, port }: Connection, { pod, container, kind }: Subject): Nearby | undefined {
  if (kind === 'init' || port === undefined || isNothing(host)) return undefined;
  const found = only(declaredPorts(pod).filter((one) => one.port === port && one.container !== container.name));
  const other = pod.spec.containers.find(({ name }) => name === found?.container);
  const isProxy = PROXY.test(`${container.image ?? ''} ${container.command?.[0] ?? ''}`);
  if (!other || !(isProxy || isProgramOf(port, other))) return undefined;
  return { container: other.name, words: `container ${other.name} of this pod has port ${port}, and containers have no names in DNS` };
}
