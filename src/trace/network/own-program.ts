/** Why what a program calls in its own pod may be meant to run in its own container: then the pod needs no other one for it. */

import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { commandLine } from '../../kube/pod.ts';
import type { Container } from '../../kube/shapes.ts';
import type { LogReading } from '../../logs/reading.ts';
import { startText } from '../programs/start-text.ts';
import { variablesOf } from '../settings/settings.ts';
import type { Connection } from './connection.ts';
import { ownPorts } from './port-holder.ts';
import { programsOf } from './server-kinds.ts';

/** What is called so is the port to listen on; REDIS_PORT is another program's. */
const PORT_NAME = /^(?:(?:HTTP|SERVER|APP|LISTEN|WEB|NODE|NUXT|NITRO|UVICORN)_)?PORT$/;
/** A shell's & by itself, and the options and programs that bring a server into the background. */
const BACKGROUND =
  /(?<![&>\\])&(?![&>\d])|--daemonize\b|--fork\b|\bnohup\b|\bsupervisord?\b|\bs6-svscan\b|\brunsvdir\b|\bservice\s+[\w-]+\s+start\b|\/init\.d\/|\bpm2\b/;
/** supervisord ("spawned: 'redis' with pid 8"), s6-overlay and runit, as they start. */
const SUPERVISED = /\bspawned: '[\w.:-]{1,60}' with pid \d|^s6-rc: info: |^\[s6-init\]|^runsvdir\b/m;

/** Servers by their own names; their images are those of their clients, too. */
const SERVER =
  /(?:^|[\s/;&])(?:(?:redis|valkey|keydb|rabbitmq)-server|mysqld(?:_safe)?|mariadbd(?:-safe)?|mongod|memcached|postgres|pg_ctl|elasticsearch)(?=[\s;&]|$)/;

/** By the command, or by the image, where nothing else is run in it. */
export function isServerOf(port: number | undefined, container: Container): boolean {
  const { image = '', command = [], args = [] } = container;
  const program = programsOf(port);
  if (!program) return false;
  const server = commandLine(container)
    .map((word) => SERVER.exec(word)?.[0])
    .find(Boolean);
  return server === undefined ? command.length === 0 && (args[0] ?? '-').startsWith('-') && program.test(image) : program.test(server);
}

export function ownProgram(
  port: number | undefined,
  log: LogReading | undefined,
  subject: Subject,
  evidence: Evidence,
): string | undefined {
  const { container } = subject;
  if (port !== undefined && portsOf(subject, evidence, log).includes(port))
    return `port ${port} is that of container ${container.name} itself`;
  if (isServerOf(port, container)) return `container ${container.name} itself is to run what listens there`;
  return bringsOthers(log, subject, evidence);
}

/** What brings programs into the background may be to run the called one, too. */
export function bringsOthers(log: LogReading | undefined, subject: Subject, evidence: Evidence): string | undefined {
  if (log && SUPERVISED.test(log.lines.join('\n')))
    return `container ${subject.container.name} runs several programs itself, as its log tells`;
  const start = startText(subject, evidence);
  return start && BACKGROUND.test(start.text) ? `${start.where} brings programs into the background itself` : undefined;
}

function portsOf(subject: Subject, evidence: Evidence, log: LogReading | undefined): number[] {
  const { container } = subject;
  const said = (log?.facts ?? []).flatMap(({ kind, fields }) => (kind === 'listening' ? Number((fields as { port?: string }).port) : []));
  const told = variablesOf(subject, evidence).filter(({ name }) => name !== undefined && PORT_NAME.test(name));
  return [
    ...(container.ports ?? []).map(({ containerPort }) => containerPort),
    ...ownPorts(container),
    ...told.map(({ value }) => Number(value)),
    ...said,
  ];
}

/** OTLP, StatsD, Datadog, Zipkin, Jaeger, Fluentd (their own documents). */
const TELEMETRY = [4317, 4318, 8125, 8126, 9411, 6831, 14250, 14268, 24224];

/** What sends traces, metrics or logs complains, and goes on without. */
export const isTelemetry = ({ port, fact }: Connection): boolean =>
  (port !== undefined && TELEMETRY.includes(port)) ||
  /\b(?:otlp|opentelemetry|tracer|(?:traces?|metrics?|spans?) export|statsd|telemetry|fluentd?)\b/i.test(fact?.quote ?? '');
