/**
 * The exec step: what only the inside of a container tells. A fixed list of reading commands, each an argv, asked where a finding needs
 * it: of the container itself while it runs, else of a running sibling of the same template. Words of the cluster become part of an
 * argv only through the checks below, so none can pass for a flag or for anything but a path, a name, a host, a port.
 */

import { type Evidence, type Known, valueOf } from '../../evidence/evidence.ts';
import { type Executed, execQuery, type Query } from '../../evidence/query.ts';
import type { Subject } from '../../evidence/subject.ts';
import { templateHash } from '../../kube/metadata.ts';
import type { Pod } from '../../kube/shapes.ts';
import type { Proof } from '../../report.ts';

/** An absolute path without `..`, of characters that mean nothing to anybody. */
export const isPlainPath = (path: string) => /^\/[\w.@+:=,/-]{0,254}$/.test(path) && !/(?:^|\/)\.\.(?:\/|$)/.test(path);
/** An environment variable's name (POSIX). */
export const isPlainVariable = (name: string) => /^[A-Za-z_]\w{0,127}$/.test(name);
/** A DNS name or an address, as RFC 1123 and the resolver's tools take it. */
export const isPlainHost = (host: string) => /^[A-Za-z0-9](?:[\w.-]{0,251}[A-Za-z0-9.])?$/.test(host) || /^[0-9a-f:]{2,39}$/i.test(host);
export const isPlainPort = (port: number) => Number.isInteger(port) && port > 0 && port < 65_536;

export interface Inside extends Executed {
  /** The sibling that was asked in its place; undefined: the container itself. */
  sibling: string | undefined;
}

/** `tries`: commands that answer the same, of which an image may lack the first ones. */
export function askInside(subject: Subject, evidence: Evidence, ...tries: (readonly string[])[]): Known<Inside> {
  let known: Known<Inside> = { state: 'pending' };
  for (const argv of tries) {
    known = askOne(subject, evidence, argv);
    // Which of them the image has is not known yet: all are wished for.
    if (known.state === 'pending') continue;
    if (known.state !== 'read' || !known.value.lacks) break;
  }
  return known;
}

function askOne(subject: Subject, evidence: Evidence, argv: readonly string[]): Known<Inside> {
  const { namespace, pod, container, state } = subject;
  const here = execQuery(namespace, pod.metadata.name, container.name, argv);
  // Asked while it lived: --catch has the answer, though the container has died since.
  const answered = evidence.peek(here);
  if (answered.state !== 'pending') return at(answered, undefined);
  if (typeof evidence.mayExec !== 'boolean') return askAgain(evidence, evidence.mayExec, here, subject, argv);
  if (!evidence.mayExec) return { state: 'pending' };
  if (state === 'running') return at(evidence.ask(here), undefined);
  const sibling = siblingOf(subject, evidence);
  if (sibling) return at(evidence.ask(execQuery(namespace, sibling, container.name, argv)), sibling);
  evidence.wish(here);
  return { state: 'pending' };
}

/** A replay: what was asked then, of this pod or of a sibling, whatever ran at the time of the report. */
function askAgain(
  evidence: Evidence,
  ran: ReadonlySet<string>,
  here: Query<Executed>,
  { namespace, container, pod, state }: Subject,
  argv: readonly string[],
): Known<Inside> {
  const [start, end] = [`exec:${namespace}/`, here.key.slice(`exec:${namespace}/${pod.metadata.name}`.length)];
  const key = ran.has(here.key) ? here.key : [...ran].find((one) => one.startsWith(start) && one.endsWith(end));
  if (key === undefined) {
    if (state !== 'running') evidence.wish(here);
    return { state: 'pending' };
  }
  const asked = key.slice(start.length, -end.length);
  return at(evidence.ask(execQuery(namespace, asked, container.name, argv)), asked === pod.metadata.name ? undefined : asked);
}

const at = (known: Known<Executed>, sibling: string | undefined): Known<Inside> =>
  known.state === 'read' ? { state: 'read', value: { ...known.value, sibling } } : known;

/** Controllers whose pods have one template at a time; a Job's pods end. */
const ALIKE = ['ReplicaSet', 'StatefulSet', 'DaemonSet'];

function siblingOf({ namespace, pod, container }: Subject, evidence: Evidence): string | undefined {
  const controllerOf = (one: Pod) =>
    one.metadata.ownerReferences?.find(({ controller, kind }) => controller && ALIKE.includes(kind ?? ''))?.uid;
  const controller = controllerOf(pod);
  if (controller === undefined) return undefined;
  return valueOf(evidence.list('pods', namespace))?.find(
    (other) =>
      other.metadata.name !== pod.metadata.name &&
      !other.metadata.deletionTimestamp &&
      controllerOf(other) === controller &&
      templateHash(other) === templateHash(pod) &&
      other.status.containerStatuses?.some(({ name, state }) => name === container.name && state?.running),
  )?.metadata.name;
}

/** `where`: in which pod, if not in its own. */
export function insideProof({ sibling }: Inside, quote: string): Proof {
  return { step: 'exec', quote: sibling === undefined ? quote : `in its sibling ${sibling}: ${quote}` };
}
