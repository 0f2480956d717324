/** Evidence × causes → findings. A symptom gives way to its root: pods that a finding leads to are diagnosed by the same code. */

import { adviceOn } from '../advice/index.ts';
import { type Cause, type Match, RUNG } from '../causes/cause.ts';
import { causes } from '../causes/index.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { listQuery } from '../evidence/query.ts';
import { presentOf, type Subject, subjectsOf } from '../evidence/subject.ts';
import { secondsRunning, type Trouble, troubleOf } from '../evidence/trouble.ts';
import { eventsOfMaker } from '../evidence/unmade.ts';
import { renewed } from '../findings/renewal.ts';
import type { Pod } from '../kube/shapes.ts';
import { present } from '../present.ts';
import type { Finding } from '../report.ts';
import { awaitsStart } from '../trace/network/still-starting.ts';
import { heldBack } from '../trace/objects/held-back.ts';
import { withSubstituted } from '../trace/programs/substituted.ts';
import { withCircumstances } from './circumstances.ts';
import { loopedRun } from './looped-run.ts';
import { podsOf } from './target.ts';

/** Hops from a victim towards its culprit. */
const HOPS = 3;
/** Containers of one pod that are asked why: no real pod has more that fail at once, and a made-up one must not take for ever. */
const MOST = 40;

export interface SubjectDiagnosis {
  subject: Subject;
  trouble: Trouble | undefined;
  findings: Finding[];
  /** It fails because of another container of the pod, which is explained as well. */
  isVictim?: boolean;
}

export function diagnosePod(pod: Pod, evidence: Evidence, hops = HOPS, seen: ReadonlySet<string> = new Set()): SubjectDiagnosis[] {
  const visited = new Set(seen).add(`${pod.metadata.namespace}/${pod.metadata.name}`);
  let asked = 0;
  const diagnoses = subjectsOf(pod, evidence).map((subject) => {
    const trouble = troubleNow(subject, evidence);
    const { findings, victimOf } = trouble && asked++ < MOST ? findingsNow(subject, trouble, evidence, hops, visited) : NOTHING;
    return trouble === 'unready' && isEarly(subject, findings, evidence)
      ? { subject, trouble: undefined, ...NOTHING }
      : { subject, trouble, findings, victimOf };
  });
  // A container that fails because of another one of the pod stands below it.
  const explained = new Set(diagnoses.filter(({ findings }) => findings.length > 0).map(({ subject }) => subject.container.name));
  const isVictim = ({ victimOf }: Found) => victimOf !== undefined && explained.has(victimOf);
  return diagnoses
    .map((one, index) => (isSaid(one, diagnoses.slice(0, index)) ? { subject: one.subject, trouble: undefined, ...NOTHING } : one))
    .sort((a, b) => Number(isVictim(a)) - Number(isVictim(b)))
    .map((one) => ({ subject: one.subject, trouble: one.trouble, findings: one.findings, isVictim: isVictim(one) }));
}

/** To wait for what is still starting, and well, is no trouble. */
function troubleNow(subject: Subject, evidence: Evidence): Trouble | undefined {
  const trouble = troubleOf(subject, evidence);
  return (trouble === 'hanging' || trouble === 'unready') && awaitsStart(subject, evidence) ? undefined : trouble;
}

/** What is the matter with the pod as a whole is found at each of its containers, in the same words, and told once. */
function isSaid({ findings: [first] }: Found, before: readonly Found[]): boolean {
  return first !== undefined && before.some(({ findings: [other] }) => other?.cause === first.cause && other.summary === first.summary);
}

interface Found {
  findings: Finding[];
  victimOf: string | undefined;
}
const NOTHING: Found = { findings: [], victimOf: undefined };

/** Seconds for which a new container may be unready without a word, where nothing is found that keeps it so. */
const PATIENCE = 120;

function isEarly({ status }: Subject, findings: readonly Finding[], evidence: Evidence): boolean {
  return (findings[0]?.confidence ?? 'possible') === 'possible' && secondsRunning(status, evidence) < PATIENCE;
}

/** What runs and is not ready has outlived its last crash: only the present run counts, and the crash is told beside it. */
function findingsNow(subject: Subject, trouble: Trouble, evidence: Evidence, hops: number, seen: ReadonlySet<string>): Found {
  const looped = trouble === 'unready' ? inLoop(subject, evidence, hops, seen) : undefined;
  if (looped) return looped;
  if (trouble !== 'unready' || !subject.attempt) return findingsOf(subject, evidence, hops, seen);
  const now = findingsOf(presentOf(subject), evidence, hops, seen);
  const [crash] = findingsOf(subject, evidence, 0, seen).findings;
  const isOther =
    crash && crash.confidence !== 'possible' && now.findings.length > 0 && !now.findings.some(({ cause }) => cause === crash.cause);
  return isOther ? { ...now, findings: [...now.findings, earlier(crash)] } : now;
}

/** Its program ends again and again within the container, which goes on: that is why it never becomes ready. */
function inLoop(subject: Subject, evidence: Evidence, hops: number, seen: ReadonlySet<string>): Found | undefined {
  const run = loopedRun(subject, evidence);
  const found =
    run &&
    findingsOf(
      run,
      evidence,
      hops,
      seen,
      causes.filter(({ rung }) => rung >= RUNG.confirmed && rung <= RUNG.fell),
    );
  const [first, ...others] = found?.findings ?? [];
  if (!found || !first || first.confidence === 'possible') return undefined;
  const summary = `${first.summary}; a loop of its start script starts it again each time, so the container runs on and never becomes ready`;
  return { ...found, findings: [{ ...first, summary }, ...others] };
}

