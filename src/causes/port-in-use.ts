import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingProof } from '../findings/setting-proof.ts';
import { kubectl } from '../fixes/command.ts';
import { restarting } from '../fixes/fix.ts';
import { dropOption } from '../fixes/java-option.ts';
import { movePort, portByProgram } from '../fixes/port.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import type { Fix } from '../report.ts';
import { debugPort } from '../trace/java/debug-port.ts';
import { toldToJava } from '../trace/java/java-options.ts';
import { claims, freePort, holderInPod, holderOnNode, ownPorts, sharedPort } from '../trace/network/port-holder.ts';
import { kubeletHas, toldPort } from '../trace/network/told-port.ts';
import { inspectorOn } from '../trace/programs/inspector.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const portInUse: Cause = {
  id: 'port-in-use',
  title: 'the port that the program wants to listen on is taken',
  tier: 'kubernetes',
  covers: ['port.in-use-same-pod', 'port.in-use-host', 'port.self-double-bind'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const fact = decisiveFact(log, 'port-in-use');
    if (!fact || !log) return undefined;
    const { container, pod } = subject;
    // The JVM's debug agent says no port; it is none of those that the container declares.
    const isDebugger = fact.phrase === 'java/jdwp-bind';
    const debug = isDebugger ? debugPort(toldToJava(settingsOf(subject, evidence), log)) : undefined;
    // Python and Node.js servers often do not say which: then the one that the container's ports and probes name, if it is one.
    const named = [...new Set([...(container.ports ?? []).map(({ containerPort }) => containerPort), ...ownPorts(container)])];
    // What its settings name as a port and another container has explains more than what it is asked on.
    const shared = fact.fields.port === undefined && !isDebugger ? sharedPort(subject, evidence) : undefined;
    const told = fact.fields.port === undefined && !isDebugger && !shared ? toldPort(log, subject, evidence) : undefined;
    const guessed = fact.fields.port === undefined && !isDebugger && !shared && !told && named.length === 1 ? named[0] : undefined;
    const port = Number(fact.fields.port ?? debug?.port ?? shared?.port ?? told?.port ?? guessed ?? Number.NaN);
    const known = Number.isInteger(port);
    const holder = shared?.holder ?? (known ? holderInPod(port, subject, evidence) : undefined);
    const neighbour = known && pod.spec.hostNetwork && !holder ? holderOnNode(port, subject, evidence) : undefined;
    const isKubelet = known && pod.spec.hostNetwork === true && !holder && kubeletHas(port, subject, evidence);
    const fix = new WorkloadFix(subject, evidence);
    const former = pod.spec.hostNetwork && !holder && !neighbour && !isKubelet && isRolledOver(fix);
    const alone = !holder && !pod.spec.hostNetwork;
    const inspector = known && alone ? inspectorOn(port, settingsOf(subject, evidence)) : undefined;
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:image|command|args|env|port|container) ?/.test(change));
    // Who has a claim to the port, by its declared ports and probes, keeps it.
    const moves = holder && claims(container, port) && !claims(holder.subject.container, port) ? holder.subject : subject;
    const moved = new WorkloadFix(moves, evidence);
    const free = known ? freePort(port, moves) : 0;
    // Each JVM of the container reads such a variable; another port would be as taken by the second.
    const undebugged = debug ? dropOption(debug.option, new WorkloadFix(subject, evidence)) : undefined;
    const move = known
      ? ((debug && alone ? undefined : movePort(moved, port, free, alone, holder && (moves === subject ? holder.subject : subject))) ??
        (alone || isDebugger
          ? undefined
          : (portByProgram(moved, free, moves === subject ? log.lines.join('\n') : '') ??
            moved.setEnv(
              `let container ${moves.container.name} listen on port ${free}; many programs read PORT, otherwise set it in its configuration`,
              [`PORT=${free}`],
            ))))
      : undefined;
    const moving =
      move && inspector ? { ...move, text: move.text.replace(`container ${container.name} listen`, 'the debugger listen') } : move;
    const who = holder
      ? `container ${holder.subject.container.name} of the same pod listens on it (containers of a pod share their ports)`
      : neighbour
        ? `pod ${neighbour.pod.metadata.name}${neighbour.sameOwner ? ` of the same ${fix.owner.kind}` : ''} uses it on the same node, and both use the node's network (hostNetwork)`
        : former
          ? `most likely the pod of the same ${fix.owner.kind}'s revision before had it, which a rolling update keeps until the new one is ready, and both use the node's network (hostNetwork)`
          : isKubelet
            ? `the kubelet of node ${pod.spec.nodeName ?? ''} listens on it, and the pod uses the node's network (hostNetwork)`
            : pod.spec.hostNetwork
              ? `a process of node ${pod.spec.nodeName ?? ''} has it, and the pod uses the node's network (hostNetwork)`
              : debug && pod.spec.containers.length === 1
                ? 'the pod has no other container: a second JVM of the same container reads the same option'
                : inspector
                  ? `Node.js's own debugger has it, which listens before the program does (${placeOf(inspector)} has ${inspector.value})`
                  : others(subject);
    return {
      summary: `container ${container.name} cannot listen on ${known ? `port ${port}` : 'the port that it wants'}${isDebugger ? ` for its debugger${debug ? ` (${placeOf(debug.option.setting)})` : ' (jdwp)'}` : ''}, which is in use: ${who}`,
      confidence: (holder && guessed === undefined && !shared) || neighbour || inspector || isKubelet ? 'certain' : 'likely',
      object: fix.containerObject(),
      proof: [
        logProof(subject, fact),
        ...(guessed === undefined
          ? []
          : [{ step: 'get', quote: `its ports and probes name port ${port} alone`, path: `spec.containers[${container.name}]` }]),
        ...(shared ? [shared.proof] : []),
        ...(told ? [told.proof] : []),
        ...(isKubelet
          ? [{ step: `get node ${pod.spec.nodeName}`, quote: `kubeletEndpoint: Port ${port}`, path: 'status.daemonEndpoints' }]
          : []),
        ...(debug ? [settingProof(debug.option.setting, undefined, undefined, subject)] : []),
        ...(holder ? [holder.proof] : []),
        attemptProof(subject),
        ...(pod.spec.hostNetwork ? [specProof(subject, 'hostNetwork', 'true')] : []),
        ...(back ? [back.proof] : []),
      ],
      fixes: [
        ...(neighbour?.sameOwner ? [apart(fix, neighbour.sameRevision)] : former ? [apart(fix, false)] : []),
        ...(back ? [back.fix] : []),
        ...(moving && !former ? [moving] : []),
        ...(undebugged && (alone || !move) ? [undebugged] : []),
      ],
      decides: 'who listens on the port: ss -ltnp in the pod or on the node',
    };
  },
};

/** No container of the pod is known to have it; what one listens on is not always to be seen. */
function others({ container, pod }: Subject): string {
  const names = pod.spec.containers.flatMap(({ name }) => (name === container.name ? [] : [name]));
  return names.length === 0
    ? 'the pod has no other container: the program itself listens on it twice'
    : `nothing tells whether another container of the pod has it (${names.join(', ')}), or the program itself listens on it twice`;
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
