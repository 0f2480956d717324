/** A name that a program gives to a server, and that the server does not know: of a database, of a user. */

import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import type { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import { type Server, serverName } from '../trace/servers/server.ts';
import { placeOf, type Setting } from '../trace/settings/settings.ts';
import type { Match } from './match.ts';

export interface UnknownName {
  /** What the program's log says. */
  fact: Fact;
  wanted: string;
  /** Where the program is told it; undefined where that is not known. */
  place: Setting | undefined;
  server: Server | undefined;
  /** The server's variable that says which one it makes at its first start. */
  made: Setting | undefined;
}

/** What the server makes instead. */
export function otherName({ wanted, made }: UnknownName): string | undefined {
  return made?.value !== undefined && made.value !== wanted ? made.value : undefined;
}

/** `what` is `database` or `user`; `use` and `makes` end the sentence. */
export function unknownName(
  unknown: UnknownName,
  { what, use, makes }: { what: string; use: string; makes: string },
  subject: Subject,
  fix: WorkloadFix,
): Omit<Match, 'fixes'> {
  const { fact, wanted, place, server, made } = unknown;
  const other = otherName(unknown);
  const pod = server?.pod?.metadata.name;
  const name = server ? serverName(server) : undefined;
  const told = place ? ` (${placeOf(place)})` : '';
  return {
    summary: `${name ?? 'the database server'} has no ${what} ${wanted}, ${use}${told}${other ? `; ${pod} makes ${other}${makes}` : ''}`,
    confidence: other ? 'certain' : 'likely',
    object: place ? fix.object(placeOf(place)) : fix.containerObject('env'),
    proof: [
      logProof(subject, fact),
      ...present(
        place && { step: 'get', quote: `${placeOf(place)}: ${wanted}` },
        made && other && { step: `get pod ${pod}`, quote: `${made.name}: ${other}`, path: 'spec.containers[].env' },
      ),
      attemptProof(subject),
    ],
    decides: `which ${what}s ${name ?? 'the server'} has`,
  };
}
