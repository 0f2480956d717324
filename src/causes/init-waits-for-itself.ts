import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { ownerOf } from '../evidence/owner.ts';
import { isWaiting, type Subject, subjectsOf } from '../evidence/subject.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Pod } from '../kube/shapes.ts';
import { present } from '../present.ts';
import { type Traced, tracedFrom } from '../trace/network/dependency.ts';
import { addressOf, selectorText } from '../trace/network/failing.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const initWaitsForItself: Cause = {
  id: 'init-waits-for-itself',
  title: 'an init container waits for the Service of its own pod, or for one that waits for it',
  tier: 'kubernetes',
  covers: ['init.hang', 'dep.no-endpoints'],
  // Its pods would be looked into, and wait for the same.
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    if (!isWaiting(subject)) return undefined;
    const traced = tracedFrom(subject, evidence);
    if (traced?.fault.kind !== 'not-ready' || traced.fault.pods.length === 0) return undefined;
    const { connection, fault } = traced;
    const { container, namespace, pod } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const { kind, name } = fix.owner;
    // Of other workloads behind the Service, or of a sibling that is past that step, help may come.
    const isStuck = (one: Pod) => {
      const owner = ownerOf(one, evidence);
      const status = one.status.initContainerStatuses?.find((init) => init.name === container.name);
      return owner.kind === kind && owner.name === name && status !== undefined && status.state?.terminated?.exitCode !== 0;
    };
    const back = fault.pods.every(isStuck) ? undefined : waitingBack(fault.pods, subject, evidence);
    if (back) return inCircle(back, traced, fix);
    if (!fault.pods.every(isStuck)) return undefined;
    const others = fault.pods.length - 1;
    const initialized = pod.status.conditions?.find(({ type }) => type === 'Initialized');
    const log = valueOf(subject.currentLog());
    return {
      summary: `init container ${container.name} waits for ${addressOf(connection)}, which its own pod should serve: Service ${fault.service.metadata.name} leads to ${others > 0 ? `this pod and ${others} more of ${kind} ${name}, which wait likewise` : 'this pod alone'}, and no pod is ready before its init containers have ended`,
      confidence: log === undefined ? 'likely' : 'certain',
      object: { kind, namespace, name, field: `initContainers[${container.name}]` },
      proof: [
        connection.proof,
        {
          step: `get svc ${fault.service.metadata.name}`,
          quote: `selects ${selectorText(fault.service)}: ${fault.pods
            .map(({ metadata }) => metadata.name)
            .slice(0, 3)
            .join(', ')}, 0 ready`,
        },
        ...present(
          initialized && {
            step: 'get',
            quote: `${initialized.type}=${initialized.status}: ${initialized.message ?? ''}`,
            path: 'status.conditions[Initialized]',
          },
        ),
      ],
      fixes: [
        fix.patchJson(`take init container ${container.name} out: what it waits for comes only after it`, [
          { op: 'remove', path: fix.containerPath },
        ]),
      ],
      decides: `what stands behind ${connection.host}`,
    };
  },
};

interface Back {
  /** The init container of the other pod. */
  other: Subject;
  traced: Traced;
}

/** Each of those pods has an init container that waits for the pods of this workload in its turn. */
function waitingBack(pods: readonly Pod[], { pod }: Subject, evidence: Evidence): Back | undefined {
  const own = ownerOf(pod, evidence);
  const isOwn = (one: Pod) => {
    const { kind, name, object } = ownerOf(one, evidence);
    return one.metadata.uid === pod.metadata.uid || (object !== undefined && kind === own.kind && name === own.name);
  };
  const found = pods.map((one) =>
    subjectsOf(one, evidence)
      .filter(isWaiting)
      .flatMap((other): Back[] => {
        const traced = tracedFrom(other, evidence);
        return traced?.fault.kind === 'not-ready' && traced.fault.pods.every(isOwn) ? [{ other, traced }] : [];
      })
      .at(0),
  );
  return found.every((one) => one !== undefined) ? found[0] : undefined;
}

function inCircle({ other, traced: theirs }: Back, { connection, fault }: Traced, fix: WorkloadFix): Match {
  const { container, namespace } = fix.subject;
  const { kind, name } = fix.owner;
  const them = new WorkloadFix(other, fix.evidence).owner;
  const service = fault.kind === 'not-ready' ? fault.service.metadata.name : connection.host;
  const waits = `init container ${other.container.name} of ${them.kind} ${them.name}`;
  return {
    summary: `init container ${container.name} waits for ${addressOf(connection)}, and ${waits}, whose pods are to serve that, waits for ${addressOf(theirs.connection)}, which this pod is to serve: they wait for each other, and no pod is ready before its init containers have ended`,
    confidence: 'certain',
    object: { kind, namespace, name, field: `initContainers[${container.name}]` },
    proof: [
      connection.proof,
      { step: `get svc ${service}`, quote: `leads to ${other.pod.metadata.name}, which is not ready` },
      { ...theirs.connection.proof, step: `${theirs.connection.proof.step} ${other.pod.metadata.name}` },
    ],
    fixes: [
      fix.patchJson(`take init container ${container.name} out, so that this one starts first, and ${them.name} behind it`, [
        { op: 'remove', path: fix.containerPath },
      ]),
    ],
  };
}
