/** Signs that a port speaks TLS. */
import { valueOf } from '../../evidence/evidence.ts';
import { logStep } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';

export interface TlsSign {
  quote: string;
  step: string;
  proven: boolean;
}

/** Go's net/http (server.go) and nginx say this of a plain request on a TLS port; the port in it is the client's. */
const PLAIN = /client sent an HTTP request to an HTTPS server|client sent plain HTTP request to HTTPS port/i;
const SAID =
  /TLS handshake error from|\b(?:serving|listening|started|server|running)\b.{0,60}\bhttps\b|\bhttps:\/\/(?:0\.0\.0\.0|\[::\]|localhost|127\.0\.0\.1|\*|:)/i;
const PORT = /(?::|\bport[ =:]{0,2})(\d{2,5})\b/g;
const NAMES = /https|tls|ssl|secure|webhook/i;
const TLS_PORTS = [443, 8443, 6443, 9443, 10250];

export function tlsSigns(subject: Subject, port: number | undefined): TlsSign | undefined {
  const log = valueOf(subject.log());
  const isOfPort = (text: string) => {
    const ports = /handshake error/i.test(text) ? [] : [...text.matchAll(PORT)].map(([, one]) => Number(one));
    return port === undefined || ports.length === 0 || ports.includes(port);
  };
  const line = log?.lines.findLast((text) => text.length < 1000 && (PLAIN.test(text) || (SAID.test(text) && isOfPort(text))));
  if (line) return { quote: line.slice(0, 300), step: logStep(subject), proven: true };
  const declared = (subject.container.ports ?? []).find(({ containerPort, name }) => containerPort === port && NAMES.test(name ?? ''));
  if (declared) return { quote: `ports: ${declared.name} ${declared.containerPort}`, step: 'get', proven: false };
  return port !== undefined && TLS_PORTS.includes(port) ? { quote: `the probe's port is ${port}`, step: 'get', proven: false } : undefined;
}
