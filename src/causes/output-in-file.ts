import { valueOf } from '../evidence/evidence.ts';
import { attemptProof } from '../evidence/proof.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { debugCopy } from '../fixes/debug-copy.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';

import { mountedFile } from '../trace/files/mounted-file.ts';
import { errorsToFile } from '../trace/programs/errors-to-file.ts';
import { startText } from '../trace/programs/start-text.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const outputInFile: Cause = {
  id: 'output-in-file',
  title: 'its words go to a file, so that its log is empty',
  tier: 'container',
  covers: ['app.silent-exit'],
  rung: RUNG.code,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    const log = valueOf(subject.log());
    if (!attempt || attempt.exitCode === 0 || attempt.exitCode > 128 || attempt.message || !log || log.lines.length > 0) return undefined;
    const start = startText(subject, evidence);
    const sent = start && errorsToFile(start.text);
    if (!sent) return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const volume = mountedFile(sent.file, subject)?.volume.name;
    const change = changeSettings(
      'let it write to its log, which then says at its next end why',
      [{ setting: start.setting, to: sent.without }],
      fix,
    );
    return {
      summary: `container ${container.name} ends with exit code ${attempt.exitCode}, and why stands in ${sent.file}${volume ? ` in volume ${volume}` : ''}: ${start.where} sends its errors there, so its log is empty`,
      confidence: 'likely',
      object: settingObject(start.setting, fix),
      proof: [attemptProof(subject), { step: 'get', quote: `${placeOf(start.setting)}: ${start.text.trim().slice(-160)}` }],
      fixes: [...present(change), debugCopy(subject, evidence)],
      decides: `what the program writes into ${sent.file}`,
    };
  },
};
