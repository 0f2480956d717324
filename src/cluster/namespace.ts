/** In which namespace a name is looked for. */
import { delimiter, join } from 'node:path';
import type { World } from '../world.ts';
import type { Connection } from './connection.ts';

const IN_CLUSTER = '/var/run/secrets/kubernetes.io/serviceaccount/namespace';

/** -n, else the context's own, else (inside a cluster, without a kubeconfig) the service account's, else "default". */
export async function namespaceFor({ namespace, context, kubeconfig }: Connection, { env, home, readText }: World): Promise<string> {
  if (namespace !== undefined) return namespace;
  const paths = kubeconfig
    ? [kubeconfig]
    : env['KUBECONFIG']
      ? env['KUBECONFIG'].split(delimiter).filter(Boolean)
      : [join(home, '.kube', 'config')];
  const files = paths.map(readText).filter((text) => text !== undefined);
  if (files.length === 0) return readText(IN_CLUSTER)?.trim() || 'default';
  const { namespaceOf } = await import('../kube/kubeconfig.ts');
  return namespaceOf(files, context) ?? 'default';
}
