/** A command of Redis that its server is told to know by another name, or by none: rename-command CONFIG "" (redis.conf, SECURITY). */
import { escaped } from '../../escaped.ts';
import { fileOf, type Setting } from '../settings/settings.ts';
import type { ServerSetting } from './server-setting.ts';

/** A name in quotation marks or without; in a list of arguments also an empty word. */
const NAME = `(?:"[^"\\n]*"|'[^'\\n]*'|[^\\s'"]+)`;

/** What it is changed to is the command's own name again: in a file by taking the line out. */
export function renamedCommand(command: string, settings: readonly Setting[]): ServerSetting | undefined {
  const name = `rename-command ${command}`;
  const line = new RegExp(`^[ \\t]*rename-command[ \\t]+"?${escaped(command)}"?[ \\t]+(${NAME})[ \\t]*(?:\\n|$)`, 'im');
  const option = new RegExp(`(--rename-command[ \\t]+"?${escaped(command)}"?[ \\t]+)(${NAME})`, 'i');
  for (const [index, setting] of settings.entries()) {
    const { written = '', place } = setting;
    const inFile = fileOf(setting) === undefined ? null : line.exec(written);
    if (inFile)
      return {
        name,
        value: inFile[1] as string,
        text: inFile[0].trim(),
        setting,
        changedTo: () => ({ setting, to: written.replace(inFile[0], '') }),
      };
    if (place.kind !== 'argument') continue;
    const inLine = option.exec(written);
    if (inLine) {
      const [text, before, value] = inLine as unknown as [string, string, string];
      return { name, value, text, setting, changedTo: (to) => ({ setting, to: written.replace(text, () => before + to) }) };
    }
    const [whose, as] = settings.slice(index + 1);
    if (written === '--rename-command' && whose?.written?.toLowerCase() === command.toLowerCase() && as?.written !== undefined)
      return {
        name,
        value: as.written,
        text: `${written} ${whose.written} "${as.written}"`,
        setting: as,
        changedTo: (to) => ({ setting: as, to }),
      };
  }
  return undefined;
}
