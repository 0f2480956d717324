/** The field that a patch changes, as its path in the manifest: spec.template.spec.containers[app].image. */
import type { JsonPatch } from './workload.ts';

/** The first one, down to where the patch branches out; a field of a list goes by its name, as far as the patch tells it. */
export function fieldOf(patch: unknown): string {
  if (Array.isArray(patch)) {
    const [first] = patch as JsonPatch[];
    return (first?.path ?? '')
      .slice(1)
      .split('/')
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce(
        (path, part) => (/^(?:\d+|-)$/.test(part) ? `${path}[${part === '-' ? '' : part}]` : path === '' ? part : `${path}.${part}`),
        '',
      );
  }
  return descend(patch, '');
}

function descend(value: unknown, path: string): string {
  if (Array.isArray(value)) {
    const [only, ...others] = value as { name?: string; mountPath?: string }[];
    if (only === null || typeof only !== 'object' || others.length > 0) return path;
    const { name, mountPath, ...rest } = only;
    return descend(rest, `${path}[${name ?? mountPath ?? ''}]`);
  }
  if (value === null || typeof value !== 'object') return path;
  const fields = Object.entries(value);
  const [first] = fields;
  return first && fields.length === 1 ? descend(first[1], path === '' ? first[0] : `${path}.${first[0]}`) : path;
}
