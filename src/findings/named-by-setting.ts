/** Which variable of a container brings a module or file into play that its log misses: NODE_OPTIONS=--require /app/tracing.js, FLASK_APP=shop. */

import { askedSetting } from '../fixes/asked-setting.ts';
import { dropVariable } from '../fixes/command-line.ts';
import { changeSettings } from '../fixes/settings.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Fix } from '../report.ts';
import { placeOf, type Setting } from '../trace/settings/settings.ts';

export interface NamedBySetting {
  setting: Setting & { name: string };
  fix: Fix | undefined;
}

/** Without it, Flask looks for wsgi.py and app.py (flask.palletsprojects.com, Application Discovery), or takes what the image sets. */
const DEFAULTED = 'FLASK_APP';

/** The only variable with that word in it, by itself, as the value of an option, or in a list. `there`: where the file is instead. */
export function namedBySetting(word: string, settings: readonly Setting[], fix: WorkloadFix, there?: string): NamedBySetting | undefined {
  const found = settings.filter(
    (one): one is Setting & { name: string } =>
      one.name !== undefined &&
      (partsOf(one.value ?? '').some((part) => valueOfOption(part) === word) || itemsOf(one.value).includes(word)),
  );
  const [setting] = found;
  if (!setting || found.length > 1) return undefined;
  const parts = partsOf(setting.value ?? '');
  const at = parts.findIndex((part) => valueOfOption(part) === word);
  const from = parts[at]?.startsWith('-') ? at : parts[at - 1]?.startsWith('-') ? at - 1 : undefined;
  const moved =
    there !== undefined && setting.written !== undefined && setting.written === setting.value
      ? changeSettings(`name ${there} in ${placeOf(setting)}`, [{ setting, to: setting.written.replaceAll(word, there) }], fix)
      : undefined;
  if (moved) return { setting, fix: moved };
  const items = itemsOf(setting.written);
  if (items.includes(word))
    return {
      setting,
      fix: changeSettings(
        `take ${word} out of ${placeOf(setting)}`,
        [{ setting, to: items.filter((item) => item !== word).join(',') }],
        fix,
      ),
    };
  if (setting.name === DEFAULTED && setting.place.kind !== 'secret') {
    const text = `take ${placeOf(setting)} out, so that Flask finds the image's own wsgi.py or app.py`;
    const dropped = setting.place.kind === 'env' ? dropVariable(fix, text, setting.name) : changeSettings(text, [{ setting, to: '' }], fix);
    return { setting, fix: dropped };
  }
  const repair =
    from === undefined
      ? askedSetting(
          `set ${placeOf(setting)} to one that the image has`,
          setting,
          { name: setting.name, refused: word, what: `a valid value of ${setting.name}` },
          fix,
        )
      : setting.written !== undefined && setting.written === setting.value
        ? changeSettings(
            `take ${parts.slice(from, at + 1).join(' ')} out of ${placeOf(setting)}`,
            [{ setting, to: parts.filter((_, index) => index < from || index > at).join(' ') }],
            fix,
          )
        : undefined;
  return { setting, fix: repair };
}

/** A list with commas; a single word is none. */
const itemsOf = (value: string | undefined) => (value?.includes(',') ? value.split(',').map((item) => item.trim()) : []);

const partsOf = (value: string) => value.trim().split(/\s+/);
/**
 * --require=x is x, and so is x:app, which names the object in the module; -javaagent:x=options and -agentpath:x=options
 * (docs.oracle.com, the java command) are x too.
 */
const valueOfOption = (part: string) =>
  part
    .replace(/^-(?:javaagent|agentpath):([^=]+)(?:=.*)?$/, '$1')
    .replace(/^--?[\w-]+=/, '')
    .replace(/^([\w/]+)\.py(?=$|:)/, '$1')
    .replace(/(?<=^[\w.]+):[\w.]+(?:\(\))?$/, '');
