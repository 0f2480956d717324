import { WorkloadFix } from '../fixes/workload.ts';
import { startFailure } from '../trace/programs/start-failure.ts';
import { type Cause, RUNG } from './cause.ts';

/** Any number works without an entry in /etc/passwd; 1000 is what most images use. */
const NUMBER = 1000;

export const imageUserUnknown: Cause = {
  id: 'image-user-unknown',
  title: 'the image names a user or group that its /etc/passwd or /etc/group does not have',
  tier: 'container',
  covers: ['img.user-missing'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const started = startFailure(subject);
    if (started?.failure.sort !== 'user') return undefined;
    const { user, group } = started.failure;
    const { container } = subject;
    const fix = new WorkloadFix(subject, evidence);
    return {
      summary: `container ${container.name} cannot start: image ${container.image ?? ''} wants to run as a ${group ? 'group' : 'user'}${user ? ` (${user})` : ''} that its ${group ? '/etc/group' : '/etc/passwd'} does not have`,
      confidence: 'certain',
      object: fix.containerObject('securityContext.runAsUser'),
      proof: [started.proof],
      fixes: [
        fix.patchContainer(`run it by number, which needs no entry: user ${NUMBER}`, {
          securityContext: { runAsUser: NUMBER, runAsGroup: NUMBER },
        }),
      ],
    };
  },
};
