import type { Known } from '../evidence/evidence.ts';
import { attemptProof, specProof } from '../evidence/proof.ts';
import { type Subject, subjectsOf } from '../evidence/subject.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { pointAt, pointAtPort } from '../fixes/hosts.ts';
import { changeSettings } from '../fixes/settings.ts';
import { startFirst } from '../fixes/start-first.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Container } from '../kube/shapes.ts';
import { isWordless, type LogReading } from '../logs/reading.ts';
import type { Fix, ObjectRef } from '../report.ts';
import { clientVariables } from '../trace/network/client-variables.ts';
import type { Connection } from '../trace/network/connection.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { addressOf, failing, socketOf } from '../trace/network/failing.ts';
import { type Meant, meantAtPort } from '../trace/network/likely-service.ts';
import { besideIt, listeningBeside, type Neighbour, neighbourAt, othersOf } from '../trace/network/neighbour.ts';
import { namesInOrder, startsLater } from '../trace/programs/start-order.ts';
import { placeOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

export const dependencyLocalhost: Cause = {
  id: 'dependency-localhost',
  title: 'it looks for another program inside its own pod',
  tier: 'kubernetes',
  covers: ['dep.localhost', 'dep.conn-refused', 'init.hang'],
  rung: RUNG.confirmed,

  detect(subject, evidence) {
    const traced = tracedTo('localhost', subject, evidence);
    if (!traced) return undefined;
    const { connection } = traced;
    // A container of the pod that is there for it: then that one is to be looked at.
    const known = besideIt(subject, connection.port);
    const listens = known ? undefined : listeningBeside(connection, subject, evidence);
    const isLate = listens !== undefined && listens.port === connection.port;
    const beside = isLate ? { container: listens.container, why: 'listens there by now' } : known;
    // Its log tells why it does not listen; without, whether it is to listen there at all stays open.
    const server = beside && subjectsOf(subject.pod, evidence).find(({ container }) => container.name === beside.container);
    const silent = server?.attempt && silenceOf(server.log());
    const fix = new WorkloadFix(subject, evidence);
    const neighbour =
      beside !== undefined
        ? undefined
        : listens
          ? { ...listens, why: `listens on port ${listens.port} alone` }
          : neighbourAt(connection, subject);
    const meant = beside || neighbour ? undefined : meantAtPort(connection.port, subject, evidence);
    const change = neighbour ? toNeighbour(neighbour, connection, fix) : meant && toService(meant, connection, fix);
    const others = othersOf(subject).length > 0;
    const later = beside && startsLater(beside.container, subject);
    return {
      summary: beside
        ? `${failing(subject, connection)}: container ${beside.container} of the same pod, which ${beside.why}, ${later ? `starts only after it: init containers run one after the other, in their order, before all else` : isLate ? 'did not yet when it was called' : 'does not listen there (yet)'}`
        : neighbour
          ? `${failing(subject, connection)}${change?.why ?? ''}: container ${neighbour.container} of the same pod ${neighbour.why}`
          : `${failing(subject, connection)}${socketOf(connection) ? '' : ', which is its own pod'}: ${others ? 'no other container of the pod declares that port' : 'no other program runs in it'}${change?.why ?? ''}${meant ? `; Service ${meant.name} has port ${connection.port}` : ''}`,
      // A sidecar that declares no port may still listen.
      confidence: later
        ? declares(later.container, connection.port)
          ? 'certain'
          : 'likely'
        : silent
          ? 'possible'
          : beside || neighbour || (others && !meant)
            ? 'likely'
            : 'certain',
      object: change?.object ?? {
        kind: fix.owner.kind,
        namespace: subject.namespace,
        name: fix.owner.name,
        field: later ? `${later.list}[${later.container.name}]` : (change?.field ?? `containers[${subject.container.name}].env`),
      },
      proof: [
        connection.proof,
        {
          step: 'get',
          quote: `containers of the pod: ${namesInOrder(subject.pod).join(', ')}`,
          path: 'spec.containers',
        },
        specProof(subject, 'env', (subject.container.env ?? []).map(({ name }) => name).join(', ') || 'none'),
        ...(meant ? [{ step: `get svc ${meant.name}`, quote: `port ${connection.port}, namespace ${meant.namespace}` }] : []),
        ...(connection.waits ? [] : [attemptProof(subject)]),
      ],
      fixes: [
        (later && startFirst(later, connection.port, fix)) ??
          change?.fix ?? {
            text: later
              ? `run what ${subject.container.name} does once ${beside?.container} listens: in a Job of its own, or in a container beside it`
              : isLate
                ? `let ${subject.container.name} try again for a while, or make ${beside?.container} a sidecar (an init container with restartPolicy Always) with a startup probe, for which it is waited`
                : beside
                  ? `look at container ${beside.container} first`
                  : `tell ${subject.container.name} the host name of the Service that it needs; ${addressOf(connection)} is what it takes without one`,
            changes: !beside,
            restarts: !beside,
            asks: [],
          },
      ],
      ...(beside && !later && !isLate ? { victimOf: beside.container } : {}),
      decides: silent
        ? `the log of container ${server.container.name}, which ${silent}`
        : `what listens on port ${connection.port ?? 'in question'} inside the pod`,
    };
  },
};

interface Change {
  fix: Fix;
  field: string;
  /** Where it is not the workload. */
  object?: ObjectRef;
  /** For the sentence that says what is wrong. */
  why: string;
}

const declares = ({ ports = [] }: Container, port: number | undefined) => ports.some(({ containerPort }) => containerPort === port);

function silenceOf(log: Known<LogReading>): string | undefined {
  if (log.state === 'gap') return 'could not be read';
  return log.state === 'read' && isWordless(log.value) ? 'has no word of it' : undefined;
}

function toNeighbour({ container, port }: Neighbour, connection: Connection, fix: WorkloadFix): Change | undefined {
  const { fix: written, places } = pointAtPort(port, connection, fix, `call port ${port}, that of container ${container}`);
  return written && places[0] ? { fix: written, field: places[0], why: ` (${places.join(', ')})` } : undefined;
}

/** Where localhost is written down, there; else in the variable that the client library reads by its own documentation. */
function toService(meant: Meant, connection: Connection, fix: WorkloadFix): Change | undefined {
  const text = `let ${fix.subject.container.name} call Service ${meant.name}`;
  const { fix: written, places } = pointAt(meant.host, connection, fix, text);
  if (written && places[0]) return { fix: written, field: places[0], why: ` (${places.join(', ')})` };
  const variables = clientVariables(fix.subject, connection, fix.evidence);
  const [first] = variables;
  if (!first || !connection.port) return undefined;
  const filled = first.empty && changeSettings(`${text}: ${first.because}`, [{ setting: first.empty, to: meant.host }], fix);
  if (first.empty && filled)
    return {
      fix: filled,
      field: `env ${first.name}`,
      object: settingObject(first.empty, fix),
      why: `; ${first.because}, and it is empty (${placeOf(first.empty)})`,
    };
  const words = variables.map(({ name, value }) => `${name}=${value(meant.host, connection.port as number)}`);
  return {
    fix: fix.setEnv(`${text}: ${first.because}`, words),
    field: `env ${first.name}`,
    why: `; ${first.because}, and it is not set${unused(fix.subject, meant.host)}`,
  };
}

/** A variable that holds the right host, which the program does not read. */
function unused({ container }: Subject, host: string): string {
  const found = container.env?.find(({ value }) => value === host);
  return found ? ` (${found.name} is, to ${host})` : '';
}
