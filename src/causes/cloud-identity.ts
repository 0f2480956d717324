import { decidedBy } from '../evidence/end.ts';
import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { restarting } from '../fixes/fix.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fix } from '../report.ts';
import { type Cause, RUNG } from './cause.ts';

/** The annotation that links a service account with an identity of the cloud. */
const LINKS: Readonly<Record<string, string>> = {
  aws: 'eks.amazonaws.com/role-arn',
  gcp: 'iam.gke.io/gcp-service-account',
  azure: 'azure.workload.identity/client-id',
};
const WORDS: readonly [form: RegExp, cloud: string][] = [
  [/aws|sts:|AssumeRole|NoCredentialProviders|WebIdentity|boto|IMDS|EC2/i, 'aws'],
  [/google|gcp|gcloud|default credentials|metadata\.google/i, 'gcp'],
  [/azure|AADSTS|ManagedIdentity|entra/i, 'azure'],
];

export const cloudIdentity: Cause = {
  id: 'cloud-identity',
  title: 'it has no (right) identity in the cloud',
  tier: 'environment',
  covers: ['perm.cloud-iam'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'cloud-credentials');
    if (!fact) return undefined;
    const { pod, namespace, container } = subject;
    const cloud = fact.fields.cloud?.toLowerCase() ?? WORDS.find(([form]) => form.test(fact.quote))?.[1];
    const link = cloud === undefined ? undefined : LINKS[cloud];
    const account = pod.spec.serviceAccountName ?? 'default';
    const known = evidence.object('serviceaccounts', namespace, account);
    if (known.state === 'pending') return undefined;
    const value = link === undefined ? undefined : valueOf(known)?.metadata.annotations?.[link];
    const fix = new WorkloadFix(subject, evidence);
    const state =
      link === undefined || known.state !== 'read'
        ? ''
        : value
          ? `; service account ${account} is linked with ${value}, so that identity lacks the right, or does not trust this account`
          : `; service account ${account} is linked with no identity (annotation ${link})`;
    const first: Fix = restarting(
      value
        ? `let ${value} trust system:serviceaccount:${namespace}:${account}, and give it the right that the log names`
        : `link service account ${account} with an identity${link ? ` (annotation ${link})` : ''}, or give the program credentials`,
    );
    return {
      summary: `container ${container.name} gets no credentials of the cloud, or ones without the right: ${fact.fields.detail ?? fact.quote}${state}`,
      confidence: 'likely',
      object: { kind: 'ServiceAccount', namespace, name: account, ...(link ? { field: `metadata.annotations[${link}]` } : {}) },
      proof: [
        logProof(subject, fact),
        { step: `get sa ${account}`, quote: link ? `${link}: ${value ?? 'not set'}` : `serviceAccountName: ${account}` },
        attemptProof(subject),
      ],
      fixes: [first, fix.restart('after that, start it again')],
      decides: 'the policy of that identity in the cloud',
    };
  },
};
