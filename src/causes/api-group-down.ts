import { decidedBy } from '../evidence/end.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import { type Cause, RUNG } from './cause.ts';

export const apiGroupDown: Cause = {
  id: 'api-group-down',
  title: 'another server, which answers for a group of the API, gives no answer',
  tier: 'environment',
  covers: ['dep.api-group'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'api-group-down');
    if (!fact) return undefined;
    const { group, detail } = fact.fields;
    // An APIService is called by its version and group (kube-aggregator, ValidateAPIServiceName).
    const [name, version] = group.split('/');
    const service = `${version}.${name}`;
    return {
      summary: `container ${subject.container.name} asks for all that the API server serves and gets no answer for ${group}: that group is served by another server, which APIService ${service} names, and that does not answer${detail ? ` (${detail})` : ''}`,
      confidence: 'likely',
      object: { kind: 'APIService', name: service, field: 'spec.service' },
      proof: [logProof(subject, fact), attemptProof(subject)],
      fixes: [
        look(
          `bring up the Service that APIService ${service} names, or delete the APIService if its server is gone for good`,
          kubectl(evidence, undefined, ['get', 'apiservice', service, '-o', 'wide']),
        ),
      ],
      decides: `the condition Available of APIService ${service}`,
    };
  },
};
