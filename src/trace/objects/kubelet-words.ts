/** What the kubelet says it misses, taken from its own sentences (pkg/kubelet/kubelet_pods.go, pkg/volume/{configmap,secret}). */

import { eventProof } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { lastSeen } from '../../kube/event.ts';
import { timeOf, volumeOf } from '../../kube/pod.ts';
import type { Volume } from '../../kube/shapes.ts';
import type { Proof } from '../../report.ts';
import { heldBack, isPast } from './held-back.ts';
import type { Sort } from './references.ts';

export interface Missed {
  sort: Sort;
  name: string;
  key: string | undefined;
  /** The volume that cannot be set up; undefined for the environment. */
  volume: string | undefined;
  proof: Proof;
}

const SORTS: Record<string, Sort> = { configmap: 'ConfigMap', secret: 'Secret' };

/** The reference that holds the container (or its whole pod) back now; undefined where it is held back by something else. */
export function missedBy(subject: Subject): Missed | undefined {
  return missedInEnvironment(subject) ?? missedInVolume(subject);
}

function missedInEnvironment(subject: Subject): Missed | undefined {
  const held = heldBack(subject);
  if (!held) return undefined;
  const { message, proof } = held;
  const [, kind, name] = message.match(/^(configmap|secret) "([^"]+)" not found/) ?? [];
  if (kind && name) return { sort: SORTS[kind] as Sort, name, key: undefined, volume: undefined, proof };
  const [, key, sort, of] = message.match(/^couldn't find key (\S+) in (ConfigMap|Secret) [^/\s]+\/(\S+)/) ?? [];
  return key && sort && of ? { sort: sort as Sort, name: of, key, volume: undefined, proof } : undefined;
}

/** The newest failed mount counts, if the container was not started since. */
function missedInVolume(subject: Subject): Missed | undefined {
  if (subject.state === 'running' || subject.attempt) return undefined;
  const created = timeOf(subject.pod.metadata.creationTimestamp) ?? 0;
  for (const event of subject.events('FailedMount')) {
    if (lastSeen(event) < created || isPast(event, subject)) continue;
    const [, volume, rest = ''] = event.message?.match(/MountVolume\.SetUp failed for volume "([^"]+)" : (.*)/s) ?? [];
    if (!volume) continue;
    const [, kind, name] = rest.match(/^(configmap|secret) "([^"]+)" not found/) ?? [];
    if (kind && name) return { sort: SORTS[kind] as Sort, name, key: undefined, volume, proof: eventProof(event) };
    const [, word, key] = rest.match(/^(configmap references non-existent config key|references non-existent secret key): (\S+)/) ?? [];
    const source = volumeOf(subject.pod, volume);
    const sort: Sort = word?.startsWith('configmap') ? 'ConfigMap' : 'Secret';
    const of = (sort === 'ConfigMap' ? source?.configMap?.name : source?.secret?.secretName) ?? projectedBy(source, sort, key);
    if (key && of) return { sort, name: of, key, volume, proof: eventProof(event) };
  }
  return undefined;
}

/** Of several projected sources, the one that asks for the key. */
function projectedBy(volume: Volume | undefined, sort: Sort, key: string | undefined): string | undefined {
  const sources = (volume?.projected?.sources ?? []).flatMap(({ configMap, secret }) => (sort === 'ConfigMap' ? configMap : secret) ?? []);
  return sources.find(({ items }) => items?.some((item) => item.key === key))?.name;
}
