/** The report's fields in the order in which they are printed, whatever order they were put together in. */
import type { ObjectRef, Report } from '../report.ts';

/** Every field of T, and nothing else; the compiler keeps it in step with the report. What may have any field is left as it is. */
export type Shape<T> =
  NonNullable<T> extends readonly (infer Item)[]
    ? Shape<Item>
    : NonNullable<T> extends object
      ? string extends keyof NonNullable<T>
        ? true
        : { [Key in keyof T & string]-?: Shape<NonNullable<T>[Key]> }
      : true;

const object: Shape<ObjectRef> = { kind: true, namespace: true, name: true, field: true };

export const REPORT: Shape<Report> = {
  apiVersion: true,
  kind: true,
  verdict: { cause: true, summary: true, confidence: true, object },
  pods: {
    context: true,
    namespace: true,
    name: true,
    owner: true,
    managedBy: { tool: true, name: true, chart: true },
    status: true,
    healthy: true,
    notes: true,
    diagnosedAs: true,
    containers: {
      name: true,
      kind: true,
      image: true,
      state: true,
      reason: true,
      restarts: true,
      exitCode: true,
      signal: true,
      startedAt: true,
      finishedAt: true,
      backOff: { seconds: true, nextTry: true },
      findings: {
        cause: true,
        title: true,
        tier: true,
        summary: true,
        confidence: true,
        object,
        proof: { step: true, quote: true, command: true, path: true },
        fixes: { text: true, command: true, changes: true, restarts: true, asks: { variable: true, what: true, secret: true } },
        ruledOut: { cause: true, because: true },
        decides: true,
        explains: true,
        pod: true,
        checks: { text: true, command: true },
        prevention: true,
        differences: { object, from: true, before: true, after: true },
      },
      log: true,
    },
    gaps: { step: true, gap: true, message: true, needs: { verb: true, resource: true, group: true }, command: true },
    describe: true,
    events: { type: true, reason: true, message: true, count: true, lastSeen: true, container: true },
  },
  change: { outcome: true, summary: true, before: { cause: true, summary: true, confidence: true, object } },
  caught: { pod: true, container: true, number: true, after: true, inside: { command: true, answer: true }, log: true },
  attempts: {
    from: true,
    until: true,
    seen: {
      pod: true,
      container: true,
      number: true,
      startedAt: true,
      finishedAt: true,
      seconds: true,
      exitCode: true,
      signal: true,
      reason: true,
      cause: true,
      summary: true,
      decisive: true,
      memory: { seconds: true, bytes: true },
      log: true,
    },
    missed: true,
    conclusions: true,
    trend: true,
  },
  groups: { cause: true, summary: true, confidence: true, object, pods: true, command: true },
  scan: { pods: true, namespaces: true, starting: true, over: true, complete: true },
  gaps: { step: true, gap: true, message: true, needs: { verb: true, resource: true, group: true }, command: true },
  steps: { step: true, outcome: true, note: true },
  calls: { args: true, ms: true, exit: true, bytes: true, failure: true },
  redactions: true,
};

type AnyShape = true | { [key: string]: AnyShape };

/** The same value with its fields in the shape's order; fields that the shape does not know follow as they are. */
export function ordered(report: Report): unknown {
  return arrange(report, REPORT as AnyShape);
}

function arrange(value: unknown, shape: AnyShape | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => arrange(item, shape));
  if (value === null || typeof value !== 'object' || shape === undefined || shape === true) return value;
  const fields = value as Record<string, unknown>;
  const known = Object.keys(shape).filter((key) => fields[key] !== undefined);
  const rest = Object.keys(fields).filter((key) => !Object.hasOwn(shape, key));
  return Object.fromEntries([...known, ...rest].map((key) => [key, arrange(fields[key], shape[key])]));
}
