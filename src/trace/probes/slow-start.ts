/** Was the program still starting when the probe killed it? */
import { valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { timeOf } from '../../kube/pod.ts';
import { patienceOf, portOf } from '../../kube/probe.ts';
import { SIDE } from '../../logs/consequences.ts';
import { isNetwork, isSpecific } from '../../logs/kinds.ts';
import { progressIn } from '../../logs/progress.ts';
import type { Confidence, Proof } from '../../report.ts';
import type { ProbeFailure } from './probe-failure.ts';
import type { ProbeTrouble } from './probe-trouble.ts';
import { listenerProof, passingProbes, servingOf } from './serving.ts';

export interface SlowStart {
  /** Seconds that it needs, as far as its log tells. */
  needs: number | undefined;
  confidence: Confidence;
  proof: Proof;
}

/** Failures that a program shows before it is up. */
const NOT_YET = ['refused', 'timeout', 'reset', 'status', 'grpc-status', 'command', 'command-timeout'];

/** A shell or an interpreter that misses its own script, which no wait brings. */
const OWN_SCRIPT = /(?:^|\n|\/)(?:sh|bash|dash|ash|env|node|perl|ruby|python[\d.]*): |can't open file /;
/** Seconds in which few programs have made the file that says that they are alive. */
const SOON = 6;

/** What it waits for is another program, which no patience with this one brings. */
const FOR_ANOTHER = /\b(?:connecting|waiting)\b[^\n]{0,60}\b(?:to|for|on)\b/i;

export function slowStart(trouble: ProbeTrouble, subject: Subject): SlowStart | undefined {
  const { failure } = trouble;
  if (!failure || !NOT_YET.includes(failure.sort) || (failure.sort === 'status' && failure.status !== 503)) return undefined;
  return listenedLate(trouble, subject) ?? fileNotYet(trouble, failure, subject) ?? atWork(failure, subject);
}

/** It listened, and so late that few tries were left. */
function listenedLate({ probe }: ProbeTrouble, subject: Subject): SlowStart | undefined {
  const asked = portOf(probe, subject.container);
  const lateEnough = patienceOf(probe) - (probe.periodSeconds ?? 10) * 1.5;
  const late = servingOf(subject).listeners.find(
    ({ port, loopback, byName, after }) =>
      (!loopback || byName) && (port === undefined || port === asked) && after !== undefined && after > lateEnough,
  );
  return late?.after === undefined ? undefined : { needs: Math.ceil(late.after), confidence: 'certain', proof: listenerProof(late) };
}

/** Its command looks for a file that the program has hardly had time to make, and no other probe finds it up. */
function fileNotYet({ kind, probe }: ProbeTrouble, failure: ProbeFailure, subject: Subject): SlowStart | undefined {
  if (failure.sort !== 'command' || !/No such file or directory/.test(failure.output) || OWN_SCRIPT.test(failure.output)) return undefined;
  const patience = patienceOf(probe);
  return patience <= SOON && passingProbes(subject, kind).length === 0
    ? { needs: undefined, confidence: 'likely', proof: { step: 'get', quote: `asked for it within ${patience} s of the start` } }
    : undefined;
}

/** Its log shows it at work on its start. */
function atWork({ sort }: ProbeFailure, subject: Subject): SlowStart | undefined {
  const log = valueOf(subject.log());
  const progress = log && progressIn(log, timeOf(subject.attempt?.startedAt));
  if (!progress) return undefined;
  // What it met with after that is what it stands at.
  const met = log.decisive;
  if (met && met.line > progress.line && isSpecific(met.kind) && !isNetwork(met.kind)) return undefined;
  const { needs, quote } = progress;
  const { listeners, step } = servingOf(subject);
  // Only a refused connection says by itself that nothing is up yet; a program that answers already has to show how far it is.
  if (needs === undefined && (sort !== 'refused' || listeners.length > 0)) return undefined;
  // With a pace that tells when it will be up, what it serves aside says nothing against it. One that had ended in time does.
  const isUp = listeners.some((one) => !SIDE.test(one.quote));
  if (needs !== undefined && (needs < (subject.attempt?.seconds ?? 0) || (sort === 'refused' && isUp))) return undefined;
  const confidence = needs !== undefined ? 'certain' : FOR_ANOTHER.test(quote) ? 'possible' : 'likely';
  return { needs, confidence, proof: listenerProof({ quote, step }) };
}
