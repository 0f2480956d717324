import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath } from '../kube/folder.ts';
import { timeOf } from '../kube/pod.ts';
import { TOKEN_FOLDER } from '../kube/token-folder.ts';
import { present } from '../present.ts';
import { type Cause, RUNG } from './cause.ts';

export const apiUnauthorized: Cause = {
  id: 'api-unauthorized',
  title: 'the API server does not accept its token',
  tier: 'environment',
  covers: ['perm.401'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'api-unauthorized');
    if (!fact) return undefined;
    const { container, pod, namespace } = subject;
    const foreign = otherAudience(subject);
    const audience = foreign?.audience;
    const anew = audience ? undefined : madeAnew(subject, evidence);
    const account = pod.spec.serviceAccountName ?? 'default';
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `the API server does not accept the token of container ${container.name} (401 Unauthorized)${audience ? `: its projected token is for audience ${audience}` : anew ? `: service account ${account} was made anew at ${anew}, after the pod, so the token is of one that is gone` : `: expired, of a service account that was made anew, or of another cluster (account ${account})`}`,
      confidence: 'likely',
      object: { kind: 'ServiceAccount', namespace, name: account },
      proof: [
        logProof(subject, fact),
        {
          step: 'get',
          quote: `serviceAccountName: ${account}${audience ? `, token audience ${audience}` : ''}`,
          path: 'spec.serviceAccountName',
        },
        ...present(anew && { step: `get sa ${account}`, quote: `made ${anew}; the pod ${pod.metadata.creationTimestamp}` }),
        attemptProof(subject),
      ],
      fixes: [
        ...present(foreign && fix.patchJson('ask for a token for the API server', [{ op: 'remove', path: foreign.path }])),
        fix.restart('start the pods anew: they get a token of the account as it is now'),
        look('see when the account was made', kubectl(evidence, namespace, ['get', 'serviceaccount', account])),
      ],
      decides: 'issuer, audience and time of the token (its middle part, decoded), and a kubeconfig that the program may use instead',
    };
  },
};

/**
 * A projected token for someone else than the API server: the one in the folder where client libraries look (client-go
 * rest.InClusterConfig), else any where that folder has none.
 */
function otherAudience({ container, pod }: Subject): { audience: string; path: string } | undefined {
  const usual = container.volumeMounts?.find(({ mountPath }) => folderPath(mountPath) === TOKEN_FOLDER)?.name;
  return (pod.spec.volumes ?? [])
    .flatMap(({ name, projected }, volume) =>
      (projected?.sources ?? []).map(({ serviceAccountToken }, source) => ({ name, serviceAccountToken, volume, source })),
    )
    .filter(({ name }) => usual === undefined || name === usual)
    .flatMap(({ serviceAccountToken, volume, source }) =>
      serviceAccountToken?.audience
        ? [{ audience: serviceAccountToken.audience, path: `/volumes/${volume}/projected/sources/${source}/serviceAccountToken/audience` }]
        : [],
    )[0];
}

/** A token is bound to the account's uid: one of the same name does not make it valid again. When it was made, if after the pod. */
function madeAnew({ pod, namespace }: Subject, evidence: Evidence): string | undefined {
  const account = valueOf(evidence.object('serviceaccounts', namespace, pod.spec.serviceAccountName ?? 'default'));
  const [made, born] = [timeOf(account?.metadata.creationTimestamp), timeOf(pod.metadata.creationTimestamp)];
  return made !== undefined && born !== undefined && made > born ? (account?.metadata.creationTimestamp ?? undefined) : undefined;
}
