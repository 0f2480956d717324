/** The certificate of a webhook: the program asks the API server, which calls the webhook, and passes its words on. */
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { kubectl } from '../fixes/command.ts';
import { look } from '../fixes/fix.ts';
import type { Fact } from '../logs/fact.ts';
import type { Match } from './match.ts';

/** kubernetes/kubernetes:staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/errors/statuserror.go and …/util/webhook/error.go. */
const CALLED = /failed (?:calling|to call) webhook "(?<name>[^"\s]{1,253})":.{0,80}?"https:\/\/(?<host>[\w.-]{1,253})/;

/** `why`: what is wrong with the certificate, and `todo`, by which it is put right. */
export function ofWebhook(
  fact: Fact,
  { why, todo }: { why: string; todo: string },
  subject: Subject,
  evidence: Evidence,
): Match | undefined {
  const { name, host } = CALLED.exec(fact.quote.replaceAll('\\"', '"'))?.groups ?? {};
  if (!name) return undefined;
  return {
    summary: `the API server cannot ask webhook ${name} (${host}) about what container ${subject.container.name} writes: ${why}`,
    confidence: 'likely',
    proof: [logProof(subject, fact), attemptProof(subject)],
    fixes: [
      look(todo, kubectl(evidence, undefined, ['get', 'validatingwebhookconfigurations,mutatingwebhookconfigurations', '-o', 'wide'])),
    ],
    decides: `the caBundle of webhook ${name} in its configuration, and the certificate that ${host} shows`,
  };
}
