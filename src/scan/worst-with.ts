/** `-l LABELS`: which one is meant, the worst pod with these labels, or the workload that has them and cannot make its pods. */

import { readAnswer } from '../cluster/read-answer.ts';
import type { Target, TargetKind } from '../command.ts';
import type { Session } from '../diagnose-command.ts';
import { KubectlError } from '../errors.ts';
import { listQuery } from '../evidence/query.ts';
import { Folds } from './folds.ts';
import { listPods } from './list-pods.ts';
import { shortReport } from './short-report.ts';
import { sightOf } from './suspect.ts';
import { noPodsToList } from './unlistable.ts';

const WORKLOADS: readonly TargetKind[] = ['deployments', 'statefulsets', 'daemonsets', 'jobs', 'cronjobs', 'replicasets'];
const BYTES = 32 * 1024 * 1024;

/** Undefined where there are such pods, and none is in trouble. */
export async function worstWith(
  selector: string,
  { kubectl, namespace, deadline }: Session,
  clock: () => number,
): Promise<Target | undefined> {
  const folds = new Folds(1);
  const now = clock();
  let pods = 0;
  const restart = () => {
    pods = 0;
    folds.clear();
  };
  const gap = await listPods(kubectl, { namespace, selector }, deadline, clock, {
    restart,
    page(page) {
      pods += page.count;
      for (const pod of page.pods) {
        const sight = sightOf(pod, now);
        if (sight.is === 'in-trouble') folds.add(sight.suspect, pod, shortReport(pod, sight.containers, now));
      }
      folds.trim();
    },
  });
  const worst = folds.worst?.pod;
  if (worst) return { plural: 'pods', name: worst.metadata.name };
  if (gap) throw noPodsToList(gap, namespace, namespace, undefined);
  if (pods > 0) return undefined;
  const [maker] = (await Promise.all(WORKLOADS.map((plural) => workloadsWith(selector, plural)))).flat();
  if (maker) return maker;
  const message = `no pod and no workload in namespace ${namespace} has the labels ${selector}`;
  throw new KubectlError({ kind: 'not-found', message }, [], message);

  async function workloadsWith(labelSelector: string, plural: TargetKind): Promise<Target[]> {
    const query = listQuery(plural, namespace, { labelSelector });
    const known = readAnswer(query, await kubectl(query.args, { timeout: Math.max(1, deadline - clock()), bytes: BYTES }));
    if (known.state !== 'read') return [];
    return (known.value as { items: { metadata: { name: string } }[] }).items.map(({ metadata }) => ({ plural, name: metadata.name }));
  }
}
