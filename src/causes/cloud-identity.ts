import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingObject, settingProof } from '../findings/setting-proof.ts';
import { restarting } from '../fixes/fix.ts';
import { type JsonPatch, WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import { AWS_KEYS, awsKeys } from '../trace/settings/aws-keys.ts';
import { placeOf, type Setting, valueFromOf, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

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

/** It looked everywhere, and found none. */
const NONE = /NoCredential|[Uu]nable to locate credentials|(?:Could not|Unable to) load credentials|no EC2 IMDS role found/;

export const cloudIdentity: Cause = {
  id: 'cloud-identity',
  title: 'it has no (right) identity in the cloud',
  tier: 'environment',
  covers: ['perm.cloud-iam'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'cloud-credentials');
    if (!fact) return undefined;
    const cloud = fact.fields.cloud?.toLowerCase() ?? WORDS.find(([form]) => form.test(fact.quote))?.[1];
    const { read, other } = awsKeys(cloud === 'aws' ? variablesOf(subject, evidence) : []);
    const isNone = NONE.test(fact.quote);
    if (other && isNone) return ofOtherNames(other, fact, subject, evidence);
    // With keys of its own it asks no further.
    if ((read && !isNone && !/WebIdentity/.test(fact.quote)) || /SignatureDoesNotMatch|InvalidAccessKeyId/.test(fact.quote))
      return ofKeys(read, fact, subject, evidence);
    return ofAccount(cloud, fact, subject, evidence);
  },
};

const saidBy = ({ fields, quote }: Fact<'cloud-credentials'>) => fields.detail ?? quote;

function ofOtherNames(given: readonly [Setting, Setting], fact: Fact<'cloud-credentials'>, subject: Subject, evidence: Evidence): Match {
  const fix = new WorkloadFix(subject, evidence);
  const places = given.map(placeOf).join(' and ');
  // What the spec has is named, not repeated: the kubelet puts in $(NAME) of what stands before it.
  const env = given.flatMap((setting, at) => {
    const name = AWS_KEYS[at] as string;
    return setting.name === name ? [] : [{ name, ...valueLike(setting) }];
  });
  const path = `${fix.containerPath}/env`;
  const ops: JsonPatch[] = fix.subject.container.env
    ? env.map((value) => ({ op: 'add', path: `${path}/-`, value }))
    : [{ op: 'add', path, value: env }];
  return {
    summary: `container ${subject.container.name} gets no credentials (${saidBy(fact)}): it has ${places}, and AWS's libraries read ${AWS_KEYS.join(' and ')}`,
    confidence: 'likely',
    object: fix.containerObject(`env[${AWS_KEYS[0]}]`),
    proof: [logProof(subject, fact), ...given.map((one) => settingProof(one, undefined, undefined, subject)), attemptProof(subject)],
    fixes: [fix.patchJson(`give the same keys under the names that are read: ${AWS_KEYS.join(', ')}`, ops)],
    decides: 'whether the program hands its own variables to the library',
  };
}

function valueLike(setting: Setting): object {
  const source = valueFromOf(setting);
  return source ? { valueFrom: source } : { value: setting.place.kind === 'env' ? `$(${setting.name})` : (setting.written ?? '') };
}

function ofKeys(
  given: readonly [Setting, Setting] | undefined,
  fact: Fact<'cloud-credentials'>,
  subject: Subject,
  evidence: Evidence,
): Match {
  const [id] = given ?? [];
  const fix = new WorkloadFix(subject, evidence);
  return {
    summary: `container ${subject.container.name} is refused with the access key that it uses${given ? ` (${given.map(placeOf).join(', ')})` : ''}: ${saidBy(fact)}`,
    confidence: 'likely',
    object: id ? settingObject(id, fix) : fix.containerObject('env'),
    proof: [logProof(subject, fact), ...present(id && settingProof(id, undefined, undefined, subject)), attemptProof(subject)],
    fixes: [
      restarting(
        /AccessDenied|not authorized|\(403\)|Unauthorized/.test(fact.quote)
          ? 'give the user of that key the right that the log names, or the program the key of another user'
          : 'give it a key that is valid, and the secret that belongs to it; of a store of its own (MinIO), also its address',
      ),
    ],
    decides: 'whose key it is, and what that user may do',
  };
}

function ofAccount(cloud: string | undefined, fact: Fact<'cloud-credentials'>, subject: Subject, evidence: Evidence): Match | undefined {
  const { pod, namespace, container } = subject;
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
    summary: `container ${container.name} gets no credentials of the cloud, or ones without the right: ${saidBy(fact)}${state}`,
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
}
