import { valueOf } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import { decisiveFact } from '../logs/reading.ts';
import { type Cause, RUNG } from './cause.ts';

export const addressUnavailable: Cause = {
  id: 'address-unavailable',
  title: 'it wants to listen on an address that the pod does not have',
  tier: 'kubernetes',
  covers: ['port.addr-not-available'],
  rung: RUNG.confirmed,

  detect(subject) {
    const fact = decisiveFact(valueOf(subject.log()), 'address-unavailable');
    if (!fact) return undefined;
    const { container, pod } = subject;
    const { address, port } = fact.fields;
    const own = pod.status.podIP;
    return {
      summary: `the program in container ${container.name} wants to listen on ${address ? `${address}${port ? `:${port}` : ''}` : 'an address'}, which the pod does not have${own ? ` (its own is ${own}, another one at each start)` : ''}`,
      confidence: address && own && address !== own ? 'certain' : 'likely',
      proof: [
        logProof(subject, fact),
        ...(own ? [{ step: 'get', quote: `podIP: ${own}`, path: 'status.podIP' }] : []),
        attemptProof(subject),
      ],
      fixes: [
        {
          text: 'let it listen on 0.0.0.0, or take the address from status.podIP by a fieldRef',
          changes: false,
          restarts: false,
          asks: [],
        },
      ],
      decides: 'which address the program was told to listen on',
    };
  },
};
