/** The mode with which the kubelet writes a file of a volume. */
import type { Volume } from '../../kube/shapes.ts';

/** 0644 if nothing else is said (k8s.io/api/core/v1, SecretVolumeSourceDefaultMode); undefined for volumes whose files somebody else makes. */
export function fileMode({ secret, configMap, projected }: Volume, key: string | undefined): number | undefined {
  const source = secret ?? configMap ?? projected;
  if (!source) return undefined;
  const items = [secret, configMap, ...(projected?.sources ?? []).flatMap((one) => [one.secret, one.configMap])].flatMap(
    (one) => one?.items ?? [],
  );
  return items.find((item) => item.key === key)?.mode ?? source.defaultMode ?? 0o644;
}

export const modeText = (mode: number) => `0${mode.toString(8)}`;
