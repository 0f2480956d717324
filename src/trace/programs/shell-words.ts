/** Words behind the script of `sh -c`: the shell runs the script alone, and they become $0, $1 … of it (POSIX sh, -c command_string). */
import type { Container } from '../../kube/shapes.ts';
import { inScript } from '../../shell-word.ts';
import { shellLine } from './shell-line.ts';

export interface LostWords {
  shell: string[];
  script: string;
  lost: string[];
  /** All of it as one script, as it was meant. */
  whole: string;
}

/** What is written for $0, which the shell puts before its messages: sh -c SCRIPT sh. */
const ZERO = /^(?:--?|_|(?:\S*\/)?(?:ba|da|a|z|k)?sh)$/;

/** Undefined where there are none, or the script uses them. */
export function lostWords({ command = [], args = [] }: Container): LostWords | undefined {
  const found = shellLine({ command, args });
  if (!found) return undefined;
  const words = [...command, ...args];
  const at = found.list === 'command' ? found.index : command.length + found.index;
  const lost = words.slice(at + 1);
  if (lost.length === 0 || (lost.length === 1 && ZERO.test(lost[0] as string)) || /\$(?:[@*#\d]|\{[@*#\d])/.test(found.line))
    return undefined;
  return { shell: words.slice(0, at), script: found.line, lost, whole: [found.line, ...lost.map(inScript)].join(' ') };
}
