import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { unexpandedInMap } from '../findings/unexpanded-in-map.ts';
import { ask } from '../fixes/command.ts';
import { byShell, defineFirst, giveOwn, nameService } from '../fixes/unexpanded.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { UNEXPANDED } from '../kube/expansion.ts';
import type { Fact } from '../logs/fact.ts';
import { nearest } from '../nearest.ts';
import type { Proof } from '../report.ts';
import { shellLine } from '../trace/programs/shell-line.ts';
import { startFailure } from '../trace/programs/start-failure.ts';
import { meantBy } from '../trace/settings/named-variable.ts';
import { namesOf, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const unexpandedVariable: Cause = {
  id: 'unexpanded-variable',
  title: '$(NAME) stands in a value as it is, as the variable is not known at that place',
  tier: 'kubernetes',
  covers: ['cfg.bad-value'],
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const started = startFailure(subject);
    if (started?.failure.sort === 'not-found') return asProgram(started.failure.program, started.proof, subject, evidence);
    const fact = decidedBy(subject);
    // The value that was refused may stand in a line of its own, as Node.js tells the input of a URL.
    const { value: refused = '' } = (fact?.fields ?? {}) as { value?: string };
    const lines = [fact?.quote ?? '', refused];
    const name = lines
      .flatMap((line) => line.match(UNEXPANDED)?.[1] ?? [])
      .find((one, index) => index === 0 || subject.container.env?.some(({ value }) => value?.includes(`$(${one})`)));
    if (fact && name !== undefined) return inVariable(name, fact, subject, evidence);
    return fact && forShell(fact, lines, subject, evidence);
  },
};

/** A value of its env that another variable of it was to be put into. */
function inVariable(name: string, fact: Fact, subject: Subject, evidence: Evidence): Match | undefined {
  const { container } = subject;
  const env = container.env ?? [];
  // The kubelet replaces $(NAME) only by variables that stand before it in the list (pkg/kubelet makeEnvironmentVariables).
  const user = env.findIndex(({ value }) => value?.includes(`$(${name})`));
  const holder = env[user];
  if (!holder) return unexpandedInMap(name, fact, subject, evidence) ?? inArgument(name, logProof(subject, fact), subject, evidence);
  const defined = env.findIndex((variable) => variable.name === name);
  if (defined >= 0 && defined < user) return undefined;
  const fix = new WorkloadFix(subject, evidence);
  return {
    summary: `container ${container.name} gets $(${name}) as it is inside ${holder.name}: ${defined > user ? `${name} is defined after ${holder.name}, and Kubernetes replaces only variables defined before` : `no variable ${name} is defined${asCommand(name)}`}`,
    confidence: 'certain',
    object: fix.containerObject(`env[${holder.name}]`),
    proof: [logProof(subject, fact), specProof(subject, 'env', env.map((variable) => variable.name).join(', ')), attemptProof(subject)],
    fixes: [
      defined > user
        ? defineFirst(name, user, fix)
        : (giveOwn(name, fix) ??
          nameService(name, fact.quote, holder, fix) ??
          fix.setEnv(`set ${holder.name} to the whole value`, [
            ask(`${holder.name}=`, holder.name, `the value of ${holder.name}, with the value of ${name} in its place`, true),
          ])),
    ],
  };
}

/** To a shell $(hostname) is the output of a command; Kubernetes knows variables alone, and no shell reads these words. */
const COMMANDS = /^(?:hostname|nproc|date|whoami|id|pwd|uname|uuidgen|cat|echo|ls)$/;
const asCommand = (name: string) =>
  COMMANDS.test(name) ? `; the output of command ${name} is put there by a shell alone, and none reads this` : '';

