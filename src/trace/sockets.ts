/** The sockets on which a running container listens, read inside it: the kernel's own table (proc(5), /proc/net/tcp). */
import type { Evidence, Known } from '../evidence.ts';
import { execQuery } from '../query.ts';
import type { Subject } from '../subject.ts';

export interface Socket {
  address: string;
  port: number;
  loopback: boolean;
}

const LISTEN = '0A';

/** Asks only where the container runs, and commands inside containers are allowed. */
export function listeningSockets({ state, namespace, pod, container }: Subject, evidence: Evidence): Known<Socket[]> {
  if (state !== 'running' || !evidence.mayExec) return { state: 'pending' };
  const known = evidence.ask(execQuery(namespace, pod.metadata.name, container.name, ['cat', '/proc/net/tcp', '/proc/net/tcp6']));
  return known.state === 'read' ? { state: 'read', value: parse(known.value) } : known;
}

function parse(text: string): Socket[] {
  return text.split('\n').flatMap((line): Socket[] => {
    const [, local = '', , state] = line.trim().split(/\s+/);
    const [address = '', port = ''] = local.split(':');
    if (state !== LISTEN || !/^(?:[0-9A-F]{8}|[0-9A-F]{32})$/.test(address) || !/^[0-9A-F]{4}$/.test(port)) return [];
    return [{ ...named(address), port: Number.parseInt(port, 16) }];
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
