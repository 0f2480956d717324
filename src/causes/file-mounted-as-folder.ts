import { decidedBy } from '../evidence/end.ts';
import { type Evidence, keysOf } from '../evidence/evidence.ts';
import { attemptProof, keysProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { mountPath } from '../fixes/mount.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath, lastName } from '../kube/folder.ts';
import type { VolumeMount } from '../kube/shapes.ts';
import { only } from '../only.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { type Cause, RUNG } from './cause.ts';

export const fileMountedAsFolder: Cause = {
  id: 'file-mounted-as-folder',
  title: 'a whole volume is mounted, as a directory, under the name of one of its files',
  tier: 'kubernetes',
  covers: ['cfg.mountpath-wrong'],
  rung: RUNG.confirmed - 1, // a setting that names the file names the right one

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'is-directory');
    if (!fact) return undefined;
    const { path } = fact.fields;
    // EISDIR of read(2) comes without a path: then the only such mount is meant.
    const found = only(
      mountsLikeFiles(subject, evidence).filter(({ folder, file }) => (path === undefined ? file === lastName(folder) : path === folder)),
    );
    if (!found) return undefined;
    const { mount, folder, file, files, kind, name } = found;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `container ${subject.container.name} reads ${folder}, which is a directory: volume ${mount.name} (${kind} ${name}) is mounted there as a whole, so that its file is ${folder}/${file}`,
      confidence: path === undefined ? 'likely' : 'certain',
      object: fix.containerObject(`volumeMounts[${mount.name}]`),
      proof: [
        logProof(subject, fact),
        specProof(subject, 'volumeMounts', `${mount.name} at ${mount.mountPath}, no subPath`),
        keysProof(kind, name, files.join(', ')),
        attemptProof(subject),
      ],
      fixes: [
        fix.patchJson(`mount its file ${file} alone there (subPath)`, [
          { op: 'add', path: `${mountPath(fix, mount)}/subPath`, value: file },
        ]),
      ],
      decides: 'the path that it opened, which its log does not tell',
    };
  },
};

interface LikeFile {
  mount: VolumeMount;
  kind: 'ConfigMap' | 'Secret';
  name: string;
  /** Where it is mounted, and the file of the same name in it, or the only one. */
  folder: string;
  file: string;
  files: string[];
}

/** Folders are seldom called so, but for conf.d. */
const NAMES_FILE = /\.\w{2,10}$/;

/** Whole volumes of objects that are mounted under the name of one of their own files, or have but one. */
const mountsLikeFiles = (subject: Subject, evidence: Evidence): LikeFile[] =>
  (subject.container.volumeMounts ?? []).flatMap((mount) => {
    const folder = folderPath(mount.mountPath);
    const { volume, source } = mountedFile(folder, subject) ?? {};
    if (!volume || !source || mount.subPath !== undefined || mount.subPathExpr !== undefined) return [];
    const { kind, name: object } = source;
    const items = (volume.configMap ?? volume.secret)?.items;
    const files = items?.map((item) => item.path) ?? keysOf(kind, object, subject.namespace, evidence) ?? [];
    const name = lastName(folder);
    const file = files.includes(name) ? name : NAMES_FILE.test(name) ? only(files) : undefined;
    return file !== undefined ? [{ mount, kind, name: object, folder, file, files }] : [];
  });
