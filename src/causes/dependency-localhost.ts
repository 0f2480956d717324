import { valueOf } from '../evidence/evidence.ts';
import { endProof, specProof } from '../evidence/proof.ts';
import { fromBeside, fromOtherPort, type Unanswered } from '../findings/own-pod-call.ts';
import { toService } from '../findings/own-pod-change.ts';
import { advised, restarting } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Connection } from '../trace/network/connection.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { addressOf, failing, socketOf } from '../trace/network/failing.ts';
import { meantAtPort } from '../trace/network/likely-service.ts';
import { othersOf, whoIsThere } from '../trace/network/neighbour.ts';
import { bringsOthers, isServerOf, isTelemetry, ownProgram } from '../trace/network/own-program.ts';
import { namesInOrder } from '../trace/programs/start-order.ts';
import { type Cause, RUNG } from './cause.ts';

export const dependencyLocalhost: Cause = {
  id: 'dependency-localhost',
  title: 'it looks for another program inside its own pod',
  tier: 'kubernetes',
  covers: ['dep.localhost', 'dep.conn-refused', 'init.hang'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('localhost', subject, evidence);
    if (!traced) return undefined;
    const { connection } = traced;
    const fix = new WorkloadFix(subject, evidence);
    const { beside, other } = whoIsThere(connection, subject, evidence);
    const answer = beside
      ? fromBeside(beside, connection, fix)
      : other
        ? fromOtherPort(other, connection, fix)
        : fromNobody(connection, fix);
    return {
      summary: `${failing(subject, connection)}${answer.why}`,
      confidence: answer.confidence,
      object: answer.object ?? fix.containerObject('env'),
      proof: [
        connection.proof,
        { step: 'get', quote: `containers of the pod: ${namesInOrder(subject.pod).join(', ')}`, path: 'spec.containers' },
        specProof(subject, 'env', (subject.container.env ?? []).map(({ name }) => name).join(', ') || 'none'),
        ...(answer.proof ?? []),
        ...endProof(connection, subject),
      ],
      fixes: [answer.fix],
      ...(answer.victimOf ? { victimOf: answer.victimOf } : {}),
      decides:
        answer.decides ??
        `what listens on port ${connection.port ?? 'in question'} ${subject.pod.spec.hostNetwork ? 'of the node' : 'inside the pod'}`,
    };
  },
};

function fromNobody(connection: Connection, fix: WorkloadFix): Unanswered {
  const { subject, evidence } = fix;
  const { port } = connection;
  const { hostNetwork, nodeName } = subject.pod.spec;
  const isSocket = socketOf(connection) !== undefined;
  const meant = meantAtPort(port, subject, evidence);
  const change = meant && toService(meant, connection, fix);
  const log = valueOf(subject.log());
  const own =
    isSocket && !isServerOf(port, subject.container) ? bringsOthers(log, subject, evidence) : ownProgram(port, log, subject, evidence);
  const hasOthers = othersOf(subject).length > 0;
  const where = isSocket ? '' : hostNetwork ? `, which is node ${nodeName ?? ''} itself (hostNetwork)` : ', which is its own pod';
  const nobody = hostNetwork
    ? 'nothing listens on that port there, or not yet'
    : `no other container ${hasOthers ? 'of the pod declares that port' : 'runs in it'}`;
  const isExtra = isTelemetry(connection);
  return {
    why: `${where}: ${own ?? nobody}${change?.why ?? ''}${meant ? `; Service ${meant.name} has port ${port}` : ''}`,
    confidence: isExtra ? 'possible' : own || hostNetwork || (hasOthers && !meant) ? 'likely' : 'certain',
    object: change && (change.object ?? fix.object(change.field)),
    proof: meant ? [{ step: `get svc ${meant.name}`, quote: `port ${port}, namespace ${meant.namespace}` }] : [],
    fix:
      change?.fix ??
      (own || hostNetwork
        ? advised(
            `see why nothing listens at ${addressOf(connection)} when it is called; if another program is meant, tell ${subject.container.name} the host name of its Service`,
          )
        : restarting(
            `tell ${subject.container.name} the host name of the Service that it needs; ${addressOf(connection)} is what it takes without one`,
          )),
    decides: isExtra ? 'whether it ends for that: what sends traces, metrics or logs mostly goes on without' : undefined,
  };
}
