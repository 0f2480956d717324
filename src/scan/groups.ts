/** Pods in trouble → groups with one root each: the culprit's own pods above those that only suffer from it. */

import { type Finding, type Group, type PodReport, placeOf } from '../report.ts';
import { quote } from '../shell-word.ts';
import { NAME } from '../version.ts';
import type { Fold } from './folds.ts';

export interface Looked {
  fold: Fold;
  /** The report of the pod that was looked into; undefined where its turn did not come. */
  report: PodReport | undefined;
}

/** All pods in trouble, in the order in which they are shown, and their groups, the worst first. */
export function grouped(
  looked: readonly Looked[],
  flags: readonly string[],
  context: string | undefined,
): { pods: PodReport[]; groups: Group[] } {
  const controllers = new Map(
    looked.flatMap(({ fold }) => fold.members.map(({ report }) => [`${report.namespace}/${report.name}`, fold.key] as const)),
  );
  const byRoot = new Map<string, { root: Finding; folds: Looked[] }>();
  const rest: Looked[] = [];
  for (const one of looked) {
    const root = rootOf(one.report);
    if (!root) {
      rest.push(one);
      continue;
    }
    const key = keyOf(root, one.fold, controllers);
    const group = byRoot.get(key) ?? { root, folds: [] };
    // The culprit's own words, without "pod cache-0: " before them.
    if (group.root.explains !== null && root.explains === null) group.root = root;
    group.folds.push(one);
    byRoot.set(key, group);
  }
  const ranked = [...byRoot.values()]
    .map(({ root, folds }) => ({ root, folds: [...folds.filter(isCulprit), ...folds.filter((one) => !isCulprit(one))] }))
    .sort((a, b) => severity(a.folds) - severity(b.folds) || size(b.folds) - size(a.folds) || newest(b.folds) - newest(a.folds));
  const all = [
    ...ranked.map(({ root: { cause, summary, confidence, object }, folds }) => ({ about: { cause, summary, confidence, object }, folds })),
    { about: { cause: null, summary: NOTHING_FOUND, object: null }, folds: rest.filter(({ report }) => report) },
    { about: { cause: null, summary: NOT_LOOKED_INTO, object: null }, folds: rest.filter(({ report }) => !report) },
  ].filter(({ folds }) => folds.length > 0);
  const members = all.map(({ folds }) => folds.flatMap((one) => reportsOf(one, context)));
  return {
    pods: members.flat(),
    groups: all.map(({ about }, index) => {
      const pods = members[index] ?? [];
      return { ...about, pods: pods.map(placeOf), command: commandFor(pods[0] as PodReport, flags) };
    }),
  };
}

const NOTHING_FOUND = 'not found: none of the known causes fits what was seen';
const NOT_LOOKED_INTO = 'not looked into, as there are worse ones, or the time was up; name one to have it looked into';

const rootOf = (report: PodReport | undefined) => report?.containers.flatMap(({ findings }) => findings.slice(0, 1))[0];
const isCulprit = ({ report }: Looked) => rootOf(report)?.explains === null;
const severity = (folds: readonly Looked[]) => Math.min(...folds.map(({ fold }) => fold.severity));
const size = (folds: readonly Looked[]) => folds.reduce((sum, { fold }) => sum + fold.members.length, 0);
const newest = (folds: readonly Looked[]) => Math.max(...folds.map(({ fold }) => fold.at));

/** One root, one object. A finding about a pod, or about nothing that can be named, is about all pods of its template. */
function keyOf({ cause, object, pod }: Finding, { key }: Fold, folds: ReadonlyMap<string, string>): string {
  const named = object?.kind === 'Pod' ? `${object.namespace}/${object.name}` : object === null ? pod : undefined;
  const about = named !== undefined ? (folds.get(named) ?? named) : (object ?? key);
  return JSON.stringify([cause, typeof about === 'string' ? about : [about.kind, about.namespace, about.name, about.field]]);
}

/** Every pod of a fold, the one that was looked into first; the others have its findings and say whose they are. */
function reportsOf({ fold, report }: Looked, context: string | undefined): PodReport[] {
  const inContext = context === undefined ? {} : { context };
  const members = fold.members.map((member) => member.report);
  if (!report) return members.map((member) => ({ ...member, ...inContext, diagnosedAs: null }));
  const others = members.filter(({ name, namespace }) => name !== report.name || namespace !== report.namespace);
  return [
    { ...report, ...inContext },
    ...others.map((other) => ({
      ...other,
      ...inContext,
      owner: report.owner,
      managedBy: report.managedBy,
      containers: other.containers.map((container) => ({
        ...container,
        findings: report.containers.find(({ name }) => name === container.name)?.findings ?? [],
      })),
      diagnosedAs: `${report.namespace}/${report.name}`,
    })),
  ];
}

/** A pod named like a command of ours needs its kind before it. */
const OUR_WORDS = ['demo', 'explain', 'completion', 'help', 'version'];

function commandFor({ namespace, name }: PodReport, flags: readonly string[]): string {
  const word = OUR_WORDS.includes(name) ? `pod/${name}` : name;
  return ['kubectl', NAME, word, '-n', namespace, ...flags].map(quote).join(' ');
}
