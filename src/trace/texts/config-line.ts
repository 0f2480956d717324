/** One line of a file of settings that gives a key a value, whatever the format: `key: value`, `key = value`, `- "key": value,`. */
export interface ConfigLine {
  key: string;
  /** All that stands behind the key. */
  rest: string;
  /** Without quotes, a comment, and what ends the line. */
  value: string;
}

export function configLine(line: string): ConfigLine | undefined {
  const [, key, rest = ''] = /^\s*(?:-\s+)?["']?([\w.-]{1,100})["']?\s*[:=]\s*(.*)$/.exec(line) ?? [];
  if (key === undefined) return undefined;
  const [, , quoted] = /^(["'])(.*?)\1[\s,;]*(?:#.*)?$/.exec(rest) ?? [];
  return { key, rest, value: quoted ?? rest.replace(/\s+#.*$/, '').replace(/[\s,;]+$/, '') };
}
