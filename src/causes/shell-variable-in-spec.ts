import { valueOf } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingAtFault } from '../findings/setting-at-fault.ts';
import { askedSetting } from '../fixes/asked-setting.ts';
import { rollback } from '../fixes/rollback.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { commandLine } from '../kube/pod.ts';
import { only } from '../only.ts';
import type { Fix } from '../report.ts';
import { isShell } from '../trace/programs/shell-line.ts';
import { namesOf, placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** As a shell reads them: ${NAME}, ${NAME:-else}, and $NAME. */
const SHELL = /\$\{([A-Za-z_]\w{0,100})(?::?-([^{}]{0,100}))?\}|(?<!\$)\$([A-Z][A-Z0-9_]{2,100})(?!\w)/g;
const WHOLE = /^(?:--?[\w.-]{1,60}=)?\$[A-Z][A-Z0-9_]{2,100}$/;

/** $NAME counts where it is all of a value, or a variable that the container has; within another text it may be a password. */
const namesIn = (text: string, known: readonly (string | undefined)[]) =>
  [...text.matchAll(SHELL)].flatMap(([, name, , bare]) => name ?? (bare && (WHOLE.test(text) || known.includes(bare)) ? bare : []));
/** The log shows that the program got it as it is written. */
const isSaid = (name: string, said: string) => new RegExp(`\\$\\{?${name}(?!\\w)`).test(said);

export const shellVariableInSpec: Cause = {
  id: 'shell-variable-in-spec',
  title: '${NAME} stands in a value as it is: no shell reads it, and Kubernetes knows $(NAME) alone',
  tier: 'kubernetes',
  covers: ['cfg.bad-value'],
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const fact = log?.decisive;
    // A program that misses the variable has looked for it: it replaces ${NAME} itself, as Spring does.
    if (!log || !fact || subject.attempt?.exitCode === 0 || fact.kind === 'variable-missing') return undefined;
    const known = namesOf(subject, evidence);
    const shown = (isShown: (name: string) => boolean) =>
      only(settingsOf(subject, evidence).filter((one) => isTaken(one, subject) && namesIn(one.value ?? '', known).some(isShown)));
    const error = `${fact.quote}\n${JSON.stringify(fact.fields)}`;
    const blamed = shown((name) => isSaid(name, error));
    // What it printed before, as of its settings, may be what it replaces itself, or a format; a variable that it has is neither.
    const said = log.lines.slice(-60).join('\n');
    const setting = blamed ?? shown((name) => known.includes(name) && isSaid(name, said));
    if (!setting?.written) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const names = [...new Set(namesIn(setting.written, known))];
    const lacking = names.filter((name) => !isKnownBefore(name, setting, subject, known));
    const [written] = [...setting.written.matchAll(SHELL)].flatMap(([whole, braced, , bare]) =>
      names.includes((braced ?? bare) as string) ? [whole] : [],
    );
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args|env)\b/.test(change));
    return {
      summary: `container ${subject.container.name} gets ${written} as it is in ${placeOf(setting)}: no shell reads that value, and Kubernetes replaces $(NAME) alone${
        lacking.length > 0 ? `; no variable ${lacking.join(', ')} is defined before it` : ''
      }`,
      // A name in small letters that nobody defines may be a field of the program's own format.
      confidence: blamed && names.some((name) => known.includes(name) || /^[A-Z_]/.test(name)) ? 'certain' : 'likely',
      ...settingAtFault(fact, setting, { back, repair: repairOf(setting, setting.written, { names, lacking, known }, fix) }, fix),
      decides: `whether the program replaces ${written} itself`,
    };
  },
};

/** As the kubelet replaces it, or as a shell would have; else the whole value is asked for. */
function repairOf(
  setting: Setting,
  written: string,
  { names, lacking, known }: { names: readonly string[]; lacking: readonly string[]; known: readonly string[] },
  fix: WorkloadFix,
): Fix | undefined {
  // What a shell would put in for a variable that there is not.
  const replaced = written.replace(SHELL, (whole, braced, otherwise, bare) => {
    const name = braced ?? bare;
    return !names.includes(name) ? whole : lacking.includes(name) ? (otherwise ?? whole) : `$(${name})`;
  });
  const isWhole = namesIn(replaced, known).length === 0;
  const place = placeOf(setting);
  return isWhole && (setting.place.kind !== 'configmap' || lacking.length === names.length)
    ? changeSettings(
        lacking.length > 0 ? `write ${replaced}, as a shell would` : 'write $(NAME), which the kubelet replaces',
        [{ setting, to: replaced }],
        fix,
      )
    : askedSetting(
        `set ${place} to the whole value`,
        setting,
        {
          name: setting.name,
          refused: setting.place.kind === 'argument' ? written : undefined,
          what: `the value of ${place}, with the variables replaced`,
        },
        fix,
      );
}

/** A variable, or an argument that no shell reads. */
function isTaken({ place, name }: Setting, { container }: Subject): boolean {
  if (place.kind === 'argument') return !commandLine(container).some((word) => isShell(word));
  return name !== undefined && place.kind !== 'secret';
}

/** The kubelet replaces variables that stand before in the list, and those of envFrom (pkg/kubelet makeEnvironmentVariables). */
function isKnownBefore(name: string, { place }: Setting, { container }: Subject, known: readonly string[]): boolean {
  const index = (container.env ?? []).findIndex((one) => one.name === name);
  return known.includes(name) && (index < 0 || place.kind !== 'env' || index < place.index);
}
