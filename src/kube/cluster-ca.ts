/** The ConfigMap that kube-controller-manager makes in every namespace (kubernetes pkg/controller/certificates/rootcacertpublisher); it is in every pod's token volume, and is nobody's setting. */
export const CLUSTER_CA = 'kube-root-ca.crt';
