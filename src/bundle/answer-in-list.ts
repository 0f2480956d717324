/** One object out of a list that was read: what a bundle of a workload knows of each of its pods. */
import { parseBounded } from '../json-bounds.ts';
import { isRecord } from '../kube/fit.ts';

export interface ReadList {
  args: readonly string[];
  stdout: string;
}

/** /api/v1[/namespaces/NS]/PLURAL/NAME, and the same below /apis/GROUP/VERSION. */
const OBJECT = /^(?<root>\/api\/v1|\/apis\/[^/?]+\/[^/?]+)(?:\/namespaces\/(?<namespace>[^/?]+))?\/(?<plural>[a-z]+)\/(?<name>[^/?]+)$/;

/** The object as `kubectl get --raw` gives it, but for its kind, which members of a list do not have. That it is in none of the lists proves nothing: they may be parts. */
export function answerInList([verb, flag, url = '']: readonly string[], lists: Iterable<ReadList>): string | undefined {
  const { root, namespace, plural, name } = OBJECT.exec(url)?.groups ?? {};
  if (verb !== 'get' || flag !== '--raw' || root === undefined) return undefined;
  const wanted = [`${root}/${plural}`, ...(namespace === undefined ? [] : [`${root}/namespaces/${namespace}/${plural}`])];
  for (const { args, stdout } of lists) {
    if (args[0] !== 'get' || args[1] !== '--raw' || !wanted.includes((args[2] ?? '').split('?', 1)[0] as string)) continue;
    const found = objectIn(stdout, namespace, name as string);
    if (found) return found;
  }
  return undefined;
}

function objectIn(stdout: string, namespace: string | undefined, name: string): string | undefined {
  // Most lists hold it not at all.
  if (!stdout.includes(JSON.stringify(name))) return undefined;
  try {
    const { items } = parseBounded(stdout) as { items?: unknown };
    if (!Array.isArray(items)) return undefined;
    const isIt = (one: unknown) =>
      isRecord(one) && isRecord(one['metadata']) && one['metadata']['name'] === name && one['metadata']['namespace'] === namespace;
    const item: unknown = items.find(isIt);
    return item === undefined ? undefined : JSON.stringify(item);
  } catch {
    return undefined;
  }
}
