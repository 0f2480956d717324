/** The page of a probe below the context path of Spring Boot, which its log tells (spring-boot: web server factories, startedMessage). */
import { valueOf } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { portOf } from '../../kube/probe.ts';
import type { ProbeTrouble } from './probe-trouble.ts';
import { listenerProof, type Serving } from './serving.ts';
import type { WorkingPath } from './working-path.ts';

/** "Tomcat started on port 8080 (http) with context path '/shop'"; "port(s): 8080 (http)" until 3.1. */
const STARTED = /\b(?:Tomcat|Jetty|Undertow) started on ports?(?:\(s\))?:? (\d{1,5})\b[^']{0,80} with context path '(\/[\w./-]{0,200})'/;

export function belowContext({ probe, effect }: ProbeTrouble, subject: Subject, { step }: Serving): WorkingPath | undefined {
  const path = probe.httpGet?.path ?? '/';
  const asked = portOf(probe, subject.container);
  const log = valueOf(effect === 'killed' ? subject.log() : subject.currentLog());
  for (const line of log?.lines ?? []) {
    const [, port, context = '/'] = STARTED.exec(line) ?? [];
    if (Number(port) === asked && context !== '/' && !`${path}/`.startsWith(`${context}/`))
      return {
        path: `${context}${path}`,
        words: `its context path is ${context}`,
        proof: listenerProof({ quote: line.slice(0, 200), step }),
      };
  }
  return undefined;
}
