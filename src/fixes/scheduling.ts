/** What lets the scheduler place the pod, from its own sentence (kubernetes pkg/scheduler/framework/plugins). */

import { type Evidence, valueOf } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { MI, quantity } from '../kube/quantity.ts';
import { labelsText } from '../kube/selector.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { replacedPod, volumeElsewhere } from '../trace/objects/asked-place.ts';
import { CORDON, closedNodes, isClosed } from '../trace/objects/closed-nodes.ts';
import { largestRequest } from '../trace/objects/largest-request.ts';
import { lackingLabels } from '../trace/objects/node-labels.ts';
import { kubectl } from './command.ts';
import { changing, look } from './fix.ts';
import { recreate } from './volumes.ts';
import { WorkloadFix } from './workload.ts';

/** The value that is near one that nodes have; else without the labels that no node has. */
function selectable(subject: Subject, fix: WorkloadFix, evidence: Evidence): Fix {
  const labels = lackingLabels(subject, evidence);
  const known = labels.some(({ there }) => there !== undefined);
  if (labels.length > 0 && labels.every(({ near }) => near !== undefined))
    return fix.patchSpec(`ask for ${labels.map(({ key, near }) => `${key}=${near}`).join(', ')}, which nodes have`, {
      nodeSelector: Object.fromEntries(labels.map(({ key, near }) => [key, near])),
    });
  if (known && labels.length > 0)
    return fix.patchSpec(`do without ${labels.map(({ key }) => key).join(', ')} in the nodeSelector, or label a node`, {
      nodeSelector: Object.fromEntries(labels.map(({ key }) => [key, null])),
    });
  return fix.patchSpec('take away the nodeSelector that no node matches, or label a node', { nodeSelector: null });
}

/** `short`: the resource of which no node has enough free. */
export function schedulingFixes(message: string, short: string | undefined, subject: Subject, evidence: Evidence): Fix[] {
  if (short) return lessAsked(short, subject, evidence);
  const fix = new WorkloadFix(subject, evidence);
  const { nodeSelector } = subject.pod.spec;
  if (nodeSelector && /node affinity\/selector|node selector/.test(message)) return [selectable(subject, fix, evidence)];
  const found =
    (/ReadWriteOncePod access mode/.test(message) && fix.owner.kind === 'Deployment' ? recreate(fix) : undefined) ??
    withoutVolume(message, subject, fix) ??
    preferred(message, subject, fix) ??
    spread(message, subject, fix) ??
    freed(message, subject, fix);
  return found ? [found] : opened(message, subject, fix);
}

function lessAsked(short: string, subject: Subject, evidence: Evidence): Fix[] {
  const known = valueOf(evidence.list('nodes', undefined));
  const nodes = known ?? [];
  const largest = Math.max(0, ...nodes.map(({ status }) => quantity(status?.allocatable?.[short]) ?? 0));
  if (known && largest === 0 && (short.includes('/') || short.startsWith('hugepages-'))) return [without(short, subject, evidence)];
  if (largest === 0 || !['cpu', 'memory', 'ephemeral-storage'].includes(short)) return [];
  const most = short === 'cpu' ? `${largest} cores` : `${Math.floor(largest / MI)}Mi`;
  const asked = largestRequest(short, subject.pod)?.amount ?? '';
  // 100 is a hundred cores; who has no such machine meant 100m, a tenth of one.
  const milli = short === 'cpu' && /^\d{2,4}$/.test(asked) && Number(asked) >= 50 && Number(asked) > 2 * largest ? `${asked}m` : undefined;
  if (milli && (quantity(milli) ?? 0) <= largest)
    return [asking(`ask for ${milli}: ${asked} means ${asked} cores, and the largest node has ${most}`, short, milli, subject, evidence)];
  const share = modestShare(short, largest);
  // Who asks for no more than that has no part in it.
  if ((quantity(asked) ?? 0) <= (quantity(share) ?? 0)) {
    const command = kubectl(evidence, undefined, ['describe', 'nodes']);
    const text = `add a node, or see what takes up those that are there (Allocated resources) and let it ask for less`;
    return [look(text, command)];
  }
  return [
    asking(
      `ask for what it needs (${share} is a start; the largest node has ${most} in all), or add a node`,
      short,
      share,
      subject,
      evidence,
    ),
  ];
}

/** An extended resource that no node has at all (kubernetes.io/docs/tasks/configure-pod-container/extended-resource); huge pages likewise. */
function without(short: string, subject: Subject, evidence: Evidence): Fix {
  const who = short.includes('/') ? ' (and the device plugin that says so)' : '';
  return asking(`do without ${short}, which no node has, or add a node that has it${who}`, short, null, subject, evidence);
}

