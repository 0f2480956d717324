import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { settingsOf } from '../settings/settings.ts';
import { addressesIn, hostPlaces } from './address.ts';
import type { Connection } from './connection.ts';

/** The name under which the settings know an address: an alias of the pod's, or the only address with that port. */
export function knownName({ host, ip, port }: Connection, subject: Subject, evidence: Evidence): string {
  const alias = subject.pod.spec.hostAliases?.find((one) => one.ip === (ip ?? host))?.hostnames?.[0];
  if (alias) return alias;
  const settings = settingsOf(subject, evidence);
  if (settings.some(({ written }) => written !== undefined && hostPlaces(written, host).length > 0)) return host;
  const hosts = [
    ...new Set(
      settings
        .flatMap(({ value }) => addressesIn(value ?? ''))
        .filter((one) => one.port === port)
        .map((one) => one.host),
    ),
  ];
  return hosts.length === 1 ? (hosts[0] as string) : host;
}
