import { valueOf } from '../evidence.ts';
import { kubectl } from '../fixes/command.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { decisiveFact } from '../logs/reading.ts';
import { attemptProof, logProof } from '../proof.ts';
import { type Cause, RUNG } from './cause.ts';

export const apiUnauthorized: Cause = {
  id: 'api-unauthorized',
  title: 'the API server does not accept its token',
  tier: 'environment',
  covers: ['perm.401'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decisiveFact(valueOf(subject.log()), 'api-unauthorized');
    if (!fact) return undefined;
    const { container, pod, namespace } = subject;
    const sources = (pod.spec.volumes ?? []).flatMap(
      ({ projected }) => projected?.sources?.flatMap(({ serviceAccountToken }) => serviceAccountToken ?? []) ?? [],
    );
    const audience = sources.find((one) => one.audience)?.audience;
    const account = pod.spec.serviceAccountName ?? 'default';
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `the API server does not accept the token of container ${container.name} (401 Unauthorized)${audience ? `: its projected token is for audience ${audience}` : `: expired, of a service account that was made anew, or of another cluster (account ${account})`}`,
      confidence: 'likely',
      object: { kind: 'ServiceAccount', namespace, name: account },
      proof: [
        logProof(subject, fact),
        {
          step: 'get',
          quote: `serviceAccountName: ${account}${audience ? `, token audience ${audience}` : ''}`,
          path: 'spec.serviceAccountName',
        },
        attemptProof(subject),
      ],
      fixes: [
        fix.restart('start the pods anew: they get a token of the account as it is now'),
        {
          text: 'see when the account was made',
          command: kubectl(evidence, namespace, ['get', 'serviceaccount', account]),
          changes: false,
          restarts: false,
          asks: [],
        },
      ],
      decides: 'issuer, audience and time of the token (its middle part, decoded), and a kubeconfig that the program may use instead',
    };
  },
};
