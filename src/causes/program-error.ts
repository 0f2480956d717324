import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { afterJob, letJobRun } from '../fixes/missing-table.ts';
import { isInside, rollback } from '../fixes/rollback.ts';
import { waitLonger } from '../fixes/wait-longer.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { shortChain } from '../logs/chain.ts';
import { present } from '../present.ts';
import { JOB_STATES, migrationJob } from '../trace/servers/table-maker.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { timeLimitIn } from '../trace/settings/time-limit.ts';
import { type Cause, RUNG } from './cause.ts';

export const programError: Cause = {
  id: 'program-error',
  title: 'the program says itself why it stopped',
  tier: 'container',
  covers: ['app.exit-nonzero-generic', 'app.config-rejects', 'cfg.rollout-regression', 'cfg.downward', 'vol.emptydir-lost'],
  rung: RUNG.fell + 1,

  detect(subject, evidence) {
    const { attempt, container } = subject;
    const fact = decidedBy(subject, 'fatal-line');
    if (!fact || !attempt || attempt.exitCode === 0) return undefined;
    const job = /\bmigrat|\bschema\b/i.test(fact.fields.message) ? migrationJob(subject, evidence) : undefined;
    const open = job && job.state !== 'done' ? job : undefined;
    const limit = open ? undefined : timeLimitIn(fact.fields.message, subject, evidence);
    const fix = new WorkloadFix(subject, evidence);
    const back = open ? undefined : rollback(subject, evidence, isInside);
    // One whose pod cannot even start is not waited for.
    const runs = open && open.pod?.status.phase !== 'Pending' ? letJobRun(open, subject, evidence) : undefined;
    return {
      summary: `the program in container ${container.name} gave up with exit code ${attempt.exitCode}, in its own words: ${shortChain(fact.fields.message, 220)}${open ? `; Job ${open.job}, which is called like one that migrates, ${JOB_STATES[open.state]}` : ''}${limit ? `; it waits no longer than ${placeOf(limit.setting)} says: ${limit.value}` : ''}`,
      confidence: 'likely',
      ...(limit ? { object: settingObject(limit.setting, fix) } : {}),
      proof: [
        logProof(subject, fact),
        ...present(
          open && { step: `get job ${open.job}`, quote: open.proof },
          limit && settingProof(limit.setting, undefined, undefined, subject),
          back?.proof,
        ),
        attemptProof(subject),
      ],
      fixes: [...present(runs, back?.fix), ...(limit ? (waitLonger(limit, fix) ?? []) : [])],
      decides: 'the settings and input that this message is about',
      ...(open?.pod
        ? {
            leadsTo: [{ namespace: subject.namespace, name: open.pod.metadata.name }],
            afterwards: afterJob(open, subject, evidence),
          }
        : {}),
    };
  },
};
