import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { changing } from '../fixes/fix.ts';
import { lastName } from '../kube/folder.ts';
import { type Cause, RUNG } from './cause.ts';

/** In which package the node's distribution has it. */
const PACKAGES: Readonly<Record<string, string>> = {
  iscsiadm: 'open-iscsi (Debian, Ubuntu, SUSE) or iscsi-initiator-utils (Red Hat)',
  'mount.nfs': 'nfs-common or nfs-utils',
  'mount.nfs4': 'nfs-common or nfs-utils',
  cryptsetup: 'cryptsetup',
  multipath: 'multipath-tools or device-mapper-multipath',
};

export const nodeProgramMissing: Cause = {
  id: 'node-program-missing',
  title: 'the node lacks a program that it starts there',
  tier: 'environment',
  covers: ['node.program'],
  rung: RUNG.confirmed,

  detect(subject) {
    const fact = decidedBy(subject, 'node-program-missing');
    if (!fact) return undefined;
    const { command } = fact.fields;
    const node = subject.pod.spec.nodeName ?? '';
    const of = PACKAGES[lastName(command)];
    return {
      summary: `container ${subject.container.name} starts ${command} in the namespaces of node ${node} (nsenter), and the node has no such program: it is not missing in the image`,
      confidence: 'likely',
      object: { kind: 'Node', name: node },
      proof: [logProof(subject, fact), attemptProof(subject)],
      fixes: [changing(`install ${command} on node ${node}${of ? `: package ${of}` : ''}, and on every other node where this is to run`)],
      decides: `whether ${command} is on the PATH of node ${node}`,
    };
  },
};
