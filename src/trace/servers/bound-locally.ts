/** A server that takes connections from its own pod alone, by the address that it was told or that it says to listen on. */
import type { Subject } from '../../evidence/subject.ts';
import { isLoopback } from '../network/address.ts';
import { type Listener, servingOf } from '../probes/serving.ts';
import type { Setting } from '../settings/settings.ts';
import { type ServerSetting, serverSetting } from './server-setting.ts';

/** redis.conf, postgresql.conf, my.cnf, mongod's options. */
const NAMES = ['bind', 'listen_addresses', 'bind-address', 'bind_address', 'bind_ip'] as const;

export interface BoundLocally {
  given: ServerSetting | undefined;
  /** Its own line about it. */
  listener: Listener | undefined;
}

export function boundLocally(behind: Subject, settings: readonly Setting[], port: number | undefined): BoundLocally | undefined {
  const { listeners } = servingOf(behind);
  const heard = listeners.filter((one) => port === undefined || one.port === undefined || one.port === port);
  // One that names an address for everybody speaks against it; Redis names the port alone.
  if (heard.some(({ loopback, quote }) => !loopback && EVERYWHERE.test(quote))) return undefined;
  const given = serverSetting(NAMES, settings);
  if (given && addressesOf(given).every(isLoopback)) return { given, listener: undefined };
  const spring = given || !heard.some(({ quote }) => SPRING.test(quote)) ? undefined : springAddress(settings);
  if (spring) return { given: spring, listener: undefined };
  const listener = given ? undefined : heard.find(({ loopback }) => loopback);
  return listener && { given: undefined, listener };
}

/** Spring Boot's servers name their port alone, and take the address from this variable (server.address). */
const SPRING = /\b(?:Tomcat|Netty|Jetty|Undertow) started on port/;

function springAddress(settings: readonly Setting[]): ServerSetting | undefined {
  const setting = settings.find(({ name, value = '' }) => name === 'SERVER_ADDRESS' && isLoopback(value));
  const { name, value, written } = setting ?? {};
  return setting && name !== undefined && value !== undefined && written !== undefined
    ? { name, value, text: written, setting, changedTo: (to) => ({ setting, to }) }
    : undefined;
}

const EVERYWHERE = /\b0\.0\.0\.0\b|\[?::\]?(?=[:"'\s]|$)|\*:\d/;

/** All on its line: bind 127.0.0.1 -::1, where the hyphen is Redis's own and says that it may fail. */
function addressesOf({ name, value, text }: ServerSetting): string[] {
  const rest = text.includes(value) ? text.slice(text.indexOf(value)) : value;
  const words = rest.replace(/\s+#.*$/, '').split(/[\s,'"]+/);
  return words.filter((word) => word !== '' && word !== name).map((word) => word.replace(/^-/, ''));
}
