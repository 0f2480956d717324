import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { dropOption } from '../fixes/java-option.ts';
import { rollback } from '../fixes/rollback.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { present } from '../present.ts';
import { collectorsOf } from '../trace/java/java-collectors.ts';
import { toldToJava } from '../trace/java/java-options.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const javaOptionsConflict: Cause = {
  id: 'java-options-conflict',
  title: 'the JVM is told to use two garbage collectors',
  tier: 'kubernetes',
  covers: ['cfg.bad-flag', 'cfg.bad-value'],
  // What stands in the spec says more than the program's words alone.
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const log = valueOf(subject.log());
    const fact = decisiveFact(log, 'config-rejected');
    if (!log || fact?.phrase !== 'java/collectors') return undefined;
    const settings = settingsOf(subject, evidence);
    const found = collectorsOf(toldToJava(settings, log));
    const { container } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const back = rollback(subject, evidence, (change) => /(?:^| )(?:image|command|args|env) ?/.test(change));
    const [first] = found;
    const told = found.map(({ word, setting }) => `${word} (${placeOf(setting)})`);
    const hidden = settings.filter(({ name, place }) => place.kind === 'secret' && /JAVA|JVM|OPTIONS|OPTS/.test(name ?? ''));
    const more =
      found.length > 1
        ? `: ${told.join(' and ')}`
        : `${told.length > 0 ? `: ${told[0]}, and another` : ''}${hidden.length > 0 ? `; ${hidden.map(placeOf).join(' and ')} cannot be read` : ''}`;
    return {
      summary: `the JVM of container ${container.name} is told to use more than one garbage collector, and takes only one${more}`,
      confidence: found.length > 1 ? 'certain' : 'likely',
      object: settingObject(first?.setting, fix),
      proof: [
        logProof(subject, fact),
        ...found.map(({ setting }) => settingProof(setting, undefined, undefined, subject)),
        attemptProof(subject),
        ...present(back?.proof),
      ],
      // What the JVM reads later is the nearer to the program, and was most likely meant to win.
      fixes: [...present(back?.fix), ...(found.length > 2 ? [] : found).flatMap((option) => dropOption(option, fix) ?? [])],
      decides: 'where the other collector is chosen: the image, its start script, or a variable that cannot be read',
    };
  },
};
