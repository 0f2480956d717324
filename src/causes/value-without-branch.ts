import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logStep } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { askedSetting } from '../fixes/asked-setting.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastLine } from '../logs/reading.ts';
import { nearest } from '../nearest.ts';
import { present } from '../present.ts';
import { caseBranch } from '../trace/programs/case-branch.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const valueWithoutBranch: Cause = {
  id: 'value-without-branch',
  title: 'a start script has no branch for the value of a variable, and ends',
  tier: 'kubernetes',
  covers: ['cfg.bad-value'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    if (!log || !subject.attempt?.exitCode) return undefined;
    const taken = caseBranch(log.lines, subject, evidence);
    if (taken?.label !== '*' || !taken.isSaid || !taken.givesUp || taken.known.length === 0) return undefined;
    const { start, name, setting, value, line, known } = taken;
    const place = placeOf(setting);
    const fix = new WorkloadFix(subject, evidence);
    const near = nearest(value, known);
    const change = near === undefined ? undefined : changeSettings(`write ${near}, which it knows`, [{ setting, to: near }], fix);
    const asked = askedSetting(
      `give ${place} a value that it knows`,
      setting,
      { name, refused: value, what: `one of ${known.join(', ')}` },
      fix,
    );
    return {
      summary: `the start script of container ${subject.container.name} knows no ${name} "${value}" (${place}): its case has ${known.join(', ')}, and ends in branch *) for all others (${placeOf(start.setting)}, line ${line})`,
      confidence: 'certain',
      object: settingObject(setting, fix),
      proof: [
        { step: logStep(subject), quote: (lastLine(log.lines) ?? '').slice(0, 200) },
        settingProof(setting, undefined, undefined, subject),
        attemptProof(subject),
      ],
      fixes: present(change ?? asked),
    };
  },
};
