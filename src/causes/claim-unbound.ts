import { type Evidence, valueOf } from '../evidence/evidence.ts';
import { eventProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { kubectl } from '../fixes/command.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fix, Proof } from '../report.ts';
import { nearest } from '../trace/objects/references.ts';
import { type Cause, RUNG } from './cause.ts';

export const claimUnbound: Cause = {
  id: 'claim-unbound',
  title: 'its PersistentVolumeClaim is missing or unbound',
  tier: 'kubernetes',
  covers: ['vol.pvc-pending'],
  rung: RUNG.place,

  detect(subject, evidence) {
    const { pod, namespace } = subject;
    const condition = pod.status.conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
    const message = condition?.message ?? '';
    if (pod.spec.nodeName || !/persistentvolumeclaim/i.test(message)) return undefined;
    const [event] = subject.events('FailedScheduling');
    const proof: Proof = event ? eventProof(event) : { step: 'get', quote: message, path: 'status.conditions[PodScheduled]' };
    const fix = new WorkloadFix(subject, evidence);
    const claims = (pod.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
    const missing = claims.find((name) => message.includes(`"${name}" not found`) || message.includes(`"${name}" is being deleted`));
    if (missing) {
      const near = nearest(
        missing,
        (valueOf(evidence.list('persistentvolumeclaims', namespace)) ?? []).map(({ metadata }) => metadata.name),
      );
      return {
        summary: `the pod stays Pending: PersistentVolumeClaim ${missing} does not exist in namespace ${namespace}${near ? `, but ${near} does` : ''}`,
        confidence: 'certain',
        object: { kind: 'PersistentVolumeClaim', namespace, name: missing },
        proof: [proof],
        fixes: [missingFix(subject, missing, near, fix)],
      };
    }
    const unbound = claims
      .map((name) => evidence.object('persistentvolumeclaims', namespace, name))
      .map(valueOf)
      .find((claim) => claim && claim.status?.phase !== 'Bound');
    const storageClass = unbound?.spec.storageClassName;
    const events = unbound ? (valueOf(evidence.events(namespace, unbound.metadata.name, 'PersistentVolumeClaim')) ?? []) : [];
    const [why] = events.filter(({ type }) => type === 'Warning').concat(events);
    return {
      summary: `the pod stays Pending: ${unbound ? `PersistentVolumeClaim ${unbound.metadata.name} is ${unbound.status?.phase ?? 'not bound'}${storageClass ? ` (storage class ${storageClass})` : ', and has no storage class'}` : 'a PersistentVolumeClaim is not bound'}`,
      confidence: 'certain',
      object: { kind: 'PersistentVolumeClaim', namespace, name: unbound?.metadata.name ?? claims[0] ?? 'unknown' },
      proof: [proof, ...(why ? [{ ...eventProof(why), step: 'get pvc' }] : [])],
      fixes: classFix(subject, evidence, unbound, storageClass),
    };
  },
};

function missingFix({ pod, namespace }: Subject, name: string, near: string | undefined, fix: WorkloadFix): Fix {
  const index = (pod.spec.volumes ?? []).findIndex(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === name);
  const path = `/volumes/${index}`;
  if (near)
    return fix.patchJson(`use claim ${near}, which exists`, [
      { op: 'replace', path: `${path}/persistentVolumeClaim/claimName`, value: near },
    ]);
  const text = `create claim ${name} in namespace ${namespace} with the size and class that the data need; or, if the data may be lost with the pod, use an emptyDir`;
  return fix.patchJson(text, [{ op: 'replace', path, value: { name: pod.spec.volumes?.[index]?.name, emptyDir: {} } }]);
}

function classFix(
  { namespace }: Subject,
  evidence: Evidence,
  claim: { metadata: { name: string } } | undefined,
  storageClass: string | undefined,
): Fix[] {
  if (!claim) return [];
  const classes = valueOf(evidence.list('storageclasses', undefined));
  const exists = classes?.some(({ metadata }) => metadata.name === storageClass);
  const text =
    classes && storageClass && !exists
      ? `storage class ${storageClass} does not exist${classes.length ? ` (there are: ${classes.map(({ metadata }) => metadata.name).join(', ')})` : ', nor does any other'}: a claim cannot change its class, so it has to be made anew`
      : 'look why the claim is not bound';
  return [
    { text, command: kubectl(evidence, namespace, ['describe', 'pvc', claim.metadata.name]), changes: false, restarts: false, asks: [] },
  ];
}
