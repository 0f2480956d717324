/** One line while a scan runs: how far it is, and what it has found so far. */
import { present } from '../present.ts';
import { troubledContainers } from '../render/troubled.ts';
import type { Seen } from './scan-cluster.ts';

export function progressWords(clusters: readonly Seen[]): string {
  const sum = (of: (seen: Seen) => number) => clusters.reduce((total, one) => total + of(one), 0);
  const pods = `${grouped(sum((one) => one.pods))} pods read${clusters.some(({ isAgain }) => isAgain) ? ' (again, the list was out of date)' : ''}`;
  const found = `${grouped(sum(({ inTrouble }) => inTrouble))} in trouble`;
  const looked = clusters.flatMap((one) => one.looked ?? []);
  const worst = clusters.flatMap((one) => one.worst ?? [])[0];
  const [container] = worst ? troubledContainers(worst) : [];
  const words = [
    pods,
    found,
    ...present(
      looked.length > 0 &&
        `looked into ${looked.reduce((total, { done }) => total + done, 0)} of ${looked.reduce((total, { of }) => total + of, 0)}`,
      worst && `worst: ${worst.namespace}/${worst.name} ${container?.reason ?? worst.status}`,
    ),
  ];
  return `${words.join(', ')} …`;
}

/** 12,500 */
function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
