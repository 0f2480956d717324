/**
 * The ConfigMaps and Secrets that a container reads, as far as they were changed before it began to fail and after it was last known to
 * be well. The times and names are those of managedFields; values of Secrets never reach us.
 */

import { type Evidence, pluralOf, valueOf } from '../../evidence/evidence.ts';
import { ownerOf } from '../../evidence/owner.ts';
import { changesQuery } from '../../evidence/query.ts';
import type { Subject } from '../../evidence/subject.ts';
import { CLUSTER_CA } from '../../kube/cluster-ca.ts';
import { containersOf, timeOf } from '../../kube/pod.ts';
import { environmentReferences, type Reference, type Sort, volumeReferences } from '../objects/references.ts';
import { type Onset, onsetOf } from './onset.ts';
import { siblingsOf } from './siblings.ts';

export interface Change {
  sort: Sort;
  name: string;
  /** RFC 3339. */
  time: string;
  manager: string;
  /** The keys that this manager set. */
  keys: string[];
  wasMade: boolean;
  onset: Onset;
  /** Seconds from the change to the onset. */
  seconds: number;
  /** Pods of the workload that had started before it, and so never took it, are well. */
  isContrasted: boolean;
}

/** Longer ago than this before it began, a change that the program was never seen to take is no suspect. */
const WINDOW = 3600;

/** Newest first. */
export function changesBefore(subject: Subject, evidence: Evidence): Change[] {
  const references = referencesOf(subject);
  const onset = onsetOf(subject);
  if (references.length === 0 || !onset) return [];
  const sorts = [...new Set(references.map(({ sort }) => sort))];
  const read = sorts.flatMap((sort) => {
    const known = evidence.ask(changesQuery(pluralOf(sort), subject.namespace));
    return known.state === 'read' ? changesIn(known.value, sort) : [];
  });
  const used = read.filter(({ sort, name }) => references.some((one) => one.sort === sort && one.name === name));
  return used
    .flatMap((change): Change[] => {
      const at = timeOf(change.time);
      if (at === undefined || !isSuspect(at, change.wasMade, onset, subject, evidence)) return [];
      return [{ ...change, onset, seconds: Math.round((onset.at - at) / 1000), isContrasted: startsOfWell(subject, evidence).length > 0 }];
    })
    .sort((a, b) => b.time.localeCompare(a.time));
}

function referencesOf({ pod, container }: Subject): Reference[] {
  const mounted = new Set((container.volumeMounts ?? []).map(({ name }) => name));
  return [
    ...environmentReferences(pod, container),
    ...volumeReferences(pod).filter(({ name, volume }) => volume !== undefined && mounted.has(volume) && name !== CLUSTER_CA),
  ];
}

/** After the last good start, where one is known, and before it began to fail. */
function isSuspect(at: number, wasMade: boolean, onset: Onset, subject: Subject, evidence: Evidence): boolean {
  if (at > onset.well || onset.at - at > WINDOW * 1000) return false;
  const made = timeOf(subject.pod.metadata.creationTimestamp) ?? 0;
  const starts = startsOfWell(subject, evidence);
  // One that has started since and is well has taken the change. The API tells whole seconds, in one of which a manifest makes all it holds.
  if (starts.some((start) => (wasMade ? start >= at : start > at))) return false;
  if (starts.length > 0 || at > made) return true;
  // The workload is older than the change, so other pods of it have run before; of a new one all is new.
  const born = timeOf(ownerOf(subject.pod, evidence).object?.metadata.creationTimestamp);
  return born !== undefined && born < at;
}

/** When those siblings that are well started, in milliseconds since 1970. */
function startsOfWell(subject: Subject, evidence: Evidence): number[] {
  return (valueOf(siblingsOf(subject, evidence))?.steady ?? []).flatMap(
    (pod) => timeOf(containersOf(pod).find(({ spec }) => spec.name === subject.container.name)?.status?.state?.running?.startedAt) ?? [],
  );
}

type Line = Pick<Change, 'sort' | 'name' | 'time' | 'manager' | 'keys' | 'wasMade'>;

function changesIn(text: string, sort: Sort): Line[] {
  return text.split('\n').flatMap((line): Line[] => {
    const [name = '', created = '', ...columns] = line.split('\t');
    const entries = Array.from({ length: Math.floor(columns.length / 3) }, (_, index) => {
      const [time = '', manager = '', keys = ''] = columns.slice(index * 3);
      return { time, manager, keys: keys.split(' ').flatMap((key) => (key.startsWith('f:') ? [key.slice(2)] : [])) };
    });
    const [newest] = entries.filter(({ time }) => timeOf(time) !== undefined).sort((a, b) => b.time.localeCompare(a.time));
    return newest && name ? [{ ...newest, sort, name, wasMade: newest.time === created }] : [];
  });
}
