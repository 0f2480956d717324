import { attemptProof, eventProof, logProof } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { probeTrouble } from '../trace/probes/probe-trouble.ts';
import { DEFAULT_SECONDS, gunicornArguments, workersEnded, workerTime } from '../trace/probes/worker-time.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** What a slow program takes to load as a rule, and more than that. */
const ENOUGH = 120;

export const workerTimeout: Cause = {
  id: 'worker-timeout',
  title: 'gunicorn ends its workers before the program is loaded',
  tier: 'container',
  covers: ['app.worker-timeout'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const ended = workersEnded(subject);
    if (!ended) return undefined;
    const trouble = probeTrouble(subject, evidence);
    const time = workerTime(subject, evidence);
    const seconds = time?.seconds ?? DEFAULT_SECONDS;
    const fix = new WorkloadFix(subject, evidence);
    const { container } = subject;
    const more = Math.max(ENOUGH, seconds * 4);
    const text = `give a worker ${more} s`;
    const change = time
      ? changeSettings(text, [time.changedTo(more)], fix)
      : fix.setEnv(text, [gunicornArguments(subject, evidence, `--timeout ${more}`)]);
    const then = !trouble
      ? ''
      : trouble.effect === 'killed'
        ? `; nobody answers the ${trouble.kind} probe then, and the container is killed`
        : `; so its ${trouble.kind} probe never succeeds`;
    return {
      summary: `gunicorn in container ${container.name} ends each of its workers (${ended.count} of them) after ${seconds} s without a sign of life, before the program is loaded: ${time ? `the time-out is from ${placeOf(time.setting)}` : 'that is its own time-out'}${then}`,
      confidence: 'likely',
      object: settingObject(time?.setting, fix),
      proof: [
        logProof(subject, ended.fact),
        ...present(time && settingProof(time.setting, 'timeout', String(seconds), subject)),
        ...[trouble?.killing, trouble?.unhealthy].flatMap((event) => (event ? [eventProof(event)] : [])),
        attemptProof(subject),
      ],
      fixes: present(change),
      decides: 'what a worker does between its start and its end: its log shows how far it comes',
    };
  },
};
