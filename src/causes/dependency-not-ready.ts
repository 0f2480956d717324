import { endProof } from '../evidence/proof.ts';
import { awaitReady } from '../fixes/await-ready.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { isTrue, statusWord, timeOf } from '../kube/pod.ts';
import type { Pod } from '../kube/shapes.ts';
import { present } from '../present.ts';
import { fellAfter } from '../trace/network/backends.ts';
import { tracedFrom } from '../trace/network/dependency.ts';
import { failing, selectorText } from '../trace/network/failing.ts';
import { stillStarting } from '../trace/network/still-starting.ts';
import { type Cause, RUNG } from './cause.ts';

/** So many of its pods are looked into. */
const CULPRITS = 3;

export const dependencyNotReady: Cause = {
  id: 'dependency-not-ready',
  title: 'the program that it calls is not ready itself',
  tier: 'environment',
  covers: ['dep.no-endpoints', 'dep.conn-refused', 'dep.dns', 'init.hang'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedFrom(subject, evidence);
    if (traced?.fault.kind !== 'not-ready' && traced?.fault.kind !== 'pod-down') return undefined;
    const { connection, fault } = traced;
    const pods = [...fault.pods].sort((a, b) => weight(a) - weight(b));
    const [first] = pods;
    // A program that calls its own Service is no dependency of itself.
    if (!first || pods.every(({ metadata }) => metadata.uid === subject.pod.metadata.uid)) return undefined;
    const service = fault.kind === 'not-ready' ? fault.service : undefined;
    const namespace = first.metadata.namespace ?? subject.namespace;
    const fix = new WorkloadFix(subject, evidence);
    const names = pods
      .slice(0, CULPRITS)
      .map((pod) => `${pod.metadata.name} (${statusWord(pod)}${isTrue(pod, 'Ready') ? '' : ', not ready'})`);
    // Which sends to its pods whether they are ready or not, where it is told so.
    const sends = service?.spec.publishNotReadyAddresses;
    const behind = service ? `Service ${service.metadata.name} ${sends ? 'has no ready pod' : 'has no ready endpoints'}: ` : '';
    const isNow = connection.waits || pods.some((pod) => !fellAfter(pod, timeOf(subject.attempt?.finishedAt)));
    const starting = stillStarting(fault.pods, evidence);
    return {
      summary: `${failing(subject, connection)}: ${behind}${starting ? `its ${starting}` : pods.length === 1 ? `its pod ${names[0]} is down` : `none of its ${pods.length} pods is ready: ${names.join(', ')}`}`,
      confidence: isNow ? 'certain' : 'likely',
      decides: `whether ${first.metadata.name} was ready at the time of the crash`,
      object: { kind: 'Pod', namespace, name: first.metadata.name },
      proof: [
        connection.proof,
        ...present(
          service && {
            step: `get svc ${service.metadata.name}`,
            quote: `selects ${selectorText(service)}: ${pods.length} pod${pods.length === 1 ? '' : 's'}, 0 ready`,
          },
        ),
        ...pods.slice(0, CULPRITS).map((pod) => ({
          step: 'get pod',
          quote: `${pod.metadata.name}: ${statusWord(pod)}, Ready=${isTrue(pod, 'Ready') ? 'True' : 'False'}`,
        })),
        ...endProof(connection, subject),
      ],
      fixes: [
        connection.waits
          ? look(
              `it goes on by itself once ${first.metadata.name} is ready`,
              kubectl(evidence, namespace, ['describe', 'pod', first.metadata.name]),
            )
          : fix.restart(`once ${first.metadata.name} is ready it recovers at its next try; this does not wait for that`),
      ],
      ...(connection.waits ? {} : { afterwards: `${awaitReady(first, evidence)} && ${fix.restartCommand()}` }),
      leadsTo: pods.slice(0, CULPRITS).map(({ metadata }) => ({ namespace: metadata.namespace ?? namespace, name: metadata.name })),
    };
  },
};

/** Those that crash tell most, then those that cannot start. */
function weight(pod: Pod): number {
  const word = statusWord(pod);
  return /CrashLoop|Error|OOM/.test(word) ? 0 : word === 'Running' ? 2 : 1;
}
