import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof, specProof } from '../evidence/proof.ts';
import { advised } from '../fixes/fix.ts';
import { ownUser } from '../fixes/own-user.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import { identityOf } from '../trace/objects/identity.ts';
import { type Cause, RUNG } from './cause.ts';

export const userNameless: Cause = {
  id: 'user-nameless',
  title: "its user's number has no name in the image's /etc/passwd",
  tier: 'kubernetes',
  covers: ['perm.user-nameless'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'user-nameless');
    if (!fact) return undefined;
    const { container } = subject;
    const { uid } = identityOf(subject);
    const said = fact.fields.uid ?? uid;
    const isSet = uid !== undefined && String(uid) === String(said);
    const fix = new WorkloadFix(subject, evidence);
    const image = container.image ?? '';
    const own = isSet
      ? ownUser(
          "let it start as the user of its image, which has a name there; what it owns in its volumes may be another user's then",
          fix,
        )
      : undefined;
    return {
      summary: `container ${container.name} wants the name of the user that it runs as${said === undefined ? '' : `, ${said}`}${isSet ? ' (runAsUser)' : ''}, and /etc/passwd of image ${image} has none for it`,
      confidence: isSet ? 'certain' : 'likely',
      object: isSet ? fix.object('securityContext.runAsUser') : fix.containerObject('image'),
      proof: [
        logProof(subject, fact),
        ...(uid === undefined ? [] : [specProof(subject, 'securityContext.runAsUser', String(uid))]),
        attemptProof(subject),
      ],
      fixes: [
        ...present(own),
        advised(
          `${own ? 'or ' : ''}set runAsUser to a number that /etc/passwd of image ${image} has, or mount a passwd file with a line for ${said ?? 'that number'} at /etc/passwd`,
        ),
      ],
      decides: `the lines of /etc/passwd in image ${image}`,
    };
  },
};
