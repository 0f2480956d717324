/** Whom a pod asks for names. */
import type { Pod } from '../../kube/shapes.ts';

/**
 * A pod on the host's network asks the node's DNS servers, unless its policy says otherwise; so does one with policy Default. One with
 * policy None asks whom its dnsConfig names. `servers`: the addresses of the cluster's own.
 */
export function usesClusterDns({ spec }: Pod, servers: readonly string[] = []): boolean {
  const { dnsPolicy = 'ClusterFirst', hostNetwork = false, dnsConfig } = spec;
  if (dnsPolicy === 'None') {
    const named = dnsConfig?.nameservers ?? [];
    // 169.254.0.0/16: a cache on the node.
    return servers.length === 0 ? named.length > 0 : named.some((server) => servers.includes(server) || server.startsWith('169.254.'));
  }
  return dnsPolicy === 'ClusterFirstWithHostNet' || (dnsPolicy === 'ClusterFirst' && !hostNetwork);
}

/** Short names of Services are found by the domains that the kubelet adds. */
export function searchesServices({ spec }: Pod): boolean {
  return spec.dnsPolicy !== 'None' || (spec.dnsConfig?.searches ?? []).some((domain) => /\.svc\./.test(`${domain}.`));
}
