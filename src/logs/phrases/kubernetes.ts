/** Programs that speak to the Kubernetes API: client-go, controllers, operators. */
import type { Phrase } from '../phrase.ts';

export const kubernetes: readonly Phrase[] = [
  {
    name: 'forbidden', kind: 'rbac-forbidden',
    pattern: /is forbidden: User "(?<user>[^"]{1,200})" cannot (?<verb>\w{2,20}) (?:resource "(?<resource>[^"]{1,150})"|path "[^"]{1,200}")(?: in API group "(?<group>[^"]{0,150})")?(?: in the namespace "(?<namespace>[^"]{1,100})"| at the cluster scope)?/,
    sample: 'error listing pods: pods is forbidden: User "system:serviceaccount:s-27ttbj:controller" cannot list resource "pods" in API group "" in the namespace "s-27ttbj"', source: 'case:perm-rbac',
    nearMiss: 'pods "x" is forbidden: exceeded quota: compute, requested: cpu=1, used: cpu=4, limited: cpu=4',
  },
];
