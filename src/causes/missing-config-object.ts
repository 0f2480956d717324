import { comeSince } from '../findings/come-since.ts';
import { fixReferences } from '../fixes/references.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { CLUSTER_CA } from '../kube/cluster-ca.ts';
import { missedBy } from '../trace/objects/kubelet-words.ts';
import { describeMissing, everyMissing } from '../trace/objects/missing.ts';
import { elsewhere, sourceFor } from '../trace/objects/missing-references.ts';
import { type Cause, RUNG } from './cause.ts';

const SYSTEM = ['kube-system', 'default'];

export const missingConfigObject: Cause = {
  id: 'missing-config-object',
  title: 'a ConfigMap or Secret that it needs does not exist',
  tier: 'kubernetes',
  covers: ['cfg.configmap-missing', 'cfg.secret-missing', 'cfg.wrong-namespace', 'vol.configmap-missing', 'vol.secret-missing'],
  rung: RUNG.start,

  detect(subject, evidence) {
    const missed = missedBy(subject);
    if (!missed || missed.key !== undefined) return undefined;
    const { missing, others, known, hasCome } = everyMissing(missed, subject, evidence);
    const fix = new WorkloadFix(subject, evidence);
    if (hasCome) return comeSince(missed, subject, fix);
    const asked = missing.find(({ reference: { sort, name } }) => sort === missed.sort && name === missed.name)?.reference ?? missed;
    const namespaces = elsewhere(asked, subject.namespace, evidence);
    const [first] = namespaces;
    const isCa = missed.sort === 'ConfigMap' && missed.name === CLUSTER_CA;
    const where = isCa
      ? '; kube-controller-manager makes it in every namespace, and has not made it here: does it run?'
      : first
        ? `; one of that name exists in namespace ${namespaces.join(', ')}, but a pod reads only its own namespace`
        : '';
    return {
      summary: `${describeMissing(missing, others, subject)}${where}`,
      confidence: 'certain',
      object: { kind: missed.sort, namespace: subject.namespace, name: missed.name },
      proof: [missed.proof, ...known],
      fixes: [
        fixReferences(
          missing,
          ({ reference }) =>
            isCa && reference.name === CLUSTER_CA
              ? SYSTEM.find((one) => one !== subject.namespace)
              : sourceFor(reference, subject.namespace, evidence),
          fix,
          others,
        ),
      ],
    };
  },
};
