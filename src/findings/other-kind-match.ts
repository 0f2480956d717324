/** The server that is called is of another kind than its client speaks to: what is said of it, and the address that is meant. */

import type { Evidence } from '../evidence/evidence.ts';
import { endProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { advised } from '../fixes/fix.ts';
import { pointAtServer } from '../fixes/hosts.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { present } from '../present.ts';
import type { Connection } from '../trace/network/connection.ts';
import { failing } from '../trace/network/failing.ts';
import type { OtherKind } from '../trace/network/other-kind.ts';
import type { Match } from './match.ts';

export function otherKindMatch(found: OtherKind, service: string, connection: Connection, subject: Subject, evidence: Evidence): Match {
  const { speaks, runs, pod, container, meant, port } = found;
  const fix = new WorkloadFix(subject, evidence);
  const text = `call Service ${meant?.name}, which has ${speaks}'s port ${port}`;
  const pointed = meant && pointAtServer(meant.host, port, connection, fix, text);
  const where = pointed?.places.length ? ` (${pointed.places.join(', ')})` : '';
  return {
    summary: `${failing(subject, connection)}${where}: it speaks to ${speaks}, and Service ${service} leads to ${runs}: pod ${pod} runs ${container.image}${meant ? `; Service ${meant.name} has port ${port}` : ''}`,
    confidence: 'certain',
    object: fix.containerObject('env'),
    proof: [
      connection.proof,
      { step: `get svc ${service}`, quote: `leads to pod ${pod}, container ${container.name}: image ${container.image}` },
      ...present(meant && { step: `get svc ${meant.name}`, quote: `port ${port}, namespace ${meant.namespace}` }),
      ...endProof(connection, subject),
    ],
    fixes: [pointed?.fix ?? advised(`tell ${subject.container.name} the host and port of its ${speaks}`)],
  };
}
