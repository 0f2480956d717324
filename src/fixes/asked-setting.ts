/** A command that writes a value which only the user knows where a container is told it now. */
import type { Fix } from '../report.ts';
import type { Sort } from '../trace/objects/references.ts';
import { fieldBehind } from '../trace/settings/pod-field.ts';
import { lineWith } from '../trace/settings/setting-named.ts';
import type { Place, Setting } from '../trace/settings/settings.ts';
import { changeKeys } from './change-keys.ts';
import { type Asked, ask, wordOf } from './command.ts';
import { askedKey } from './keys.ts';
import { fieldFix } from './pod-field.ts';
import type { WorkloadFix } from './workload.ts';

/** `refused` is the value that stands there, `name` the program's own name for the setting, `what` says what is wanted. */
interface Wanted {
  name: string | undefined;
  refused: string | undefined;
  what: string;
}

export function askedSetting(text: string, setting: Setting, wanted: Wanted, fix: WorkloadFix): Fix | undefined {
  const { place } = setting;
  const variable = setting.name ?? ((wanted.name && wordOf(wanted.name).replace(/^-+/, '').split('.').at(-1)) || 'VALUE');
  switch (place.kind) {
    case 'env':
      return inEnv(text, setting, variable, wanted, fix);
    case 'argument':
      return inArgument(text, { ...setting, place }, variable, wanted, fix);
    case 'secret':
      return inKey(text, 'Secret', place, askedKey('Secret', place.key, variable, wanted.what), fix);
    case 'configmap': {
      if (place.path !== undefined) return inLine(text, { ...setting, place }, variable, wanted, fix);
      if (place.immutable) return fix.setEnv(text, [ask(`${variable}=`, variable, wanted.what, false)]);
      return inKey(text, 'ConfigMap', place, askedKey('ConfigMap', place.key, variable, wanted.what), fix);
    }
  }
}

type In<Kind extends Place['kind']> = Setting & { place: Extract<Place, { kind: Kind }> };

const inKey = (text: string, sort: Sort, { object }: { object: string }, key: Asked, fix: WorkloadFix): Fix =>
  changeKeys(text, { sort, name: object }, key, fix);

/** Of one that adds options to a command line, the value of the option alone; of one that is taken from the pod, there. */
function inEnv(text: string, setting: Setting, variable: string, { name, refused, what }: Wanted, fix: WorkloadFix): Fix {
  const options = refused === undefined ? undefined : aroundOption(setting.written, refused);
  if (options) {
    const word = ask(`${variable}=${options.before}`, name?.replace(/^.*-/, '') || 'VALUE', what, false);
    return fix.setEnv(text, [{ ...word, after: options.after }]);
  }
  const field = fieldBehind(setting, fix.subject);
  const inPod = field && fieldFix(text, setting, field, what, fix);
  return inPod ?? fix.setEnv(text, [ask(`${variable}=`, variable, what, false)]);
}

/** The value alone is replaced: --since=VALUE keeps its name. */
function inArgument(
  text: string,
  { place, written }: In<'argument'>,
  variable: string,
  { refused, what }: Wanted,
  fix: WorkloadFix,
): Fix | undefined {
  if (refused === undefined || written === undefined) return undefined;
  const at = written.lastIndexOf(refused);
  if (at < 0) return undefined;
  const word = ask(written.slice(0, at), variable, what, false);
  const after = written.slice(at + refused.length);
  return fix.askWord(text, `/spec${fix.containerPath}/${place.list}/${place.index}`, { ...word, after });
}

/** The value alone is replaced, in the one line of the file that holds it. */
function inLine(
  text: string,
  setting: In<'configmap'>,
  variable: string,
  { name, refused, what }: Wanted,
  fix: WorkloadFix,
): Fix | undefined {
  const { place, written } = setting;
  const line = lineWith(name, refused, setting);
  if (line === undefined || written === undefined || place.immutable) return undefined;
  const lines = written.split('\n');
  const whole = lines[line.at] as string;
  const at = whole.lastIndexOf(line.value);
  const before = [...lines.slice(0, line.at), whole.slice(0, at)].join('\n');
  const after = [whole.slice(at + line.value.length), ...lines.slice(line.at + 1)].join('\n');
  return inKey(text, 'ConfigMap', place, askedKey('ConfigMap', place.key, variable, what, before, after), fix);
}

/** What stands around the value of an option, in a variable that adds options to a command line. */
function aroundOption(written: string | undefined, value: string): { before: string; after: string } | undefined {
  const at = written?.indexOf(value) ?? -1;
  if (written === undefined || at < 0 || !/(?:^|\s)--?[A-Za-z][\w.-]*[=\s]["']?$/.test(written.slice(0, at))) return undefined;
  return { before: written.slice(0, at), after: written.slice(at + value.length) };
}
