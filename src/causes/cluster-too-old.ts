import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { advised } from '../fixes/fix.ts';
import { rollback } from '../fixes/rollback.ts';
import { present } from '../present.ts';
import { type Cause, RUNG } from './cause.ts';

export const clusterTooOld: Cause = {
  id: 'cluster-too-old',
  title: 'the program is made for a newer Kubernetes than this cluster is',
  tier: 'environment',
  covers: ['dep.version'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'version-refused');
    if (!fact) return undefined;
    const { found, wants, override } = fact.fields;
    const { container } = subject;
    const back = rollback(subject, evidence);
    return {
      summary: `the program in container ${container.name} ends as the cluster is too old for it: it wants Kubernetes ${wants ?? 'of a newer version'}${wants ? ' or newer' : ''}${found ? `, and the cluster is ${found}` : ''} (image ${container.image ?? ''})`,
      confidence: 'likely',
      object: { kind: 'Image', name: container.image ?? '' },
      proof: [logProof(subject, fact), ...present(back?.proof), attemptProof(subject)],
      fixes: [
        ...present(back?.fix),
        advised(
          `install the release of the program that is made for Kubernetes ${found ?? 'of this version'}, or bring the cluster to ${wants ?? 'a newer version'}${override ? `; ${override} turns its check off, at your own risk` : ''}`,
        ),
      ],
      decides: 'which versions of Kubernetes the notes of its release name, and what kubectl version says of the server',
    };
  },
};
