/** The rule of a NetworkPolicy that was meant for a hop and lacks one thing: a label of the namespace or of the pod, or the port. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { labelsText } from '../../kube/selector.ts';
import type { LabelSelector, NetworkPolicyPeer } from '../../kube/shapes.ts';
import { only } from '../../only.ts';

export interface RuleCompared {
  policy: string;
  peers: readonly NetworkPolicyPeer[] | undefined;
  /** Does it allow the port; does it allow the other end? */
  port: boolean;
  peer: boolean;
  /** Its ports in words: "5433", "http". */
  ports: string;
}

interface Other {
  namespace: string;
  labels: Record<string, string>;
}

/** In words, where exactly one rule comes near. */
export function nearestRule(rules: readonly RuleCompared[], other: Other, home: string, evidence: Evidence): string | undefined {
  const found = rules.flatMap(({ policy, peers, port, peer, ports }) => {
    if (peer && !port && peers?.every(isChosen)) return [`the rule of ${policy} for this peer has port ${ports} alone`];
    if (!port || peer || peers?.length !== 1) return [];
    const lacks = lacking(peers[0] as NetworkPolicyPeer, other, home, evidence);
    return lacks ? [`the rule of ${policy} for that port ${lacks}`] : [];
  });
  return only(found);
}

/** Not a rule for everybody. */
const isChosen = ({ namespaceSelector, podSelector }: NetworkPolicyPeer) =>
  [namespaceSelector, podSelector].some((one) => Object.keys(one?.matchLabels ?? {}).length > 0);

function lacking({ namespaceSelector, podSelector, ipBlock }: NetworkPolicyPeer, other: Other, home: string, evidence: Evidence) {
  if (ipBlock || other.namespace === '') return undefined;
  const pod = differing(podSelector, other.labels);
  if (!namespaceSelector && other.namespace !== home) return `is for pods of its own namespace, and this one is in ${other.namespace}`;
  const labels = valueOf(evidence.object('namespaces', undefined, other.namespace))?.metadata.labels;
  const namespace = namespaceSelector && labels ? differing(namespaceSelector, labels) : undefined;
  // Two differences may as well be a rule for someone else.
  if (namespace && !pod) return `asks for ${namespace} on the namespace, which ${other.namespace} does not have`;
  if (pod && !namespace && (!namespaceSelector || labels)) return `is for pods with ${pod}`;
  return undefined;
}

/** The labels that a selector asks for and that are not there; undefined where all are, or it asks in another way. */
function differing({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}, labels: Record<string, string>): string | undefined {
  const missing = Object.entries(matchLabels).filter(([key, value]) => labels[key] !== value);
  return matchExpressions.length || missing.length === 0 ? undefined : `label ${labelsText(Object.fromEntries(missing))}`;
}
