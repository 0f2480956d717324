import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { setCommand } from '../fixes/command-line.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastName } from '../kube/folder.ts';
import { commandLine } from '../kube/pod.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import { type StartText, startText } from '../trace/programs/start-text.ts';
import { placeOf, type Setting, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** What begins an environment of its own (su(1), runuser(1), sudo(8), env(1), setpriv(1)), and how it keeps the one that it has. */
const DROPS: readonly [form: RegExp, keep: (said: string) => string][] = [
  [/\b(?:su|runuser)\s+(?:-|-l|--login)(?=\s)/, (said) => said.split(/\s/)[0] as string],
  [/\bsudo\s+(?:-i|--login)(?=\s)/, () => 'sudo -E'],
  // Its options end with the first word that is neither one nor what one takes (-u USER).
  [/\bsudo(?=\s)(?!(?:\s+-[a-zA-Z-]+(?:[= ][\w.-]+)?){0,8}?\s+(?:-[a-zA-Z]*E\b|--preserve-env(?=\s)))/, (said) => `${said} -E`],
  [/\bsetpriv\s+(?:-\S+\s+){0,8}?--reset-env(?=\s)/, (said) => said.replace(/\s+--reset-env/, '')],
  [/\benv\s+(?:-i|-|--ignore-environment)(?=\s)/, () => 'env'],
];

export const environmentDropped: Cause = {
  id: 'environment-dropped',
  title: 'its start line begins an environment of its own, without the variables of the pod',
  tier: 'kubernetes',
  covers: ['app.missing-env-log'],
  // That the spec or the kubelet sets it is no comfort then.
  rung: RUNG.confirmed - 2,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'variable-missing', 'api-token-missing');
    const name = fact && wantedBy(fact);
    const by = name && giverOf(name, fact.kind === 'api-token-missing', subject, evidence);
    const found = by && started(subject, evidence);
    const drop = found && DROPS.find(([form]) => startsProgram(form, name, found.text));
    if (!fact || !found || !drop) return undefined;
    const [form, keep] = drop;
    const [said = ''] = form.exec(found.text) ?? [];
    const { container } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const to = found.text.replace(form, keep);
    const text = `let it keep the environment: ${keep(said)} instead of ${said}`;
    const repair = found.setting ? changeSettings(text, [{ setting: found.setting, to }], fix) : setCommand(fix, text, to.split(' '), true);
    return {
      summary: `container ${container.name} needs the environment variable ${name}, which ${by} sets; but ${found.where} starts it with "${said}", which begins an environment of its own`,
      confidence: 'certain',
      object: found.setting ? settingObject(found.setting, fix) : fix.containerObject('command'),
      proof: [
        logProof(subject, fact),
        specProof(subject, 'command', found.text.slice(0, 300)),
        specProof(subject, 'env', `${name}: ${by}`),
        attemptProof(subject),
      ],
      fixes: present(repair),
    };
  },
};

const wantedBy = ({ fields }: Fact<'variable-missing' | 'api-token-missing'>): string | undefined =>
  'name' in fields ? fields.name : 'variable' in fields ? fields.variable : undefined;

/** Where it is set: in the spec, or, those by which programs find the API server, by the kubelet (pkg/kubelet, getServiceEnvVarMap). */
function giverOf(name: string, isKubelets: boolean, subject: Subject, evidence: Evidence): string | undefined {
  const given = variablesOf(subject, evidence).find((one) => one.name === name);
  if (given) return given.value === '' ? undefined : placeOf(given);
  return isKubelets ? 'the kubelet' : undefined;
}

/** What a shell is told at its start, or the words of a command that no shell reads. */
function started(subject: Subject, evidence: Evidence): (Omit<StartText, 'setting'> & { setting?: Setting }) | undefined {
  const words = commandLine(subject.container);
  // A word with a blank would fall apart.
  if (/^(?:env|sudo|setpriv)$/.test(lastName(words[0] ?? '')) && subject.container.command && !words.some((word) => /\s/.test(word)))
    return { text: words.join(' '), where: 'its command' };
  return startText(subject, evidence);
}

/** Commands that only prepare what the program needs. */
const HELPERS =
  /^(?:\S*\/)?(?:apk|apt(?:-get)?|chgrp|chmod|chown|cp|install|ln|mkdir|mount|mv|rm|sed|service|sysctl|tee|touch|update-ca-certificates)$/;

/** Is it the program that is started so, the last of the line, and without that variable behind it (sudo A=$A program, --preserve-env=A)? */
function startsProgram(form: RegExp, name: string, text: string): boolean {
  const match = form.exec(text);
  if (!match) return false;
  const behind = text.slice(match.index + match[0].length);
  const rest = behind.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '""');
  const [own = '', ...after] = rest.split(/&&|\|\||[;\n]/).map((part) => part.trim());
  const words = own.split(/\s+/).filter(Boolean);
  const isGiven = behind
    .split(/[\s"']+/)
    .some((word) => word.startsWith(`${name}=`) || (word.startsWith('--preserve-env') && word.includes(name)));
  const isLast = after.every((part) => part === '' || /^(?:#|wait\b|exit\b|fi$|done$|\})/.test(part));
  return isLast && !isGiven && !words.some((word) => HELPERS.test(word));
}
