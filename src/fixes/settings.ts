/** Commands that write another value where a container is told one, in as few steps as can be. */
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import type { Change } from '../trace/settings/settings.ts';
import { restarting } from './fix.ts';
import { editKey, isPlain } from './secret-key.ts';
import type { JsonPatch, WorkloadFix } from './workload.ts';
import { writeKeys } from './write-keys.ts';

/** One fix for all changes together; undefined where there is none to make. */
export function changeSettings(text: string, changes: readonly Change[], fix: WorkloadFix): Fix | undefined {
  const commands: string[] = [];
  const words: string[] = [];
  const operations: JsonPatch[] = [];
  for (const { setting, to, from } of changes) {
    const { place, name } = setting;
    if (place.kind === 'argument') operations.push({ op: 'replace', path: `${fix.containerPath}/${place.list}/${place.index}`, value: to });
    else if (place.kind === 'secret') commands.push(...replaceInSecret(place.object, place.key, from ?? '', to, fix));
    else if (place.kind === 'configmap' && !(place.immutable && name && place.path === undefined)) {
      commands.push(writeKeys(fix, { sort: 'ConfigMap', name: place.object }, { [place.key]: to }));
    } else if (name) words.push(`${name}=${to}`);
  }
  if (words.length === 0 && operations.length === 0 && commands.length === 0) return undefined;
  const env = words.length === 0 ? undefined : operations.length === 0 ? fix.setEnv(text, words) : undefined;
  if (words.length > 0 && !env) operations.push(...environmentPatches(changes, fix));
  const patch = env ?? (operations.length > 0 ? fix.patchJson(text, operations) : undefined);
  // Variables, and files that are mounted with subPath, are read once, at the start.
  const last = patch ? patch.command : fix.restartCommand();
  return { ...(patch ?? restarting(text)), command: [...commands, ...present(last)].join(' && ') };
}

function environmentPatches(changes: readonly Change[], fix: WorkloadFix): JsonPatch[] {
  return changes.flatMap(({ setting: { place }, to }) =>
    place.kind === 'env' ? [{ op: 'replace' as const, path: `${fix.containerPath}/env/${place.index}/value`, value: to }] : [],
  );
}

/** Hosts in URLs and hosts alone are replaced. */
function replaceInSecret(object: string, key: string, from: string, to: string, fix: WorkloadFix): string[] {
  if (!isPlain(from, to)) return [];
  const command = editKey({ object, key }, `s#(^|//|@|,)${from.replaceAll('.', '\\.')}([:/,?]|$)#\\1${to}\\2#g`, fix);
  return command === undefined ? [] : [command];
}
