/** Who else listens on a port that a container wants: another container of the pod, another pod of the host's network, or itself. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import { type Subject, subjectsBeside } from '../../evidence/subject.ts';
import { allContainers, stateOf } from '../../kube/pod.ts';
import { fieldOf, PROBE_KINDS, portOf } from '../../kube/probe.ts';
import type { Container, Pod } from '../../kube/shapes.ts';
import type { Proof } from '../../report.ts';
import { listenerProof, servingOf } from '../probes/serving.ts';
import { placeOf, type Setting, settingsOf } from '../settings/settings.ts';

export interface Holder {
  subject: Subject;
  proof: Proof;
  /** Told by its log or its spec; not just the only one that it can be. */
  proven: boolean;
}

export function holderInPod(port: number, subject: Subject, evidence: Evidence): Holder | undefined {
  for (const other of subjectsBeside(subject, evidence, ({ status }) => stateOf(status) === 'running')) {
    const said = servingOf(other).listeners.find((listener) => listener.port === port);
    const { name } = other.container;
    if (said) return { subject: other, proven: true, proof: { ...listenerProof(said), step: `logs -c ${name}` } };
    const setting = settingWithPort(other, port, evidence);
    if (setting)
      return { subject: other, proven: true, proof: { step: 'get', quote: `container ${name}: ${placeOf(setting)} names port ${port}` } };
    if (declares(other.container, port))
      return {
        subject: other,
        proven: true,
        proof: { step: 'get', quote: `container ${name}: containerPort ${port}`, path: `spec.containers[${name}].ports` },
      };
  }
  return undefined;
}

/** What it is told that names the port, not as that of a program which it calls. */
export const settingWithPort = (other: Subject, port: number, evidence: Evidence): Setting | undefined =>
  settingsOf(other, evidence).find((one) => names(one, port) && !leadsElsewhere(one, port));

/** Where the program does not say which port is taken: one that its settings name as its port, and that another container has. */
export function sharedPort(subject: Subject, evidence: Evidence): { port: number; holder: Holder; proof: Proof } | undefined {
  const found = settingsOf(subject, evidence).flatMap((setting) =>
    portsNamed(setting).flatMap((port) => {
      const holder = holderInPod(port, subject, evidence);
      return holder ? [{ port, holder, proof: { step: 'get', quote: `${placeOf(setting)} names port ${port}` } }] : [];
    }),
  );
  return new Set(found.map(({ port }) => port)).size === 1 ? found[0] : undefined;
}

/** PORT=8080, HTTP_LISTEN=:8080, --port=8080, --bind 0.0.0.0:8080; not the address of another program (DB_PORT, http://api:8080). */
export const OWN_PORT =
  /^(?:(?:HTTP|HTTPS|SERVER|APP|WEB|LISTEN|BIND|SERVICE)_?)?(?:PORT|LISTEN|BIND|LISTEN_ADDR(?:ESS)?|BIND_ADDR(?:ESS)?)$/i;
const OWN_FLAG = /(?:^|\s)--?(?:http-|listen-|server[.-])?(?:port|listen|bind|addr|address)(?:[= ]|$)/;

function portsNamed({ name, value = '', place }: Setting): number[] {
  if (value.length > 200) return [];
  const isOwn = name === undefined ? place.kind === 'argument' && OWN_FLAG.test(value) : OWN_PORT.test(name);
  const number = isOwn ? /(?:^|[\s=:\]])(\d{2,5})(?!\S)/.exec(value)?.[1] : undefined;
  return number === undefined ? [] : [Number(number)];
}

/** The number as a word of its own, in what a program is told. */
export function names({ value, place }: Setting, port: number): boolean {
  if (value === undefined || (value.length > 200 && place.kind !== 'configmap')) return false;
  return new RegExp(`(?:^|[^\\d.])${port}(?![\\d.])`).test(value);
}

