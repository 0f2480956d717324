/** What the comparison with a pod's siblings comes to, in one line. */

import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { templateHash } from '../../kube/metadata.ts';
import { isTrue, lastAttempt, timeOf } from '../../kube/pod.ts';
import type { Node, Pod } from '../../kube/shapes.ts';
import { present } from '../../present.ts';
import { ownClaims } from './own-claims.ts';
import type { Siblings } from './siblings.ts';

export function siblingWords({ pods, failing, steady, pattern }: Siblings, subject: Subject, evidence: Evidence): string {
  const count = `${failing.length} of ${pods.length} pods ${failing.length === 1 ? 'fails' : 'fail'}`;
  const well = `${steady.length} ${steady.length === 1 ? 'is' : 'are'} well`;
  const placeless = pods.filter((one) => !failing.includes(one) && isUnschedulable(one));
  const others = pods.length - failing.length - steady.length - placeless.length;
  const rest = `${placeless.length > 0 ? `, no node is found for ${placeless.map(({ metadata }) => metadata.name).join(', ')}` : ''}${others > 0 ? `, ${others} just started or not ready` : ''}`;
  const { pod } = subject;
  switch (pattern) {
    case 'all':
      return failing.length === pods.length
        ? `${pods.length === 2 ? 'both' : `all ${pods.length}`} pods fail${ofRevisions(failing, subject.container.name)}${sameMinute(failing, subject)}`
        : `${count}${rest}`;
    case 'revision':
      return `only pods of this revision fail (${failing.length} of ${pods.length}); of another revision ${well}${rest}`;
    case 'node':
      return `${count}, all on node ${pod.spec.nodeName}; on other nodes ${well}${rest}${nodeWords(pod, steady, evidence)}`;
    case 'one':
      return `${count} (${nameOf(pod)}), of the same template ${well}${rest}${own(subject, steady, evidence)}`;
    case 'some':
      return `${count}, ${well}${rest}`;
  }
}

const isUnschedulable = ({ status }: Pod) =>
  status.conditions?.some(
    ({ type, status: value, reason }) => type === 'PodScheduled' && value === 'False' && reason === 'Unschedulable',
  ) === true;

function ofRevisions(pods: readonly Pod[], name: string): string {
  if (new Set(pods.map(templateHash)).size < 2) return '';
  const ends = new Set(pods.map((pod) => endOf(pod, name)));
  return ends.size === 1
    ? ', those of another revision too: what changed between them is not to blame'
    : ', those of another revision in another way';
}

/** How the container ended, or why it never began. */
function endOf({ status }: Pod, container: string): string {
  const own = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])].find(({ name }) => name === container);
  const attempt = lastAttempt(own);
  return attempt ? `exit ${attempt.exitCode} ${attempt.reason}` : (own?.state?.waiting?.reason ?? '');
}

const nameOf = ({ metadata: { name, labels } }: Pod) => {
  const ordinal = labels?.['apps.kubernetes.io/pod-index'];
  return ordinal === undefined ? name : `ordinal ${ordinal}`;
};

/** What it does not share with the others. */
function own({ pod }: Subject, steady: readonly Pod[], evidence: Evidence): string {
  const claims = ownClaims(pod, evidence).map(({ claim }) => `claim ${claim}`);
  const node =
    pod.spec.nodeName !== undefined && steady.every(({ spec }) => spec.nodeName !== pod.spec.nodeName) ? [`node ${pod.spec.nodeName}`] : [];
  const alone = [...claims, ...node];
  return alone.length > 0 ? `; its own: ${alone.join(', ')}` : '';
}

const SAME = ['architecture', 'kernelVersion', 'osImage', 'containerRuntimeVersion', 'kubeletVersion'];
const CONDITIONS = ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable'];

/** How the node differs from one where the pods are well. */
function nodeWords({ spec: { nodeName = '' } }: Pod, steady: readonly Pod[], evidence: Evidence): string {
  const other = steady[0]?.spec.nodeName;
  if (!other) return '';
  const [here, there] = [nodeName, other].map((name) => valueOf(evidence.object('nodes', undefined, name)));
  if (!here || !there) return '';
  const differs = SAME.flatMap((field) => {
    const [a, b] = [here, there].map(({ status }) => status?.nodeInfo?.[field]);
    return a && b && a !== b ? [`${field} ${a} (${other}: ${b})`] : [];
  });
  const all = [...differs, ...ill(here)];
  return all.length > 0 ? `; it has ${all.join(', ')}` : '';
}

function ill({ status, spec }: Node): string[] {
  const conditions = (status?.conditions ?? []).filter(({ type, status: value }) =>
    type === 'Ready' ? value !== 'True' : CONDITIONS.includes(type) && value === 'True',
  );
  return [...conditions.map(({ type, status: value }) => `${type}=${value}`), ...present(spec?.unschedulable && 'unschedulable')];
}

/** Seconds that pods have run before, at least, where their failing together means something. */
const RAN = 300;

/** Where each one's first failure is still known: all within a minute, long after they were made. */
function sameMinute(failing: readonly Pod[], { container }: Subject): string {
  const onsets = failing.map((pod) => {
    const status = pod.status.containerStatuses?.find(({ name }) => name === container.name);
    const attempt = lastAttempt(status);
    const runs = (status?.restartCount ?? 0) + (status?.state?.running ? 0 : 1);
    const at = attempt && runs <= 1 ? timeOf(attempt.finishedAt) : readySince(pod, container.readinessProbe !== undefined);
    const made = timeOf(pod.metadata.creationTimestamp);
    return at !== undefined && made !== undefined && at - made > RAN * 1000 ? at : Number.NaN;
  });
  const [first, last] = [Math.min(...onsets), Math.max(...onsets)];
  if (!(failing.length > 1 && last - first <= 60_000)) return '';
  return `, since the same minute (${new Date(first).toISOString().slice(0, 16)}Z): what they share is suspect, such as a dependency, a Secret, a certificate`;
}

/** A readiness probe that has not passed again leaves the condition at the time of the failure. */
function readySince(pod: Pod, hasProbe: boolean): number | undefined {
  if (!hasProbe || isTrue(pod, 'Ready')) return undefined;
  return timeOf(pod.status.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime);
}
