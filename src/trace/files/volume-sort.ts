/** What a volume is. */
import type { Volume } from '../../kube/shapes.ts';

/** By the field of its spec: configMap, emptyDir, persistentVolumeClaim. */
export const sortOf = (volume: Volume): string => Object.keys(volume).find((key) => key !== 'name') ?? 'volume';

/** As the manifest calls it, with the name of its claim, say. */
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

/** In memory the sizeLimit is the size of the file system; who goes beyond that of one on the disk is evicted. */
export const sizeOf = ({ emptyDir }: Volume): string | undefined => (emptyDir?.medium === 'Memory' ? emptyDir.sizeLimit : undefined);

/** Where it keeps what is written to it: whose space it is that may be full. */
export function storeWords({ persistentVolumeClaim, emptyDir, hostPath }: Volume): string {
  if (persistentVolumeClaim?.claimName) return `claim ${persistentVolumeClaim.claimName}`;
  if (emptyDir) return emptyDir.medium === 'Memory' ? 'an emptyDir in memory' : 'an emptyDir on the disk of the node';
  return hostPath ? `folder ${hostPath.path} of the node` : 'a volume';
}

/** With its size, where it has one. */
export function sizedStoreWords(volume: Volume): string {
  const size = sizeOf(volume);
  return `${storeWords(volume)}${size ? ` with sizeLimit ${size}` : ''}`;
}
