import { decidedBy } from '../evidence/end.ts';
import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath } from '../kube/folder.ts';
import { TOKEN_FOLDER } from '../kube/token-folder.ts';
import { type Cause, RUNG } from './cause.ts';

export const apiTokenMissing: Cause = {
  id: 'api-token-missing',
  title: 'it gets no token for the API server',
  tier: 'kubernetes',
  covers: ['perm.no-token'],
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'api-token-missing', 'file-missing');
    if (!fact || (fact.kind === 'file-missing' && !fact.fields.path?.startsWith(TOKEN_FOLDER))) return undefined;
    const { container, pod, namespace } = subject;
    const isMounted = container.volumeMounts?.some(({ mountPath }) => folderPath(mountPath) === TOKEN_FOLDER) ?? false;
    const account = pod.spec.serviceAccountName ?? 'default';
    const known = evidence.object('serviceaccounts', namespace, account);
    if (known.state === 'pending') return undefined;
    const own = pod.spec.automountServiceAccountToken;
    // What the pod says goes before what its account says (plugin/pkg/admission/serviceaccount, shouldAutomount).
    const ofAccount =
      own === undefined
        ? (valueOf(known) as { automountServiceAccountToken?: boolean } | undefined)?.automountServiceAccountToken
        : undefined;
    const fix = new WorkloadFix(subject, evidence);
    const where =
      own === false
        ? 'the pod sets automountServiceAccountToken: false'
        : ofAccount === false
          ? `service account ${account} sets automountServiceAccountToken: false`
          : isMounted
            ? 'though it is mounted'
            : 'no token is mounted in it';
    return {
      summary: `container ${container.name} finds no token of its service account at ${TOKEN_FOLDER}: ${where}`,
      confidence: !isMounted && (own === false || ofAccount === false) ? 'certain' : 'likely',
      object:
        own === false || ofAccount !== false
          ? fix.object('automountServiceAccountToken')
          : { kind: 'ServiceAccount', namespace, name: account, field: 'automountServiceAccountToken' },
      proof: [
        logProof(subject, fact),
        {
          step: 'get',
          quote: `automountServiceAccountToken: ${own ?? (ofAccount === undefined ? 'not set' : `${ofAccount} (service account ${account})`)}`,
          path: 'spec.automountServiceAccountToken',
        },
        specProof(subject, 'volumeMounts', (container.volumeMounts ?? []).map(({ mountPath }) => mountPath).join(', ') || 'none'),
        attemptProof(subject),
      ],
      fixes: isMounted
        ? []
        : [fix.patchSpec('mount the token; its rights are those of the service account', { automountServiceAccountToken: true })],
      decides: `whether ${TOKEN_FOLDER} exists in the container`,
    };
  },
};
