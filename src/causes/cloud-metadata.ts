import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { changing, restarting } from '../fixes/fix.ts';
import { giveOptions } from '../fixes/give-options.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { decisiveFact } from '../logs/reading.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { type Cause, RUNG } from './cause.ts';

/** The address at which AWS, Google and Azure all tell a machine of itself. */
const METADATA = '169.254.169.254';
const NETWORK = ['name-unresolved', 'connection-timeout', 'connection-refused', 'connection-reset', 'dependency-unreachable'] as const;

export const cloudMetadata: Cause = {
  id: 'cloud-metadata',
  title: 'the cloud does not tell it of the machine that it runs on',
  tier: 'environment',
  covers: ['dep.cloud-metadata'],
  // Before what is told of any other address outside of the cluster.
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = metadataFact(subject);
    if (!fact) return undefined;
    const { container, pod } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const { detail, option } = fact.fields as { detail?: string; option?: string };
    const onNode = pod.spec.hostNetwork === true;
    const isAws = /ec2|imds|aws|latest\/(?:meta-data|dynamic|api)/i.test(fact.quote);
    const hop: Fix = changing(
      `let the instances of the nodes answer over two hops (metadata option http-put-response-hop-limit 2, in the launch template; Karpenter: metadataOptions of its EC2NodeClass)`,
    );
    return {
      summary: `container ${container.name} asks the cloud at ${METADATA} what machine it runs on, and gets no answer that it can use${detail ? `: ${detail}` : ''}${isAws && !onNode ? "; the pod has a network of its own, and AWS lets its answer go one hop unless the instance's metadata options say more" : ''}`,
      confidence: 'likely',
      object: fix.containerObject('args'),
      proof: [logProof(subject, fact), specProof(subject, 'hostNetwork', onNode ? 'true' : 'not set'), attemptProof(subject)],
      fixes: [
        ...present(
          option && giveOptions(`tell it by ${option}, so that it need not ask`, [option], fix),
          isAws && !onNode && hop,
          !option &&
            !(isAws && !onNode) &&
            restarting(`give the program by its own settings what it asks ${METADATA} for, or let the pod reach that address`),
        ),
      ],
      decides: `whether ${METADATA} answers from the pod's network, and from the node's`,
    };
  },
};

function metadataFact(subject: Subject): Fact | undefined {
  const log = valueOf(subject.log());
  const said = decisiveFact(log, 'metadata-refused');
  if (said) return said;
  const fact = decisiveFact(log, ...NETWORK);
  const { host, ip } = (fact?.fields ?? {}) as { host?: string; ip?: string };
  return host === METADATA || ip === METADATA || host === 'metadata.google.internal' ? fact : undefined;
}
