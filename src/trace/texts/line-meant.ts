/** The line of a file that begins with nearly the name that is looked for: batchsize = 10, where grep looks for ^batch_size. */
import { nearest } from '../../nearest.ts';

export interface MeantLine {
  from: string;
  to: string;
  text: string;
}

const NAME = /^\s*([A-Za-z_][\w.-]*)\s*[=:]/;

/** `pattern`: a name alone, with what stands around it: ^name= */
export function lineMeant(pattern: string, text: string): MeantLine | undefined {
  const [, to] = /^\^?([A-Za-z_][\w.-]*) ?[=:]?$/.exec(pattern) ?? [];
  if (to === undefined) return undefined;
  const lines = text.split('\n');
  const from = nearest(
    to,
    lines.flatMap((line) => NAME.exec(line)?.[1] ?? []),
  );
  if (from === undefined) return undefined;
  const changed = lines.map((line) => (NAME.exec(line)?.[1] === from ? line.replace(from, () => to) : line));
  return { from, to, text: changed.join('\n') };
}
