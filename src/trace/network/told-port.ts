/** The port that a program was told, and said itself, before it found it taken: the error of Python's and Java's sockets names none. */
import { type Evidence, valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { LogReading } from '../../logs/reading.ts';
import { only } from '../../only.ts';
import type { Proof } from '../../report.ts';
import { placeOf, settingsOf } from '../settings/settings.ts';
import { names } from './port-holder.ts';

const SAID = /\b[Pp]ort[ =:]{1,3}(\d{2,5})\b|(?:0\.0\.0\.0|127\.0\.0\.1|localhost|\*|\[::1?\]):(\d{2,5})\b/g;
/** Another program's port. */
const OTHERS = /connect|upstream|\btarget\b|\bproxy/i;
const LONGEST = 300;

export function toldPort({ lines }: LogReading, subject: Subject, evidence: Evidence): { port: number; proof: Proof } | undefined {
  const told = settingsOf(subject, evidence).filter(({ place }) => place.kind === 'env' || place.kind === 'argument' || isVariable(place));
  const found = lines.flatMap((line) =>
    line.length > LONGEST || OTHERS.test(line)
      ? []
      : [...line.matchAll(SAID)].flatMap((match) => {
          const port = Number(match[1] ?? match[2]);
          const setting = told.find((one) => names(one, port));
          return setting ? [{ port, proof: { step: 'get', quote: `${placeOf(setting)} names port ${port}` } }] : [];
        }),
  );
  const port = only([...new Set(found.map((one) => one.port))]);
  return found.find((one) => one.port === port);
}

const isVariable = (place: { kind: string; path?: string | undefined }) => place.kind === 'configmap' && place.path === undefined;

/** The kubelet tells its own port (v1 Node, status.daemonEndpoints). */
export function kubeletHas(port: number, { pod }: Subject, evidence: Evidence): boolean {
  const node = pod.spec.nodeName ? valueOf(evidence.object('nodes', undefined, pod.spec.nodeName)) : undefined;
  return node?.status?.daemonEndpoints?.kubeletEndpoint?.Port === port;
}
