/** The pods to delete by hand, where their owner replaces none of them when its template changes. */
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import type { Owner } from '../evidence/owner.ts';
import type { Subject } from '../evidence/subject.ts';
import { siblingsOf } from '../trace/history/siblings.ts';

/** A command with more names nobody reads. */
const MOST = 10;

/** This pod, and its siblings that fail as well; a StatefulSet goes on by itself once one of them is ready. */
export function brokenPods(subject: Subject, { kind }: Owner, evidence: Evidence): string[] {
  const { name } = subject.pod.metadata;
  const failing = kind === 'StatefulSet' ? [] : (valueOf(siblingsOf(subject, evidence))?.failing ?? []);
  const others = failing.map(({ metadata }) => metadata.name).filter((other) => other !== name);
  return [name, ...others.sort().slice(0, MOST - 1)];
}