/** A word that the program gets with $(NAME) in it; to a shell that is a command, whose output it puts there. */
function inArgument(name: string, proof: Proof, subject: Subject, evidence: Evidence): Match | undefined {
  const { container } = subject;
  const variables = variablesOf(subject, evidence);
  const names = namesOf(subject, evidence);
  if (names.includes(name) || shellLine(container)) return undefined;
  const found = (['command', 'args'] as const).flatMap((list) =>
    (container[list] ?? []).flatMap((word, index) => (word.includes(`$(${name})`) ? [{ list, index, word }] : [])),
  );
  const [first] = found;
  if (!first) return undefined;
  const meant = meantBy(name, variables, [])?.setting.name;
  const fix = new WorkloadFix(subject, evidence);
  const place = `${first.list}[${first.index}]`;
  return {
    summary: `container ${container.name} gets $(${name}) as it is in ${place}, ${first.word}: it has no variable ${name}${meant ? `, but ${meant}` : asCommand(name)}`,
    confidence: 'certain',
    object: fix.containerObject(place),
    proof: [proof, specProof(subject, place, first.word), specProof(subject, 'env', names.join(', ') || 'none'), attemptProof(subject)],
    fixes: [
      meant
        ? fix.patchJson(
            `use ${meant}`,
            found.map(({ list, index, word }) => ({
              op: 'replace' as const,
              path: `${fix.containerPath}/${list}/${index}`,
              value: word.replaceAll(`$(${name})`, () => `$(${meant})`),
            })),
          )
        : (giveOwn(name, fix) ?? fix.setEnv(`set ${name}`, [ask(`${name}=`, name, `the value of ${name}`, false)])),
    ],
  };
}

/** $(date +%F), `date +%F`: a shell puts the output of the command there. */
const OUTPUT = /\$\([a-z][\w.-]{0,60} [^()`\n]{1,100}\)|`[a-z][\w.-]{0,60}(?: [^`\n]{1,100})?`/;

/** A word that the program gets with the call of a command in it, and refuses. */
function forShell(fact: Fact, lines: readonly string[], subject: Subject, evidence: Evidence): Match | undefined {
  const { container } = subject;
  const place = shellLine(container)
    ? undefined
    : (['command', 'args'] as const).flatMap((list) =>
        (container[list] ?? []).flatMap((word, index) => {
          const call = OUTPUT.exec(word)?.[0];
          return call !== undefined && lines.some((line) => line.includes(call)) ? [{ list, index, word, call }] : [];
        }),
      )[0];
  if (!place) return undefined;
  const fix = new WorkloadFix(subject, evidence);
  const { list, index, word, call } = place;
  return {
    summary: `container ${container.name} gets ${call} as it is in ${list}[${index}]${word === call ? '' : `, ${word}`}: only a shell puts the output of a command there, and none reads these words`,
    confidence: 'certain',
    object: fix.containerObject(`${list}[${index}]`),
    proof: [logProof(subject, fact), specProof(subject, `${list}[${index}]`, word), attemptProof(subject)],
    fixes: [byShell(call, fix)],
  };
}

/** The program itself is $(NAME). */
function asProgram(program: string, proof: Proof, subject: Subject, evidence: Evidence): Match | undefined {
  const name = program.match(UNEXPANDED)?.[1];
  const list = (['command', 'args'] as const).find((one) => subject.container[one]?.includes(program));
  if (!name || !list) return undefined;
  const { container } = subject;
  const names = (container.env ?? []).map((variable) => variable.name);
  const meant = nearest(name, names);
  const fix = new WorkloadFix(subject, evidence);
  const path = `${fix.containerPath}/${list}/${container[list]?.indexOf(program)}`;
  return {
    summary: `container ${container.name} cannot start: ${program} stands in its ${list} as it is, as the container has no variable ${name}${meant ? `, but ${meant}` : ''}`,
    confidence: 'certain',
    object: fix.containerObject(list),
    proof: [proof, specProof(subject, list, JSON.stringify(container[list])), specProof(subject, 'env', names.join(', ') || 'none')],
    fixes: [
      meant
        ? fix.patchJson(`use ${meant}`, [{ op: 'replace', path, value: program.replace(`$(${name})`, () => `$(${meant})`) }])
        : fix.setEnv(`set ${name}`, [ask(`${name}=`, name, `the value of ${name}`, false)]),
    ],
  };
}
