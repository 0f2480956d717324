/** Who has made what is there already, as a database refuses to make it again. */
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { isFromApi, volumeOf } from '../kube/pod.ts';
import type { Pod } from '../kube/shapes.ts';
import type { Fact } from '../logs/fact.ts';
import { firstTry } from '../trace/objects/first-try.ts';
import { strangeTable, type WrongTable } from '../trace/texts/sql.ts';
import { typeOf, wordsOf } from '../trace/texts/sql-words.ts';

export interface MadeBefore {
  /** The pod with which its Job tried first. */
  first: Pod | undefined;
  /** What began empty with this pod was filled by its own runs. */
  isOwn: boolean;
  /** Where those fell: at a table that no statement makes, further down. */
  later: WrongTable | undefined;
}

export function madeBefore(fact: Fact, file: { name: string; key: string }, subject: Subject, evidence: Evidence): MadeBefore {
  const isAgain = AGAIN.test(wordsOf(fact));
  const first = isAgain ? firstTry(wordsOf(fact), subject, evidence) : undefined;
  const isOwn = isAgain && first === undefined && isOfThisPod(typeOf(fact), subject);
  const strange = isOwn ? strangeTable(subject, evidence) : undefined;
  return { first, isOwn, later: strange?.object === file.name && strange.key > file.key ? strange : undefined };
}

export function beforeWords({ first, isOwn, later }: MadeBefore): string {
  if (first) return `; pod ${first.metadata.name}, with which its Job tried first, may have made what is there already`;
  if (!isOwn) return '';
  const fell = later
    ? `${later.key}, line ${later.line}, names a table that no statement makes; ${later.near} is near`
    : 'of what, its log would tell, which is gone';
  return `; its volume began empty with this pod, so an earlier run of the container made that, and fell later: ${fell}`;
}

const AGAIN = /already exists|duplicate (?:key|entry|column)/i;

/** SQLite's database is a file, on the only sort of volume that the container can write to. */
function isOfThisPod(type: string, { pod, container, status }: Subject): boolean {
  if (!/sqlite/i.test(type) || (status?.restartCount ?? 0) === 0) return false;
  const volumes = (container.volumeMounts ?? []).flatMap(({ name }) => volumeOf(pod, name) ?? []);
  const kept = volumes.filter((one) => !isFromApi(one));
  return kept.length > 0 && kept.every(({ emptyDir }) => emptyDir !== undefined);
}
