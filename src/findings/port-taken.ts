/** Who has the port that a program wants to listen on, and who gives way: in the pod, on the node whose network it uses, or the program itself. */

import type { Subject } from '../evidence/subject.ts';
import { kubectl } from '../fixes/command.ts';
import { restarting } from '../fixes/fix.ts';
import { dropOption } from '../fixes/java-option.ts';
import { movePort, portByProgram } from '../fixes/port.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { LogReading } from '../logs/reading.ts';
import type { Fix, Proof } from '../report.ts';
import { claims, freePort, type Holder, holderInPod, holderOnNode } from '../trace/network/port-holder.ts';
import { kubeletHas } from '../trace/network/told-port.ts';
import type { WantedPort } from '../trace/network/wanted-port.ts';
import { inspectorOn } from '../trace/programs/inspector.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';

export interface Taken {
  /** For the end of "which is in use: …". */
  who: string;
  isCertain: boolean;
  proof: Proof[];
  /** What parts the two, before a way back is thought of. */
  apart: Fix[];
  fixes: Fix[];
}

export function portTaken(wanted: WantedPort, log: LogReading, fix: WorkloadFix): Taken {
  const { subject, evidence } = fix;
  const holder = wanted.holder ?? (wanted.port === undefined ? undefined : holderInPod(wanted.port, subject, evidence));
  if (holder) return byContainer(holder, wanted, log, fix);
  return subject.pod.spec.hostNetwork ? onNode(wanted, log, fix) : byItself(wanted, fix);
}

function byContainer(holder: Holder, wanted: WantedPort, log: LogReading, fix: WorkloadFix): Taken {
  const { port } = wanted;
  const { subject } = fix;
  // Who has a claim to the port, by its declared ports and probes, keeps it.
  const gives = port !== undefined && claims(subject.container, port) && !claims(holder.subject.container, port);
  const [mover, keeper] = gives ? [holder.subject, subject] : [subject, holder.subject];
  return {
    who: `container ${holder.subject.container.name} of the same pod listens on it (containers of a pod share their ports)`,
    isCertain: !wanted.isGuess,
    proof: [holder.proof],
    apart: [],
    fixes: moved(wanted, mover, log, fix, keeper),
  };
}

/** The pod uses the network of its node. */
function onNode(wanted: WantedPort, log: LogReading, fix: WorkloadFix): Taken {
  const { port } = wanted;
  const { subject, evidence, owner } = fix;
  const node = subject.pod.spec.nodeName ?? '';
  const neighbour = port === undefined ? undefined : holderOnNode(port, subject, evidence);
  const fixes = moved(wanted, subject, log, fix);
  if (neighbour)
    return {
      who: `pod ${neighbour.pod.metadata.name}${neighbour.sameOwner ? ` of the same ${owner.kind}` : ''} uses it on the same node, and both use the node's network (hostNetwork)`,
      isCertain: true,
      proof: [],
      apart: neighbour.sameOwner ? [apart(fix, neighbour.sameRevision)] : [],
      fixes,
    };
  if (port !== undefined && kubeletHas(port, subject, evidence))
    return {
      who: `the kubelet of node ${node} listens on it, and the pod uses the node's network (hostNetwork)`,
      isCertain: true,
      proof: [{ step: `get node ${node}`, quote: `kubeletEndpoint: Port ${port}`, path: 'status.daemonEndpoints' }],
      apart: [],
      fixes,
    };
  if (isRolledOver(fix))
    return {
      who: `most likely the pod of the same ${owner.kind}'s revision before had it, which a rolling update keeps until the new one is ready, and both use the node's network (hostNetwork)`,
      isCertain: false,
      proof: [],
      apart: [apart(fix, false)],
      fixes: [],
    };
  const who = `a process of node ${node} has it, and the pod uses the node's network (hostNetwork)`;
  return { who, isCertain: false, proof: [], apart: [], fixes };
}

/** No container of the pod is known to have it; what one listens on is not always to be seen. */
function byItself({ port, debugger: agent }: WantedPort, fix: WorkloadFix): Taken {
  const { subject, evidence } = fix;
  const { container, pod } = subject;
  const others = pod.spec.containers.flatMap(({ name }) => (name === container.name ? [] : [name]));
  const nobody =
    others.length === 0
      ? 'the pod has no other container: the program itself listens on it twice'
      : `nothing tells whether another container of the pod has it (${others.join(', ')}), or the program itself listens on it twice`;
  const told = { isCertain: false, proof: [], apart: [] };
  // Each JVM of the container reads such a variable; another port would be as taken by the second.
  if (agent?.option) {
    const second = 'the pod has no other container: a second JVM of the same container reads the same option';
    return { ...told, who: others.length === 0 ? second : nobody, fixes: [dropOption(agent.option, fix) ?? []].flat() };
  }
  const inspector = port === undefined ? undefined : inspectorOn(port, settingsOf(subject, evidence));
  const move = port === undefined ? undefined : movePort(fix, port, freePort(port, subject, inspector !== undefined), true);
  if (!inspector) return { ...told, who: nobody, fixes: move ? [move] : [] };
  return {
    ...told,
    who: `Node.js's own debugger has it, which listens before the program does (${placeOf(inspector)} has ${inspector.value})`,
    isCertain: true,
    fixes: move ? [{ ...move, text: move.text.replace(`container ${container.name} listen`, 'the debugger listen') }] : [],
  };
}

/** To a port that is free. A debugger may be left out as well. */
function moved({ port, debugger: agent }: WantedPort, mover: Subject, log: LogReading, fix: WorkloadFix, keeper?: Subject): Fix[] {
  if (port === undefined) return [];
  const own = new WorkloadFix(mover, fix.evidence);
  const free = freePort(port, mover, agent !== undefined);
  const move = movePort(own, port, free, false, keeper);
  if (move) return [move];
  if (agent) return agent.option ? [dropOption(agent.option, fix) ?? []].flat() : [];
  return [
    portByProgram(own, free, mover === fix.subject ? log.lines.join('\n') : '') ??
      own.setEnv(
        `let container ${mover.container.name} listen on port ${free}; many programs read PORT, otherwise set it in its configuration`,
        [`PORT=${free}`],
      ),
  ];
}

/** A Deployment that has had more than one template, and starts the new pod before it ends the old one. */
function isRolledOver({ owner: { kind, object } }: WorkloadFix): boolean {
  const revision = Number(object?.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 1);
  return kind === 'Deployment' && revision > 1 && object?.spec.strategy?.type !== 'Recreate';
}

/** Two pods of one workload on one node: in a rollout the old one has to go first; otherwise each needs a network of its own. */
function apart(fix: WorkloadFix, sameRevision: boolean): Fix {
  if (sameRevision || fix.owner.kind !== 'Deployment')
    return fix.patchSpec('let the pods have networks of their own, so that several fit on one node', { hostNetwork: false });
  const command = kubectl(
    fix.evidence,
    fix.subject.namespace,
    ['patch', fix.owner.word],
    ['-p', JSON.stringify({ spec: { strategy: { type: 'Recreate', rollingUpdate: null } } })],
  );
  return restarting('let the old pod end before the new one starts (strategy Recreate)', command);
}
