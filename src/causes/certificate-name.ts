import { decidedBy } from '../evidence/end.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { attemptProof, logProof } from '../evidence/proof.ts';
import type { Subject } from '../evidence/subject.ts';
import { restarting } from '../fixes/fix.ts';
import { pointAt } from '../fixes/hosts.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { placeOf } from '../trace/network/place.ts';
import { type Server, serverName, serverOf } from '../trace/servers/server.ts';
import { type Cause, RUNG } from './cause.ts';

export const certificateName: Cause = {
  id: 'certificate-name',
  title: 'the certificate is for another name than the one it calls',
  tier: 'kubernetes',
  covers: ['dep.tls-hostname'],
  rung: RUNG.said,

  detect(subject, evidence) {
    const fact = decidedBy(subject, 'tls-hostname');
    if (!fact) return undefined;
    const server = serverOf(subject, evidence, ['tls-hostname']);
    if (server === 'pending') return undefined;
    const fix = new WorkloadFix(subject, evidence);
    const names = (fact.fields.names ?? '')
      .split(/[\s,]+/)
      .map((name) => name.replace(/^DNS:/, ''))
      .filter((name) => /^[\w*.-]+$/.test(name));
    const called = server?.connection.host ?? fact.fields.host;
    const right =
      server && names.map((name) => filled(name, server)).find((name) => name !== undefined && leadsTo(name, server, subject, evidence));
    const pointed = server && right ? pointAt(right, server.connection, fix, `call it ${right}, as its certificate does`) : undefined;
    return {
      summary: `container ${subject.container.name} calls ${server ? serverName(server) : 'a server'} by ${called ? `the name ${called}` : 'a name'}${pointed?.places.length ? ` (${pointed.places.join(', ')})` : ''}, for which its certificate is not made${/legacy Common Name/.test(fact.quote) ? ': it has names in the old place alone (CN), where nobody looks any more' : ''}${names.length ? `: it is for ${names.join(', ')}` : ''}`,
      confidence: 'likely',
      object: fix.object(pointed?.places[0]),
      proof: [logProof(subject, fact), attemptProof(subject)],
      fixes: [
        pointed?.fix ??
          restarting(
            `call the server by a name in its certificate${names.length ? ` (${names.join(', ')})` : ''}, or have one made for the name that is called`,
          ),
      ],
      decides: 'the names in the certificate (openssl s_client -connect …)',
    };
  },
};

/** A wildcard stands for one label, which the Service's name may be. */
const filled = (name: string, { service }: Server) =>
  name.startsWith('*.') ? service && `${service.metadata.name}${name.slice(1)}` : name;

function leadsTo(name: string, { service, connection }: Server, subject: Subject, evidence: Evidence): boolean {
  if (name === connection.host || !service) return false;
  const place = placeOf(name, subject, evidence);
  return (
    place.kind === 'service' && place.service.metadata.uid === service.metadata.uid && place.service.metadata.name === service.metadata.name
  );
}
