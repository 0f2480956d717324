/** Many pods on one screen: a line for each, or for the pods of one owner in the same state, grouped by root cause. */
import { present } from '../present.ts';
import { type PodReport, placeOf, type Report } from '../report.ts';
import type { Block, Row } from './layout.ts';
import type { RenderOptions } from './options.ts';
import { byHealth, troubledContainers } from './troubled.ts';
import { containerName, count, NOT_FOUND, stateOf } from './words.ts';

export interface PodLine {
  place: string;
  words: string;
  /** It stands for so many pods. */
  pods: number;
}
export interface GroupLines {
  cause: string;
  /** With the number of pods before it, where there are several. */
  summary: string;
  command: string | null;
  pods: PodLine[];
}

/** Lines of a group that a screen shows. */
const MOST_LINES = 8;

/** The groups in the report's order, those in the same words as one; unhealthy pods that stand in none of them come last. */
export function groupsOf(report: Report, now: number): GroupLines[] {
  const { unhealthy } = byHealth(report);
  const placed = new Map(unhealthy.map((pod) => [placeOf(pod), pod]));
  const grouped = new Set(report.groups.flatMap(({ pods }) => pods));
  const rest = [...placed.keys()].filter((place) => !grouped.has(place));
  const alike = new Map<string, { tag: string; summary: string; command: string | null; pods: string[] }>();
  for (const { cause, summary, confidence, command, pods } of [...report.groups, { ...UNGROUPED, pods: rest }]) {
    const tag = cause === null ? '' : confidence && confidence !== 'certain' ? `${confidence}: ${cause}` : cause;
    const one = alike.get(`${tag} ${summary}`) ?? { tag, summary, command, pods: [] };
    alike.set(`${tag} ${summary}`, { ...one, pods: [...one.pods, ...pods] });
  }
  return [...alike.values()]
    .map(({ tag, summary, command, pods }) => ({ tag, summary, command, pods: pods.flatMap((place) => placed.get(place) ?? []) }))
    .filter(({ pods }) => pods.length > 0)
    .map(({ tag, summary, command, pods }) => ({ cause: tag, summary: counted(pods, summary), command, pods: folded(pods, now) }));
}

const UNGROUPED = { cause: null, summary: NOT_FOUND, confidence: undefined, command: null };

/** "12 pods in 3 namespaces: Service auth/cache has no endpoints" */
function counted(pods: readonly PodReport[], summary: string): string {
  if (pods.length < 2) return summary;
  const namespaces = new Set(pods.map(({ context, namespace }) => `${context}/${namespace}`)).size;
  return `${count(pods.length, 'pod')}${namespaces > 1 ? ` in ${count(namespaces, 'namespace')}` : ''}: ${summary}`;
}

/** Pods of one owner that are in the same state have one line, where the first of them stands. */
function folded(pods: readonly PodReport[], now: number): PodLine[] {
  const folds = new Map<string, PodReport[]>();
  for (const pod of pods) {
    const [worst] = troubledContainers(pod);
    const key =
      pod.owner === null
        ? placeOf(pod)
        : JSON.stringify([pod.context, pod.namespace, pod.owner, pod.status, worst?.name, worst?.reason, worst?.exitCode]);
    folds.set(key, [...(folds.get(key) ?? []), pod]);
  }
  return [...folds.values()].map((alike) => ({ place: placeOf(alike[0] as PodReport), words: wordsOf(alike, now), pods: alike.length }));
}

function wordsOf(pods: readonly PodReport[], now: number): string {
  const [first] = pods as [PodReport, ...PodReport[]];
  if (pods.length === 1) return podWords(first, now);
  const restarts = pods.map((pod) => troubledContainers(pod)[0]?.restarts ?? 0);
  const [least, most] = [Math.min(...restarts), Math.max(...restarts)];
  const [worst] = troubledContainers(first);
  const words = worst ? `${containerName(worst)}  ${stateOf(first, { ...worst, restarts: least, backOff: null }, now)}` : first.status;
  const range = least === most ? words : words.replace(count(least, 'restart'), `${least} to ${most} restarts`);
  return `${range}; and ${pods.length - 1} more of ${first.owner}`;
}

/** The worst container's state stands for the pod; when it is tried next is left to the pod's own report. */
export function podWords(pod: PodReport, now: number): string {
  const [worst] = troubledContainers(pod);
  return worst ? `${containerName(worst)}  ${stateOf(pod, { ...worst, backOff: null }, now)}` : pod.status;
}

export function scanHeading(report: Report): string {
  const { unhealthy } = byHealth(report);
  const { scan } = report;
  const of = scan ? ` of ${scan.pods}${scan.namespaces > 1 ? ` in ${count(scan.namespaces, 'namespace')}` : ''}` : '';
  return `${count(unhealthy.length, 'unhealthy pod')}${of}, ${count(report.groups.filter(({ cause }) => cause !== null).length, 'cause')}`;
}

/** What a scan has seen besides the pods that it shows. */
export function scanWords({ pods, scan }: Report): string[] {
  if (!scan) return [];
  const well = scan.pods - pods.length - scan.starting - scan.over;
  const rest = pods.length > 0 ? 'more pod' : 'pod';
  return [
    ...(scan.pods === 0
      ? ['there are no pods here that have not completed']
      : well > 0 || pods.length === 0
        ? [`${count(well, rest)} ${well === 1 ? 'is' : 'are'} well`]
        : []),
    ...present(
      scan.starting > 0 && `${count(scan.starting, 'pod')} just started`,
      scan.over > 0 && `${count(scan.over, 'failed pod')} left out: replaced by now, or their Job has completed since`,
    ),
    ...(scan.complete ? [] : ['not all pods could be read']),
  ];
}

export function scanBlocks(report: Report, { now }: RenderOptions, isWide: boolean): Block[] {
  const groups = groupsOf(report, now).map(({ cause, summary, command, pods }): Block => {
    const shown = isWide || pods.length <= MOST_LINES + 1 ? pods : pods.slice(0, MOST_LINES);
    const hidden = pods.slice(shown.length).reduce((sum, line) => sum + line.pods, 0);
    return [
      { label: 'cause', text: cause === '' ? summary : `${summary} (${cause})`, how: 'prose', tone: 'bold' },
      ...shown.map(({ place, words }): Row => ({ lead: place, text: words, how: 'prose' })),
      ...present(hidden > 0 && ({ text: `and ${hidden} more pods (-o wide shows them)`, how: 'prose' } satisfies Row)),
      ...(command === null ? [] : [{ label: 'next', text: command, how: 'whole', tone: 'cyan' } satisfies Row]),
    ];
  });
  return [[{ lead: scanHeading(report), text: '', how: 'head' }], ...groups];
}
