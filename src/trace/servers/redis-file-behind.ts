/** redis-server --protected-mode no /etc/redis.conf: a file behind an option, which takes it for one more value. */
import type { Container } from '../../kube/shapes.ts';

export interface FileBehind {
  list: 'command' | 'args';
  /** Of the file, and of the first option. */
  index: number;
  first: number;
  file: string;
  option: string;
}

/** `token`: the line that Redis has made of an option and its values, each of them in quotation marks (sdscatrepr). */
export function fileBehind(token: string | undefined, { command = [], args = [] }: Container): FileBehind | undefined {
  const [, option = '', file] = /^([\w.-]{2,60})(?: "[^"]{0,200}"){1,20} "(\/[^"]{1,200})"$/.exec(token ?? '') ?? [];
  if (file === undefined) return undefined;
  for (const [list, words] of [
    ['args', args],
    ['command', command],
  ] as const) {
    const index = words.indexOf(file);
    const first = words.findIndex((word) => word.startsWith('--'));
    if (index > first && first >= 0 && words.slice(first, index).includes(`--${option}`)) return { list, index, first, file, option };
  }
  return undefined;
}
