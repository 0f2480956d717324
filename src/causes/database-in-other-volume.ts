import { decidedBy } from '../evidence/end.ts';
import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { advised } from '../fixes/fix.ts';
import { doneByJob } from '../fixes/missing-table.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { containersOf } from '../kube/pod.ts';
import { present } from '../present.ts';
import { configFiles } from '../trace/files/mounted-file.ts';
import { volumeWords } from '../trace/files/volume-sort.ts';
import { databaseOfJob, type OtherDatabase } from '../trace/servers/table-maker.ts';
import { makesTable } from '../trace/texts/sql.ts';
import { type Cause, RUNG } from './cause.ts';

export const databaseInOtherVolume: Cause = {
  id: 'database-in-other-volume',
  title: 'a Job makes the tables of a SQLite database in another volume than the one that is read',
  tier: 'kubernetes',
  covers: ['vol.emptydir-lost', 'dep.db-missing'],
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'table-missing');
    const { table } = fact?.fields ?? {};
    if (!fact || table === undefined || fact.phrase !== 'databases/sqlite-table' || subject.kind === 'init') return undefined;
    // Its own scripts are to make the table.
    if (configFiles(subject, evidence).some(({ text }) => makesTable(valueOf(text) ?? '', table))) return undefined;
    const found = databaseOfJob(table, subject, evidence);
    if (!found || found === 'pending') return undefined;
    const { here, job, path, setting } = found;
    const { container, pod } = subject;
    const volume = here?.volume.name;
    // What runs in the pod before it, with this volume, is asked first.
    if (containersOf(pod).some(({ kind, spec }) => kind === 'init' && spec.volumeMounts?.some(({ name }) => name === volume)))
      return undefined;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `container ${container.name} asks for table ${table} in ${path}, ${ownWords(found)}; Job ${job.metadata.name}, which ${found.says ? 'makes it' : 'is called like one that makes tables'}, has ${theirWords(found)}, so what it makes does not come here`,
      confidence: 'likely',
      object: here ? fix.object(`volumes[${volume}]`) : fix.containerObject('volumeMounts'),
      proof: [
        logProof(subject, fact),
        ...present(setting?.name && specProof(subject, `env ${setting.name}`, setting.value ?? '')),
        specProof(subject, 'the volume there', here ? `${volume}: ${volumeWords(here.volume)}` : 'none'),
        { step: `get job ${job.metadata.name}`, quote: `volumes: ${found.their.name}: ${volumeWords(found.their)}` },
        attemptProof(subject),
      ],
      fixes: [doneByJob(found, fix) ?? advised(`keep ${path} in a claim that Job ${job.metadata.name} and ${container.name} both mount`)],
      decides: `whether ${job.metadata.name} makes table ${table}, and whether the program opens ${path}`,
    };
  },
};

const ownWords = ({ here }: OtherDatabase): string =>
  !here
    ? 'in its own file system, which is new with each start'
    : here.volume.emptyDir
      ? `in volume ${here.volume.name}, an emptyDir, which is new and empty with each pod`
      : `in claim ${here.volume.persistentVolumeClaim?.claimName}`;

const theirWords = ({ their }: OtherDatabase): string =>
  their.emptyDir ? 'an emptyDir of its own there' : `claim ${their.persistentVolumeClaim?.claimName} there`;
