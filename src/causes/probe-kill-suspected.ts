import { attemptProof, specProof } from '../evidence/proof.ts';
import { kubectl } from '../fixes/command.ts';
import { ProbeFix } from '../fixes/probe.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { fieldOf, graceOf, lifetimeFits, patienceOf } from '../kube/probe.ts';
import { eventsTell } from '../trace/probes/probe-suspected.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { type Cause, RUNG } from './cause.ts';

/** The events are gone or may not be read: only the times speak. */
export const probeKillSuspected: Cause = {
  id: 'probe-kill-suspected',
  title: 'it lives as long as a probe lets an unhealthy container live',
  tier: 'kubernetes',
  covers: [
    'probe.startup-exhausted',
    'probe.liveness-too-early',
    'probe.liveness-path',
    'probe.liveness-port',
    'probe.liveness-status',
    'probe.liveness-timeout',
    'probe.liveness-exec',
    'probe.tcp',
    'probe.bind-localhost',
  ],
  rung: RUNG.code - 3,

  detect(subject, evidence) {
    const { attempt, container, pod } = subject;
    if (
      !attempt ||
      attempt.reason === 'OOMKilled' ||
      ![137, 143].includes(attempt.exitCode) ||
      attempt.seconds === undefined ||
      probeTrouble(subject, evidence)
    )
      return undefined;
    // A deletion or a rollout ends it too, and events that were read and tell of no probe speak against one.
    if (pod.metadata.deletionTimestamp || subject.events('Killing').length > 0 || eventsTell(subject)) return undefined;
    const kind = (['startup', 'liveness'] as const).find((one) => {
      const probe = container[fieldOf(one)];
      return probe && lifetimeFits(attempt, probe, pod);
    });
    const probe = kind && container[fieldOf(kind)];
    if (!kind || !probe) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const trouble = {
      kind,
      probe,
      effect: 'killed',
      confidence: 'possible',
      killing: undefined,
      unhealthy: undefined,
      failure: undefined,
      detail: '',
    } as const;
    const grace = attempt.exitCode === 137 ? ` and ${graceOf(probe, pod)} s of grace` : '';
    return {
      summary: `container ${container.name} ends with exit code ${attempt.exitCode} after ${attempt.seconds} s, about the time after which the ${kind} probe has it killed (${patienceOf(probe)} s${grace}); ${subject.eventsKnown ? 'no event is left that says so' : 'the events, which would say so, could not be read'}`,
      confidence: 'possible',
      proof: [attemptProof(subject), specProof(subject, fieldOf(kind), `killed after ${patienceOf(probe)} s at most${grace}`)],
      fixes:
        kind === 'liveness' && !container.startupProbe
          ? [new ProbeFix(fix, trouble).startup((seconds) => `if it only starts slowly: a startupProbe gives it ${seconds} s`, undefined)]
          : [],
      decides: `the event "Killing … failed ${kind} probe" at its next death: ${kubectl(evidence, subject.namespace, ['get', 'events', '--field-selector', `involvedObject.name=${pod.metadata.name}`, '--watch'])}`,
    };
  },
};
