import { decidedBy } from '../evidence/end.ts';
import { attemptProof, keyObject, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { changing } from '../fixes/fix.ts';
import type { Fact } from '../logs/fact.ts';
import { mountedFile } from '../trace/files/mounted-file.ts';
import { type Cause, type Match, RUNG } from './cause.ts';

const INSTALL =
  'install the CustomResourceDefinitions that belong to this version of the program (helm upgrade leaves those of a chart as they are), or a version of the program that is made for what is installed';

export const kindNotServed: Cause = {
  id: 'kind-not-served',
  title: 'the API server does not know a kind of object that it works with',
  tier: 'environment',
  covers: ['dep.crd-missing'],
  rung: RUNG.said,

  detect(subject) {
    const fact = decidedBy(subject, 'crd-missing');
    if (!fact) return undefined;
    if (fact.phrase === 'kubernetes/cache-sync') return unsynced(fact, subject);
    const { resource, version, plural } = fact.fields;
    const kind = resource?.split('.').at(-1) ?? plural?.split('.')[0];
    // TYPE of Go's *v1alpha2.Issuer has the version alone; plural has the group.
    const group = version?.includes('/') ? version.split('/')[0] : plural?.slice(plural.indexOf('.') + 1);
    const what = kind
      ? `${kind}${version ? ` of ${version}` : group ? ` of ${group}` : ''}`
      : version
        ? `objects of ${version}`
        : 'a kind of object';
    // The built-in groups have no dot, or end in k8s.io.
    const isOwn = group === undefined ? undefined : !group.includes('.') || group.endsWith('.k8s.io');
    const manifest = manifestOf(fact, subject);
    return {
      summary: `container ${subject.container.name} works with ${what}, which the API server does not serve${manifest ? `, as ${manifest.file} (key ${manifest.key} of ${manifest.kind} ${manifest.name}) has it` : ''}: ${isOwn ? 'that API is gone from this version of Kubernetes, or not in it yet' : isOwn === false ? 'the CustomResourceDefinition is not installed, or serves other versions' : 'its CustomResourceDefinition is not installed, or that version of an API is not in this version of Kubernetes'}`,
      confidence: 'likely',
      ...(manifest ? { object: keyObject(subject.namespace, manifest.name, manifest.key, manifest.kind) } : {}),
      proof: [logProof(subject, fact), attemptProof(subject)],
      fixes: [
        changing(
          manifest && isOwn
            ? `write ${what} in key ${manifest.key} of ${manifest.kind} ${manifest.name} for a version that the API server serves (kubectl explain ${kind} shows it): its fields may differ, too`
            : isOwn === true
              ? `run a version of the program that is made for this version of Kubernetes`
              : INSTALL,
        ),
      ],
      decides: group ? `kubectl api-resources --api-group=${group}` : 'what kubectl api-resources lists',
    };
  },
};

/** kubectl names the file that it was to apply (kubernetes/cli-runtime:pkg/resource/visitor.go). */
function manifestOf(fact: Fact, subject: Subject) {
  const file = /\b(?:from|recognize) "(\/[^"\s]{1,300})"/.exec(fact.quote)?.[1];
  const source = file === undefined ? undefined : mountedFile(file, subject)?.source;
  return file && source?.key !== undefined ? { file, kind: source.kind, name: source.name, key: source.key } : undefined;
}

/** Kubernetes has these itself. */
const BUILT_IN =
  /^(?:Node|Pod|Service|Ingress|Secret|ConfigMap|Namespace|Endpoints|EndpointSlice|Deployment|ReplicaSet|StatefulSet|DaemonSet|Job|CronJob|ServiceAccount|PersistentVolume(?:Claim)?|Lease|Event|NetworkPolicy|StorageClass)$/;
const KINDS = [/\*v\w{1,10}\.(\w{1,60})/, /failed to wait for ([\w-]{1,60}) caches/];

/**
 * A list that never came, and no word of why: that the API server is not reached or forbids it client-go would have told at each try
 * (tools/cache/reflector.go); that it knows no such kind, controller-runtime tells only where it logs in detail.
 */
function unsynced(fact: Fact, subject: Subject): Match {
  const kind = KINDS.flatMap((form) => form.exec(fact.quote)?.[1] ?? [])[0];
  const isOwn = BUILT_IN.test(kind ?? '');
  const account = subject.pod.spec.serviceAccountName ?? 'default';
  return {
    summary: `container ${subject.container.name} waited in vain for the API server to list ${kind ? `objects of ${kind}` : 'the objects that it watches'}, and does not say why: ${isOwn ? `service account ${account} may not list it, or the API server was not reached in time` : `it serves no such kind (the CustomResourceDefinition is not installed, or serves other versions), or service account ${account} may not list it`}`,
    confidence: 'possible',
    proof: [logProof(subject, fact), attemptProof(subject)],
    fixes: [changing(isOwn ? `let service account ${account} list and watch it` : INSTALL)],
    decides: `whether kubectl api-resources lists it, and what kubectl auth can-i list says as system:serviceaccount:${subject.namespace}:${account}`,
  };
}
