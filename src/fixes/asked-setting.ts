/** A command that writes a value which only the user knows where a container is told it now. */
import type { Fix } from '../report.ts';
import { fieldBehind } from '../trace/settings/pod-field.ts';
import { lineWith } from '../trace/settings/setting-named.ts';
import type { Setting } from '../trace/settings/settings.ts';
import { changeKeys } from './change-keys.ts';
import { ask, wordOf } from './command.ts';
import { askedKey } from './keys.ts';
import { fieldFix } from './pod-field.ts';
import type { WorkloadFix } from './workload.ts';

/** `refused` is the value that stands there, `name` the program's own name for the setting, `what` says what is wanted. */
export function askedSetting(
  text: string,
  setting: Setting,
  { name, refused, what }: { name: string | undefined; refused: string | undefined; what: string },
  fix: WorkloadFix,
): Fix | undefined {
  const { place, written } = setting;
  const variable = setting.name ?? ((name && wordOf(name).replace(/^-+/, '').split('.').at(-1)) || 'VALUE');
  const options = place.kind === 'env' && refused !== undefined ? aroundOption(written, refused) : undefined;
  if (options) {
    const word = ask(`${variable}=${options.before}`, name?.replace(/^.*-/, '') || 'VALUE', what, false);
    return fix.setEnv(text, [{ ...word, after: options.after }]);
  }
  const field = fieldBehind(setting, fix.subject);
  const inPod = field && fieldFix(text, setting, field, what, fix);
  if (inPod) return inPod;
  if (place.kind === 'env') return fix.setEnv(text, [ask(`${variable}=`, variable, what, false)]);
  if (place.kind === 'secret')
    return changeKeys(text, { sort: 'Secret', name: place.object }, askedKey('Secret', place.key, variable, what), fix);
  if (place.kind === 'configmap' && place.path === undefined) {
    if (place.immutable) return fix.setEnv(text, [ask(`${variable}=`, variable, what, false)]);
    return changeKeys(text, { sort: 'ConfigMap', name: place.object }, askedKey('ConfigMap', place.key, variable, what), fix);
  }
  if (place.kind === 'argument') {
    // The value alone is replaced: --since=VALUE keeps its name.
    const at = refused === undefined || written === undefined ? -1 : written.lastIndexOf(refused);
    if (at < 0) return undefined;
    const word = ask((written as string).slice(0, at), variable, what, false);
    const after = (written as string).slice(at + (refused as string).length);
    return fix.askWord(text, `/spec${fix.containerPath}/${place.list}/${place.index}`, { ...word, after });
  }
  const line = lineWith(name, refused, setting);
  if (place.kind !== 'configmap' || line === undefined || written === undefined || place.immutable) return undefined;
  // The value alone is replaced, in the one line that holds it.
  const lines = written.split('\n');
  const whole = lines[line.at] as string;
  const at = whole.lastIndexOf(line.value);
  const before = [...lines.slice(0, line.at), whole.slice(0, at)].join('\n');
  const after = [whole.slice(at + line.value.length), ...lines.slice(line.at + 1)].join('\n');
  return changeKeys(text, { sort: 'ConfigMap', name: place.object }, askedKey('ConfigMap', place.key, variable, what, before, after), fix);
}

/** What stands around the value of an option, in a variable that adds options to a command line. */
function aroundOption(written: string | undefined, value: string): { before: string; after: string } | undefined {
  const at = written?.indexOf(value) ?? -1;
  if (written === undefined || at < 0 || !/(?:^|\s)--?[A-Za-z][\w.-]*[=\s]["']?$/.test(written.slice(0, at))) return undefined;
  return { before: written.slice(0, at), after: written.slice(at + value.length) };
}
