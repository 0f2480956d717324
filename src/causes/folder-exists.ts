import { escaped } from '../escaped.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingAtFault } from '../findings/setting-at-fault.ts';
import { rebuild } from '../fixes/image.ts';
import { rollback } from '../fixes/rollback.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { only } from '../only.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { isForShell } from '../trace/programs/start-text.ts';
import { placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** What lets it be there already (POSIX mkdir -p; ln -f, and -n for a link that leads to a folder). */
const REPEATABLE: Record<string, string> = { mkdir: 'mkdir -p', ln: 'ln -fn' };

export const folderExists: Cause = {
  id: 'folder-exists',
  title: 'a start script makes what its first start has left there',
  tier: 'kubernetes',
  covers: ['app.not-repeatable'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    const fact = decisiveFact(valueOf(subject.log()), 'already-there');
    if (!fact || !attempt || attempt.exitCode === 0) return undefined;
    const { program, path } = fact.fields;
    const found = commandFor(program, path, subject, evidence);
    const volume = mountedFile(path, subject)?.volume.name;
    const kept = volume ? `volume ${volume} has kept it from an earlier start` : 'it is there already';
    const says = `container ${container.name} makes ${path} with ${program}, which exists: ${kept}`;
    const fix = new WorkloadFix(subject, evidence);
    if (!found)
      return {
        summary: says,
        confidence: 'likely',
        object: { kind: 'Image', name: container.image ?? '' },
        proof: [logProof(subject, fact), attemptProof(subject)],
        fixes: [rebuild(`let its script say ${REPEATABLE[program]}, which may be there already`)],
        decides: `the script that says ${program} ${path}`,
      };
    const { setting, to } = found;
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:command|args|mount|volume)\b/.test(change));
    const repair = changeSettings(`say ${REPEATABLE[program]}, which may be there already`, [{ setting, to }], fix);
    return { summary: `${says} (${placeOf(setting)})`, confidence: 'certain', ...settingAtFault(fact, setting, { back, repair }, fix) };
  },
};

/** The only script of its spec or of a ConfigMap that makes it without saying so. */
function commandFor(program: string, path: string, subject: Subject, evidence: Evidence): { setting: Setting; to: string } | undefined {
  const form = new RegExp(`(?<![\\w/-])${program}(?![^;&|\\n]* -\\w*[pf]\\b)(?= [^;&|\\n]*${escaped(path)}(?![\\w/.-]))`);
  return only(
    settingsOf(subject, evidence).flatMap((setting) => {
      const { written = '' } = setting;
      return isForShell(setting) && form.test(written) ? [{ setting, to: written.replace(form, REPEATABLE[program] as string) }] : [];
    }),
  );
}