/** What others use is not known without their requests; a quarter of the node is a modest share. */
export function modestShare(resource: string, node: number): string {
  return resource === 'cpu'
    ? `${Math.floor(Math.min(node / 4, 0.5) * 1000)}m`
    : `${Math.floor(Math.min(node / 4, (resource === 'memory' ? 512 : 1024) * MI) / MI)}Mi`;
}

/** Another amount for the part of the pod that asks for most of a resource; null: none at all. */
export function asking(text: string, resource: string, amount: string | null, subject: Subject, evidence: Evidence): Fix {
  const found = largestRequest(resource, subject.pod);
  const resources = { requests: { [resource]: amount }, ...(amount === null ? { limits: { [resource]: null } } : {}) };
  if (found && !found.of) return new WorkloadFix(subject, evidence).patchSpec(text, { resources });
  const { spec: container, kind } = found?.of ?? { spec: subject.pod.spec.containers[0] ?? subject.container, kind: 'app' as const };
  return new WorkloadFix({ ...subject, container, kind }, evidence).patchContainer(text, { resources });
}

/** A taint that is there on purpose may be tolerated; a cordon is taken away; what is wrong with a node is looked at. */
function opened(message: string, { pod }: Subject, fix: WorkloadFix): Fix[] {
  if (!isClosed(message)) return [];
  const known = closedNodes(fix.subject, fix.evidence);
  const [, key, value] = message.match(/untolerated taint \{([^:}\s]+):? ?([^}]*)\}/) ?? [];
  const named = key && !/^node(?:\.cloudprovider)?\.kubernetes\.io\//.test(key) ? { key, value: value || undefined } : undefined;
  const own = known.filter(({ isState }) => !isState);
  // What belongs to the control plane is the last that is opened to others.
  const meant = own.find((one) => !CONTROL_PLANE.test(one.key)) ?? own[0] ?? (known.length === 0 ? named : undefined);
  const cordoned = known.find((one) => one.key === CORDON);
  const toleration = meant && tolerating(meant, pod.spec.tolerations ?? [], fix);
  const uncordon =
    cordoned &&
    changing(
      `let pods onto node ${cordoned.nodes[0]} again, if the work on it is done`,
      kubectl(fix.evidence, undefined, ['uncordon', ...cordoned.nodes.slice(0, 4)]),
    );
  const isLast = meant !== undefined && CONTROL_PLANE.test(meant.key);
  const fixes = present(...(isLast ? [uncordon, toleration] : [toleration, uncordon]));
  const ill = known.find((one) => one.isState && one !== cordoned);
  if (fixes.length > 0 || !ill) return fixes;
  const command = kubectl(fix.evidence, undefined, ['describe', 'node', ill.nodes[0] ?? '']);
  return [look(`see what ails node ${ill.nodes[0]}, or add a node`, command)];
}

const CONTROL_PLANE = /^node-role\.kubernetes\.io\/(?:control-plane|master)$/;