function findingsOf(asked: Subject, evidence: Evidence, hops: number, seen: ReadonlySet<string>, among: readonly Cause[] = causes): Found {
  const subject = withSubstituted(asked, evidence);
  const [best, ...others] = among
    .flatMap((cause) => {
      const match = cause.detect(subject, evidence);
      return match ? [{ cause, match: cause.rung > RUNG.killed ? withoutEvents(match, subject) : match }] : [];
    })
    .sort((a, b) => Number(isWeak(a.match)) - Number(isWeak(b.match)) || a.cause.rung - b.cause.rung);
  if (!best) return NOTHING;
  const told = { ...finding(best.cause, renewed(best.match, subject, evidence)), ...adviceOn(best.cause.id, subject) };
  const own = withCircumstances(told, best.cause.rung, subject, evidence);
  const crash = heldBack(subject) && others.find(({ cause, match }) => isOfItsRun(cause) && !isWeak(match));
  return {
    findings: [
      ...culprits(best.match, subject, evidence, hops, seen),
      own,
      ...metNext(best.match, evidence, seen),
      ...present(crash && earlier(finding(crash.cause, crash.match))),
    ],
    victimOf: best.match.victimOf,
  };
}

/** A cause that says why a run ended, beside those that say why there can be none. */
const isOfItsRun = ({ rung }: Cause) => rung >= RUNG.killed && rung <= RUNG.fell;

/** What cannot be created now may have crashed before, for a reason of its own, and will again. */
const earlier = (one: Finding): Finding => ({ ...one, summary: `its last run had ended for another reason: ${one.summary}` });

/** Codes of a program that was told to end, or made to, by a probe, a hook, a deletion; 2 is what Go makes of SIGTERM as process 1. Only the events tell. */
const ENDED_FROM_OUTSIDE: readonly number[] = [0, 2, 137, 143];

/** Where the events could not be read, what the log says may be beside the point. */
function withoutEvents(match: Match, { eventsKnown, attempt }: Subject): Match {
  if (eventsKnown || !attempt || !ENDED_FROM_OUTSIDE.includes(attempt.exitCode)) return match;
  return {
    ...match,
    confidence: 'possible',
    decides: `the events, which could not be read: they tell whether a probe ended it (exit code ${attempt.exitCode})`,
  };
}

const isWeak = ({ confidence }: Match) => confidence === 'possible';

function finding(cause: Cause, match: Match): Finding {
  const { summary, confidence, object, proof, fixes, ruledOut = [], decides } = match;
  const { id, title, tier } = cause;
  return {
    cause: id,
    title,
    tier,
    summary,
    confidence,
    object: object ?? null,
    proof,
    fixes,
    ruledOut,
    decides: confidence === 'certain' ? null : (decides ?? null),
    explains: null,
  };
}

/** The findings of the pods that this one leads to, the farthest first. */
function culprits(match: Match, subject: Subject, evidence: Evidence, hops: number, seen: ReadonlySet<string>): Finding[] {
  if (hops === 0) return [];
  for (const { namespace, name, plural } of match.leadsTo ?? []) {
    if (seen.has(`${namespace}/${name}`)) continue;
    const pod = plural ? valueOf(podsOf({ plural, name }, namespace, evidence))?.find(eventsOfMaker) : podOf(namespace, name, evidence);
    if (!pod) continue;
    const found = diagnosePod(pod, evidence, hops - 1, seen).flatMap(({ findings }) => findings);
    if (found.length === 0) continue;
    const victim = `${subject.pod.metadata.name}/${subject.container.name}`;
    return found.map((one) => followed(one.explains ? one : { ...placed(one, pod), explains: victim }, match.afterwards));
  }
  return [];
}

/** What the pod ails from that this one meets once its own fault is mended: a fault beside it, which that does not end. */
function metNext({ next, afterwards }: Match, evidence: Evidence, seen: ReadonlySet<string>): Finding[] {
  const pod = next && !seen.has(`${next.namespace}/${next.name}`) && podOf(next.namespace, next.name, evidence);
  if (!pod) return [];
  return diagnosePod(pod, evidence, 0, seen)
    .flatMap(({ findings: [first] }) => first ?? [])
    .filter(({ confidence }) => confidence !== 'possible')
    .map((one) => followed(placed(one, pod), afterwards));
}

/** What led there has most often listed the pods. */
function podOf(namespace: string, name: string, evidence: Evidence): Pod | undefined {
  const listed = valueOf(evidence.peek(listQuery('pods', namespace)))?.items?.find(({ metadata }) => metadata.name === name);
  return listed ?? valueOf(evidence.object('pods', namespace, name));
}

/** What mends the culprit leaves the victim in its back-off, for up to five minutes. */
function followed(finding: Finding, afterwards: string | undefined): Finding {
  const fixes = finding.fixes.map((fix) =>
    fix.changes && fix.command && afterwards ? { ...fix, command: `${fix.command} && ${afterwards}`, restarts: true } : fix,
  );
  return { ...finding, fixes };
}

/** A finding about another pod says which: in its sentence, and beside each step that read it. One that could not be made has no name. */
function placed(finding: Finding, pod: Pod): Finding {
  const { namespace, name } = pod.metadata;
  const proof = finding.proof.map((one) => (OF_A_POD.has(one.step) ? { ...one, step: `${one.step} ${name}` } : one));
  const summary = eventsOfMaker(pod) ? finding.summary : `pod ${name}: ${finding.summary}`;
  return { ...finding, summary, proof, pod: `${namespace}/${name}` };
}

const OF_A_POD: ReadonlySet<string> = new Set(['get', 'logs', 'logs --previous', 'exitCode', 'events']);
