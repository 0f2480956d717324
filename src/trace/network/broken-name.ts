/** A host name with a line break at its end, as the log shows it: what should follow the name begins the next line. */

export interface BrokenName {
  host: string;
  /** 0-based line of the log that ends with the name. */
  at: number;
  /** Both lines, with the break as JSON writes it. */
  quote: string;
}

/** The end of a line that calls a host, and what libraries put directly behind its name: a port, a bracket, the resolver's words. */
const NAMED = /(?:^|[\s"'`(@/])([a-z0-9](?:[a-z0-9.-]{0,200}[a-z0-9])?)$/i;
const BEHIND =
  /^(?::\d{2,5}(?:[/.,:;)\s]|$)|["'`] to address\b|["'`)]?: (?:no such host|Name or service not known|Temporary failure in name resolution|Try again|nodename nor servname))/;
/** Node.js writes the name once more, as in its source (lib/dns.js, DNSException). */
const HOSTNAME = /^\s*hostname: '([a-z0-9.-]{1,200})\\n'/i;

/** The last one of a log. */
export function brokenName(lines: readonly string[]): BrokenName | undefined {
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at] as string;
    const [, written] = HOSTNAME.exec(line) ?? [];
    if (written !== undefined) return { host: written, at, quote: line.trim() };
    const [, host] = BEHIND.test(lines[at + 1] ?? '') ? (NAMED.exec(line.slice(-300)) ?? []) : [];
    if (host !== undefined) return { host, at, quote: `${line.trim().slice(-160)}\\n${lines[at + 1]}` };
  }
  return undefined;
}
