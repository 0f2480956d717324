import { valueOf } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingAtFault } from '../findings/setting-at-fault.ts';
import { askedSetting } from '../fixes/asked-setting.ts';
import { rollback } from '../fixes/rollback.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { only } from '../only.ts';
import { isShell } from '../trace/programs/shell-line.ts';
import { placeOf, type Setting, settingsOf, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** ${NAME}, as a shell reads it, or $NAME that is all of a value; within another text that may be a password. */
const SHELL = /\$\{([A-Za-z_]\w{0,100})\}|(?<=^(?:--?[\w.-]{1,60}=)?)\$([A-Z][A-Z0-9_]{2,100})$/g;
const namesIn = (text: string) => [...text.matchAll(SHELL)].map(([, name, bare]) => (name ?? bare) as string);
/** The log shows that the program got it as it is written. */
const isSaid = (name: string, said: string) => said.includes(`\${${name}}`) || new RegExp(`\\$${name}(?!\\w)`).test(said);

export const shellVariableInSpec: Cause = {
  id: 'shell-variable-in-spec',
  title: '${NAME} stands in a value as it is: no shell reads it, and Kubernetes knows $(NAME) alone',
  tier: 'kubernetes',
  covers: ['cfg.bad-value'],
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const fact = log?.decisive;
    if (!log || !fact || subject.attempt?.exitCode === 0) return undefined;
    const said = log.lines.slice(-60).join('\n');
    const setting = only(
      settingsOf(subject, evidence).filter((one) => isTaken(one, subject) && namesIn(one.value ?? '').some((name) => isSaid(name, said))),
    );
    if (!setting?.written) return undefined;
    const { container } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const names = [...new Set(namesIn(setting.written))];
    const lacking = names.filter((name) => !isKnownBefore(name, setting, subject, evidence));
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args|env)\b/.test(change));
    const ofKubelet = setting.place.kind !== 'configmap' && lacking.length === 0;
    const repair = ofKubelet
      ? changeSettings(
          `write $(NAME), which the kubelet replaces`,
          [{ setting, to: setting.written.replace(SHELL, (_, name, bare) => `$(${name ?? bare})`) }],
          fix,
        )
      : askedSetting(
          `set ${placeOf(setting)} to the whole value`,
          setting,
          {
            name: setting.name,
            refused: setting.place.kind === 'argument' ? setting.written : undefined,
            what: `the value of ${placeOf(setting)}, with the variables replaced`,
          },
          fix,
        );
    return {
      summary: `container ${container.name} gets ${setting.written.match(SHELL)?.[0]} as it is in ${placeOf(setting)}: no shell reads that value, and Kubernetes replaces $(NAME) alone${
        lacking.length > 0 ? `; no variable ${lacking.join(', ')} is defined before it` : ''
      }`,
      confidence: 'certain',
      ...settingAtFault(fact, setting, { back, repair }, fix),
    };
  },
};

/** A variable, or an argument that no shell reads. */
function isTaken({ place, name }: Setting, { container }: Subject): boolean {
  if (place.kind === 'argument') return ![...(container.command ?? []), ...(container.args ?? [])].some((word) => isShell(word));
  return name !== undefined && place.kind !== 'secret';
}

/** The kubelet replaces variables that stand before in the list, and those of envFrom (pkg/kubelet makeEnvironmentVariables). */
function isKnownBefore(name: string, { place }: Setting, subject: Subject, evidence: Parameters<typeof variablesOf>[1]): boolean {
  const variable = variablesOf(subject, evidence).find((one) => one.name === name);
  if (!variable) return false;
  const index = (subject.container.env ?? []).findIndex((one) => one.name === name);
  return index < 0 || place.kind !== 'env' || index < place.index;
}
