/** What a program's log says it may not use. */
import { valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { folderPath } from '../../kube/folder.ts';
import type { Fact } from '../../logs/fact.ts';
import { decisiveFact } from '../../logs/reading.ts';

export type Denied = Fact<'permission-denied' | 'operation-not-permitted'>;

/**
 * A shell says the same of a file that it may not run and of one that a redirection may not open. It ends with 126 for the first alone
 * (POSIX 2.8.2), and a redirection that fails ends the script with another code.
 */
export function deniedIn(subject: Subject): Denied | undefined {
  const log = valueOf(subject.log());
  const fact = decisiveFact(log, 'permission-denied', 'operation-not-permitted');
  if (fact) return fact;
  const shell = decisiveFact(log, 'not-executable');
  const { attempt } = subject;
  if (!shell || !attempt || attempt.exitCode === 0 || attempt.exitCode === 126) return undefined;
  return { ...shell, kind: 'permission-denied', fields: { path: shell.fields.path } };
}

/**
 * A path that is given from the working directory, as a whole one: where the pod spec names that directory, or where the path begins with
 * the last name of one mount alone. Itself where neither is so.
 */
export function wholePath(path: string, { container }: Subject): string {
  if (path.startsWith('/')) return path;
  const plain = path.replace(/^(?:\.\/+)+/, '');
  if (plain === '' || plain.startsWith('..')) return path;
  if (container.workingDir?.startsWith('/')) return `${folderPath(container.workingDir)}/${plain}`;
  const [first = ''] = plain.split('/');
  const mounts = (container.volumeMounts ?? []).filter(({ mountPath }) => folderPath(mountPath).endsWith(`/${first}`));
  const [mount] = mounts;
  return mount && mounts.length === 1 ? folderPath(mount.mountPath) + plain.slice(first.length) : path;
}
