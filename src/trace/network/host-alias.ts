/** An entry of the pod's hostAliases: it stands in /etc/hosts, which is read before any DNS server is asked (kubelet_pods.go, ensureHostsFile). */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { settingsOf } from '../settings/settings.ts';
import { hostPlaces, isLoopback } from './address.ts';
import type { Connection } from './connection.ts';

export interface HostAlias {
  hostname: string;
  ip: string;
  /** Which of the entries. */
  index: number;
  hostnames: string[];
}

/** The entry that gave the name its address; of an address alone, the one with a name that the container's settings call. */
export function hostAliasOf({ host, ip }: Connection, subject: Subject, evidence: Evidence): HostAlias | undefined {
  const entries = (subject.pod.spec.hostAliases ?? []).map((entry, index) => ({ hostnames: [], ...entry, index }));
  const named = entries.find(({ hostnames }) => hostnames.includes(host));
  if (named) return { ...named, hostname: host };
  const address = ip ?? host;
  for (const entry of entries.filter((one) => one.ip === address || (isLoopback(one.ip) && isLoopback(address)))) {
    const settings = settingsOf(subject, evidence);
    const hostname = entry.hostnames.find((name) => settings.some(({ value }) => value && hostPlaces(value, name).length > 0));
    if (hostname !== undefined) return { ...entry, hostname };
    // Where it is told is not seen, and nothing else has that address for it.
    const [alone, ...others] = entry.hostnames;
    if (alone !== undefined && others.length === 0 && !isLoopback(entry.ip)) return { ...entry, hostname: alone };
  }
  return undefined;
}
