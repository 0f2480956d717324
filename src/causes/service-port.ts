import { endProof } from '../evidence/proof.ts';
import { restarting } from '../fixes/fix.ts';
import { pointAt, pointAtPort } from '../fixes/hosts.ts';
import { patchObject } from '../fixes/object.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Service, ServicePort } from '../kube/shapes.ts';
import { only } from '../only.ts';
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
    const { places, change, elsewhere, isServer } = meantFor(connection, name, numbers, fix);
    const where = places.length ? ` (${places.join(', ')})` : '';
    return {
      summary: `${failing(subject, connection)}: ${headless ? `Service ${name} is headless, so a call meets its pods' own ports, and port ${connection.port}${where} is none of them; they declare` : `Service ${name} has no port ${connection.port}${where}; it has`} ${numbers.join(', ')}${elsewhere ? `; Service ${elsewhere} has that port` : ''}`,
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
        change ??
          (isServer ? undefined : alsoListen(service, namespace, connection, fix)) ??
          restarting(
            isServer
              ? `call the server that is meant: ${name} is one of another kind (port ${numbers.join(', ')})`
              : `call ${name} at port ${numbers.join(' or ')}${places.length ? ` in ${places.join(', ')}` : ': where the program takes the port from is not in its pod spec'}`,
          ),
      ],
    };
  },
};

interface Meant {
  /** Where the wrong address stands. */
  places: string[];
  change: Fix | undefined;
  /** The Service that has the port that is called. */
  elsewhere: string | undefined;
  /** The Service is one of a server of another kind than that which is called. */
  isServer: boolean;
}

/** A client of another kind of server has the wrong host, not the wrong port. */
function meantFor(connection: Connection, name: string, numbers: readonly number[], fix: WorkloadFix): Meant {
  const { subject, evidence } = fix;
  const usual = usualPort(connection, subject);
  const isOther = usual !== undefined && usual === connection.port;
  const meant = isOther ? meantAtPort(connection.port, subject, evidence) : undefined;
  const text = `point ${subject.container.name} at Service ${meant?.name}, which has port ${connection.port}`;
  const elsewhere = meant && pointAt(meant.host, connection, fix, text);
  const isServer = isOther && numbers.some(isUsualPort);
  if (meant && elsewhere?.fix) return { places: elsewhere.places, change: elsewhere.fix, elsewhere: meant.name, isServer };
  const [first] = numbers;
  // Of several the one that such a server has, beside one for its metrics, say.
  const one = numbers.length === 1 ? first : (numbers.find((number) => number === usual) ?? only(numbers.filter(isUsualPort)));
  const told = first === undefined || isServer ? undefined : pointAtPort(one ?? first, connection, fix, `call port ${one} of ${name}`);
  return { places: told?.places ?? [], change: one === undefined ? undefined : told?.fix, elsewhere: undefined, isServer };
}

const portWords = ({ port, name }: ServicePort) => `${port}${name ? ` (${name})` : ''}`;

/** Where the program takes the port from is not to be seen: then the Service gets it besides the one that others call. Several ports need names. */
function alsoListen({ metadata, spec }: Service, namespace: string, { port, waits }: Connection, fix: WorkloadFix): Fix | undefined {
  const [own] = spec.ports ?? [];
  if (!own || spec.ports?.length !== 1 || port === undefined || spec.clusterIP === 'None') return undefined;
  const named = own.name ? [] : [{ op: 'add' as const, path: '/spec/ports/0/name', value: `port-${own.port}` }];
  const value = { name: `port-${port}`, port, targetPort: own.targetPort ?? own.port, protocol: own.protocol ?? 'TCP' };
  return patchObject(
    `let Service ${metadata.name} answer on port ${port} too`,
    { word: 'service', metadata, namespace },
    [...named, { op: 'add', path: '/spec/ports/-', value }],
    fix,
    { again: !waits },
  );
}
