/** What the metadata of objects tells: whose they are, of which template, and which of them is the newest. */
import { timeOf } from './pod.ts';
import type { Metadata } from './shapes.ts';

type Described = { metadata: Metadata };

/** Is one of these uids that of an owner? What has none (it was not read from a cluster) owns nothing. */
export const isOwnedBy = ({ metadata: { ownerReferences = [] } }: Described, ...uids: readonly (string | undefined)[]): boolean =>
  ownerReferences.some(({ uid }) => uid !== undefined && uids.includes(uid));

/** The label that a controller puts on all pods of one template (apps/v1 DefaultDeploymentUniqueLabelKey, ControllerRevisionHashLabelKey). */
export const templateHash = ({ metadata: { labels } }: Described): string | undefined =>
  labels?.['pod-template-hash'] ?? labels?.['controller-revision-hash'];

const madeAt = ({ metadata }: Described): number => timeOf(metadata.creationTimestamp) ?? 0;

export const newestFirst = <T extends Described>(all: readonly T[]): T[] => all.toSorted((a, b) => madeAt(b) - madeAt(a));

export const newestOf = <T extends Described>(all: readonly T[]): T | undefined => newestFirst(all)[0];
