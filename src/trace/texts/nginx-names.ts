/** The longest of nginx's names of one sort in a text: its table of names takes none that is longer than a bucket (nginx/nginx:src/core/ngx_hash.c). */

/** server_name NAME…; of a map, what is mapped. */
const NAMES: Readonly<Record<string, RegExp>> = {
  server_names_hash: /\bserver_name\s+([^;{}]+);/g,
  map_hash: /\bmap\s+\S+\s+\$\w+\s*\{([^{}]*)\}/g,
};

export function longestName(table: string, text: string): string | undefined {
  const plain = text.replace(/#.*$/gm, '');
  const names = [...plain.matchAll(NAMES[table] ?? /(?!)/g)].flatMap(([, words = '']) => words.split(/[\s;]+/).filter(Boolean));
  return names.sort((a, b) => b.length - a.length)[0];
}

/** Room for a name: its length, a pointer, a terminator, each aligned (NGX_HASH_ELT_SIZE). */
const BESIDE = 32;

/** The next power of two, as nginx's own sizes are. */
export function bucketFor(name: string | undefined, size: number): number {
  let wanted = size * 2;
  while (wanted < (name?.length ?? 0) + BESIDE) wanted *= 2;
  return wanted;
}
