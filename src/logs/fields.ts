/** The fields of a fact, from the named groups of its pattern: quotes off, addresses taken apart. */

export type Fields = Record<string, string>;

/** Of schemes (IANA service names; for databases their own manuals). */
const PORTS: Readonly<Record<string, number>> = {
  http: 80,
  ws: 80,
  https: 443,
  wss: 443,
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  mariadb: 3306,
  redis: 6379,
  rediss: 6379,
  amqp: 5672,
  amqps: 5671,
  mongodb: 27017,
  nats: 4222,
  kafka: 9092,
  ldap: 389,
  ldaps: 636,
  memcached: 11211,
  sqlserver: 1433,
  clickhouse: 9000,
  smtp: 25,
};
/** By the scheme of a URL; postgresql+asyncpg is postgresql. */
export const portOfScheme = (scheme: string): number | undefined => PORTS[scheme.toLowerCase().split('+', 1)[0] as string];
/** The scheme by its port: the first one of that port, which is the plain one. */
export const schemeOfPort = (port: number): string | undefined => Object.keys(PORTS).find((scheme) => PORTS[scheme] === port);
const URL_PARTS = /^([a-z][\w+.-]{0,30}):(?:\/\/)?(?:[^@/\s]{0,200}@)?(\[[0-9a-fA-F:.]{2,45}\]|[\w.*-]{1,253})(?::(\d{1,5}))?(?:[/?,#]|$)/i;
const TARGET = /^\/?(?:(\[[0-9a-fA-F:.%\w]{2,60}\]|"?[\w.-]{1,253}"?|[0-9a-fA-F:]{2,39}|\*)?[:/])?(\d{1,5})$/;
/** A name that has a port already gets one more behind it: cache:6379:6379. */
const TWICE = /^([A-Za-z][\w.-]{0,252}):\d{1,5}:(\d{1,5})$/;
const IP = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7}(?:\.\d{1,3}){0,3})$/;

const isIp = (host: string): boolean => IP.test(host);

/**
 * Groups named like fields are fields. `url` and `target` (host:port) are taken apart into host and port; `bind` (host:port)
 * into address and port. A host that is an IP is also the ip.
 */
export function fieldsOf(groups: Record<string, string | undefined>, fixed: Fields = {}): Fields {
  const fields: Fields = { ...fixed };
  for (const [name, value] of Object.entries(groups)) {
    // An empty value is what is wrong with it.
    if (value === undefined || (value === '' && !name.startsWith('value'))) continue;
    // `host2` is the host in another position of the same pattern.
    const field = name.replace(/\d$/, '');
    if (field === 'target' || field === 'bind') split(fields, clean(value), field === 'target' ? 'host' : 'address');
    else if (field === 'url') fromUrl(fields, clean(value));
    else if (fields[field] === undefined)
      fields[field] = field === 'message' || field === 'detail' ? oneLine(value).slice(0, 300) : clean(value);
  }
  for (const field of ['host', 'address', 'ip']) {
    const value = fields[field];
    if (value)
      fields[field] = value
        .replace(/^\[|\]$/g, '')
        .replace(/^::ffff:(?=\d+\.)/, '')
        .replace(/\.$/, '');
  }
  const { host } = fields;
  if (host && isIp(host)) fields['ip'] ??= host;
  return fields;
}

const oneLine = (value: string) => value.trim().replace(/\s*\n\s*/g, ' ');

/** Quotes around the whole; those around the host alone came from the setting, and are what is wrong. */
const QUOTED = /^(?:"([^"]*)"|'([^']*)'|`([^`]*)`|[“‘]([^”’]*)[”’])$/;

function clean(value: string): string {
  const text = value.trim();
  const match = QUOTED.exec(text);
  return (match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4] ?? text).slice(0, 300);
}

function split(fields: Fields, value: string, name: 'host' | 'address'): void {
  const twice = TWICE.exec(value);
  const match = TARGET.exec(twice ? `${twice[1]}:${twice[2]}` : value);
  if (!match) {
    if (/^[\w.-]{1,253}$/.test(value)) fields[name] ??= value;
    return;
  }
  if (match[1] && match[1] !== '*') fields[name] ??= match[1];
  fields['port'] ??= match[2] as string;
}

function fromUrl(fields: Fields, value: string): void {
  fields['url'] ??= value;
  const match = URL_PARTS.exec(value);
  if (!match) return;
  fields['host'] ??= match[2] as string;
  const port = match[3] ?? portOfScheme(match[1] as string);
  if (port !== undefined) fields['port'] ??= String(port);
}
