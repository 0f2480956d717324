import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { eventProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { amountsFixes, limitRangeProof, quotaFixes, ratioFixes, webhookLooks } from '../fixes/admission.ts';
import { defaultLimit } from '../fixes/default-limit.ts';
import { limitRangeFixes } from '../fixes/limit-range.ts';
import { podSecurityFixes } from '../fixes/pod-security.ts';
import { fixReferences } from '../fixes/references.ts';
import { rollback } from '../fixes/rollback.ts';
import { constraintFixes } from '../fixes/scc.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import type { Fix, Proof } from '../report.ts';
import { knownOf, missingWords, requiredBy } from '../trace/objects/missing.ts';
import { type Missing, missingOf, sourceFor } from '../trace/objects/missing-references.ts';
import { type OtherMissing, otherMissing } from '../trace/objects/other-references.ts';
import { type Cause, RUNG } from './cause.ts';

export const podNotCreated: Cause = {
  id: 'pod-not-created',
  title: 'the cluster refuses to create the pod',
  tier: 'kubernetes',
  covers: ['perm.psa', 'perm.quota', 'perm.limitrange', 'perm.sa-missing', 'webhook.down'],
  rung: RUNG.pod,

  detect(subject, evidence) {
    const [event] = subject.events('FailedCreate');
    if (!event || subject.status) return undefined;
    const message = (event.message ?? '').replace(BEFORE, '').trim();
    const fix = new WorkloadFix(subject, evidence);
    const lacks = lackingBy(message, subject, evidence);
    const given = defaultLimit(message, subject, evidence);
    const own = lacks.isOne ? [createdAnew(lacks, fix, evidence)] : given ? [given.fix] : fixesOf(message, fix);
    // What a policy wants stands in its own words; a revision that ran before it may not be admitted today either, but is there already.
    const back = own.length === 0 ? rollback(subject, evidence) : undefined;
    return {
      summary: `${fix.owner.kind} ${fix.owner.name} ${/^Error creating job: /.test(event.message ?? '') ? 'has no Job, as the API server refuses to create one' : lackWords(fix)}: ${given?.why ?? whyOf(message)}${lacks.words}`,
      confidence: 'certain',
      object: fix.object(),
      proof: [
        eventProof(event),
        ...lacks.proof,
        ...(given?.proof ?? limitRangeProof(message, subject.namespace, evidence)),
        ...present(back?.proof),
      ],
      fixes: back ? [back.fix] : own,
    };
  },
};

/** None, fewer than wanted, or none of the new revision beside those of the old one. */
function lackWords({ owner: { object } }: WorkloadFix): string {
  const { replicas, currentNumberScheduled, desiredNumberScheduled } = object?.status ?? {};
  const [has, wants] = [replicas ?? currentNumberScheduled ?? 0, object?.spec.replicas ?? desiredNumberScheduled ?? 1];
  if (has === 0) return 'has no pod, as the API server refuses to create one';
  return has < wants
    ? `has ${has} of ${wants} pods, as the API server refuses to create more`
    : 'gets no further pod, as the API server refuses to create one';
}

interface Lacks {
  isOne: boolean;
  missing: Missing[];
  others: OtherMissing[];
  /** Beyond what the message names. */
  words: string;
  proof: Proof[];
}

/** Admission names the first object that it does not find; the others would be met one by one. */
function lackingBy(message: string, subject: Subject, evidence: Evidence): Lacks {
  const isOne = /serviceaccount "[^"]+" not found|no PriorityClass with name \S+ was found|RuntimeClass "[^"]+" not found/.test(message);
  if (!isOne) return { isOne, missing: [], others: [], words: '', proof: [] };
  const others = otherMissing(subject, evidence);
  const missing = valueOf(missingOf(requiredBy(subject.pod), subject.namespace, evidence)) ?? [];
  const isNamed = ({ name }: OtherMissing) => message.includes(`"${name}"`) || message.includes(` ${name} `);
  const named = others.filter(isNamed).flatMap(({ near, kind }) => (near ? [`; ${kind} ${near} does exist`] : []));
  const more = missingWords(
    missing,
    others.filter((one) => !isNamed(one)),
    subject,
  );
  const words = `${named.join('')}${more.length > 0 ? `; missing too: ${more.join('; ')}` : ''}`;
  return { isOne: others.length + missing.length > 0, missing, others, words, proof: knownOf(missing, others, subject, evidence) };
}

/** A controller that was refused asks again later and later; a new revision is tried at once. */
function createdAnew({ missing, others }: Lacks, fix: WorkloadFix, evidence: Evidence): Fix {
  const { namespace } = fix.subject;
  const one = fixReferences(missing, ({ reference }) => sourceFor(reference, namespace, evidence), fix, others);
  return one.restarts ? one : { ...one, command: `${one.command} && ${fix.restartCommand()}` };
}

/** What the controllers put before the API server's words (pkg/controller/controller_utils.go, statefulset). */
const BEFORE = /^(?:Error creating(?: job)?: |create Pod \S{1,253} in StatefulSet \S{1,253} failed error: )?/;

/** The sentence of the admission that refused (plugin/pkg/admission/*), without the pod's name before it. */
function whyOf(message: string): string {
  const [, quota] = message.match(/exceeded quota: (.+)/) ?? [];
  if (quota) return `quota ${quota}`;
  return message.replace(/^(?:pods?|jobs\.batch) "[^"]*" is forbidden: /, '').replace(/\s*\n\s*/g, ' ');
}

function fixesOf(message: string, fix: WorkloadFix): Fix[] {
  if (/violates PodSecurity/.test(message)) return podSecurityFixes(message, fix);
  return [
    ...quotaFixes(message, fix),
    ...amountsFixes(message, fix),
    ...limitRangeFixes(message, fix),
    ...ratioFixes(message, fix),
    ...constraintFixes(message, fix),
    ...classFixes(message, fix),
    ...webhookLooks(message, fix),
  ];
}

/** A class that only some namespaces may use (plugin/pkg/admission/resourcequota, podpriority), or that is not there, where none can be listed. */
function classFixes(message: string, fix: WorkloadFix): Fix[] {
  const { priorityClassName, runtimeClassName } = fix.subject.pod.spec;
  if (priorityClassName && /scopes: \[\{PriorityClass |priorityClass is not permitted in /.test(message))
    return [fix.patchSpec(`do without priority class ${priorityClassName}, which this namespace may not use`, { priorityClassName: null })];
  if (priorityClassName && message.includes(`no PriorityClass with name ${priorityClassName} was found`))
    return [fix.patchSpec('do without priorityClassName, or name a class that exists', { priorityClassName: null })];
  return runtimeClassName && message.includes(`RuntimeClass "${runtimeClassName}" not found`)
    ? [fix.patchSpec('do without runtimeClassName, or name a class that exists', { runtimeClassName: null })]
    : [];
}
