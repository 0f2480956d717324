/** Which container of the same pod a program means that calls localhost. */

import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { type Subject, subjectNamed } from '../../evidence/subject.ts';
import type { Container } from '../../kube/shapes.ts';
import { only } from '../../only.ts';
import type { Proof } from '../../report.ts';
import { socketsOfPod } from '../inside/sockets.ts';
import { listenerProof, servingOf } from '../probes/serving.ts';
import { startsLater } from '../programs/start-order.ts';
import { placeOf } from '../settings/settings.ts';
import { declaredPorts } from './backends.ts';
import type { Connection } from './connection.ts';
import { settingWithPort } from './port-holder.ts';
import { isProgramOf, usualPort } from './server-kinds.ts';

/** Those that run beside it: sidecars among the init containers, too. */
export const othersOf = ({ pod, container }: Pick<Subject, 'pod' | 'container'>): Container[] =>
  [...pod.spec.containers, ...(pod.spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always')].filter(
    ({ name }) => name !== container.name,
  );

/** A container of the same pod that is there for a call. */
export interface Neighbour {
  container: string;
  why: string;
  /** That it listens. */
  proof?: Proof;
}

export interface OnOtherPort extends Neighbour {
  port: number;
}

/** What a container of the pod is seen to listen on. */
interface Listening {
  container: string;
  port: number;
  proof: Proof;
}

/** The program that the client is for runs beside it, and declares another port than the one that is called, or none and has its usual one. */
function neighbourAt(connection: Connection, subject: Subject): OnOtherPort | undefined {
  const usual = usualPort(connection, subject);
  const [one, second] = othersOf(subject).filter((other) => usual !== undefined && isProgramOf(usual, other));
  if (!one || second || usual === undefined) return undefined;
  const declared = (one.ports ?? []).filter(({ protocol }) => protocol !== 'UDP').map(({ containerPort }) => containerPort);
  const port = declared.length === 1 ? declared[0] : declared.length === 0 ? usual : undefined;
  if (port === undefined || port === connection.port) return undefined;
  return { container: one.name, port, why: declared.length ? `declares port ${port}` : `runs ${one.image}, whose usual port is ${port}` };
}

/** By the port that it declares, by the program that it is, or as the only other one, if that fails too. */
export function besideIt({ pod, container }: Subject, port: number | undefined): (Neighbour & { isGuess?: boolean }) | undefined {
  const declared = declaredPorts(pod).find((one) => one.port === port && one.container !== container.name);
  if (declared) return { container: declared.container, why: `declares port ${declared.port}` };
  const others = othersOf({ pod, container });
  const known = port === undefined ? undefined : others.find((other) => isProgramOf(port, other));
  if (known) return { container: known.name, why: `runs ${known.image}` };
  const failing = others.filter(({ name }) => {
    const status = [...(pod.status.containerStatuses ?? []), ...(pod.status.initContainerStatuses ?? [])].find((one) => one.name === name);
    return status !== undefined && !status.ready && (status.restartCount ?? 0) > 0;
  });
  return failing.length === 1 && failing[0] ? { container: failing[0].name, why: 'fails as well', isGuess: true } : undefined;
}

/** The container that is known for the port says in its log that it listens on another one, alone. */
function saidElsewhere(name: string, port: number | undefined, { pod }: Subject, evidence: Evidence): Listening | undefined {
  const server = port === undefined ? undefined : subjectNamed(name, pod, evidence);
  const said = server?.status?.state?.running ? servingOf(server).listeners.filter((one) => one.port !== undefined) : [];
  const [first] = said;
  if (first?.port === undefined || first.port === port || said.some((one) => one.port !== first.port)) return undefined;
  return { container: name, port: first.port, proof: { ...listenerProof(first), step: `logs -c ${name}` } };
}

/**
 * What listens in the pod now, as the one other container that runs in it sees it: on the port that was called, or on another one alone.
 * What the subject itself listens on while it runs is seen there, too.
 */
function listeningBeside(connection: Connection, subject: Subject, evidence: Evidence): Listening | undefined {
  const other = only(othersOf(subject));
  const sockets = other && valueOf(socketsOfPod(subject, evidence) ?? { state: 'pending' });
  const ports = [...new Set((sockets ?? []).map(({ port }) => port))];
  const port = ports.find((one) => one === connection.port) ?? (subject.state === 'running' ? undefined : only(ports));
  const socket = sockets?.find((one) => one.port === port);
  if (!other || !socket) return undefined;
  const quote = `in container ${other.name}: /proc/net/tcp: ${socket.address}:${socket.port} LISTEN`;
  return { container: other.name, port: socket.port, proof: { step: 'exec', quote } };
}

/** A sidecar that is there for others to call through it. */
const PASSES_ON = /proxy|tunnel|bouncer|port-?forward|stunnel|socat/i;

/** What an init container calls may be told its port, or be a proxy by its name, and come only after it. */
function laterOne(subject: Subject, port: number | undefined, evidence: Evidence): Neighbour | undefined {
  const later = othersOf(subject).filter(({ name }) => startsLater(name, subject) !== undefined);
  for (const { name } of port === undefined ? [] : later) {
    const other = subjectNamed(name, subject.pod, evidence);
    const setting = other && settingWithPort(other, port as number, evidence);
    if (setting) return { container: name, why: `names port ${port} (${placeOf(setting)})` };
  }
  const proxy = only(later.filter(({ name, image, restartPolicy }) => restartPolicy === 'Always' && PASSES_ON.test(`${name} ${image}`)));
  return proxy && { container: proxy.name, why: 'is a proxy by its name' };
}

/** The container of the pod that is there for the call, else one that is likely meant and listens on another port. */
export function whoIsThere(
  connection: Connection,
  subject: Subject,
  evidence: Evidence,
): { beside?: Neighbour; other?: OnOtherPort | undefined } {
  const known: ReturnType<typeof besideIt> = besideIt(subject, connection.port) ?? laterOne(subject, connection.port, evidence);
  const elsewhere = known && !known.isGuess ? saidElsewhere(known.container, connection.port, subject, evidence) : undefined;
  if (known && !elsewhere) return { beside: known };
  const listens = elsewhere ?? listeningBeside(connection, subject, evidence);
  if (!listens) return { other: neighbourAt(connection, subject) };
  return listens.port === connection.port
    ? { beside: { ...listens, why: 'listens there by now' } }
    : { other: { ...listens, why: `listens on port ${listens.port} alone` } };
}
