/** Signs that a port speaks TLS. */
import { valueOf } from '../../evidence/evidence.ts';
import { logStep } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';

export interface TlsSign {
  quote: string;
  step: string;
  proven: boolean;
}

/** Go's net/http (server.go, tls.Conn) and nginx say this of a plain request on a TLS port. */
const SAID =
  /client sent an HTTP request to an HTTPS server|client sent plain HTTP request to HTTPS port|TLS handshake error from|\b(?:serving|listening|started|server|running)\b.{0,60}\bhttps\b|\bhttps:\/\/(?:0\.0\.0\.0|\[::\]|localhost|127\.0\.0\.1|\*|:)/i;
const NAMES = /https|tls|ssl|secure|webhook/i;
const TLS_PORTS = [443, 8443, 6443, 9443, 10250];

export function tlsSigns(subject: Subject, port: number | undefined): TlsSign | undefined {
  const log = valueOf(subject.log());
  const line = log?.lines.findLast((text) => text.length < 1000 && SAID.test(text));
  if (line) return { quote: line.slice(0, 300), step: logStep(subject), proven: true };
  const declared = (subject.container.ports ?? []).find(({ containerPort, name }) => containerPort === port && NAMES.test(name ?? ''));
  if (declared) return { quote: `ports: ${declared.name} ${declared.containerPort}`, step: 'get', proven: false };
  return port !== undefined && TLS_PORTS.includes(port) ? { quote: `the probe's port is ${port}`, step: 'get', proven: false } : undefined;
}
