/** What an object was before a change, and is now, for those who want to see the change itself: only the parts that differ. */

import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { ownerOf } from '../../evidence/owner.ts';
import { objectQuery } from '../../evidence/query.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { ConfigMap } from '../../kube/shapes.ts';
import type { Difference } from '../../report.ts';
import { appliedData } from './applied-data.ts';
import type { Change } from './changes.ts';
import { goodRevision } from './revisions.ts';

/** Characters of both sides together, as JSON. Longer ones are no help to the eye, and a report is to be sent around. */
const LONGEST = 64 * 1024;

/** The pod template since the revision that was well. */
export function templateDifference(subject: Subject, evidence: Evidence): Difference | undefined {
  const good = valueOf(goodRevision(subject, evidence));
  const { kind, name } = ownerOf(subject.pod, evidence);
  return (
    good &&
    differenceOf(
      { kind, namespace: subject.namespace, name, field: 'spec.template.spec' },
      `revision ${good.revision}`,
      good.spec,
      good.now,
    )
  );
}

/** Those keys of a ConfigMap that were changed otherwise than by `kubectl apply`, which keeps what it was given. */
export function configDifference({ sort, name, keys }: Change, { namespace }: Subject, evidence: Evidence): Difference | undefined {
  const known = sort === 'ConfigMap' ? evidence.peek<ConfigMap>(objectQuery('configmaps', namespace, name)) : undefined;
  const map = known && valueOf(known);
  if (!map) return undefined;
  const applied = appliedData(map);
  const changed = keys.filter((key) => applied[key] !== undefined && applied[key] !== map.data?.[key]);
  const only = (data: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(changed.flatMap((key) => (data[key] === undefined ? [] : [[key, data[key]]])));
  return differenceOf({ kind: sort, namespace, name, field: 'data' }, 'what was applied', only(applied), only(map.data ?? {}));
}

function differenceOf(object: Difference['object'], from: string, before: object, after: object): Difference | undefined {
  const [old, now] = differing({ ...before }, { ...after });
  const length = JSON.stringify(old).length + JSON.stringify(now).length;
  return length <= 4 || length > LONGEST ? undefined : { object, from, before: old, after: now };
}

type Fields = Record<string, unknown>;

/** Fields that are the same on both sides are left out, and of lists of named things those that are. */
export function differing(before: Fields, after: Fields): [Fields, Fields] {
  const [old, now]: [Fields, Fields] = [{}, {}];
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[key], after[key]];
    if (same(was, is)) continue;
    const isNamed = [was, is].every((list) => list === undefined || (Array.isArray(list) && list.every(nameOf)));
    const apart = (list: unknown, other: unknown) =>
      isNamed && Array.isArray(list)
        ? list.filter((one) => !same(one, Array.isArray(other) ? other.find((two) => nameOf(two) === nameOf(one)) : undefined))
        : list;
    if (was !== undefined) old[key] = apart(was, is);
    if (is !== undefined) now[key] = apart(is, was);
  }
  return [old, now];
}

const nameOf = (one: unknown) => (one as { name?: unknown } | null)?.name;

/** The API server writes the fields of one kind in one order. */
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
