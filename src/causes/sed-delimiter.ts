import { decidedBy } from '../evidence/end.ts';
import { attemptProof, keyObject, logProof } from '../evidence/proof.ts';
import { settingProof } from '../findings/setting-proof.ts';
import { changeKey } from '../fixes/change-keys.ts';
import { setWord } from '../fixes/command-line.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { shellLine } from '../trace/programs/shell-line.ts';
import { startScript } from '../trace/programs/start-script.ts';
import { placeOf, variablesOf } from '../trace/settings/settings.ts';
import { brokenSubstitution } from '../trace/texts/sed-expression.ts';
import { type Cause, RUNG } from './cause.ts';

export const sedDelimiter: Cause = {
  id: 'sed-delimiter',
  title: 'a value is put into a substitution of sed and has the sign that stands between its parts',
  tier: 'kubernetes',
  covers: ['app.shell-syntax', 'cfg.bad-value'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'syntax-error');
    if (fact?.phrase !== 'shell/sed-substitution') return undefined;
    const { container, namespace } = subject;
    const line = shellLine(container);
    const script = startScript(subject, evidence);
    const text = script?.text ?? line?.line;
    const variables = variablesOf(subject, evidence);
    const found =
      text === undefined
        ? undefined
        : brokenSubstitution(
            text,
            (name) => variables.find((one) => one.name === name)?.value,
            (name) => variables.some((one) => one.name === name && one.place.kind === 'secret'),
          );
    const setting = found && variables.find(({ name }) => name === found.variable);
    if (text === undefined || !found || !setting) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const better = text.replace(found.text, () => found.other);
    const what = `put another sign between the parts: ${found.other.slice(0, 80)}`;
    return {
      summary: `container ${container.name} gives sed the expression ${found.text.slice(0, 80)}, in which ${found.hidden ? `${found.variable}, whose value is not read here, most likely has a ${found.sign} that ends` : found.sign === '/' ? `the slashes of ${found.variable} end` : `the ${found.sign} in ${found.variable} ends`} its parts too early; ${found.variable} comes from ${placeOf(setting)}`,
      confidence: found.hidden ? 'likely' : 'certain',
      object: script ? keyObject(namespace, script.name, script.key) : fix.containerObject(`${line?.list}[${line?.index}]`),
      proof: [
        logProof(subject, fact),
        settingProof(setting, undefined, undefined, subject),
        { step: script ? `get cm ${script.name}` : 'get', quote: `${script ? script.key : line?.list}: ${found.text.slice(0, 160)}` },
        attemptProof(subject),
      ],
      fixes: script ? [changeKey(what, script, better, fix)] : line ? [setWord(fix, what, line.list, line.index, better)] : [],
      decides: `whether the value of ${found.variable} has a ${found.sign}`,
    };
  },
};
