import { escaped } from '../escaped.ts';
import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingAtFault } from '../findings/setting-at-fault.ts';
import { advised } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import { bare } from '../trace/network/address.ts';
import { listenIp, listenName } from '../trace/settings/listen-address.ts';
import { type Change, placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** All addresses of the pod, which are other ones at each start. */
const ALL = '0.0.0.0';

export const addressUnavailable: Cause = {
  id: 'address-unavailable',
  title: 'it wants to listen on an address that the pod does not have',
  tier: 'kubernetes',
  covers: ['port.addr-not-available'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'address-unavailable');
    if (!fact) return undefined;
    const { port, unresolved, reads } = fact.fields;
    const settings = settingsOf(subject, evidence);
    const isFamily = fact.phrase === 'general/family-unsupported';
    const address = fact.fields.address ?? (unresolved ? listenName(settings, reads) : isFamily ? undefined : listenIp(settings));
    const own = subject.pod.status.podIP;
    const change = address === undefined ? undefined : only(settings.flatMap((one) => toAll(address, one) ?? []));
    const fix = new WorkloadFix(subject, evidence);
    const repair = change && changeSettings(`let it listen on ${ALL}, all addresses that the pod has`, [change], fix);
    const where = change ? ` (${placeOf(change.setting)})` : '';
    const told = change && settingAtFault(fact, change.setting, { back: undefined, repair, value: address }, fix);
    const lack = lackOf(fact, address, subject);
    return {
      summary: `the program in container ${subject.container.name} wants to listen on ${lack.what ?? shown(address, port)}${where}${lack.why}`,
      // Only where the log itself has the address, and the pod's own is known.
      confidence: fact.fields.address && own && lack.isForeign ? 'certain' : 'likely',
      ...(told ? { object: told.object } : {}),
      proof: [
        ...(told?.proof ?? [logProof(subject, fact), attemptProof(subject)]),
        ...present(own && !unresolved && { step: 'get', quote: `podIP: ${own}`, path: 'status.podIP' }),
      ],
      fixes: repair ? [repair] : [advised(`let it listen on ${ALL}, or take the address from status.podIP by a fieldRef`)],
      decides: 'which address the program was told to listen on',
    };
  },
};

const shown = (address = 'an address', port: string | undefined): string =>
  `${address.includes(':') ? `[${bare(address)}]` : address}${port ? `:${port}` : ''}`;

interface Lack {
  /** What stands for the address, where it is not known. */
  what?: string;
  why: string;
  isForeign?: true;
}

function lackOf({ fields, phrase }: Fact<'address-unavailable'>, address: string | undefined, { pod }: Subject): Lack {
  if (fields.unresolved)
    return address === undefined
      ? { what: 'a name', why: ', which is no name that can be resolved' }
      : { why: `, and ${address} is no name that can be resolved` };
  const family = address === undefined ? undefined : FAMILY_OF[bare(address)];
  if (family) return { why: `, ${family}, and IPv6 is switched off in the pod` };
  if (phrase === 'general/family-unsupported')
    return { ...(address === undefined ? { what: 'an address of IPv6' } : {}), why: ', and IPv6 is switched off in the pod' };
  const { podIP: own, podIPs = [] } = pod.status;
  if (address !== undefined && [own, ...podIPs.map(({ ip }) => ip)].includes(bare(address)))
    return { why: ', which is its own, and was not there yet as it started, or is no longer' };
  const instead = own ? ` (its own is ${own}${pod.spec.hostNetwork ? ', that of its node' : ', another one at each start'})` : '';
  return { why: `, which the pod does not have${instead}`, isForeign: true };
}

/** No addresses that are assigned, but those that every pod with IPv6 has (RFC 4291). */
const FAMILY_OF: Readonly<Record<string, string>> = { '::': 'all addresses of IPv6', '::1': 'the loopback address of IPv6' };

/** The address stands in it once, by itself; one of IPv6 within brackets. */
function toAll(address: string, setting: Setting): Change | undefined {
  const { written } = setting;
  const own = bare(address);
  const form = new RegExp(
    own.includes(':') ? `\\[${escaped(own)}\\]|(?<![\\w.:[-])${escaped(own)}(?![\\w.:\\]-])` : `(?<![\\w.:-])${escaped(own)}(?![\\w.-])`,
    'g',
  );
  if (written === undefined || [...written.matchAll(form)].length !== 1) return undefined;
  return { setting, to: withoutTwin(written, own) ?? written.replace(form, ALL) };
}

/** nginx takes no address and port twice: where it listens on that port of IPv4 already, the line of IPv6 goes. */
function withoutTwin(text: string, address: string): string | undefined {
  const [line, port] = /^[ \t]*listen[ \t]+\[::\]:(\d{1,5})\b[^;\n]{0,100};[^\n]*\n/m.exec(text) ?? [];
  const rest = line === undefined ? '' : text.replace(line, '');
  return address === '::' && new RegExp(`^[ \\t]*listen[ \\t]+(?:(?:0\\.0\\.0\\.0|\\*):)?${port}\\b`, 'm').test(rest) ? rest : undefined;
}
