/** A heap's size that stands where the runtime does not read it, brought to where it does. */

import { lastName } from '../kube/folder.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type Setting, unreadSources, variablesOf } from '../trace/settings/settings.ts';
import type { WorkloadFix } from './workload.ts';

/** Of the limit; above it nothing is left for the rest of the process. */
const MOST = 0.8;

/** Right behind the runtime, where it reads its options. */
function beforeProgram({ place, written = '' }: Setting, runtime: string, fix: WorkloadFix): Fix | undefined {
  const { command = [], args = [] } = fix.subject.container;
  const list = place.kind === 'argument' ? place.list : 'command';
  const at = command.findIndex((word) => lastName(word) === runtime);
  if (at < 0 || place.kind !== 'argument') return undefined;
  const rest = (list === 'command' ? command : args).filter((_, index) => index !== place.index);
  const moved =
    list === 'command'
      ? [...rest.slice(0, at + 1), written, ...rest.slice(at + 1)]
      : [...command.slice(0, at + 1), written, ...command.slice(at + 1)];
  return fix.patchJson(`let ${written} stand before the program, where ${runtime} reads it`, [
    { op: 'replace', path: `${fix.containerPath}/command`, value: moved },
    ...present(list === 'args' && { op: 'replace' as const, path: `${fix.containerPath}/args`, value: rest }),
  ]);
}

/** Under the name that the runtime reads, where that is more than the share of the memory that it takes by itself. */
export function asRead(
  { setting, bytes }: { setting: Setting; bytes: number },
  runtime: string,
  name: string | undefined,
  limit: number | undefined,
  fix: WorkloadFix,
): Fix | undefined {
  if (setting.place.kind === 'argument')
    return limit !== undefined && bytes > limit * MOST ? undefined : beforeProgram(setting, runtime, fix);
  const { value } = setting;
  const { subject, evidence } = fix;
  const isTaken = unreadSources(subject, evidence).length > 0 || variablesOf(subject, evidence).some((one) => one.name === name);
  if (limit === undefined || bytes < limit / 2 || bytes > limit * MOST || isTaken) return undefined;
  return fix.setEnv(`give it as ${name}, which ${runtime} itself reads`, [`${name}=${value}`]);
}
