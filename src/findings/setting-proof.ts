/** Where a setting stands, for a finding: the object with its field, and the line that shows it. */

import { configMapProof, keyObject, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { ObjectRef, Proof } from '../report.ts';
import type { PathNamed } from '../trace/settings/path-named.ts';
import { lineWith } from '../trace/settings/setting-named.ts';
import type { Setting } from '../trace/settings/settings.ts';

/** Undefined stands for one that is not known: then it is the container. */
export function settingObject(setting: Setting | undefined, fix: WorkloadFix): ObjectRef {
  const place = setting?.place;
  if (place?.kind === 'configmap' || place?.kind === 'secret')
    return keyObject(fix.subject.namespace, place.object, place.key, place.kind === 'secret' ? 'Secret' : 'ConfigMap');
  if (place?.kind === 'env') return fix.containerObject(`env[${setting?.name}]`);
  return fix.containerObject(place?.kind === 'argument' ? `${place.list}[${place.index}]` : undefined);
}

/** `name` is the program's own for it, `value` what it refuses. */
export function settingProof(setting: Setting, name: string | undefined, value: string | undefined, subject: Subject): Proof {
  const { place } = setting;
  const line = lineWith(name, value, setting);
  if (line !== undefined)
    return { step: `get cm ${(place as { object: string }).object}`, quote: (setting.value ?? '').split('\n')[line.at]?.trim() ?? '' };
  if (place.kind === 'secret') return specProof(subject, `env ${setting.name}`, `key ${place.key} of Secret ${place.object}`);
  if (place.kind === 'configmap') return configMapProof(place.object, `${place.key}: ${setting.value ?? ''}`);
  if (place.kind !== 'env') return specProof(subject, 'args', setting.value ?? '');
  const from = subject.container.env?.[place.index]?.valueFrom?.fieldRef?.fieldPath;
  return specProof(
    subject,
    `env ${setting.name}`,
    from ? `${JSON.stringify(setting.value ?? '')} (fieldRef ${from})` : (setting.value ?? ''),
  );
}

/** The line that names a path. */
export function namedProof(
  { setting: { place, name, written }, line }: Pick<PathNamed, 'setting' | 'line'>,
  { subject }: WorkloadFix,
): Proof {
  if (place.kind === 'configmap') return configMapProof(place.object, `${place.key}: ${line}`);
  if (place.kind !== 'argument') return specProof(subject, `env ${name}`, line);
  return specProof(subject, place.list, written === line ? (subject.container[place.list] ?? []).join(' ') : line);
}
