import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { kubectl } from '../fixes/command.ts';
import { runCommands } from '../fixes/object.ts';
import { scaleUp } from '../fixes/scale-up.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type MakerElsewhere, makerElsewhere } from '../trace/files/maker-elsewhere.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { type Cause, RUNG } from './cause.ts';

const IDLE: Readonly<Record<MakerElsewhere['idle'], string>> = {
  suspended: 'is suspended',
  'not-yet': 'has not run to its end yet',
  scaled: 'is scaled to 0 replicas',
  failing: 'has not succeeded: its pods fail',
};

export const fileNotMade: Cause = {
  id: 'file-not-made',
  title: 'another workload is to write the file, and does not run',
  tier: 'kubernetes',
  covers: ['app.missing-file'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'file-missing');
    const path = fact?.fields.path;
    const mounted = path ? mountedFile(path, subject) : undefined;
    if (!fact || !path || !mounted) return undefined;
    const maker = makerElsewhere(path, mounted, subject, evidence);
    if (maker === 'pending' || !maker) return undefined;
    const { persistentVolumeClaim, hostPath } = mounted.volume;
    const shared = persistentVolumeClaim ? `claim ${persistentVolumeClaim.claimName}` : `folder ${hostPath?.path} of the node`;
    const fix = new WorkloadFix(subject, evidence);
    const fixes = fixesOf(maker, fix, evidence);
    return {
      summary: `container ${subject.container.name} does not find ${path}: ${maker.kind} ${maker.name} writes it into ${shared}, and ${IDLE[maker.idle]}`,
      confidence: maker.hasRun ? 'likely' : 'certain',
      object: {
        kind: maker.kind,
        namespace: subject.namespace,
        name: maker.name,
        ...(maker.idle === 'suspended' ? { field: 'spec.suspend' } : {}),
      },
      proof: [
        logProof(subject, fact),
        { step: `get ${maker.kind.toLowerCase()} ${maker.name}`, quote: `container ${maker.container}: ${maker.line}` },
        attemptProof(subject),
      ],
      fixes,
      decides: `what there is in ${shared}`,
      ...(maker.pod
        ? { leadsTo: [{ namespace: subject.namespace, name: maker.pod.metadata.name }], afterwards: fix.restartCommand() }
        : {}),
    };
  },
};

/** It runs, and the program is started after it. */
function fixesOf({ kind, name, idle }: MakerElsewhere, fix: WorkloadFix, evidence: Evidence): Fix[] {
  const run = (words: string[], last: string[] = []) => kubectl(evidence, fix.subject.namespace, words, last);
  const one = (text: string, ...commands: string[]) => runCommands(text, commands, fix, { again: true });
  const resumed = run(['patch', kind.toLowerCase(), name], ['-p', JSON.stringify({ spec: { suspend: false } })]);
  const ended = (job: string) => run(['wait', `job/${job}`, '--for=condition=Complete', '--timeout=300s']);
  if (kind === 'CronJob' && idle !== 'failing') {
    const once = [run(['create', 'job', `${name}-now`, `--from=cronjob/${name}`]), ended(`${name}-now`)];
    return idle === 'suspended'
      ? [
          one(`let CronJob ${name} run again, and once now`, resumed, ...once),
          one(`run it once, and leave it suspended, if that is meant`, ...once),
        ]
      : [one(`run CronJob ${name} once now`, ...once)];
  }
  if (kind === 'Job' && idle !== 'failing')
    return [
      one(idle === 'suspended' ? `let Job ${name} run` : `wait for Job ${name}`, ...present(idle === 'suspended' && resumed), ended(name)),
    ];
  if (idle !== 'scaled') return [];
  const word = `${kind === 'Deployment' ? 'deploy' : 'sts'}/${name}`;
  return [scaleUp(word, fix.subject.namespace, { again: true }, fix)];
}
