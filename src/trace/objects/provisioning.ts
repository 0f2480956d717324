/** What the makers of volumes say of a claim that stays without one (external-provisioner, kubernetes pkg/controller/volume/persistentvolume). */
import { lastSeen } from '../../kube/event.ts';
import type { Event } from '../../kube/shapes.ts';
import { withoutCodes } from './call-chain.ts';

export interface Provisioning {
  event: Event;
  words: string;
  /** The access modes that it can give, where it says that it cannot give those that are asked for. */
  modes?: string[];
}

export function provisioningOf(events: readonly Event[]): Provisioning | undefined {
  const [event] = [...events]
    .filter(({ reason }) => reason === 'ProvisioningFailed' || reason === 'ExternalProvisioning')
    .sort((a, b) => lastSeen(b) - lastSeen(a));
  const message = event?.message ?? '';
  // A class that is not there is told by the classes themselves.
  if (!event || /storageclass\S{0,40} "[^"]{1,253}" not found/.test(message)) return undefined;
  if (event.reason === 'ExternalProvisioning') {
    const [, who] = message.match(/external provisioner '([^']{1,253})'/) ?? [];
    return who ? { event, words: `it waits for ${who} to make its volume, and nothing has come of that yet` } : undefined;
  }
  const said = withoutCodes(message)
    .replace(/^failed to provision volume with StorageClass "[^"]{1,253}": /, '')
    .trim();
  const list = said.match(/Only AccessModes\[([\w, ]{1,80})\] supported/)?.[1];
  return {
    event,
    words: `its provisioner says: ${said.slice(0, 240)}`,
    ...(list ? { modes: list.split(/[ ,]+/).filter(Boolean) } : {}),
  };
}
