import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { askedSetting } from '../fixes/asked-setting.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { fileOf, placeOf } from '../trace/settings/settings.ts';
import { refusedSettings, repairedJson } from '../trace/texts/refused-json.ts';
import { type Cause, RUNG } from './cause.ts';

export const malformedJsonValue: Cause = {
  id: 'malformed-json-value',
  title: 'a variable or an argument is meant as JSON, and is none',
  tier: 'kubernetes',
  covers: ['cfg.bad-value'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'config-malformed');
    if (!fact) return undefined;
    const refused = refusedSettings(fact, subject, evidence) ?? [];
    const [setting] = refused;
    // A file among them is as likely to be the one (malformed-config).
    if (!setting || refused.some((one) => fileOf(one) !== undefined)) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const words = fact.fields.detail ?? fact.quote;
    const name = placeOf(setting);
    const repaired = repairedJson(setting.written ?? '', words);
    const repair = repaired
      ? changeSettings(`write ${name} as JSON: ${repaired.what}`, [{ setting, to: repaired.text }], fix)
      : askedSetting(`write ${name} as JSON`, setting, { name: setting.name, refused: undefined, what: `${name} as JSON` }, fix);
    return {
      summary: `container ${subject.container.name} takes ${refused.map(placeOf).join(', or ')} for JSON, which it is not: ${words}`,
      confidence: refused.length === 1 ? 'certain' : 'likely',
      object: settingObject(setting, fix),
      proof: [logProof(subject, fact), settingProof(setting, undefined, undefined, subject), attemptProof(subject)],
      fixes: repair && refused.length === 1 ? [repair] : [],
      decides: `which of ${refused.map(placeOf).join(', ')} it reads at that place`,
    };
  },
};