/** A port that it calls: http://127.0.0.1:8080, --upstream=localhost:8080, APP_PORT, proxy_pass. */
const CALLED =
  /upstream|app[_-]?port|proxy[_-]?pass|target|backend|forward|scrape|remote|endpoint|\bto\b|ur[il]\b|:\/\/(?!(?:0\.0\.0\.0|\[::\]|\*)?:)/i;
const CALLED_NAME = /(?:^|_)(?:UPSTREAM|TARGET|BACKEND|FORWARD|SCRAPE|REMOTE|ENDPOINT|URL|URI|DSN|APP|API|DB|DATABASE)(?:_|$)/i;

function leadsElsewhere({ name, value = '' }: Setting, port: number): boolean {
  const lines = value.split('\n').filter((line) => new RegExp(`(?:^|[^\\d.])${port}(?![\\d.])`).test(line));
  return (name !== undefined && CALLED_NAME.test(name)) || lines.every((line) => CALLED.test(line));
}

export function declares({ ports = [] }: Container, port: number): boolean {
  return ports.some(({ containerPort }) => containerPort === port);
}

/** Its own port, as the spec sees it: declared, or asked for by its probes. */
export function claims(container: Container, port: number): boolean {
  return declares(container, port) || ownPorts(container).includes(port);
}

/** Ports that the container's probes ask on; also those that their commands name. */
export function ownPorts(container: Container): number[] {
  return PROBE_KINDS.flatMap((kind) => {
    const probe = container[fieldOf(kind)];
    const port = probe && portOf(probe, container);
    const named = /(?:localhost|127\.0\.0\.1):(\d{2,5})\b/.exec((probe?.exec?.command ?? []).join(' '))?.[1];
    return port !== undefined ? [port] : named === undefined ? [] : [Number(named)];
  });
}

/**
 * A port for a container that has to give way: one that its own probes or ports name, else the next that nobody in the pod uses. `beside`:
 * its debugger gives way, and those are the program's.
 */
export function freePort(port: number, { container, pod }: Subject, beside = false): number {
  const taken = allContainers(pod.spec)
    .filter((other) => other !== container)
    .flatMap((other) => [...(other.ports ?? []).map(({ containerPort }) => containerPort), ...ownPorts(other)]);
  const named = [...ownPorts(container), ...(container.ports ?? []).map(({ containerPort }) => containerPort)];
  const own = named.find((one) => one !== port && !taken.includes(one));
  if (own !== undefined && !beside) return own;
  const used = new Set([...taken, ...named]);
  // One of so many is not used; a number that is no port (a broken server may send any) has none behind it.
  const first = port + used.size + 1 < PORTS ? port + 1 : UNPRIVILEGED;
  return Array.from({ length: used.size + 2 }, (_, step) => first + step).find((one) => one !== port && !used.has(one)) ?? first;
}

const PORTS = 2 ** 16;
const UNPRIVILEGED = 1024;

/** Another pod of the namespace that uses the same node's network and the port: of the same workload, or with a claim to it. */
export function holderOnNode(
  port: number,
  { pod, namespace }: Subject,
  evidence: Evidence,
): { pod: Pod; sameOwner: boolean; sameRevision: boolean } | undefined {
  const own = baseOf(pod);
  const found = (valueOf(evidence.list('pods', namespace)) ?? []).find(
    (other) =>
      other.metadata.name !== pod.metadata.name &&
      other.spec.hostNetwork &&
      other.spec.nodeName === pod.spec.nodeName &&
      other.status.phase === 'Running' &&
      (baseOf(other) === own || other.spec.containers.some((container) => claims(container, port))),
  );
  return found && { pod: found, sameOwner: baseOf(found) === own, sameRevision: controllerOf(found) === controllerOf(pod) };
}

const controllerOf = ({ metadata }: Pod) => metadata.ownerReferences?.find(({ controller }) => controller)?.name ?? metadata.name;

/** The ReplicaSets of one Deployment differ in their hash alone. */
const baseOf = (pod: Pod) => {
  const hash = pod.metadata.labels?.['pod-template-hash'];
  const name = controllerOf(pod);
  return hash && name.endsWith(`-${hash}`) ? name.slice(0, -hash.length - 1) : name;
};
