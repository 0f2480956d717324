import { attemptProof, eventProof } from '../evidence/proof.ts';
import { during } from '../evidence/subject.ts';
import { type Cause, RUNG } from './cause.ts';

export const containerRedefined: Cause = {
  id: 'container-redefined',
  title: 'restarted because its own spec was changed; not the program’s fault',
  tier: 'kubernetes',
  covers: ['sig.definition-changed', 'sig.resize'],
  rung: RUNG.killed,

  detect(subject) {
    if (!subject.attempt) return undefined;
    // pkg/kubelet/kuberuntime computePodActions.
    const event = during(subject.events('Killing'), subject.attempt, 5).find(({ message }) =>
      /(?:definition changed, will be restarted|resize requires restart)/.test(message ?? ''),
    );
    if (!event) return undefined;
    const resized = /resize/.test(event.message ?? '');
    return {
      summary: `the kubelet restarted container ${subject.container.name} because ${resized ? 'its resources were resized, and its resizePolicy wants a restart' : 'its definition in the pod was changed (a new image, for instance)'}`,
      confidence: 'certain',
      proof: [eventProof(event), attemptProof(subject)],
      fixes: [],
    };
  },
};
