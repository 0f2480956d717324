/** An address that a server of Python takes for the application that it is to load. */
import { attemptProof, specProof } from '../evidence/proof.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Proof } from '../report.ts';
import type { AddressForModule } from '../trace/settings/address-for-module.ts';
import type { Match } from './match.ts';

/** gunicorn 0.0.0.0:8000 web:app: what stands without an option is the application. */
export function addressAsModule(
  module: string,
  { program, list, index, address, options }: AddressForModule,
  proof: Proof,
  fix: WorkloadFix,
): Match {
  const { subject } = fix;
  const words = subject.container[list] ?? [];
  return {
    summary: `container ${subject.container.name} lets ${program} take ${list}[${index}], ${address}, for the application that it is to load (module ${module}): no ${options[0]} stands before it`,
    confidence: 'certain',
    object: fix.containerObject(`${list}[${index}]`),
    proof: [proof, specProof(subject, list, words.join(' ')), attemptProof(subject)],
    fixes: [
      fix.patchJson(`give it the address as ${options.join(' ')}`, [
        { op: 'replace', path: `${fix.containerPath}/${list}`, value: [...words.slice(0, index), ...options, ...words.slice(index + 1)] },
      ]),
    ],
  };
}
