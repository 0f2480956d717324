/** Directives of a module that an nginx was built without, told by their names: those of one module begin alike (brotli, brotli_types). */
import { DIRECTIVES } from './directives.ts';

export interface WithoutFamily {
  text: string;
  /** From 1. */
  lines: number[];
  names: string[];
}

const familyOf = (name: string) => name.split('_')[0] as string;

/** Undefined where nginx's own directives begin so too, or one of them opens a block: then what belongs to it is not seen. */
export function withoutFamily(text: string, directive: string): WithoutFamily | undefined {
  const family = familyOf(directive);
  if ((DIRECTIVES['nginx'] ?? []).some((name) => familyOf(name) === family)) return undefined;
  const lines = text.split('\n');
  const found = lines.flatMap((line, index) => {
    const [, name] = line.match(/^\s*([a-z][\w]*)(?=[\s;{])/) ?? [];
    return name !== undefined && familyOf(name) === family
      ? [{ index, name, whole: /;\s*(?:#.*)?$/.test(line) && !/[{}]/.test(line) }]
      : [];
  });
  if (found.length === 0 || !found.every(({ whole }) => whole)) return undefined;
  return {
    text: lines.filter((_, index) => !found.some((one) => one.index === index)).join('\n'),
    lines: found.map(({ index }) => index + 1),
    names: [...new Set(found.map(({ name }) => name))],
  };
}
