/** What a volume is. */
import type { Volume } from '../../kube/shapes.ts';

/** By the field of its spec: configMap, emptyDir, persistentVolumeClaim. */
export const sortOf = (volume: Volume): string => Object.keys(volume).find((key) => key !== 'name') ?? 'volume';

/** As a reader is told it, with the name of its claim, say. */
export function volumeWords({ configMap, secret, projected, emptyDir, persistentVolumeClaim, hostPath, nfs, csi }: Volume): string {
  if (persistentVolumeClaim) return `claim ${persistentVolumeClaim.claimName}`;
  if (configMap) return 'ConfigMap';
  if (secret) return 'Secret';
  if (projected) return 'projected';
  if (emptyDir) return 'emptyDir';
  if (hostPath) return `hostPath ${hostPath.path}`;
  if (nfs) return 'NFS';
  return csi ? `CSI ${csi.driver}` : 'volume';
}
