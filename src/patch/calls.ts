/** A printed command taken apart again: the calls of kubectl that it is made of. */

export type Calls =
  | { kind: 'calls'; calls: string[][] }
  /** Variables that only the user knows, and that are not set. */
  | { kind: 'asks'; variables: string[] }
  /** Pipes and the like, which only a shell can run. */
  | { kind: 'shell' };

/** What `quote` (shell-word.ts) and `kubectl` (fixes/command.ts) write, and nothing else: a word in single quotes, "$NAME", a plain piece. */
const PIECE = /'(?<quoted>[^']*)'|\\(?<escaped>')|"\$(?<variable>[A-Za-z_]\w*)"|(?<and> && )|(?<space> )|(?<plain>[\w@%+=:,./-]+)/y;

export function callsOf(command: string, env: Readonly<Record<string, string | undefined>>): Calls {
  const calls: string[][] = [[]];
  const missing = new Set<string>();
  let word: string | undefined;
  const end = () => {
    if (word !== undefined) calls.at(-1)?.push(word);
    word = undefined;
  };
  PIECE.lastIndex = 0;
  for (let at = 0; at < command.length; at = PIECE.lastIndex) {
    PIECE.lastIndex = at;
    const { quoted, escaped, variable, and, space, plain } = PIECE.exec(command)?.groups ?? { nothing: '' };
    if (and !== undefined || space !== undefined) {
      end();
      if (and !== undefined) calls.push([]);
    } else if (variable !== undefined) {
      const value = env[variable];
      if (value === undefined) missing.add(variable);
      word = (word ?? '') + (value ?? '');
    } else {
      const text = quoted ?? escaped ?? plain;
      if (text === undefined) return { kind: 'shell' };
      word = (word ?? '') + text;
    }
  }
  end();
  if (calls.some(([program]) => program !== 'kubectl')) return { kind: 'shell' };
  if (missing.size > 0) return { kind: 'asks', variables: [...missing] };
  return { kind: 'calls', calls: calls.map((words) => words.slice(1)) };
}
