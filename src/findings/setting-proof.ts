/** Where a setting stands, for a finding: the object with its field, and the line that shows it. */

import { specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { ObjectRef, Proof } from '../report.ts';
import type { PathNamed } from '../trace/settings/path-named.ts';
import { lineWith } from '../trace/settings/setting-named.ts';
import type { Setting } from '../trace/settings/settings.ts';

/** Undefined stands for one that is not known: then it is the container. */
export function settingObject(setting: Setting | undefined, { owner, subject: { container, namespace } }: WorkloadFix): ObjectRef {
  const place = setting?.place;
  if (place?.kind === 'configmap' || place?.kind === 'secret')
    return { kind: place.kind === 'secret' ? 'Secret' : 'ConfigMap', namespace, name: place.object, field: `data[${place.key}]` };
  const field = place?.kind === 'env' ? `.env[${setting?.name}]` : place?.kind === 'argument' ? `.${place.list}[${place.index}]` : '';
  return { kind: owner.kind, namespace, name: owner.name, field: `containers[${container.name}]${field}` };
}

/** `name` is the program's own for it, `value` what it refuses. */
export function settingProof(setting: Setting, name: string | undefined, value: string | undefined, subject: Subject): Proof {
  const { place } = setting;
  const line = lineWith(name, value, setting);
  if (line !== undefined)
    return { step: `get cm ${(place as { object: string }).object}`, quote: (setting.value ?? '').split('\n')[line.at]?.trim() ?? '' };
  if (place.kind === 'secret') return specProof(subject, `env ${setting.name}`, `key ${place.key} of Secret ${place.object}`);
  if (place.kind === 'configmap') return { step: `get cm ${place.object}`, quote: `${place.key}: ${setting.value ?? ''}` };
  return specProof(subject, place.kind === 'env' ? `env ${setting.name}` : 'args', setting.value ?? '');
}

/** The line that names a path. */
export function namedProof({ setting: { place, name, written }, line }: PathNamed, { subject }: WorkloadFix): Proof {
  if (place.kind === 'configmap') return { step: `get cm ${place.object}`, quote: `${place.key}: ${line}` };
  if (place.kind !== 'argument') return specProof(subject, `env ${name}`, line);
  return specProof(subject, place.list, written === line ? (subject.container[place.list] ?? []).join(' ') : line);
}
