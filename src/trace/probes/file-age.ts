/** What a probe's command asks of the age of a file that its program touches while it is well. */
import { isShell } from '../programs/shell-line.ts';

export interface FileAge {
  path: string;
  /** As long as it may be untouched, in words: 10 s, 1 min. */
  most: string;
  /** The same for a file of six times that age. */
  longer: { most: string; command: string[] };
}

const FILE = String.raw`(\/[\w./@:+-]{1,250})`;
const TIME_OF = String.raw`\$\((?:stat -c ?%Y ${FILE}|date -r ${FILE} \+%s)\)`;
/**
 * test $(( $(date +%s) - $(stat -c %Y FILE) )) -lt SECONDS, [ -n "$(find FILE -mmin -MINUTES)" ], find FILE -mmin -MINUTES | grep …: without
 * quotation marks. Where there is no such file, each of them says so; so a silent one has found it, and too old.
 */
const FORMS: readonly [form: RegExp, seconds: number][] = [
  [new RegExp(String.raw`^(?:test|\[) \$\(\( ?\$\(date \+%s\) ?- ?${TIME_OF} ?\)\) -l[te] (\d{1,6})(?: \])?$`), 1],
  [new RegExp(String.raw`^(?:test|\[) (?:-n )?\$\(find ${FILE}() -mmin -(\d{1,4})(?: -print)?\)(?: \])?$`), 60],
  [new RegExp(String.raw`^find ${FILE}() -mmin -(\d{1,4}) \| grep (?:-q )?(?:\.|\S*\w)$`), 60],
];
const TIMES = 6;

export function fileAge(command: readonly string[]): FileAge | undefined {
  const [shell = '', option, line = ''] = command;
  if (!isShell(shell) || option !== '-c' || command.length !== 3) return undefined;
  const text = line.trim().replace(/["']/g, '').replace(/\s+/g, ' ');
  for (const [form, unit] of FORMS) {
    const [, one, other, number] = form.exec(text) ?? [];
    const path = one || other;
    // The number stands once, or which one is meant is open.
    if (!path || number === undefined || line.split(new RegExp(`(?<![\\w.])${number}(?![\\w.])`)).length !== 2) continue;
    const more = Number(number) * TIMES;
    const changed = line.replace(new RegExp(`(?<![\\w.])${number}(?![\\w.])`), String(more));
    return { path, most: inWords(Number(number) * unit), longer: { most: inWords(more * unit), command: [shell, option, changed] } };
  }
  return undefined;
}

const inWords = (seconds: number) => (seconds % 60 === 0 && seconds >= 60 ? `${seconds / 60} min` : `${seconds} s`);
