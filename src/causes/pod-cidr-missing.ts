import { decidedBy } from '../evidence/end.ts';
import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { changing } from '../fixes/fix.ts';
import { present } from '../present.ts';
import { type Cause, RUNG } from './cause.ts';

export const podCidrMissing: Cause = {
  id: 'pod-cidr-missing',
  title: 'its node has no range of addresses for pods',
  tier: 'environment',
  covers: ['node.pod-cidr'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'pod-cidr-missing');
    if (!fact) return undefined;
    const name = subject.pod.spec.nodeName ?? fact.fields.node ?? '';
    const known = evidence.object('nodes', undefined, name);
    if (known.state === 'pending') return undefined;
    const spec = valueOf(known)?.spec as { podCIDR?: string; podCIDRs?: string[] } | undefined;
    const ranges = spec?.podCIDRs ?? present(spec?.podCIDR);
    const version = /IPv[46]/.exec(fact.quote)?.[0];
    const range = ranges.find((one) => version === undefined || one.includes(':') === (version === 'IPv6'));
    const isSeen = known.state === 'read' && range === undefined;
    const isOfOther = isSeen && ranges.length > 0;
    const lacks = isOfOther
      ? `spec.podCIDRs of the node has none of ${version} (${ranges.join(', ')}), as where the cluster is told one range alone`
      : `spec.podCIDR of the node is not set, ${isSeen ? '' : 'as it says, '}which the controller manager does where it is told the range of the cluster`;
    return {
      summary: `container ${subject.container.name} finds no range of addresses for the pods of node ${name}: ${range ? `the node has one by now (${range})` : lacks}`,
      confidence: isSeen ? 'certain' : 'likely',
      object: { kind: 'Node', name, field: 'spec.podCIDR' },
      proof: [
        logProof(subject, fact),
        ...present(known.state === 'read' && { step: `get node ${name}`, quote: `podCIDRs: ${ranges.join(', ') || 'not set'}` }),
        attemptProof(subject),
      ],
      fixes: [
        changing(
          isOfOther
            ? `run without ${version} in the network plugin (Cilium: ${version?.toLowerCase()}.enabled=false); or start the controller manager with a range of both in --cluster-cidr: nodes that are there already keep theirs, and have to be made anew`
            : `start the controller manager with --allocate-node-cidrs=true and --cluster-cidr=RANGE (kubeadm init --pod-network-cidr=RANGE), the range that the configuration of the network plugin names; give a node that is there already its part by hand: kubectl patch node ${name} with spec.podCIDR`,
        ),
      ],
      decides: `spec.podCIDR of node ${name}`,
    };
  },
};
