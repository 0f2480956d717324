import { endProof } from '../evidence/proof.ts';
import { restarting } from '../fixes/fix.ts';
import { pointAt, pointAtPort } from '../fixes/hosts.ts';
import { patchObject } from '../fixes/object.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Service, ServicePort } from '../kube/shapes.ts';
import { present } from '../present.ts';
import type { Fix } from '../report.ts';
import type { Connection } from '../trace/network/connection.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { failing } from '../trace/network/failing.ts';
import { meantAtPort } from '../trace/network/likely-service.ts';
import { isUsualPort, usualPort } from '../trace/network/server-kinds.ts';
import { type Cause, RUNG } from './cause.ts';

export const servicePort: Cause = {
  id: 'service-port',
  title: 'it calls a port that the Service does not have',
  tier: 'kubernetes',
  covers: ['dep.service-port', 'dep.conn-refused', 'dep.timeout', 'init.hang'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('no-such-port', subject, evidence);
    if (!traced) return undefined;
    const {
      connection,
      fault: { service, namespace, ports, headless },
    } = traced;
    const { name } = service.metadata;
    const numbers = [...new Set(ports.map(({ port }) => port))];
    const fix = new WorkloadFix(subject, evidence);
    // A client of another kind of server: its host is wrong, not its port.
    const usual = usualPort(connection, subject);
    const isOther = usual !== undefined && usual === connection.port;
    const meant = isOther ? meantAtPort(connection.port, subject, evidence) : undefined;
    const elsewhere =
      meant &&
      pointAt(meant.host, connection, fix, `point ${subject.container.name} at Service ${meant.name}, which has port ${connection.port}`);
    const isServer = isOther && ports.some(({ port }) => isUsualPort(port));
    const [only] = numbers;
    const pointed =
      only !== undefined && numbers.length === 1 && !elsewhere?.fix && !isServer
        ? pointAtPort(only, connection, fix, `call port ${only} of ${name}`)
        : undefined;
    const places = elsewhere?.fix ? elsewhere.places : (pointed?.places ?? []);
    const where = places.length ? ` (${places.join(', ')})` : '';
    return {
      summary: `${failing(subject, connection)}: ${headless ? `Service ${name} is headless, so a call meets its pods' own ports, and port ${connection.port}${where} is none of them; they declare` : `Service ${name} has no port ${connection.port}${where}; it has`} ${numbers.join(', ')}${elsewhere?.fix ? `; Service ${meant?.name} has that port` : ''}`,
      confidence: 'certain',
      object: fix.object(places[0]),
      proof: [
        connection.proof,
        {
          step: `get svc ${name}`,
          quote: `${headless ? 'clusterIP None; ' : ''}ports ${(service.spec.ports ?? []).map(portWords).join(', ') || 'none'}; namespace ${namespace}`,
          path: 'spec.ports',
        },
        ...present(headless && { step: 'get pods', quote: `${name} selects pods with ports ${ports.map(portWords).join(', ')}` }),
        ...endProof(connection, subject),
      ],
      fixes: [
        elsewhere?.fix ??
          pointed?.fix ??
          (isServer ? undefined : alsoListen(service, namespace, connection, fix)) ??
          restarting(
            isServer
              ? `call the server that is meant: ${name} is one of another kind (port ${numbers.join(', ')})`
              : `call ${name} at port ${numbers.join(' or ')}: where the program takes the port from is not in its pod spec`,
          ),
      ],
    };
  },
};

const portWords = ({ port, name }: ServicePort) => `${port}${name ? ` (${name})` : ''}`;

/** Where the program takes the port from is not to be seen: then the Service gets it besides the one that others call. Several ports need names. */
function alsoListen({ metadata, spec }: Service, namespace: string, { port, waits }: Connection, fix: WorkloadFix): Fix | undefined {
  const [only] = spec.ports ?? [];
  if (!only || spec.ports?.length !== 1 || port === undefined || spec.clusterIP === 'None') return undefined;
  const named = only.name ? [] : [{ op: 'add' as const, path: '/spec/ports/0/name', value: `port-${only.port}` }];
  const value = { name: `port-${port}`, port, targetPort: only.targetPort ?? only.port, protocol: only.protocol ?? 'TCP' };
  return patchObject(
    `let Service ${metadata.name} answer on port ${port} too`,
    { word: 'service', metadata, namespace },
    [...named, { op: 'add', path: '/spec/ports/-', value }],
    fix,
    { again: !waits },
  );
}
