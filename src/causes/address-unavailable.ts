import { escaped } from '../escaped.ts';
import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { settingAtFault } from '../findings/setting-at-fault.ts';
import { advised } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { only } from '../only.ts';
import { present } from '../present.ts';
import { bare } from '../trace/network/address.ts';
import { listenName } from '../trace/settings/listen-address.ts';
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
    const { container, pod } = subject;
    const { port, unresolved, reads } = fact.fields;
    const settings = settingsOf(subject, evidence);
    const address = fact.fields.address ?? (unresolved ? listenName(settings, reads) : undefined);
    const own = pod.status.podIP;
    const isOwn = address !== undefined && [own, ...(pod.status.podIPs ?? []).map(({ ip }) => ip)].includes(bare(address));
    const wholeOf = address === undefined ? undefined : FAMILY_OF[bare(address)];
    const isFamily = fact.phrase === 'general/family-unsupported';
    const change = address === undefined ? undefined : only(settings.flatMap((one) => toAll(address, one) ?? []));
    const fix = new WorkloadFix(subject, evidence);
    const repair = change && changeSettings(`let it listen on ${ALL}, all addresses that the pod has`, [change], fix);
    const where = change ? ` (${placeOf(change.setting)})` : '';
    const told = change && settingAtFault(fact, change.setting, { back: undefined, repair, value: address }, fix);
    const what = address
      ? `${address.includes(':') ? `[${bare(address)}]` : address}${port ? `:${port}` : ''}`
      : unresolved
        ? 'a name'
        : isFamily
          ? 'an address of IPv6'
          : 'an address';
    const why = unresolved
      ? `${address ? `, and ${address}` : ', which'} is no name that can be resolved`
      : wholeOf || isFamily
        ? `${wholeOf ? `, ${wholeOf}` : ''}, and IPv6 is switched off in the pod`
        : isOwn
          ? ', which is its own, and was not there yet as it started, or is no longer'
          : `, which the pod does not have${own ? ` (its own is ${own}${pod.spec.hostNetwork ? ', that of its node' : ', another one at each start'})` : ''}`;
    return {
      summary: `the program in container ${container.name} wants to listen on ${what}${where}${why}`,
      confidence: address && !unresolved && own && !isOwn && !wholeOf && !isFamily ? 'certain' : 'likely',
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
