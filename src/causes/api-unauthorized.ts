import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { kubectl } from '../fixes/command.ts';
import { changing, look } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { folderPath } from '../kube/folder.ts';
import { timeOf } from '../kube/pod.ts';
import { TOKEN_FOLDER } from '../kube/token-folder.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { placeOf, type Setting, settingsOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

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
    const config = kubeconfigOf(settingsOf(subject, evidence));
    if (config) return ofKubeconfig(config, fact, subject, evidence);
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

interface Kubeconfig {
  setting: Setting;
  path: string;
}

/** The file of credentials that the program is told: client-go's clients look there first (tools/clientcmd/loader.go). */
function kubeconfigOf(settings: readonly Setting[]): Kubeconfig | undefined {
  for (const [at, setting] of settings.entries()) {
    const { name, value = '', place } = setting;
    const option = place.kind === 'argument' ? /^--?kubeconfig(?:=(\S+))?$/.exec(value) : null;
    const path = name === 'KUBECONFIG' ? value : option && (option[1] ?? settings[at + 1]?.value);
    if (path?.startsWith('/')) return { setting, path };
  }
  return undefined;
}

function ofKubeconfig({ setting, path }: Kubeconfig, fact: Fact, subject: Subject, evidence: Evidence): Match {
  const fix = new WorkloadFix(subject, evidence);
  const source = mountedFile(path, subject)?.source;
  const from = source ? `${source.kind} ${source.name}` : undefined;
  return {
    summary: `the API server does not accept the credentials in ${path}${from ? ` (${from})` : ''}, which ${placeOf(setting)} names to container ${subject.container.name} (401 Unauthorized)`,
    confidence: 'likely',
    object: source ? { kind: source.kind, namespace: subject.namespace, name: source.name } : settingObject(setting, fix),
    proof: [logProof(subject, fact), settingProof(setting, undefined, undefined, subject), attemptProof(subject)],
    fixes: [
      changing(`put credentials into ${from ?? path} that the server of that file accepts, or let the program use its service account`),
    ],
    decides: `the user and the server in ${path}: a token or certificate that has expired, or is of another cluster`,
  };
}

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
