import { decidedBy } from '../evidence/end.ts';
import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { settingAtFault } from '../findings/setting-at-fault.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { CLUSTER_CA } from '../kube/cluster-ca.ts';
import { folderPath, lastName } from '../kube/folder.ts';
import { TOKEN_FOLDER } from '../kube/token-folder.ts';
import type { Fact, FactFields } from '../logs/fact.ts';
import { present } from '../present.ts';
import { placeOf, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

export const apiTokenMissing: Cause = {
  id: 'api-token-missing',
  title: 'it gets no token for the API server, or not its address',
  tier: 'kubernetes',
  covers: ['perm.no-token'],
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'api-token-missing', 'file-missing');
    if (!fact || (fact.kind === 'file-missing' && !fact.fields.path?.startsWith(TOKEN_FOLDER))) return undefined;
    const { path, variable } = fact.fields as FactFields['api-token-missing'];
    if (variable) return ofVariable(variable, fact, subject, evidence);
    return lackingPart(fact, path, subject, evidence) ?? ofMount(fact, subject, evidence);
  },
};

function ofMount(fact: Fact, subject: Subject, evidence: Evidence): Match | undefined {
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
  const where = isMounted
    ? 'though it is mounted'
    : own === false
      ? 'the pod sets automountServiceAccountToken: false'
      : ofAccount === false
        ? `service account ${account} sets automountServiceAccountToken: false`
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
}

/** The parts of the volume that the API server mounts there by itself (plugin/pkg/admission/serviceaccount, TokenVolumeSource). */
const PARTS: Readonly<Record<string, object>> = {
  token: { serviceAccountToken: { path: 'token', expirationSeconds: 3607 } },
  'ca.crt': { configMap: { name: CLUSTER_CA, items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
  namespace: { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
};

/** A volume of the pod's own, mounted in that folder, brings the one file and not the other. */
function lackingPart(fact: Fact, path: string | undefined, subject: Subject, evidence: Evidence): Match | undefined {
  const { container, pod } = subject;
  const file = path && lastName(path);
  const name = container.volumeMounts?.find(({ mountPath }) => folderPath(mountPath) === TOKEN_FOLDER)?.name;
  const index = (pod.spec.volumes ?? []).findIndex((volume) => volume.name === name);
  const sources = pod.spec.volumes?.[index]?.projected?.sources;
  const part = file ? PARTS[file] : undefined;
  if (!part || !sources || JSON.stringify(sources).includes(`"path":"${file}"`)) return undefined;
  // Without items a ConfigMap or Secret brings all of its keys.
  if (sources.some(({ configMap, secret }) => (configMap && !configMap.items) || (secret && !secret.items))) return undefined;
  const fix = new WorkloadFix(subject, evidence);
  return {
    summary: `container ${container.name} does not find ${path}: volume ${name}, which is mounted in its folder, brings no ${file}`,
    confidence: 'certain',
    object: fix.object(`volumes[${name}].projected.sources`),
    proof: [logProof(subject, fact), { step: 'get', quote: JSON.stringify(sources).slice(0, 300) }, attemptProof(subject)],
    fixes: [fix.patchJson(`let the volume bring ${file} too`, [{ op: 'add', path: `/volumes/${index}/projected/sources/-`, value: part }])],
  };
}

/** The kubelet gives it to every container, whatever its account (pkg/kubelet, getServiceEnvVarMap): its own process was started without it. */
function ofVariable(name: string, fact: Fact, subject: Subject, evidence: Evidence): Match {
  const { container } = subject;
  const over = variablesOf(subject, evidence).find((one) => one.name === name);
  const isEmpty = over?.value === '';
  const fix = new WorkloadFix(subject, evidence);
  const why = over
    ? `${placeOf(over)} is set in its place${isEmpty ? ', to nothing' : ''}`
    : 'what starts the program has an environment of its own (sudo, su, cron, env -i), or it is one that no kubelet started';
  return {
    summary: `container ${container.name} does not see the variable ${name}, by which programs find the API server and which the kubelet gives to every container: ${why}`,
    confidence: isEmpty ? 'certain' : 'likely',
    ...(over
      ? settingAtFault(fact, over, { back: undefined, repair: undefined }, fix)
      : { proof: [logProof(subject, fact), attemptProof(subject)] }),
    fixes: present(
      isEmpty &&
        over?.place.kind === 'env' &&
        fix.patchJson(`take ${name} out of the spec: the kubelet sets it`, [
          { op: 'remove', path: `${fix.containerPath}/env/${over.place.index}` },
        ]),
    ),
    decides: 'the environment of the process that says so: /proc/PID/environ in the container',
  };
}
