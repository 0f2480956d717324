import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { selectThem } from '../fixes/selector.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { labelsText } from '../kube/selector.ts';
import type { Fact } from '../logs/fact.ts';
import { askedAddress } from '../trace/network/asked-address.ts';
import { selectorText } from '../trace/network/failing.ts';
import type { OfService } from '../trace/network/fault.ts';
import { foreignBackends } from '../trace/network/foreign-backends.ts';
import { serverOf } from '../trace/servers/server.ts';
import { isJsonSyntax } from '../trace/texts/refused-json.ts';
import { type Cause, RUNG } from './cause.ts';

export const serviceLeadsElsewhere: Cause = {
  id: 'service-leads-elsewhere',
  title: 'the Service leads to the pods of another program',
  tier: 'kubernetes',
  covers: ['dep.no-endpoints', 'dep.service-port', 'dep.http-5xx'],
  // Before what the other program answers.
  rung: RUNG.confirmed - 1,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'http-error', 'config-malformed');
    const asked = fact && askedBy(fact, subject, evidence);
    const foreign = asked && foreignBackends(asked.service, asked.namespace, evidence);
    if (!fact || !foreign) return undefined;
    const { service, namespace, selected, meant, isAlone } = foreign;
    const { name } = service.metadata;
    const what = fact.kind === 'http-error' ? 'another program answers' : 'what comes back is no JSON';
    return {
      summary: `container ${subject.container.name} asks Service ${name}, and ${what}: ${name} selects ${selectorText(service)}, the pods of ${selected.metadata.name}; those that are called ${name} (${meant.pod.metadata.name}) have ${labelsText(meant.selector)}`,
      // With 5xx the right program may answer as well.
      confidence: isAlone && !isServersFault(fact) ? 'certain' : 'likely',
      object: { kind: 'Service', namespace, name, field: 'spec.selector' },
      proof: [
        logProof(subject, fact),
        { step: `get svc ${name}`, quote: `selector ${selectorText(service)}`, path: 'spec.selector' },
        {
          step: 'get pod',
          quote: `${meant.pod.metadata.name}: ${labelsText(meant.selector)}${isAlone ? ', and no Service leads there' : ''}`,
        },
        attemptProof(subject),
      ],
      fixes: [selectThem(service, namespace, meant, new WorkloadFix(subject, evidence), { again: true })],
      decides: `whether ${selected.metadata.name} is what Service ${name} is for`,
    };
  },
};

const isServersFault = ({ kind, fields }: Fact<'http-error' | 'config-malformed'>): boolean =>
  kind === 'http-error' && Number((fields as Fact<'http-error'>['fields']).status) >= 500;

function askedBy(fact: Fact<'http-error' | 'config-malformed'>, subject: Subject, evidence: Evidence): OfService | undefined {
  if (fact.kind === 'http-error') {
    const server = serverOf(subject, evidence, ['http-error']);
    return server !== 'pending' && server?.service ? { service: server.service, namespace: server.namespace } : undefined;
  }
  const isUnnamed = isJsonSyntax(fact) && !('file' in fact.fields && fact.fields.file);
  return isUnnamed ? askedAddress(subject, evidence) : undefined;
}
