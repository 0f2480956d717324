/** What a path of the API server names: the opposite of paths.ts. */
import { KINDS } from './shape-table.ts';
import type { Plural } from './shapes.ts';

export interface AskedFor {
  plural: Plural;
  /** Absent: a list. */
  name?: string;
}

/** Undefined for a path of something else, such as a log. */
export function askedFor(url: string): AskedFor | undefined {
  const [path = ''] = url.split('?', 1);
  const parts = path.split('/').slice(1);
  // api/VERSION or apis/GROUP/VERSION
  const group = parts[0] === 'apis' ? parts[1] : '';
  const rest = parts.slice(parts[0] === 'apis' ? 3 : 2);
  if (rest[0] === 'namespaces' && rest.length > 2) rest.splice(0, 2);
  const [word = '', name, ...more] = rest;
  const plural = group === 'metrics.k8s.io' && word === 'pods' ? 'podmetrics' : word;
  if (!Object.hasOwn(KINDS, plural) || more.length > 0) return undefined;
  return name === undefined ? { plural: plural as Plural } : { plural: plural as Plural, name: decodeURIComponent(name) };
}
