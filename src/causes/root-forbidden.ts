import { specProof, waitingProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { advised } from '../fixes/fix.ts';
import { besides, needsOf, specFor } from '../fixes/ordinary-user.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fix } from '../report.ts';
import { identityOf, userPath } from '../trace/objects/identity.ts';
import { numberOfUser, userOfImage } from '../trace/programs/image-users.ts';
import { type Cause, RUNG } from './cause.ts';

const USUAL = 1000;

/** pkg/kubelet/kuberuntime/security_context.go verifyRunAsNonRoot. */
const AS_ROOT = /container has runAsNonRoot and image will run as root/;
const BY_WORD = /container has runAsNonRoot and image has non-numeric user \(([^)]{0,100})\), cannot verify user is non-root/;
const ZERO = /container's runAsUser breaks non-root policy/;

export const rootForbidden: Cause = {
  id: 'root-forbidden',
  title: 'it may not run as root, and would (or might)',
  tier: 'kubernetes',
  covers: ['perm.run-as-non-root', 'perm.non-numeric-user', 'perm.runasuser-0'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const message = subject.status?.state?.waiting?.message ?? '';
    const word = message.match(BY_WORD)?.[1];
    const isZero = ZERO.test(message);
    if (!AS_ROOT.test(message) && word === undefined && !isZero) return undefined;
    const { container, pod } = subject;
    const fix = new WorkloadFix(subject, evidence);
    const uid = (word === undefined ? userOfImage(container.image ?? '') : numberOfUser(word)) ?? USUAL;
    const field = `securityContext.runAs${isZero ? 'User' : 'NonRoot'}`;
    const why = isZero
      ? 'runAsNonRoot and runAsUser: 0 contradict each other'
      : word === undefined
        ? 'runAsNonRoot is set, its image runs as root, and no runAsUser says otherwise'
        : `runAsNonRoot is set, and its image names its user by a word (${word}), not by a number, so the kubelet cannot tell that it is not root`;
    return {
      summary: `container ${container.name} is not started: ${why}`,
      confidence: 'certain',
      object: container.securityContext?.runAsNonRoot ? fix.containerObject(field) : fix.object(field),
      proof: [
        waitingProof(subject),
        container.securityContext?.runAsNonRoot
          ? specProof(subject, 'securityContext', JSON.stringify(container.securityContext))
          : { step: 'get', quote: `securityContext: ${JSON.stringify(pod.spec.securityContext ?? {})}`, path: 'spec.securityContext' },
      ],
      fixes: fixesOf(subject, fix, uid, isZero),
    };
  },
};

function fixesOf(subject: Subject, fix: WorkloadFix, uid: number, isZero: boolean): Fix[] {
  const needs = needsOf(subject);
  const text = `run it as user ${uid}${besides(needs)}`;
  const path = isZero ? userPath(subject, fix.containerPath) : undefined;
  const ofPod = path === '/securityContext/runAsUser';
  const first =
    path && needs.sysctls.length + needs.volumes.length === 0
      ? fix.patchJson(text, [{ op: 'replace', path, value: uid }])
      : fix.patchSpec(
          text,
          ofPod
            ? {
                ...specFor(needs, subject),
                securityContext: { runAsUser: uid, ...(needs.sysctls.length ? { sysctls: needs.sysctls } : {}) },
              }
            : specFor(needs, subject, { runAsUser: uid }),
        );
  if (identityOf(subject).fsGroup !== undefined || !subject.pod.spec.volumes?.some(({ persistentVolumeClaim }) => persistentVolumeClaim))
    return [first];
  return [first, advised('if it then may not write to its volume, set fsGroup in the pod securityContext to the same number')];
}
