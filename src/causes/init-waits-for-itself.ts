import { valueOf } from '../evidence/evidence.ts';
import { ownerOf } from '../evidence/owner.ts';
import { isWaiting } from '../evidence/subject.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Pod } from '../kube/shapes.ts';
import { tracedFrom } from '../trace/network/dependency.ts';
import { addressOf, selectorText } from '../trace/network/failing.ts';
import { type Cause, RUNG } from './cause.ts';

export const initWaitsForItself: Cause = {
  id: 'init-waits-for-itself',
  title: 'an init container waits for the Service of its own pod',
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
        ...(initialized
          ? [
              {
                step: 'get',
                quote: `${initialized.type}=${initialized.status}: ${initialized.message ?? ''}`,
                path: 'status.conditions[Initialized]',
              },
            ]
          : []),
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
