import { loggedLines } from '../evidence/end.ts';
import { attemptProof, logStep, specProof } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import { otherAnswer } from '../fixes/tested-setting.ts';
import { giveVariable } from '../fixes/variables.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { lastLine } from '../logs/reading.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type SwitchedOff, switchedOff as switchOf } from '../trace/programs/switched-off.ts';
import { placeOf, variablesOf } from '../trace/settings/settings.ts';
import { oppositeOf } from '../trace/settings/switches.ts';
import { type Cause, RUNG } from './cause.ts';

export const switchedOff: Cause = {
  id: 'switched-off',
  title: 'a setting switches the program off, and it ends with 0 each time it is started',
  tier: 'kubernetes',
  covers: ['app.exit0-no-foreground', 'app.config-rejects'],
  // More than that it ends.
  rung: RUNG.fell - 1,

  detect(subject, evidence) {
    const found = switchOf(subject, evidence);
    if (!found) return undefined;
    const { name, setting, why, end } = found;
    const fix = new WorkloadFix(subject, evidence);
    const last = lastLine(loggedLines(subject));
    const { attempt, container } = subject;
    return {
      summary: `container ${container.name} ends with exit code 0 (${attempt?.reason ?? 'Completed'}), and its ${fix.owner.kind} starts it again each time: ${why}${end ? ` (${end.at}: "${end.step.text.slice(0, 120)}"${setting ? `; ${placeOf(setting)}` : ''})` : ''}`,
      confidence: end?.variable?.isKnown ? 'certain' : 'likely',
      object: setting ? settingObject(setting, fix) : fix.containerObject(`env[${name}]`),
      proof: [
        attemptProof(subject),
        ...present(
          last && { step: logStep(subject), quote: last.slice(0, 200) },
          end && { step: 'get', quote: `${end.at}: ${end.step.text}` },
        ),
        setting
          ? settingProof(setting, undefined, undefined, subject)
          : specProof(
              subject,
              'env',
              variablesOf(subject, evidence)
                .map((one) => one.name)
                .join(', ') || 'none',
            ),
      ],
      fixes: switchedOn(found, fix),
      decides: `what ${name} means to the program`,
    };
  },
};

function switchedOn({ name, setting, end }: SwitchedOff, fix: WorkloadFix): Fix[] {
  if (end?.variable?.compared && setting) return [otherAnswer(setting, end.variable.compared, end.step.onYes, fix) ?? []].flat();
  const opposite = setting?.written === undefined ? undefined : oppositeOf(setting.written);
  if (setting && opposite !== undefined)
    return [
      changeSettings(`let ${placeOf(setting)} be ${opposite}; where it is not to run, scale it to 0`, [{ setting, to: opposite }], fix) ??
        [],
    ].flat();
  if (end?.variable?.isEmpty) return giveVariable(name, fix);
  return setting ? [changeSettings(`leave ${placeOf(setting)} empty`, [{ setting, to: '' }], fix) ?? []].flat() : [];
}