function tolerating(
  { key, value }: { key: string; value: string | undefined },
  before: readonly { key?: string }[],
  fix: WorkloadFix,
): Fix {
  const toleration = value ? { key, operator: 'Equal', value } : { key, operator: 'Exists' };
  return fix.patchSpec(`tolerate the taint ${key}${value ? `=${value}` : ''}, if the pod may run there`, {
    tolerations: [...before.filter((one) => !one.key?.startsWith('node.kubernetes.io/')), toleration],
  });
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/** Affinities that must hold become ones that should (interpodaffinity, nodeaffinity). */
function preferred(message: string, { pod: { spec } }: Subject, fix: WorkloadFix): Fix | undefined {
  const { podAntiAffinity, podAffinity, nodeAffinity } = spec.affinity ?? {};
  // Each pod of a DaemonSet is bound to its node by a term of the controller's own, of matchFields alone.
  const nodeTerms = nodeAffinity?.[REQUIRED]?.nodeSelectorTerms?.filter(({ matchExpressions }) => matchExpressions);
  const weighed = (terms: readonly unknown[] = [], as: string) => terms.map((term) => ({ weight: 100, [as]: term }));
  const softer = (kind: string, terms: readonly unknown[] | undefined, before: readonly unknown[] | undefined, as: string) =>
    terms?.length
      ? fix.patchSpec(`ask for its ${WORDS[kind]} as a preference, or add a node that meets it`, {
          affinity: { [kind]: { [REQUIRED]: null, [PREFERRED]: [...(before ?? []), ...weighed(terms, as)] } },
        })
      : undefined;
  if (/didn't (?:match pod|satisfy existing pods) anti-affinity rules/.test(message)) {
    const soft = softer('podAntiAffinity', podAntiAffinity?.[REQUIRED], podAntiAffinity?.[PREFERRED], 'podAffinityTerm');
    return soft && allAnew(soft, fix);
  }
  if (/didn't match pod affinity rules/.test(message))
    return softer('podAffinity', podAffinity?.[REQUIRED], podAffinity?.[PREFERRED], 'podAffinityTerm');
  if (/node affinity\/selector/.test(message)) return softer('nodeAffinity', nodeTerms, nodeAffinity?.[PREFERRED], 'preference');
  return undefined;
}

/** Pods that run keep others away by the rule that they were made with: none of them may be left when the next ones come. */
function allAnew(soft: Fix, fix: WorkloadFix): Fix {
  const { kind, word, object } = fix.owner;
  const { replicas = 1, selector } = object?.spec ?? {};
  const labels = labelsText(selector?.matchLabels);
  if (!['Deployment', 'StatefulSet'].includes(kind) || replicas === 0 || labels === '') return soft;
  const run = (...words: string[]) => kubectl(fix.evidence, fix.subject.namespace, words);
  const [patch = ''] = soft.command?.split(' && ') ?? [];
  const steps = [
    patch,
    run('scale', word, '--replicas=0'),
    run('wait', 'pod', '--for=delete', '-l', labels, '--timeout=2m'),
    run('scale', word, `--replicas=${replicas}`),
  ];
  return { ...soft, text: `${soft.text}; all its pods are made anew, as those that run keep the others away`, command: steps.join(' && ') };
}

const WORDS: Record<string, string> = {
  podAntiAffinity: 'anti-affinity',
  podAffinity: 'affinity to other pods',
  nodeAffinity: 'affinity to nodes',
};

function spread(message: string, { pod: { spec } }: Subject, fix: WorkloadFix): Fix | undefined {
  const hard = (spec.topologySpreadConstraints ?? []).flatMap(({ whenUnsatisfiable }, index) =>
    whenUnsatisfiable === 'DoNotSchedule' ? [index] : [],
  );
  if (!/didn't match pod topology spread constraints/.test(message) || hard.length === 0) return undefined;
  return fix.patchJson(
    'spread its pods as well as the nodes allow, or add a node',
    hard.map((index) => ({ op: 'replace', path: `/topologySpreadConstraints/${index}/whenUnsatisfiable`, value: 'ScheduleAnyway' })),
  );
}

/** Its data are on a node that there is not any more. */
function withoutVolume(message: string, subject: Subject, fix: WorkloadFix): Fix | undefined {
  if (!/PersistentVolume's node affinity|volume node affinity conflict/.test(message)) return undefined;
  const found = volumeElsewhere(subject, fix.evidence);
  if (!found?.isNowhere) return undefined;
  const index = (fix.owner.object?.spec.template?.spec.volumes ?? []).findIndex(
    (one) => one.persistentVolumeClaim?.claimName === found.claim,
  );
  const name = fix.owner.object?.spec.template?.spec.volumes?.[index]?.name;
  if (index < 0 || name === undefined) return undefined;
  return fix.patchJson(
    `bring that node back, as the data are there; or start with an empty folder (emptyDir), which is lost with the pod, and leave claim ${found.claim} as it is`,
    [{ op: 'replace', path: `/volumes/${index}`, value: { name, emptyDir: {} } }],
  );
}

function freed(message: string, subject: Subject, fix: WorkloadFix): Fix | undefined {
  const { spec } = subject.pod;
  if (
    /didn't have free ports for the requested pod ports/.test(message) &&
    fix.owner.kind === 'Deployment' &&
    replacedPod(subject, fix.evidence)
  )
    return recreate(fix);
  return spec.hostNetwork || !/didn't have free ports for the requested pod ports/.test(message) ? undefined : withoutHostPorts(fix);
}

export function withoutHostPorts(fix: WorkloadFix): Fix | undefined {
  const taken = fix.subject.pod.spec.containers.flatMap(({ name, ports = [] }) => {
    const own = ports.filter(({ hostPort }) => hostPort).map(({ containerPort }) => ({ containerPort, hostPort: null }));
    return own.length ? [{ name, ports: own }] : [];
  });
  return taken.length
    ? fix.patchSpec("do without the node's port, which one pod of a node alone can have; a Service reaches the pods", { containers: taken })
    : undefined;
}
