/** Objects before and after a change: the patch between them, and the lines in which they differ. */

import { structuredPatch } from 'diff';
import { createPatch } from 'rfc6902';
import { present } from '../present.ts';
import { document } from '../render/yaml.ts';
import type { Json, Patch } from './offer.ts';

/** Lines around a change, enough to see whose field it is. */
const CONTEXT = 3;
/** What kubectl apply leaves behind; no change by hand touches it. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Without what the server writes by itself, which no patch may set. */
export function bare(object: Json): Json {
  const { status: _status, metadata, ...rest } = object;
  const { managedFields, resourceVersion, generation, uid, creationTimestamp, selfLink, annotations, ...kept } = (metadata ?? {}) as Json;
  const { [LAST_APPLIED]: _applied, ...others } = (annotations ?? {}) as Json;
  return sorted({ ...rest, metadata: { ...kept, ...(Object.keys(others).length > 0 ? { annotations: others } : {}) } }) as Json;
}

/** kubectl set prints fields in another order than kubectl get. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** RFC 6902: exact, whatever the lists are merged by. */
export function between(from: Json, to: Json): Patch {
  return { type: 'json', body: createPatch(from, to) };
}

/** Lines that differ; where there are more, all of the one stand above all of the other, as finding the fewest takes their square. */
const MOST = 1000;

/** The lines of their YAML that differ, with those around them. */
export function differences(before: Json | undefined, after: Json): string[] {
  const [old, now] = [before ? document(before, true) : '', document(after, true)];
  const patch = structuredPatch('', '', old, now, '', '', { context: CONTEXT, maxEditLength: MOST });
  if (!patch) return [...linesOf(old).map((line) => `-${line}`), ...linesOf(now).map((line) => `+${line}`)];
  return patch.hunks.flatMap(({ lines }, index) => [...present(index > 0 && '…'), ...lines]);
}

const linesOf = (text: string) => text.trimEnd().split('\n');
