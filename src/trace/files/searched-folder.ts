/** A program that is named without its folder, and a mount that lies where it is looked for. */

import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import type { Proof } from '../../report.ts';
import { startFailure } from '../programs/start-failure.ts';
import { type MountedFile, mountedFile } from './mounted-file.ts';
import { volumeFiles } from './volume-files.ts';

/** containerd's PATH of images that set none (pkg/oci/utils_unix.go); images that set one add folders of their own before these. */
export const USUAL_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export interface Searched {
  program: string;
  proof: Proof;
  /** Where it would lie: in the folder that the mount covers. */
  path: string;
  mounted: MountedFile;
  /** The mount brings it, as a file without its execute bit. */
  brought: boolean;
}

/**
 * Undefined where the runtime did not look for a bare name in vain, or no mount lies in the way. The runtime (Go's exec.LookPath)
 * passes over files without an execute bit there: it says "not found in $PATH" of these, too.
 */
export function searchedFolder(subject: Subject, evidence: Evidence): Searched | undefined {
  const started = startFailure(subject);
  if (started?.failure.sort !== 'not-found' || started.failure.program.includes('/')) return undefined;
  const { program } = started.failure;
  const set = subject.container.env?.find(({ name }) => name === 'PATH')?.value;
  for (const folder of (set ?? USUAL_PATH).split(':')) {
    const path = `${folderPath(folder)}/${program}`;
    const mounted = folder.startsWith('/') ? mountedFile(path, subject) : undefined;
    if (mounted) return { program, proof: started.proof, path, mounted, brought: isBrought(path, mounted, subject, evidence) };
  }
  return undefined;
}

function isBrought(path: string, { mount, volume }: MountedFile, { namespace }: Subject, evidence: Evidence): boolean {
  if (mount.mountPath === path) return true;
  return volumeFiles(volume, namespace, evidence)?.includes(path.slice(folderPath(mount.mountPath).length + 1)) ?? false;
}
