/** Many pods on one screen: one line a pod, grouped by root cause. */
import type { PodReport, Report } from '../report.ts';
import type { Block, Row } from './layout.ts';
import type { RenderOptions } from './options.ts';
import { byHealth, troubledContainers } from './troubled.ts';
import { containerName, count, NOT_FOUND, stateOf } from './words.ts';

export interface PodLine {
  place: string;
  words: string;
}
export interface GroupLines {
  cause: string;
  summary: string;
  command: string | null;
  pods: PodLine[];
}

/** The groups in the report's order; unhealthy pods that stand in none of them come last. */
export function groupsOf(report: Report, now: number): GroupLines[] {
  const { unhealthy } = byHealth(report);
  const placed = new Map(unhealthy.map((pod) => [`${pod.namespace}/${pod.name}`, pod]));
  const line = (place: string): PodLine => {
    const pod = placed.get(place);
    return { place, words: pod ? podWords(pod, now) : '' };
  };
  const groups = report.groups.map(({ cause, summary, command, pods }) => ({ cause, summary, command, pods: pods.map(line) }));
  const grouped = new Set(report.groups.flatMap(({ pods }) => pods));
  const rest = [...placed.keys()].filter((place) => !grouped.has(place));
  return rest.length === 0 ? groups : [...groups, { cause: '', summary: NOT_FOUND, command: null, pods: rest.map(line) }];
}

/** The worst container's state stands for the pod. */
export function podWords(pod: PodReport, now: number): string {
  const [worst] = troubledContainers(pod);
  return worst ? `${containerName(worst)}  ${stateOf(pod, worst, now)}` : pod.status;
}

export function scanHeading(report: Report): string {
  const { unhealthy } = byHealth(report);
  return `${count(unhealthy.length, 'unhealthy pod')}, ${count(report.groups.length, 'cause')}`;
}

export function scanBlocks(report: Report, { now }: RenderOptions): Block[] {
  const groups = groupsOf(report, now).map(
    ({ cause, summary, command, pods }): Block => [
      { label: 'cause', text: cause === '' ? summary : `${summary} (${cause})`, how: 'prose', tone: 'bold' },
      ...pods.map(({ place, words }): Row => ({ lead: place, text: words, how: 'prose' })),
      ...(command === null ? [] : [{ label: 'next', text: command, how: 'whole', tone: 'cyan' } satisfies Row]),
    ],
  );
  return [[{ lead: scanHeading(report), text: '', how: 'head' }], ...groups];
}
