import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, configMapProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastName } from '../kube/folder.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Proof } from '../report.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { addressOf } from '../trace/network/failing.ts';
import { meantAtPort } from '../trace/network/likely-service.ts';
import { type StartText, startText } from '../trace/programs/start-text.ts';
import { type Kept, keptByShell } from '../trace/programs/unexported.ts';
import { fileOf, namesOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const variableNotExported: Cause = {
  id: 'variable-not-exported',
  title: 'the shell that starts it sets a variable and does not export it',
  tier: 'kubernetes',
  covers: ['app.missing-env-log', 'dep.localhost'],
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const start = startText(subject, evidence);
    if (!start) return undefined;
    // What the container is given is exported already, and stays so.
    const given = namesOf(subject, evidence);
    const kept = keptByShell(start.text, subject, evidence).filter(({ name }) => !given.includes(name));
    const missed = kept.length > 0 ? (wanted(kept, start, subject) ?? defaulted(kept, subject, evidence)) : undefined;
    if (!missed) return undefined;
    const { name, file, consequence, isConditional, proof } = missed;
    const fix = new WorkloadFix(subject, evidence);
    const change = { setting: start.setting, to: exportingAll(start.text) };
    const repair = changeSettings('let the shell export what it sets (set -a)', [change], fix);
    return {
      summary: `container ${subject.container.name} does not get the variable ${name}${consequence}: ${start.where} ${
        file ? `reads it from ${file.path} (key ${file.key} of ConfigMap ${file.name})` : 'sets it'
      } and does not export it, so the shell keeps it to itself`,
      confidence: consequence || isConditional ? 'likely' : 'certain',
      object: fix.containerObject(start.setting.place.kind === 'argument' ? start.setting.place.list : undefined),
      proof: [proof, missedProof(missed, start, subject), attemptProof(subject)],
      fixes: present(repair),
      ...(consequence
        ? { decides: `whether the program takes its host from ${name}` }
        : isConditional
          ? { decides: `whether the shell comes to the line that sets ${name}` }
          : {}),
    };
  },
};

interface Missed extends Kept {
  /** What it does without, where it does not say that it misses it. */
  consequence: string;
  proof: Proof;
}

/** The program asks for it. A shell that misses one has not set it. */
function wanted(kept: readonly Kept[], start: StartText, subject: Subject): Missed | undefined {
  const fact = decidedBy(subject, 'variable-missing');
  const found = kept.find(({ name }) => name === fact?.fields.name);
  if (!fact || !found || fact.phrase.startsWith('shell/') || isSaidByShell(fact, start)) return undefined;
  return { ...found, consequence: '', proof: logProof(subject, fact) };
}

/** Of itself, by its name or that of its script; another script that it calls is a program like others. */
function isSaidByShell({ phrase, quote }: Fact, { setting }: StartText): boolean {
  const [, by = ''] = /^([^\s:]+): /.exec(quote) ?? [];
  const script = fileOf(setting);
  return /of-shell$/.test(phrase) && (script === undefined ? !/[./]/.test(by) : lastName(by) === lastName(script));
}

/** It calls its own pod, as programs do that are told no host; one that it is not given names the Service with that port. */
function defaulted(kept: readonly Kept[], subject: Subject, evidence: Evidence): Missed | undefined {
  const connection = tracedTo('localhost', subject, evidence)?.connection;
  const meant = connection && meantAtPort(connection.port, subject, evidence);
  const found =
    meant &&
    kept.find(({ value }) =>
      value
        .replace(/["']/g, '')
        .split(/[/@:,?]/)
        .some((word) => word === meant.name || word.startsWith(`${meant.name}.`)),
    );
  return found && { ...found, consequence: `, and calls ${addressOf(connection)} instead`, proof: connection.proof };
}

/** The value may be a secret, and says nothing here. */
function missedProof({ name, file, line }: Missed, { setting: { place } }: StartText, subject: Subject): Proof {
  const quote = `line ${line}: ${name}=…, without export`;
  if (file) return configMapProof(file.name, `${file.key}, ${quote}`);
  return place.kind === 'configmap'
    ? configMapProof(place.object, `${place.key}, ${quote}`)
    : specProof(subject, 'the line of its shell', quote);
}

/** Before the first command; a script's first line names its interpreter. */
const exportingAll = (text: string): string =>
  text.startsWith('#!') ? text.replace(/\n|$/, '\nset -a\n') : `set -a${text.includes('\n') ? '\n' : '; '}${text}`;
