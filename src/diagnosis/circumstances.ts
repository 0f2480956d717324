/**
 * What stands around a finding: how the pod's siblings fare, what was changed before it began, what was put into the pod on its way, the
 * state of its node. Each is asked for only where the finding leaves it open; it adds a line of proof, and puts the fixes in order.
 */

import { RUNG } from '../causes/cause.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { ownerOf } from '../evidence/owner.ts';
import type { Subject } from '../evidence/subject.ts';
import { changeFix } from '../fixes/changed.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import { isInside, rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import type { Difference, Finding, Fix, Proof } from '../report.ts';
import { type Change, changesBefore } from '../trace/history/changes.ts';
import { configDifference, templateDifference } from '../trace/history/differences.ts';
import { type Grown, grownIn } from '../trace/history/grown.ts';
import { type Injected, injectedInto } from '../trace/history/injected.ts';
import { otherDigest } from '../trace/history/other-digest.ts';
import { ownClaims } from '../trace/history/own-claims.ts';
import { siblingWords } from '../trace/history/sibling-words.ts';
import { type Siblings, siblingsOf } from '../trace/history/siblings.ts';
import { isOfField } from '../trace/history/touches.ts';
import { nodeWords } from '../trace/objects/node-words.ts';
import { goesBack, isReady, withWayBack } from './brought-in.ts';
import { withPlace } from './spoken-of/index.ts';

/** Changes that are shown; more of them in so short a time tell nothing. */
const MOST_CHANGES = 2;

/** `rung`: that of its cause. What was never started is not compared with siblings: its objects are at fault. */
export function withCircumstances(finding: Finding, rung: number, subject: Subject, evidence: Evidence): Finding {
  const siblings = subject.attempt && rung >= RUNG.killed ? valueOf(siblingsOf(subject, evidence)) : undefined;
  const steps = (
    subject.attempt ? [indexed, node, mentioned, injected, broughtIn, changed, contrasted] : [indexed, node, mentioned, broughtIn]
  ).map((step) => (one: Finding) => step(one, rung, subject, evidence, siblings));
  const told = steps.reduce((one, step) => step(one), finding);
  // What only looks comes after what mends.
  const looks = ({ changes, command }: Fix) => !changes && command !== undefined;
  const since = told.fixes.some(goesBack) ? templateDifference(subject, evidence) : undefined;
  return {
    ...(since ? withDifference(told, since) : told),
    fixes: [...told.fixes.filter((fix) => !looks(fix)), ...told.fixes.filter(looks)],
  };
}

type Step = (finding: Finding, rung: number, subject: Subject, evidence: Evidence, siblings: Siblings | undefined) => Finding;

const withDifference = (finding: Finding, ...more: Difference[]): Finding =>
  more.length === 0 ? finding : { ...finding, differences: [...(finding.differences ?? []), ...more] };

const withProof = (finding: Finding, ...proof: Proof[]): Finding => ({ ...finding, proof: [...finding.proof, ...proof] });

/** Pods of an Indexed Job differ by their index alone (batch.kubernetes.io/job-completion-index). */
const indexed: Step = (finding, _rung, { pod }, evidence) => {
  const index = pod.metadata.annotations?.['batch.kubernetes.io/job-completion-index'];
  if (index === undefined) return finding;
  const { failedIndexes, completedIndexes } = ownerOf(pod, evidence).object?.status ?? {};
  const others = [completedIndexes ? `completed: ${completedIndexes}` : '', failedIndexes ? `failed: ${failedIndexes}` : ''].filter(
    Boolean,
  );
  return withProof(finding, { step: 'get', quote: `it is index ${index} of the Job${others.length ? ` (${others.join('; ')})` : ''}` });
};

const node: Step = (finding, _rung, subject, evidence) => {
  const told = finding.proof.some(({ step }) => step === 'events Node');
  return withProof(finding, ...nodeWords(subject, evidence).filter(({ step }) => !(told && step === 'events Node')));
};

const injected: Step = (finding, rung, subject, evidence) => {
  const found = rung >= RUNG.killed ? injectedInto(subject, evidence) : undefined;
  if (!found) return finding;
  const { container, pod } = subject;
  const owner = ownerOf(pod, evidence);
  if (found.whole) {
    const fixes = finding.fixes.filter(({ command }) => !command?.includes(` ${owner.word} `));
    const quote = `container ${container.name} is not in the template: it was put into the pod as it was made`;
    return { ...withProof(finding, { step: `get ${owner.word}`, quote }), fixes: [...fixes, askInjector(subject, evidence)] };
  }
  const shown = found.changed
    .filter((change) => finding.confidence !== 'certain' || isOfField(change, finding.object, container.name))
    .slice(0, 3);
  if (shown.length === 0) return finding;
  const quote = `not in the template, put into the pod as it was made: ${shown.join('; ')}`;
  const ranges = limitRange({ ...found, changed: shown }, subject, evidence);
  const told = withProof(finding, { step: `get ${owner.word}`, quote }, ...ranges.flatMap(({ proof }) => proof));
  const given = finding.confidence === 'certain' ? ranges[0]?.name : undefined;
  return given === undefined
    ? told
    : { ...told, summary: `${told.summary}; LimitRange ${given} gives that limit, as the template sets none` };
};

