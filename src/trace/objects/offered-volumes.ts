/**
 * Why a claim is not bound to one of the volumes that there are: the same questions as the controller asks (kubernetes
 * pkg/controller/volume/persistentvolume/index.go findMatchingVolume, component-helpers/storage/volume FindMatchingVolume).
 */

import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { quantity } from '../../kube/quantity.ts';
import { selects } from '../../kube/selector.ts';
import type { Claim, PersistentVolume } from '../../kube/shapes.ts';
import { present } from '../../present.ts';

export type Lack =
  /** Still belongs to a claim that was deleted. */
  | { by: 'released'; was: string }
  | { by: 'size'; has: string; asks: string }
  | { by: 'modes'; has: string[]; asks: string[] }
  | { by: 'labels' }
  | { by: 'volume-mode'; has: string; asks: string };

export interface Offered {
  volume: PersistentVolume;
  lack: Lack;
}

/** The volume of the claim's class that fits but for one thing; undefined where there is none, or they could not be read. */
export function offeredVolume(claim: Claim, evidence: Evidence): Offered | undefined {
  const volumes = valueOf(evidence.list('persistentvolumes', undefined)) ?? [];
  const { volumeName, storageClassName = '' } = claim.spec;
  const offered = volumes.flatMap((volume): Offered[] => {
    const { spec, metadata } = volume;
    if ((spec.storageClassName ?? '') !== storageClassName || metadata.deletionTimestamp) return [];
    if (volumeName !== undefined && volumeName !== metadata.name) return [];
    const lacks = lacksOf(volume, claim);
    return lacks.length === 1 && lacks[0] && lacks[0] !== 'taken' ? [{ volume, lack: lacks[0] }] : [];
  });
  return offered.find(({ lack }) => lack.by === 'released' && lack.was === nameOf(claim.metadata)) ?? offered[0];
}

const nameOf = ({ namespace, name }: { namespace?: string; name?: string }) => `${namespace}/${name}`;

function lacksOf({ spec, status, metadata }: PersistentVolume, claim: Claim): (Lack | 'taken')[] {
  const asked = claim.spec.resources?.requests?.['storage'] ?? '0';
  const has = spec.capacity?.['storage'] ?? '0';
  const [wants, gives] = [claim.spec.accessModes ?? [], spec.accessModes ?? []];
  const [mode, own] = [claim.spec.volumeMode ?? 'Filesystem', spec.volumeMode ?? 'Filesystem'];
  // One that names this very claim, by its uid or without one, waits for it.
  const other =
    spec.claimRef && (nameOf(spec.claimRef) !== nameOf(claim.metadata) || (spec.claimRef.uid ?? claim.metadata.uid) !== claim.metadata.uid);
  return [
    ...(other
      ? [status?.phase === 'Released' && spec.claimRef ? { by: 'released' as const, was: nameOf(spec.claimRef) } : ('taken' as const)]
      : []),
    ...present((quantity(has) ?? 0) < (quantity(asked) ?? 0) && { by: 'size' as const, has, asks: asked }),
    ...(wants.every((one) => gives.includes(one)) ? [] : [{ by: 'modes' as const, has: gives, asks: wants }]),
    ...(mode === own ? [] : [{ by: 'volume-mode' as const, has: own, asks: mode }]),
    ...(claim.spec.selector === undefined || selects(claim.spec.selector, metadata.labels) ? [] : [{ by: 'labels' as const }]),
  ];
}

/** "volume disk-7 has 1Gi, and the claim asks for 10Gi". */
export function lackWords({ volume, lack }: Offered): string {
  const name = `volume ${volume.metadata.name}`;
  switch (lack.by) {
    case 'released':
      return `${name} fits, but is Released: it still belongs to claim ${lack.was}, which was deleted, and Kubernetes gives it to no other`;
    case 'size':
      return `${name}, which would do but for its size, has ${lack.has}, and the claim asks for ${lack.asks}`;
    case 'modes':
      return `${name}, which would do but for its access modes, offers ${lack.has.join(', ') || 'none'}, and the claim asks for ${lack.asks.join(', ')}`;
    case 'volume-mode':
      return `${name}, which would do but for its mode, is a ${lack.has} volume, and the claim asks for ${lack.asks}`;
    case 'labels':
      return `${name}, which would do but for its labels, does not match the selector of the claim`;
  }
}
