import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { fixReferences } from '../fixes/references.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { UNEXPANDED } from '../kube/expansion.ts';
import { only } from '../only.ts';
import type { Proof } from '../report.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { addressOf } from '../trace/network/failing.ts';
import { namesHost } from '../trace/network/told-hosts.ts';
import { type HiddenOptional, hiddenOptional } from '../trace/objects/hidden-optional.ts';
import { compareCredentials } from '../trace/servers/credentials.ts';
import { namesPassword } from '../trace/servers/password-settings.ts';
import { variablesOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const hiddenOptionalReference: Cause = {
  id: 'hidden-optional-reference',
  title: 'an optional reference that leads nowhere leaves a variable unset',
  tier: 'kubernetes',
  covers: ['cfg.optional-hidden'],
  rung: RUNG.confirmed - 2, // says more than what is missed: a variable, a password, a host other than localhost

  detect(subject, evidence) {
    const missed = missedIn(hiddenOptional(subject, evidence), subject, evidence);
    if (!missed) return undefined;
    const { container } = subject;
    const { missing, isWhole } = missed.hidden;
    const { sort, name, key, field } = missing.reference;
    const fix = new WorkloadFix(subject, evidence);
    const lack = missing.objectExists
      ? `${sort} ${name} has no key ${key}${missing.near ? `, but ${missing.near}` : ''}`
      : `there is no ${sort} ${name}${missing.near ? `, but ${missing.near}` : ''}`;
    return {
      summary: `container ${container.name} ${missed.words}; its spec takes it from ${key === undefined ? '' : `key ${key} of `}${sort} ${name}${isWhole ? ' (envFrom)' : ''}, marked optional, and ${lack}${isWhole ? ', which has it' : ''}`,
      confidence: missed.isCertain ? 'certain' : 'likely',
      object: fix.object(field),
      proof: [
        missed.proof,
        specProof(
          subject,
          field.replace(/^\w+\[[^\]]*\]\./, ''),
          `{name: ${name}${key === undefined ? '' : `, key: ${key}`}, optional: true}`,
        ),
        attemptProof(subject),
      ],
      fixes: [fixReferences([missing], () => undefined, fix)],
      decides: `whether the program takes it from ${missed.hidden.name}`,
    };
  },
};

interface Missed {
  hidden: HiddenOptional;
  /** What the container does for want of it. */
  words: string;
  proof: Proof;
  isCertain: boolean;
}

/** What the program says it lacks is one of those that were left out. */
function missedIn(hidden: readonly HiddenOptional[], subject: Subject, evidence: Evidence): Missed | undefined {
  if (hidden.length === 0) return undefined;
  return (
    asVariable(hidden, subject) ?? inText(hidden, subject) ?? asPassword(hidden, subject, evidence) ?? asHost(hidden, subject, evidence)
  );
}

function asVariable(hidden: readonly HiddenOptional[], subject: Subject): Missed | undefined {
  const fact = decidedBy(subject, 'variable-missing');
  const one = hidden.find(({ name }) => name === fact?.fields.name);
  return (
    fact && one && { hidden: one, words: `needs the environment variable ${one.name}`, proof: logProof(subject, fact), isCertain: true }
  );
}

/** Another variable holds $(NAME), which the kubelet leaves as it is. */
function inText(hidden: readonly HiddenOptional[], subject: Subject): Missed | undefined {
  const fact = decidedBy(subject);
  const name = fact?.quote.match(UNEXPANDED)?.[1];
  const one = hidden.find((each) => each.name === name);
  const holder = subject.container.env?.find(({ value }) => value?.includes(`$(${name})`));
  if (!fact || !one || !holder) return undefined;
  return {
    hidden: one,
    words: `gets $(${name}) as it is inside ${holder.name}, as it has no variable ${name}`,
    proof: logProof(subject, fact),
    isCertain: true,
  };
}

function asPassword(hidden: readonly HiddenOptional[], subject: Subject, evidence: Evidence): Missed | undefined {
  const one = only(hidden.filter(({ name }) => namesPassword(name)));
  const found = one && compareCredentials(subject, evidence);
  if (!found || found === 'pending' || found.verdict !== 'none-given') return undefined;
  return {
    hidden: one,
    words: `gives ${found.name} no password, and is not let in without one: it does not get ${one.name}`,
    proof: logProof(subject, found.fact),
    isCertain: true,
  };
}

/** Programs that are told no host call their own pod. */
function asHost(hidden: readonly HiddenOptional[], subject: Subject, evidence: Evidence): Missed | undefined {
  const one = only(hidden.filter(({ name }) => namesHost(name)));
  const traced = one && tracedTo('localhost', subject, evidence);
  if (!traced || variablesOf(subject, evidence).some(({ value }) => LOCAL.test(value ?? ''))) return undefined;
  return {
    hidden: one,
    words: `is refused at ${addressOf(traced.connection)}, its own pod, which it calls as nothing tells it another host: it does not get ${one.name}`,
    proof: traced.connection.proof,
    isCertain: false,
  };
}

const LOCAL = /localhost|127\.0\.0\.1|\[?::1\]?/;
