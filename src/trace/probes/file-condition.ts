/** What a probe's command asks of a file, where it is nothing but a condition: test and [ write nothing when it does not hold. */
import { isShell } from '../programs/shell-line.ts';

export interface FileCondition {
  path: string;
  /** What holds, as the command failed. */
  words: string;
  /** It fails because there is such a file. */
  isThere: boolean;
}

/** test ! -e FILE, [ -f FILE ], also as a line for a shell. Only what is there or is not: -s, -w and the like tell more than that. */
const CONDITION = /^(?:(?:\/usr)?\/bin\/)?(?:test|\[) (! )?-([efd]) (\/[\w./@:+-]{1,250})( \])?$/;

export function fileCondition(command: readonly string[]): FileCondition | undefined {
  const [shell = '', option, line = ''] = command;
  const text = isShell(shell) && option === '-c' && command.length === 3 ? line.trim() : command.join(' ');
  const [, not, kind, path] = CONDITION.exec(text.replace(/["']/g, '')) ?? [];
  if (path === undefined) return undefined;
  const what = kind === 'd' ? 'folder' : kind === 'f' ? 'file' : '';
  return {
    path,
    isThere: not !== undefined,
    words: not === undefined ? `there is no ${what} ${path}`.replace('  ', ' ') : `${what ? `the ${what} ` : ''}${path} is there`,
  };
}
