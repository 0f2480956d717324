import { decidedBy } from '../evidence/end.ts';
import { settingAtFault } from '../findings/setting-at-fault.ts';
import { rollback } from '../fixes/rollback.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { listedBlank } from '../trace/settings/listed-blanks.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const blankInList: Cause = {
  id: 'blank-in-list',
  title: 'a list has blanks beside its commas, and the program takes them for parts of its items',
  tier: 'kubernetes',
  covers: ['cfg.bad-value'],
  // It explains whatever the program then does not find: a host, a file, a module.
  rung: RUNG.confirmed - 2,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    const fact = decidedBy(subject);
    if (!fact || !attempt || attempt.exitCode === 0) return undefined;
    const found = listedBlank(fact.quote, settingsOf(subject, evidence));
    if (!found) return undefined;
    const { setting, item, side, without } = found;
    const signs = without.includes(',') ? 'commas' : 'semicolons';
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:args|command|env)\b/.test(change));
    const repair = changeSettings(`write the list without blanks: ${without.slice(0, 80)}`, [{ setting, to: without }], fix);
    return {
      summary: `container ${container.name} takes the blank ${side} "${item}" for a part of it: ${placeOf(setting)} is a list with blanks beside its ${signs}, and the program splits it at the ${signs} alone`,
      confidence: 'certain',
      ...settingAtFault(fact, setting, { back, repair }, fix),
    };
  },
};
