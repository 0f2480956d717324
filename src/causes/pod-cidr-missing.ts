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
    const range = (valueOf(known)?.spec as { podCIDR?: string } | undefined)?.podCIDR;
    const isSeen = known.state === 'read' && range === undefined;
    return {
      summary: `container ${subject.container.name} finds no range of addresses for the pods of node ${name}: ${range ? `the node has one by now (${range})` : 'spec.podCIDR of the node is not set, which the controller manager does where it is told the range of the cluster'}`,
      confidence: isSeen ? 'certain' : 'likely',
      object: { kind: 'Node', name, field: 'spec.podCIDR' },
      proof: [
        logProof(subject, fact),
        ...present(known.state === 'read' && { step: `get node ${name}`, quote: `podCIDR: ${range ?? 'not set'}` }),
        attemptProof(subject),
      ],
      fixes: [
        changing(
          `start the controller manager with --allocate-node-cidrs=true and --cluster-cidr=RANGE (kubeadm init --pod-network-cidr=RANGE), the range that the configuration of the network plugin names; give a node that is there already its part by hand: kubectl patch node ${name} with spec.podCIDR`,
        ),
      ],
      decides: `spec.podCIDR of node ${name}`,
    };
  },
};
