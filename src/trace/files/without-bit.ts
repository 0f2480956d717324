/** A script that is itself what is run, where its ConfigMap or Secret is mounted without an execute bit: nobody may run it, not even root. */
import type { Subject } from '../../evidence/subject.ts';
import { fileMode } from './file-mode.ts';
import { mountedFile } from './mounted-file.ts';

export function withoutBit([path = '']: readonly string[], subject: Subject): string | undefined {
  const mounted = path.startsWith('/') ? mountedFile(path, subject) : undefined;
  const mode = mounted?.source && fileMode(mounted.volume, mounted.source.key);
  return mode !== undefined && (mode & 0o111) === 0 ? path : undefined;
}
