import { escaped } from '../escaped.ts';
import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { settingAtFault } from '../findings/setting-at-fault.ts';
import { advised } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { only } from '../only.ts';
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
    const fact = decisiveFact(valueOf(subject.log()), 'address-unavailable');
    if (!fact) return undefined;
    const { container, pod } = subject;
    const { port, unresolved, reads } = fact.fields;
    const settings = settingsOf(subject, evidence);
    const address = fact.fields.address ?? (unresolved ? listenName(settings, reads) : undefined);
    const own = pod.status.podIP;
    const change = address === undefined ? undefined : only(settings.flatMap((one) => toAll(address, one) ?? []));
    const fix = new WorkloadFix(subject, evidence);
    const repair = change && changeSettings(`let it listen on ${ALL}, all addresses that the pod has`, [change], fix);
    const where = change ? ` (${placeOf(change.setting)})` : '';
    const told = change && settingAtFault(fact, change.setting, { back: undefined, repair, value: address }, fix);
    const what = address ? `${address}${port ? `:${port}` : ''}` : unresolved ? 'a name' : 'an address';
    const why = unresolved
      ? `${address ? `, and ${address}` : ', which'} is no name that can be resolved`
      : `, which the pod does not have${own ? ` (its own is ${own}, another one at each start)` : ''}`;
    return {
      summary: `the program in container ${container.name} wants to listen on ${what}${where}${why}`,
      confidence: address && !unresolved && own && address !== own ? 'certain' : 'likely',
      ...(told ? { object: told.object } : {}),
      proof: [
        ...(told?.proof ?? [logProof(subject, fact), attemptProof(subject)]),
        ...(own && !unresolved ? [{ step: 'get', quote: `podIP: ${own}`, path: 'status.podIP' }] : []),
      ],
      fixes: repair ? [repair] : [advised(`let it listen on ${ALL}, or take the address from status.podIP by a fieldRef`)],
      decides: 'which address the program was told to listen on',
    };
  },
};

/** The address stands in it once, by itself. */
function toAll(address: string, setting: Setting): Change | undefined {
  const { written } = setting;
  const form = new RegExp(`(?<![\\w.:-])${escaped(address)}(?![\\w.-])`, 'g');
  if (written === undefined || [...written.matchAll(form)].length !== 1) return undefined;
  return { setting, to: written.replace(form, ALL) };
}
