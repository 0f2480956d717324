/** A variable names a folder of a volume that nobody fills, and another container of the pod fills one beside it. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath, parentOf } from '../../kube/folder.ts';
import { only } from '../../only.ts';
import { type Setting, variablesOf } from '../settings/settings.ts';
import { type FilledBy, writersInto } from './filled-by.ts';
import type { MountedFile } from './mounted-file.ts';

export interface FolderMeant {
  setting: Setting;
  /** The folder that is filled. */
  folder: string;
  by: FilledBy;
}

/** Undefined where several folders are filled, or that very one. */
export function folderMeant(path: string, { mount }: MountedFile, subject: Subject, evidence: Evidence): FolderMeant | undefined {
  const wanted = parentOf(path);
  const setting = only(variablesOf(subject, evidence).filter(({ value = '' }) => value.startsWith('/') && folderPath(value) === wanted));
  if (!setting || wanted === folderPath(mount.mountPath)) return undefined;
  const writers = writersInto(path, mount, subject, evidence);
  const folder = only([...new Set(writers.map((one) => parentOf(one.path)))]);
  const by = writers.find((one) => parentOf(one.path) === folder);
  return by && folder !== undefined && folder !== wanted ? { setting, folder, by } : undefined;
}