/** What the program said is known, and not what of its settings it is about. */
const mentioned: Step = (finding, rung, subject, evidence) => {
  const isOfLog = rung >= RUNG.said && rung !== RUNG.unready;
  return isOfLog && finding.confidence !== 'certain' ? withPlace(finding, rung < RUNG.fell, subject, evidence) : finding;
};

const askInjector = ({ container }: Subject, evidence: Evidence): Fix =>
  look(
    `container ${container.name} does not come from the template, so a change there does not reach it: change it in the settings of the webhook that puts it in`,
    kubectl(evidence, undefined, ['get', 'mutatingwebhookconfigurations']),
  );

/** Which one gave the limit. */
function limitRange(
  { byLimitRange, changed }: Injected,
  { namespace, container }: Subject,
  evidence: Evidence,
): { name: string; proof: Proof }[] {
  if (!byLimitRange || !changed.some((change) => /(?:limits|requests)\./.test(change))) return [];
  const ranges = valueOf(evidence.list('limitranges', namespace)) ?? [];
  return ranges.flatMap(({ metadata, spec }) =>
    (spec?.limits ?? []).flatMap((limit) => {
      const given = Object.entries(limit.default ?? {}).filter(([name, value]) => container.resources?.limits?.[name] === value);
      if (limit.type !== 'Container' || given.length === 0) return [];
      const most = Object.entries(limit.max ?? {}).filter(([name]) => given.some(([one]) => one === name));
      const words = [
        ...given.map(([name, value]) => `default ${name} ${value}`),
        ...most.map(([name, value]) => `at most ${name} ${value}`),
      ];
      return [{ name: metadata.name, proof: { step: `get limitrange ${metadata.name}`, quote: words.join(', ') } }];
    }),
  );
}

/** What the kubelet or its node ended as a whole has nothing to do with what its template says. */
const broughtIn: Step = (finding, rung, subject, evidence) => (rung < RUNG.place ? finding : withWayBack(finding, subject, evidence));

const names = ({ object }: Finding, { sort, name }: Change) => object?.kind === sort && object.name === name;

const changed: Step = (finding, rung, subject, evidence) => {
  const isOfConfig = finding.object?.kind === 'ConfigMap' || finding.object?.kind === 'Secret';
  // What memory it wants may have come with a change; what else the kernel and the kubelet say leaves nothing open, and so does what the
  // cluster has confirmed of other objects.
  const byMemory = /^oom-killed/.test(finding.cause);
  if (!byMemory && (rung < RUNG.confirmed || (finding.confidence === 'certain' && !isOfConfig))) return finding;
  const changes = changesBefore(subject, evidence)
    .filter((change) => byMemory || finding.confidence !== 'certain' || names(finding, change))
    .slice(0, MOST_CHANGES);
  const proof = changes.map(proofOf);
  const kept = finding.proof.filter(({ step, quote }) => !(quote.startsWith('changed ') && proof.some((one) => one.step === step)));
  const certain = finding.confidence === 'certain';
  // What is sure and known needs no way back; where its own fix has to ask, the value of before need not be asked for.
  const asks = finding.fixes[0]?.asks.length !== 0;
  const back = (certain && !asks && !byMemory ? [] : changes.flatMap((change) => changeFix(change, subject, evidence) ?? []))
    .filter((fix) => !certain || (fix.asks.length === 0 && !/ edit /.test(fix.command ?? '')))
    .slice(0, 1);
  // What took the change fails, what did not is well: that is more than a coincidence in time.
  const suspect = (!certain || byMemory) && changes.length === 1 ? changes.find(({ isContrasted }) => isContrasted) : undefined;
  const differences = changes.flatMap((change) => configDifference(change, subject, evidence) ?? []);
  const grown = byMemory && changes.length === 1 ? differences.flatMap((one) => grownIn(one) ?? [])[0] : undefined;
  return {
    ...withDifference(finding, ...differences),
    ...(suspect
      ? { summary: `${finding.summary}; ${suspectWords(suspect)}` }
      : grown
        ? { summary: withGrown(finding, grown, changes) }
        : {}),
    ...(suspect && !byMemory ? { object: objectOf(suspect, subject) } : {}),
    proof: [...kept, ...proof],
    fixes:
      (certain && !byMemory) ||
      finding.confidence === 'possible' ||
      // A limit that is raised by as much as a trial takes may not do for it.
      (grown && isReady(back[0])) ||
      (suspect && !isReadier(finding.fixes[0], back[0])) ||
      // What is at fault was changed, and what it was before is known; its own fix leaves the text to the user.
      (isReady(back[0]) && !isReady(finding.fixes[0]) && changes.some((change) => names(finding, change)))
        ? [...back, ...finding.fixes]
        : [...finding.fixes, ...back],
  };
};

