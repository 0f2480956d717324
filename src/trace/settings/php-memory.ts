/** Where PHP is told its memory_limit: an option of its command line, a php.ini of a ConfigMap, a variable that an image puts into one. */
import { BINARY } from '../../kube/quantity.ts';
import { only } from '../../only.ts';
import type { Change, Setting } from './settings.ts';

export interface PhpMemory {
  setting: Setting;
  /** As it is written: memory_limit=32M. */
  text: string;
  withSize: (megabytes: number) => Change;
}

/** php.net/manual/en/faq.using.php, shorthand byte values. */
const bytesOf = (number = '', unit = '') => Number(number) * (BINARY[unit.toLowerCase()] as number);
const OPTION = /\bmemory_limit["']?\]?\s{0,5}=\s{0,5}["']?(\d{1,12})([KMG]?)\b/gi;
const VALUE = /^(\d{1,12})([KMG]?)$/i;

/** The only one that is this many bytes, which is what the message gives. */
export function phpMemory(bytes: number, settings: readonly Setting[]): PhpMemory | undefined {
  const put = (setting: Setting, text: string) => (megabytes: number) => ({
    setting,
    to: (setting.written as string).replace(text, text.replace(/\d+[KMG]?(?=["']?$)/i, `${megabytes}M`)),
  });
  return only(
    settings.flatMap((setting): PhpMemory[] => {
      const { name, written } = setting;
      if (written === undefined) return [];
      const alone = /memory_?limit$/i.test(name ?? '') ? VALUE.exec(written.trim()) : null;
      if (alone)
        return bytesOf(alone[1], alone[2]) === bytes ? [{ setting, text: `${name}=${written}`, withSize: put(setting, alone[0]) }] : [];
      const last = [...written.matchAll(OPTION)].at(-1);
      return last && bytesOf(last[1], last[2]) === bytes ? [{ setting, text: last[0], withSize: put(setting, last[0]) }] : [];
    }),
  );
}
