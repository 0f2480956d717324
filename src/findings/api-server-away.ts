/** The API server is not reached from a pod, as its address or the path that is asked tells. */

import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import type { Fix } from '../report.ts';

export const API_SERVER =
  'that is the API server, which was down at that time, or the network of the node does not lead to it (kube-proxy, the network plugin)';

export const lookAtNetwork = ({ pod }: Subject, evidence: Evidence): Fix =>
  look(
    'look at the pods of the network on its node: kube-proxy, and the network plugin',
    kubectl(evidence, 'kube-system', ['get', 'pod', '-o', 'wide', `--field-selector=spec.nodeName=${pod.spec.nodeName ?? ''}`]),
  );
