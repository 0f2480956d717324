/** The sockets on which a running container listens, read inside it: the kernel's own table (proc(5), /proc/net/tcp). */
import type { Evidence, Known } from '../../evidence/evidence.ts';
import { type Subject, subjectNamed } from '../../evidence/subject.ts';
import { containersOf, stateOf } from '../../kube/pod.ts';
import { askInside } from './inside.ts';

export interface Socket {
  address: string;
  port: number;
  loopback: boolean;
  /** The pod of the same template in which it was seen, if not in this one. */
  sibling: string | undefined;
}

const LISTEN = '0A';

export const SOCKETS_COMMAND: readonly string[] = ['cat', '/proc/net/tcp', '/proc/net/tcp6'];

/** `cat` ends with 1 where IPv6 is off: what it has written is the table all the same. */
export function listeningSockets(subject: Subject, evidence: Evidence): Known<Socket[]> {
  const known = askInside(subject, evidence, SOCKETS_COMMAND);
  if (known.state !== 'read') return known;
  return known.value.stdout.includes('local_address')
    ? { state: 'read', value: readSockets(known.value.stdout, known.value.sibling) }
    : { state: 'pending' };
}

/** Of the whole pod, as any other container of it sees them: all of a pod share one network. Undefined: none runs that may be asked. */
export function socketsOfPod(subject: Subject, evidence: Evidence): Known<Socket[]> | undefined {
  const { pod, container } = subject;
  const other = containersOf(pod).find(({ spec, status }) => stateOf(status) === 'running' && spec.name !== container.name);
  const running = other && subjectNamed(other.spec.name, pod, evidence);
  return running && listeningSockets(running, evidence);
}

export function readSockets(text: string, sibling?: string): Socket[] {
  return text.split('\n').flatMap((line): Socket[] => {
    const [, local = '', , state] = line.trim().split(/\s+/);
    const [address = '', port = ''] = local.split(':');
    if (state !== LISTEN || !/^(?:[0-9A-F]{8}|[0-9A-F]{32})$/.test(address) || !/^[0-9A-F]{4}$/.test(port)) return [];
    return [{ ...named(address), port: Number.parseInt(port, 16), sibling }];
  });
}

/** Each 32-bit word is written in the machine's byte order, little-endian on all that Kubernetes runs on but s390x. */
function named(hex: string): { address: string; loopback: boolean } {
  if (/^0+$/.test(hex)) return { address: hex.length === 8 ? '0.0.0.0' : '[::]', loopback: false };
  if (hex.length === 32) {
    const isMapped = hex.startsWith('0000000000000000FFFF0000');
    if (isMapped) return named(hex.slice(24));
    const loopback = hex === '00000000000000000000000001000000';
    return { address: loopback ? '[::1]' : '[IPv6]', loopback };
  }
  const bytes = (hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).reverse();
  return { address: bytes.join('.'), loopback: bytes[0] === 127 };
}
