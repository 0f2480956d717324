/** A command line that prints the end of a log and stops, as it is not told to follow it: tail without -f. */
import { lastName } from '../../kube/folder.ts';
import { commandLine } from '../../kube/pod.ts';
import type { Container } from '../../kube/shapes.ts';
import { shellLine } from './shell-line.ts';

export interface NotFollowing {
  program: string;
  option: string;
  list: 'command' | 'args';
  /** The word behind which the option belongs, or the whole line of a shell with it put in. */
  index: number;
  line: string | undefined;
}

/** With what each of them follows (tail: busybox and coreutils; -F also takes a file up that is made anew). */
const OPTION: Readonly<Record<string, string>> = { tail: '-F', journalctl: '-f' };
const FOLLOWS = /^(?:-[a-zA-Z0-9]{0,8}[fF]\w{0,8}|--follow(?:=\w+)?)$/;
/** All of the line is that program. */
const LINE = /^\s*(?:exec\s+)?(tail|journalctl)\s+([^;&|<>`$\n]+)\s*$/;

export function notFollowing(container: Container): NotFollowing | undefined {
  const list = container.command?.length ? 'command' : 'args';
  const words = commandLine(container);
  const program = lastName(words[0] ?? '');
  const option = OPTION[program];
  if (option) return words.some((word) => FOLLOWS.test(word)) ? undefined : { program, option, list, index: 0, line: undefined };
  const shell = shellLine(container);
  const [, own = '', rest = ''] = LINE.exec(shell?.line ?? '') ?? [];
  const follow = OPTION[own];
  if (!shell || !follow || rest.split(/\s+/).some((word) => FOLLOWS.test(word))) return undefined;
  return { program: own, option: follow, list: shell.list, index: shell.index, line: shell.line.replace(own, `${own} ${follow}`) };
}
