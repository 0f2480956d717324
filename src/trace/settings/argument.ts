/** A setting that is given as an argument: --maxmemory-policy lru. */
import type { Container } from '../../kube/shapes.ts';
import { nearest } from '../objects/references.ts';

export interface Argument {
  list: 'command' | 'args';
  index: number;
}

export function argumentOf(container: Container, setting: string, value: string): Argument | undefined {
  for (const list of ['args', 'command'] as const) {
    const index = (container[list] ?? []).findIndex((word, at, all) => word === value && all[at - 1] === `--${setting}`);
    if (index >= 0) return { list, index };
  }
  return undefined;
}

/** Of the values that the program's own words allow ("must be one of the following: a, b", "must be 'yes' or 'no'"), the one meant. */
export function betterValue(value: string, detail: string): string | undefined {
  const [, list] = /must be (?:one of(?: the following)?:? )?(.{1,300})$/.exec(detail) ?? [];
  if (!list) return undefined;
  const allowed = list
    .split(/,| or /)
    .map((word) => word.replace(/['"\s]/g, ''))
    .filter((word) => /^[\w.-]{1,40}$/.test(word));
  if (allowed.length < 2) return undefined;
  const near = nearest(value, allowed) ?? allowed.filter((word) => word.includes(value)).sort((a, b) => a.length - b.length)[0];
  return near ?? (allowed.length === 2 ? allowed[0] : undefined);
}
