/** An option that stands alone and is given a value all the same (--once=false), and how it is written as the program takes it. */
import { escaped } from '../escaped.ts';
import { dropList, setWord } from '../fixes/command-line.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import { shellLine } from '../trace/programs/shell-line.ts';
import type { GivenFlag } from './given-flag.ts';

/** Such a value says that the option is not wanted. */
const NO = /^(?:false|no|off|0|n|f)$/i;

export function spareValue(flag: string, fix: WorkloadFix): GivenFlag | undefined {
  const { container } = fix.subject;
  for (const list of ['args', 'command'] as const) {
    const words = container[list] ?? [];
    const index = words.findIndex((word) => word.startsWith(`${flag}=`));
    const word = words[index];
    if (word === undefined) continue;
    const removed =
      words.length === 1
        ? dropList(fix, `take ${list} out: without ${flag} it does not do that`, list)
        : fix.patchJson(`take ${word} out: without ${flag} it does not do that`, [
            { op: 'remove', path: `${fix.containerPath}/${list}/${index}` },
          ]);
    return {
      place: `${list}[${index}]`,
      word,
      text: words.join(' '),
      ...written(word, removed, setWord(fix, text(flag), list, index, flag)),
    };
  }
  const line = shellLine(container);
  const [token] = line ? (new RegExp(`(?<![\\w-])${escaped(flag)}=[^\\s;&|]*`).exec(line.line) ?? []) : [];
  if (!line || token === undefined) return undefined;
  const change = (what: string, to: string) =>
    setWord(
      fix,
      what,
      line.list,
      line.index,
      line.line.replace(to ? token : ` ${token}`, () => to),
    );
  return {
    place: `${line.list}[${line.index}]`,
    word: token,
    text: line.line,
    ...written(token, change(`take ${token} out: without ${flag} it does not do that`, ''), change(text(flag), flag)),
  };
}

const text = (flag: string) => `write ${flag} alone`;

/** The way that the value means comes first, and is the only one where it says no. */
function written(word: string, removed: GivenFlag['removed'], alone: GivenFlag['removed']) {
  return { corrected: NO.test(word.slice(word.indexOf('=') + 1).replace(/^(["'])(.*)\1$/, '$2')) ? undefined : alone, removed };
}
