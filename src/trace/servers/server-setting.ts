/** A setting of a server by its own name: in its command line, or in a file that a ConfigMap mounts. */
import { escaped } from '../../escaped.ts';
import { lastName } from '../../kube/folder.ts';
import { only } from '../../only.ts';
import { type Change, fileOf, type Setting } from '../settings/settings.ts';

export interface ServerSetting {
  name: string;
  value: string;
  /** The line or word that gives it. */
  text: string;
  setting: Setting;
  changedTo(value: string): Change;
}

const VALUE = `(?:'([^'\\n]*)'|"([^"\\n]*)"|([^\\s'"#;]+))`;

/**
 * The first of these names that is given. The command line goes before files, as for redis-server and postgres; of a file the last line.
 * Forms: --name value, --name=value, -c name=value (one word or two, also inside a shell line), and `name value` or `name = value` as a line.
 */
export function serverSetting(names: readonly string[], settings: readonly Setting[]): ServerSetting | undefined {
  for (const name of names) {
    const found = inArguments(name, settings) ?? inFiles(name, settings);
    if (found) return found;
  }
  return undefined;
}

const optionOf = (name: string) => new RegExp(`(^|[\\s'"])((?:--|-c ?)?${escaped(name)}(?: *= *| +))${VALUE}`, 'i');

/** The only variable that has it among options, as libpq's PGOPTIONS: -c statement_timeout=5s. */
export function settingInVariable(name: string, settings: readonly Setting[]): ServerSetting | undefined {
  const form = optionOf(name);
  return only(
    settings.flatMap((setting): ServerSetting[] => {
      const match = setting.name === undefined ? null : (setting.written ?? '').match(form);
      const written = setting.written ?? '';
      return match?.[2]?.includes('=')
        ? [
            {
              name,
              value: valueOf(match),
              text: match[0].trim(),
              setting,
              changedTo: (to) => ({ setting, to: written.replace(form, `$1$2${to}`) }),
            },
          ]
        : [];
    }),
  );
}

function inArguments(name: string, settings: readonly Setting[]): ServerSetting | undefined {
  const words = settings.filter(({ place }) => place.kind === 'argument');
  const form = optionOf(name);
  for (const [index, setting] of words.entries()) {
    const written = setting.written ?? '';
    const next = words[index + 1];
    if (written.toLowerCase() === `--${name}`.toLowerCase() && next?.written !== undefined && !next.written.startsWith('--'))
      return { name, value: next.written, text: `${written} ${next.written}`, setting: next, changedTo: (to) => ({ setting: next, to }) };
    const match = written.match(form);
    if (match)
      return {
        name,
        value: valueOf(match),
        text: written,
        setting,
        changedTo: (to) => ({ setting, to: written.replace(form, `$1$2${to}`) }),
      };
  }
  return undefined;
}

function inFiles(name: string, settings: readonly Setting[]): ServerSetting | undefined {
  const form = new RegExp(`^([ \\t]*)(${escaped(name)}(?:[ \\t]*=[ \\t]*|[ \\t]+))${VALUE}`, 'gim');
  for (const setting of settings) {
    if (setting.place.kind !== 'configmap' || setting.place.path === undefined) continue;
    const match = [...(setting.written ?? '').matchAll(form)].at(-1);
    if (!match) continue;
    const written = setting.written as string;
    const at = match.index;
    return {
      name,
      value: valueOf(match),
      text: written.slice(at).split('\n')[0]?.trim() ?? '',
      setting,
      changedTo: (to) => ({ setting, to: `${written.slice(0, at)}${match[1]}${match[2]}${to}${written.slice(at + match[0].length)}` }),
    };
  }
  return undefined;
}

const valueOf = (match: RegExpMatchArray) => match[3] ?? match[4] ?? match[5] ?? '';

/** The text of the file of this path, or of the one with this last name. */
export function mountedText(path: string, settings: readonly Setting[]): Setting | undefined {
  return (
    settings.find((setting) => fileOf(setting) === path) ?? settings.find((setting) => fileOf(setting)?.endsWith(`/${lastName(path)}`))
  );
}
