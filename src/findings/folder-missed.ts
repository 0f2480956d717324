/** What a page of health misses: a folder that a setting names, while the volume for it is mounted beside that. */
import { specProof } from '../evidence/proof.ts';
import { moveMount } from '../fixes/mount.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import type { Fix, Proof } from '../report.ts';
import { wantedFolder } from '../trace/files/wanted-folder.ts';
import { placeOf } from '../trace/settings/settings.ts';

export interface FolderMissed {
  /** For the end of a sentence. */
  words: string;
  proof: Proof;
  fix: Fix;
}

export function folderMissed(fact: Fact, fix: WorkloadFix): FolderMissed | undefined {
  const { subject, evidence } = fix;
  const wanted = fact.kind === 'file-missing' ? wantedFolder(fact as Fact<'file-missing'>, subject, evidence) : undefined;
  if (!wanted?.mount || !wanted.named) return undefined;
  const { folder, mount, named } = wanted;
  return {
    words: `; ${placeOf(named.setting)} names ${named.path}, which is not there, and volume ${mount.name} is mounted at ${mount.mountPath}`,
    proof: specProof(subject, 'volumeMounts', `${mount.name} at ${mount.mountPath}`),
    fix: moveMount(fix, mount, folder),
  };
}
