import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { advised } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath, lastName, parentOf } from '../kube/folder.ts';
import { commandLine, containersOf } from '../kube/pod.ts';
import type { Container, VolumeMount } from '../kube/shapes.ts';
import { readLog } from '../logs/read-log.ts';
import type { LogReading } from '../logs/reading.ts';
import { isSlip } from '../nearest.ts';
import { type ConfigFile, configFiles, mountedFile } from '../trace/files/mounted-file.ts';
import { makesTable } from '../trace/texts/sql.ts';
import { type Cause, RUNG } from './cause.ts';

export const migrationsNotFound: Cause = {
  id: 'migrations-not-found',
  title: 'an init container ends well without the migrations that are mounted for it',
  tier: 'kubernetes',
  covers: ['cfg.mountpath-wrong', 'dep.migration', 'dep.db-missing'],
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'table-missing');
    const { table } = fact?.fields ?? {};
    const found = fact && table !== undefined && subject.kind !== 'init' ? leftOut(table, subject, evidence) : undefined;
    if (!fact || !found) return undefined;
    const { init, file, mount, log } = found;
    const fix = new WorkloadFix(subject, evidence);
    const meant = meantPath(mount, file);
    const [list, at] = [subject.pod.spec.initContainers ?? [], (init.volumeMounts ?? []).indexOf(mount)];
    const path = `/initContainers/${list.indexOf(init)}/volumeMounts/${at}/mountPath`;
    return {
      summary: `container ${subject.container.name} asks for table ${table}, which the database does not have: init container ${init.name}, which is to make it, ended well without ${file.key} of ConfigMap ${file.name}, which is mounted for it at ${mount.mountPath}: by all that its log says it did not find it there`,
      confidence: 'likely',
      object: fix.object(`initContainers[${init.name}].volumeMounts[${mount.name}].mountPath`),
      proof: [
        logProof(subject, fact),
        { step: `logs ${init.name}`, quote: log.lines.at(-1) ?? '' },
        specProof({ ...subject, container: init }, 'volumeMounts', `${mount.name} (ConfigMap ${file.name}) at ${mount.mountPath}`),
        attemptProof(subject),
      ],
      fixes: [
        meant === undefined
          ? advised(`mount ConfigMap ${file.name} where ${init.name} looks for its migrations`)
          : fix.patchJson(`mount it at ${meant}, as the ${mount.name === lastName(meant) ? 'volume' : 'ConfigMap'} is called`, [
              { op: 'replace', path, value: meant },
            ]),
      ],
      decides: `in which folder ${init.name} looks for its migrations, and in which database it makes them`,
    };
  },
};

interface LeftOut {
  init: Container;
  file: ConfigFile;
  mount: VolumeMount;
  log: LogReading;
}

/** It has a file that makes the table, is not told where, and its log has no word of that file. */
function leftOut(table: string, subject: Subject, evidence: Evidence): LeftOut | undefined {
  const { pod, namespace } = subject;
  for (const { kind, spec, status } of containersOf(pod)) {
    if (kind !== 'init' || status?.state?.terminated?.exitCode !== 0) continue;
    const own = { container: spec, pod, namespace };
    const file = configFiles(own, evidence).find(({ text }) => makesTable(valueOf(text) ?? '', table));
    const mount = file && mountedFile(file.path, { ...subject, container: spec })?.mount;
    if (!file || !mount || mount.subPath !== undefined || isTold(mount.mountPath, spec)) continue;
    const text = valueOf(evidence.log(namespace, pod.metadata.name, spec.name, 'current'))?.trim();
    // One that says nothing says nothing of this either.
    if (text && !text.includes(stemOf(file.key)) && !DONE.test(text)) return { init: spec, file, mount, log: readLog(text) };
  }
  return undefined;
}

/** It tells of what it did, without the names of files. */
const DONE = /\b(?:applied|applying|migrated|migrating|executed|create table)\b/i;

const isTold = (path: string, container: Container): boolean =>
  [...commandLine(container), ...(container.env ?? []).map(({ value }) => value ?? '')].some((word) => word.includes(folderPath(path)));

const stemOf = (key: string) => key.replace(/\.\w+$/, '');

/** Its last folder is a slip for the name of the volume, or of the ConfigMap. */
function meantPath({ mountPath, name }: VolumeMount, file: ConfigFile): string | undefined {
  const folder = lastName(folderPath(mountPath));
  const meant = [name, file.name].find((one) => one !== folder && isSlip(one, folder));
  return meant === undefined ? undefined : `${folderPath(parentOf(folderPath(mountPath)))}/${meant}`;
}
