/** A postStart hook that asks the program for a page: when it asks, and where the program listens. */
import type { Subject } from '../../evidence/subject.ts';
import { servingOf } from './serving.ts';

/** The kubelet asks once, as soon as the container is started (kubernetes pkg/kubelet/lifecycle/handlers.go runHTTPHandler). */
export function earlyWords(subject: Subject): string {
  const { port } = subject.container.lifecycle?.postStart?.httpGet ?? {};
  const late = servingOf(subject).listeners.find((one) => one.after !== undefined && (one.port === undefined || one.port === port));
  const when = late?.after === undefined ? 'before most programs listen' : `and the program listens ${late.after.toFixed(1)} s later`;
  return `; the kubelet asks once, right after the start, ${when}`;
}

/** Where the program says that it listens, if that is not where the hook asks. */
export function otherPort(subject: Subject): { port: number; quote: string; step: string } | undefined {
  const { port } = subject.container.lifecycle?.postStart?.httpGet ?? {};
  const asked = typeof port === 'string' ? subject.container.ports?.find(({ name }) => name === port)?.containerPort : port;
  const heard = servingOf(subject).listeners.flatMap(({ port, quote, step }) => (port === undefined ? [] : [{ port, quote, step }]));
  return asked !== undefined && heard.every((one) => one.port !== asked) ? heard[0] : undefined;
}
