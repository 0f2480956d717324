/** The hosts that a container is told by its settings, each with its port where that is known. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { type Setting, settingsOf, variablesOf } from '../settings/settings.ts';
import { addressesIn, asHost, hostPlaces } from './address.ts';
import { isAddress } from './place.ts';

/** Where a server listens, and nobody calls. */
export const isWildcard = (host: string) => /^(?:0\.0\.0\.0|::|\*)$/.test(host);

/** Variables that may hold a host, or an address with one. */
const HOST_NAME = /host|addr|server|url|uri|dsn|endpoint|broker|service|upstream|connection|backend|target/i;
/** So called, it holds one. Any other may hold a sort of server, and not its name: CACHE_BACKEND=redis, MESSAGE_BROKER=kafka, DB_CONNECTION=mysql. */
const AS_HOST = /(?:HOST(?:NAME)?|ADDR(?:ESS)?|SERVER|URL|URI|DSN|ENDPOINT|UPSTREAM|SERVICE)S?$/i;
export const isCalledAsHost = (name = '') => AS_HOST.test(name);

/** Where it listens, and what it calls itself (OTEL_SERVICE_NAME, DD_SERVICE). */
const OWN_NAME =
  /^(?:HOST|HOSTNAME|BIND|LISTEN|SERVER_HOST|HTTP_HOST)|(?:BIND|LISTEN|ADVERTISE)|^(?:(?:OTEL|ELASTIC_APM|JAEGER|APP)_)?SERVICE_NAME$|^DD_SERVICE$|^SERVER_NAME$/;

/** A variable of this name tells a program whom to call. */
export const namesHost = (name: string) => HOST_NAME.test(name) && !OWN_NAME.test(name);

/** Who may come, what goes by no proxy, what browsers are told: no address that it calls. */
const NO_CALL = /ALLOW|TRUST|CORS|ORIGIN|CSRF|COOKIE|DOMAIN|NO_?PROXY|PUBLIC|CALLBACK|REDIRECT|REFERER|WHITELIST|ISSUER|AUDIENCE/i;
export const isNoCall = (name: string) => NO_CALL.test(name);

/** How a pod calls itself. */
export const OWN_NAMES = ['localhost', '127.0.0.1', '::1'];

export function hostsOf({
  name,
  value,
}: Setting): { host: string; port: number | undefined; scheme: string | undefined; name: string | undefined }[] {
  if (value === undefined || (name !== undefined && OWN_NAME.test(name))) return [];
  const addresses = addressesIn(value)
    .filter(({ host }) => !isWildcard(host))
    .map(({ host, port, scheme }) => ({ host, port, scheme, name }));
  if (addresses.length > 0 || name === undefined || !HOST_NAME.test(name)) return addresses;
  const host = asHost(value);
  return host === undefined ? [] : [{ host, port: undefined, scheme: undefined, name }];
}

/** Is it the port beside a variable of a host: REDIS_PORT beside REDIS_HOST, DBPORT beside DBSERVER? */
export function isBeside(port: string | undefined, host: string): boolean {
  const prefix = /^(.*?)_?(?:HOST(?:NAME)?|SERVER|ADDR(?:ESS)?)$/i.exec(host)?.[1];
  return prefix !== undefined && (port === `${prefix}_PORT` || port === `${prefix}PORT`);
}

/** The port that goes with a host: in the same address, or in the variable beside it (REDIS_HOST and REDIS_PORT). */
export function portOf(host: string, subject: Subject, evidence: Evidence): number | undefined {
  if (isAddress(host)) return undefined;
  const settings = settingsOf(subject, evidence);
  const beside = settings.flatMap(({ value }) => addressesIn(value ?? '')).find((address) => address.host === host && address.port);
  if (beside) return beside.port;
  const variables = variablesOf(subject, evidence);
  const named = variables.find(
    ({ name, value }) => value !== undefined && name !== undefined && HOST_NAME.test(name) && hostPlaces(value, host).length > 0,
  )?.name;
  const port = named === undefined ? undefined : variables.find(({ name }) => isBeside(name, named))?.value;
  return port && /^\d{1,5}$/.test(port) ? Number(port) : undefined;
}
