/**
 * Nodes that are closed to a pod: by taints that it does not tolerate, by a cordon. The scheduler names no taint any more
 * ("node(s) had untolerated taint(s)", kubernetes 1.34, pkg/scheduler/framework/plugins/tainttoleration), so that the nodes tell.
 */

import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Node, Pod } from '../../kube/shapes.ts';
import { present } from '../../present.ts';
import type { Proof } from '../../report.ts';

export interface Closed {
  key: string;
  value: string | undefined;
  nodes: string[];
  /** The node controller or a person who drains it puts it there; there is no sense in tolerating it. */
  isState: boolean;
  words: string;
}

export const isClosed = (message: string) =>
  /untolerated taint|had taints that the pod didn't tolerate|node\(s\) were unschedulable/.test(message);

/** What the node controller's taints say of their node (kubernetes.io/docs/reference/labels-annotations-taints). */
const STATES: Readonly<Record<string, string>> = {
  'node.kubernetes.io/not-ready': 'is not ready',
  'node.kubernetes.io/unreachable': 'does not answer any more',
  'node.kubernetes.io/unschedulable': 'is cordoned',
  'node.kubernetes.io/memory-pressure': 'runs short of memory',
  'node.kubernetes.io/disk-pressure': 'runs short of disk space',
  'node.kubernetes.io/pid-pressure': 'runs short of process numbers',
  'node.kubernetes.io/network-unavailable': 'has no network for pods yet',
  'node.kubernetes.io/out-of-service': 'is out of service',
  'node.cloudprovider.kubernetes.io/uninitialized': 'waits for the cloud controller to register it',
  'node.cloudprovider.kubernetes.io/shutdown': 'is shut down in the cloud',
};

export const CORDON = 'node.kubernetes.io/unschedulable';

/** By taint, that of most nodes first; of a node that a state closes, only that counts. Empty where the nodes could not be read. */
export function closedNodes({ pod }: Pick<Subject, 'pod'>, evidence: Evidence): Closed[] {
  const all = new Map<string, Closed>();
  for (const node of valueOf(evidence.list('nodes', undefined)) ?? []) {
    const open = taintsOf(node).filter((taint) => taint.effect !== 'PreferNoSchedule' && !isTolerated(taint, pod));
    const states = open.filter(({ key }) => key in STATES);
    for (const { key, value } of states.length > 0 ? states.slice(0, 1) : open) {
      const known = all.get(`${key}=${value ?? ''}`);
      if (known) known.nodes.push(node.metadata.name);
      else all.set(`${key}=${value ?? ''}`, { key, value, nodes: [node.metadata.name], isState: key in STATES, words: '' });
    }
  }
  return [...all.values()].sort((a, b) => b.nodes.length - a.nodes.length).map((one) => ({ ...one, words: wordsOf(one) }));
}

type Taint = NonNullable<NonNullable<Node['spec']>['taints']>[number];

const taintsOf = ({ spec }: Node): Taint[] => [
  ...present(spec?.unschedulable && { key: CORDON, effect: 'NoSchedule' }),
  ...(spec?.taints ?? []).filter(({ key }) => !(spec?.unschedulable && key === CORDON)),
];

/** component-helpers scheduling/corev1 ToleratesTaint. */
const isTolerated = ({ key, value = '', effect }: Taint, { spec }: Pod): boolean =>
  (spec.tolerations ?? []).some(
    (one) =>
      (!one.effect || one.effect === effect) &&
      (!one.key || one.key === key) &&
      (one.operator === 'Exists' || (one.key !== undefined && (one.value ?? '') === value)),
  );

const MOST = 4;

function wordsOf({ key, value, nodes }: Closed): string {
  const names = `node${nodes.length === 1 ? '' : 's'} ${nodes.slice(0, MOST).join(', ')}${nodes.length > MOST ? ` and ${nodes.length - MOST} more` : ''}`;
  const state = STATES[key];
  if (!state) return `${names} ${nodes.length === 1 ? 'has' : 'have'} the taint ${key}${value ? `=${value}` : ''}`;
  return `${names} ${nodes.length === 1 ? state : state.replace(/^(\w+)/, (verb) => PLURAL[verb] ?? verb)}`;
}

const PLURAL: Readonly<Record<string, string>> = { is: 'are', has: 'have', does: 'do', runs: 'run', waits: 'wait' };

/** Why a node is not ready, in the words of its kubelet. */
export function closedProof(closed: readonly Closed[], evidence: Evidence): Proof[] {
  const nodes = valueOf(evidence.list('nodes', undefined)) ?? [];
  return closed.slice(0, MOST).flatMap(({ key, value, nodes: [first = ''] }) => {
    const ready = nodes.find(({ metadata }) => metadata.name === first)?.status?.conditions?.find(({ type }) => type === 'Ready');
    const why = ready?.status !== 'True' && ready?.message ? `; Ready=${ready.status}: ${ready.message.slice(0, 200)}` : '';
    return [{ step: `get node ${first}`, quote: `taint ${key}${value ? `=${value}` : ''}${why}`, path: 'spec.taints' }];
  });
}
