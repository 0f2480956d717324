/** A program calls localhost in vain, and a container of its pod is there for it, or is meant and listens on another port. */

import type { Evidence, Known } from '../evidence/evidence.ts';
import { type Subject, subjectNamed } from '../evidence/subject.ts';
import { advised, restarting } from '../fixes/fix.ts';
import { changeSettings } from '../fixes/settings.ts';
import { startFirst } from '../fixes/start-first.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Container } from '../kube/shapes.ts';
import { isWordless, type LogReading } from '../logs/reading.ts';
import { present } from '../present.ts';
import type { Confidence, Fix, ObjectRef, Proof } from '../report.ts';
import type { Connection } from '../trace/network/connection.ts';
import type { Neighbour, OnOtherPort } from '../trace/network/neighbour.ts';
import { startsLater } from '../trace/programs/start-order.ts';
import { type ServerSetting, serverSetting } from '../trace/servers/server-setting.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { toNeighbour } from './own-pod-change.ts';
import { settingObject } from './setting-proof.ts';

/** Why nobody answered; without an object it is the container's env. */
export interface Unanswered {
  /** For the end of the sentence that tells of the call. */
  why: string;
  confidence: Confidence;
  object?: ObjectRef | undefined;
  proof?: Proof[];
  fix: Fix;
  victimOf?: string;
  decides?: string | undefined;
}

/** It is started later, listened too late, or on no port; else its own log tells why it does not listen. */
export function fromBeside({ container, why, proof }: Neighbour, connection: Connection, fix: WorkloadFix): Unanswered {
  const { subject, evidence } = fix;
  const beside = `: container ${container} of the same pod, which ${why},`;
  const later = startsLater(container, subject);
  if (later)
    return {
      why: `${beside} starts only after it: init containers run one after the other, in their order, before all else`,
      // A sidecar that declares no port may still listen.
      confidence: declares(later.container, connection.port) ? 'certain' : 'likely',
      object: fix.object(`${later.list}[${container}]`),
      fix:
        startFirst(later, connection.port, fix) ??
        advised(`run what ${subject.container.name} does once ${container} listens: in a Job of its own, or in a container beside it`),
    };
  const server = subjectNamed(container, subject.pod, evidence);
  const silent = server?.attempt && silenceOf(server.log());
  const decides = silent ? `the log of container ${container}, which ${silent}` : undefined;
  if (proof)
    return {
      why: `${beside} did not yet when it was called`,
      confidence: silent ? 'possible' : 'certain',
      proof: [proof],
      fix: advised(
        `let ${subject.container.name} try again for a while, or make ${container} a sidecar (an init container with restartPolicy Always) with a startup probe, for which it is waited`,
      ),
      decides,
    };
  const look = advised(`look at container ${container} first`);
  const off = server && portOff(server, evidence);
  if (off)
    return {
      why: `${beside} listens on no port at all, by ${off.text} (${placeOf(off.setting)}), but at a socket of its own file system`,
      confidence: 'certain',
      object: settingObject(off.setting, fix),
      proof: [{ step: 'get', quote: `${placeOf(off.setting)}: ${off.text}` }],
      fix: listenOn(connection.port, off, server, evidence) ?? look,
    };
  return {
    why: `${beside} does not listen there (yet)`,
    confidence: silent ? 'possible' : 'likely',
    fix: look,
    victimOf: container,
    decides,
  };
}

export function fromOtherPort({ container, port, why, proof }: OnOtherPort, connection: Connection, fix: WorkloadFix): Unanswered {
  const change = toNeighbour({ container, port }, connection, fix);
  return {
    why: `${change?.why ?? ''}: container ${container} of the same pod ${why}`,
    confidence: proof ? 'certain' : 'likely',
    object: change && (change.object ?? fix.object(change.field)),
    proof: present(proof),
    fix: change?.fix ?? restarting(`let ${fix.subject.container.name} call port ${port}, that of container ${container}`),
  };
}

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
