import { type Evidence, type Known, valueOf } from '../evidence/evidence.ts';
import { attemptProof, specProof } from '../evidence/proof.ts';
import { type Subject, subjectNamed } from '../evidence/subject.ts';
import { toNeighbour, toService } from '../findings/own-pod-change.ts';
import { settingObject } from '../findings/setting-proof.ts';
import { changeSettings } from '../fixes/settings.ts';
import { startFirst } from '../fixes/start-first.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Container } from '../kube/shapes.ts';
import { isWordless, type LogReading } from '../logs/reading.ts';
import type { Fix } from '../report.ts';
import { tracedTo } from '../trace/network/dependency.ts';
import { addressOf, failing, socketOf } from '../trace/network/failing.ts';
import { meantAtPort } from '../trace/network/likely-service.ts';
import { besideIt, listeningBeside, neighbourAt, othersOf, saidElsewhere } from '../trace/network/neighbour.ts';
import { isTelemetry, ownProgram } from '../trace/network/own-program.ts';
import { namesInOrder, startsLater } from '../trace/programs/start-order.ts';
import { type ServerSetting, serverSetting } from '../trace/servers/server-setting.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
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
    const guess = besideIt(subject, connection.port);
    const elsewhere = guess && !guess.isGuess ? saidElsewhere(guess.container, connection.port, subject, evidence) : undefined;
    const known = elsewhere ? undefined : guess;
    const listens = elsewhere ?? (known ? undefined : listeningBeside(connection, subject, evidence));
    const isLate = listens !== undefined && listens.port === connection.port;
    const beside = isLate ? { container: listens.container, why: 'listens there by now' } : known;
    // Its log tells why it does not listen; without, whether it is to listen there at all stays open.
    const server = beside && subjectNamed(beside.container, subject.pod, evidence);
    const silent = server?.attempt && silenceOf(server.log());
    const off = server && portOff(server, evidence);
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
    const own =
      beside || neighbour || socketOf(connection) ? undefined : ownProgram(connection.port, valueOf(subject.log()), subject, evidence);
    const { hostNetwork, nodeName } = subject.pod.spec;
    const where = socketOf(connection)
      ? ''
      : hostNetwork
        ? `, which is node ${nodeName ?? ''} itself (hostNetwork)`
        : ', which is its own pod';
    const extra = !beside && !neighbour && isTelemetry(connection);
    const later = beside && startsLater(beside.container, subject);
    return {
      summary: beside
        ? `${failing(subject, connection)}: container ${beside.container} of the same pod, which ${beside.why}, ${later ? `starts only after it: init containers run one after the other, in their order, before all else` : isLate ? 'did not yet when it was called' : off ? `listens on no port at all, by ${off.text} (${placeOf(off.setting)}), but at a socket of its own file system` : 'does not listen there (yet)'}`
        : neighbour
          ? `${failing(subject, connection)}${change?.why ?? ''}: container ${neighbour.container} of the same pod ${neighbour.why}`
          : `${failing(subject, connection)}${where}: ${own ?? (hostNetwork ? 'nothing listens on that port there, or not yet' : others ? 'no other container of the pod declares that port' : 'no other container runs in it')}${change?.why ?? ''}${meant ? `; Service ${meant.name} has port ${connection.port}` : ''}`,
      // A sidecar that declares no port may still listen.
      confidence: later
        ? declares(later.container, connection.port)
          ? 'certain'
          : 'likely'
        : (silent && !off) || extra
          ? 'possible'
          : listens || off
            ? 'certain'
            : beside || neighbour || own || hostNetwork || (others && !meant)
              ? 'likely'
              : 'certain',
      object:
        change?.object ??
        (off
          ? settingObject(off.setting, fix)
          : later
            ? fix.object(`${later.list}[${later.container.name}]`)
            : change?.field
              ? fix.object(change.field)
              : fix.containerObject('env')),
      proof: [
        connection.proof,
        {
          step: 'get',
          quote: `containers of the pod: ${namesInOrder(subject.pod).join(', ')}`,
          path: 'spec.containers',
        },
        specProof(subject, 'env', (subject.container.env ?? []).map(({ name }) => name).join(', ') || 'none'),
        ...(listens ? [listens.proof] : []),
        ...(off ? [{ step: 'get', quote: `${placeOf(off.setting)}: ${off.text}` }] : []),
        ...(meant ? [{ step: `get svc ${meant.name}`, quote: `port ${connection.port}, namespace ${meant.namespace}` }] : []),
        ...(connection.waits ? [] : [attemptProof(subject)]),
      ],
      fixes: [
        (later && startFirst(later, connection.port, fix)) ??
          change?.fix ??
          listenOn(connection.port, off, server, evidence) ?? {
            text: later
              ? `run what ${subject.container.name} does once ${beside?.container} listens: in a Job of its own, or in a container beside it`
              : isLate
                ? `let ${subject.container.name} try again for a while, or make ${beside?.container} a sidecar (an init container with restartPolicy Always) with a startup probe, for which it is waited`
                : beside
                  ? `look at container ${beside.container} first`
                  : own || hostNetwork
                    ? `see why nothing listens at ${addressOf(connection)} when it is called; if another program is meant, tell ${subject.container.name} the host name of its Service`
                    : `tell ${subject.container.name} the host name of the Service that it needs; ${addressOf(connection)} is what it takes without one`,
            changes: !beside && !own && !hostNetwork,
            restarts: !beside && !own && !hostNetwork,
            asks: [],
          },
      ],
      ...(beside && !later && !isLate && !off ? { victimOf: beside.container } : {}),
      decides: silent
        ? `the log of container ${server.container.name}, which ${silent}`
        : extra
          ? 'whether it ends for that: what sends traces, metrics or logs mostly goes on without'
          : `what listens on port ${connection.port ?? 'in question'} ${hostNetwork ? 'of the node' : 'inside the pod'}`,
    };
  },
};

/** Redis listens on no port where that is 0, and at its unixsocket then (redis.conf, NETWORK). */
function portOff(server: Subject, evidence: Evidence): ServerSetting | undefined {
  const settings = settingsOf(server, evidence);
  const port = serverSetting(['port'], settings);
  return port?.value === '0' && serverSetting(['unixsocket'], settings) ? port : undefined;
}

function listenOn(
  port: number | undefined,
  off: ServerSetting | undefined,
  server: Subject | undefined,
  evidence: Evidence,
): Fix | undefined {
  if (!off || !server || port === undefined) return undefined;
  const text = `let container ${server.container.name} listen on port ${port}`;
  return changeSettings(text, [off.changedTo(String(port))], new WorkloadFix(server, evidence));
}

const declares = ({ ports = [] }: Container, port: number | undefined) => ports.some(({ containerPort }) => containerPort === port);

function silenceOf(log: Known<LogReading>): string | undefined {
  if (log.state === 'gap') return 'could not be read';
  return log.state === 'read' && isWordless(log.value) ? 'has no word of it' : undefined;
}
