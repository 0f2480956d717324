import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logStep, specProof } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { askedSetting } from '../fixes/asked-setting.ts';
import { ask } from '../fixes/command.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastLine } from '../logs/reading.ts';
import { nearest } from '../nearest.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type CaseBranch, caseBranch } from '../trace/programs/case-branch.ts';
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
    const fix = new WorkloadFix(subject, evidence);
    const said = { step: logStep(subject), quote: (lastLine(log.lines) ?? '').slice(0, 200) };
    const knows = `its case has ${known.join(', ')}, and ends in branch *) for all others (${placeOf(start.setting)}, line ${line})`;
    return {
      summary: `the start script of container ${subject.container.name} ${setting ? `knows no ${name} "${value}" (${placeOf(setting)})` : `is given no ${name}`}: ${knows}`,
      // The image may set it.
      confidence: setting ? 'certain' : 'likely',
      object: setting ? settingObject(setting, fix) : fix.containerObject(`env[${name}]`),
      proof: [
        said,
        setting
          ? settingProof(setting, undefined, undefined, subject)
          : specProof(subject, 'env', (subject.container.env ?? []).map((one) => one.name).join(', ') || 'none'),
        attemptProof(subject),
      ],
      fixes: present(fixOf(taken, fix)),
      decides: `whether the image sets ${name}`,
    };
  },
};

function fixOf({ name, setting, value, known }: CaseBranch, fix: WorkloadFix): Fix | undefined {
  const what = `one of ${known.join(', ')}`;
  if (!setting) return fix.setEnv(`set ${name}`, [ask(`${name}=`, name, what, false)]);
  const near = nearest(value, known);
  return near === undefined
    ? askedSetting(`give ${placeOf(setting)} a value that it knows`, setting, { name, refused: value, what }, fix)
    : changeSettings(`write ${near}, which it knows`, [{ setting, to: near }], fix);
}
