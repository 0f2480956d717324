/** The volume in which a program that a shell does not find was to lie, or under which the image may have it, hidden. */

import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import type { VolumeMount } from '../../kube/shapes.ts';
import { placeOf, variablesOf } from '../settings/settings.ts';
import { mountedFile } from './mounted-file.ts';

/** Where images have programs: the folders of the system, and those of applications (node_modules/.bin, .venv/bin, vendor/bin). */
const OF_PROGRAMS = /^\/(?:usr(?:\/(?:local|src))?|bin|sbin|lib|opt|app|srv|code|workspace|home|root)(?:\/|$)/;
/** What lies below those, and is no folder of programs. */
const BESIDE = /\/(?:etc|conf|config|configs|certs?|ssl|tls|secrets?|data|logs?|tmp|cache|share|html|static|media|uploads?)(?:\/|$)/;

export function volumeBefore(command: string, subject: Subject): VolumeMount | undefined {
  if (command.startsWith('/')) return mountedFile(command, subject)?.mount;
  const { volumeMounts = [], workingDir } = subject.container;
  return volumeMounts.find(
    ({ mountPath, subPath }) =>
      subPath === undefined && (folderPath(mountPath) === workingDir || (OF_PROGRAMS.test(mountPath) && !BESIDE.test(mountPath))),
  );
}

/** A shell says the same of what a volume hides, of a PATH without its folder, and of a file whose interpreter or loader is not there. */
export function doubtOf(
  command: string,
  before: VolumeMount | undefined,
  { subject, evidence }: { subject: Subject; evidence: Evidence },
): string {
  if (before) return `; volume ${before.name} is mounted over ${before.mountPath}${command.startsWith('/') ? '' : ', and may hide it'}`;
  if (command.includes('/'))
    return '; or it is there, and what should run it is not: the interpreter of its first line (#!), or its loader';
  const path = variablesOf(subject, evidence).find(({ name, place }) => name === 'PATH' && place.kind === 'secret');
  return path ? `; its PATH is from ${placeOf(path)}, which is not read` : '';
}
