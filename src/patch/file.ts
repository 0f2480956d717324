/** The change of an offered fix as a YAML file: a patch for `kubectl patch --patch-file`, or the object that is made. */

import { present } from '../present.ts';
import { document } from '../render/yaml.ts';
import { quote } from '../shell-word.ts';
import type { Change, Json, OfferedFix } from './offer.ts';

/** Undefined where there is nothing that a file could hold. */
export function fileOf(fix: OfferedFix, path: string): string | undefined {
  const parts = fix.changes.flatMap((change) => {
    const content = contentOf(change);
    return content === undefined ? [] : [`${comment(fix, change, path)}${document(content)}`];
  });
  return parts.length === 0 ? undefined : parts.join('---\n');
}

function contentOf({ before, after, patch }: Change): unknown {
  if (patch?.type === 'json') return patch.body;
  // Says whose patch it is: kustomize wants that, and kubectl does not mind.
  if (patch) return { ...identity(after), ...(patch.body as Json) };
  return before ? undefined : after;
}

function identity(after: Json | undefined): Json {
  if (!after) return {};
  const { name, namespace } = after['metadata'] as Json;
  return { apiVersion: after['apiVersion'], kind: after['kind'], metadata: { name, ...(namespace ? { namespace } : {}) } };
}

function comment({ text, outcome, reason }: OfferedFix, { object, namespace, patch, undo }: Change, path: string): string {
  const where = namespace === undefined ? '' : ` -n ${quote(namespace)}`;
  const apply = patch
    ? `kubectl patch ${quote(object)}${where} --type=${patch.type} --patch-file=${quote(path)}`
    : `kubectl create${where} -f ${quote(path)}`;
  const state = outcome === 'accepted' ? 'accepted by the server in a dry run, not applied' : `${outcome}${reason ? `: ${reason}` : ''}`;
  return [
    text,
    `${object}${namespace === undefined ? '' : ` in namespace ${namespace}`}: ${state}`,
    `apply: ${apply}`,
    ...present(undo && `undo:  ${undo}`),
  ]
    .map((line) => `# ${line.replaceAll('\n', ' ')}\n`)
    .join('');
}
