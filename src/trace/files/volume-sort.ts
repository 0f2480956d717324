/** What a volume is, by the field of its spec: configMap, emptyDir, persistentVolumeClaim. */
import type { Volume } from '../../kube/shapes.ts';

export const sortOf = (volume: Volume): string => Object.keys(volume).find((key) => key !== 'name') ?? 'volume';