/** One that mends as it stands goes before one for which somebody has to know, or to look over, what was there before. */
const isReadier = (own: Fix | undefined, back: Fix | undefined) => isReady(own) && !isReady(back);

const objectOf = ({ sort, name, keys }: Change, { namespace }: Subject) => ({
  kind: sort,
  namespace,
  name,
  ...(keys.length === 1 ? { field: `data[${keys[0]}]` } : {}),
});

const suspectWords = ({ sort, name, keys, manager, time }: Change) =>
  `${keys.length === 1 ? `key ${keys[0]} of ` : ''}${sort} ${name}, which it reads, was changed by ${manager} at ${time}, and the pods that started before that are well`;

function withGrown({ summary }: Finding, { key, before, after }: Grown, [change]: readonly Change[]): string {
  if (summary.includes(key)) return `${summary}; before the change it was ${before}`;
  return `${summary}; key ${key} of ${change?.sort} ${change?.name}, which it reads, was ${before} before, and is ${after}`;
}

function proofOf({ sort, name, keys, time, manager, wasMade, seconds, onset }: Change): Proof {
  const what = keys.length > 0 && keys.length <= 3 ? `key ${keys.join(', ')} ` : '';
  return {
    step: `get ${sort === 'ConfigMap' ? 'cm' : 'secret'} ${name}`,
    quote: `${what}${wasMade ? 'made' : 'changed'} ${time} by ${manager}, ${span(seconds)} before ${onset.what}`,
    path: 'metadata.managedFields',
  };
}

function span(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
}

/** Only the new revision fails: its change is suspect. One of several alike fails: it is not, but what this pod alone has. */
const contrasted: Step = (finding, rung, subject, evidence, siblings) => {
  if (!siblings) return finding;
  const { pattern } = siblings;
  const told = withProof(finding, { step: 'get pods', quote: siblingWords(siblings, subject, evidence) });
  if (finding.confidence === 'certain' || rung < RUNG.said) return told;
  const digest = otherDigest(subject, siblings);
  const pinned =
    digest?.pinned &&
    new WorkloadFix(subject, evidence).setImage(`use the very image of pod ${digest.pod.metadata.name}, which is well`, digest.pinned);
  const both = digest
    ? withProof(told, {
        step: 'get pods',
        quote: `the same name, another image: ${digest.here} here, ${digest.there} in ${digest.pod.metadata.name}`,
        path: 'status.containerStatuses.imageID',
      })
    : told;
  const fixes = [...present(pinned), ...finding.fixes];
  const back = rollback(subject, evidence, isInside);
  if (!back) return { ...both, fixes, decides: decidesFor(finding, siblings, subject, evidence) };
  const others = fixes.filter(({ command }) => command !== back.fix.command);
  if (pattern === 'one' || pattern === 'some')
    return others.length < fixes.length ? { ...both, fixes: [...others, back.fix] } : { ...both, fixes };
  if (pattern !== 'revision') return { ...both, fixes };
  const isNew = others.length === fixes.length;
  return {
    ...both,
    proof: isNew ? [...both.proof, back.proof] : both.proof,
    fixes: finding.confidence === 'possible' || !isNew ? [back.fix, ...others] : [...others, back.fix],
    ...(finding.confidence === 'possible' && subject.log().state === 'read' && !sharesData(subject)
      ? {
          confidence: 'likely' as const,
          summary: `${finding.summary}; only this revision does so, which changed ${back.changed.slice(0, 3).join('; ')}`,
        }
      : {}),
  };
};

/** What the pods of both revisions have open: that one of them is in use may be all that differs. */
const sharesData = ({ pod: { spec } }: Subject): boolean =>
  (spec.volumes ?? []).some(({ persistentVolumeClaim, hostPath }) => persistentVolumeClaim ?? hostPath);

function decidesFor({ decides }: Finding, { pattern }: Siblings, { pod }: Subject, evidence: Evidence): string | null {
  const claims = ownClaims(pod, evidence);
  if (pattern !== 'one' || claims.length === 0) return decides;
  return `what is on ${claims.map(({ claim }) => `claim ${claim}`).join(', ')}, which no other pod has${decides ? `; ${decides}` : ''}`;
}
