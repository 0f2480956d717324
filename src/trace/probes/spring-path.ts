/** Where Spring Boot has the page of a probe, by its log: below its context path, or on the port of its management (spring-boot: web server factories, startedMessage). */
import { valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { portOf } from '../../kube/probe.ts';
import { only } from '../../only.ts';
import type { Proof } from '../../report.ts';
import type { ProbeTrouble } from './probe-trouble.ts';
import { listenerProof, type Serving } from './serving.ts';
import type { WorkingPath } from './working-path.ts';

/** "Tomcat started on port 8080 (http) with context path '/shop'"; "port(s): 8080 (http)" until 3.1. */
const STARTED =
  /\b(?:Tomcat|Jetty|Undertow) started on ports?(?:\(s\))?:? (\d{1,5})\b(?:[^']{0,80} with context path '(\/[\w./-]{0,200})')?/;

interface Started {
  port: number;
  context: string;
  quote: string;
}

function serversOf({ effect }: ProbeTrouble, subject: Subject): Started[] {
  const log = valueOf(effect === 'killed' ? subject.log() : subject.currentLog());
  return (log?.lines ?? []).flatMap((line) => {
    const [, port, context = '/'] = STARTED.exec(line) ?? [];
    return port === undefined ? [] : [{ port: Number(port), context, quote: line.slice(0, 200) }];
  });
}

export function belowContext(trouble: ProbeTrouble, subject: Subject, { step }: Serving): WorkingPath | undefined {
  const path = trouble.probe.httpGet?.path ?? '/';
  const asked = portOf(trouble.probe, subject.container);
  const own = serversOf(trouble, subject).find(({ port }) => port === asked);
  if (!own || own.context === '/' || `${path}/`.startsWith(`${own.context}/`)) return undefined;
  return { path: `${own.context}${path}`, words: `its context path is ${own.context}`, proof: listenerProof({ ...own, step }) };
}

/** A second server of the same program, which has the actuator alone (management.server.port). */
export function managementPort(trouble: ProbeTrouble, subject: Subject, { step }: Serving): { port: number; proof: Proof } | undefined {
  const asked = portOf(trouble.probe, subject.container);
  if (!/^\/actuator(?:\/|$)/.test(trouble.probe.httpGet?.path ?? '')) return undefined;
  const servers = serversOf(trouble, subject);
  const other = servers.some(({ port }) => port === asked) ? only(servers.filter(({ port }) => port !== asked)) : undefined;
  return other && { port: other.port, proof: listenerProof({ ...other, step }) };
}
