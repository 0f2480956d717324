/** A probe's command that asks another program than its own container: what it fails at is that program's fault. */
import type { Evidence } from '../../evidence/evidence.ts';
import { eventProof } from '../../evidence/proof.ts';
import type { Subject } from '../../evidence/subject.ts';
import { probeTrouble } from '../probes/probe-trouble.ts';
import { askedIn } from './awaited.ts';
import type { Connection, How } from './connection.ts';
import { leadsToSelf } from './place.ts';

const HOW: readonly [words: RegExp, how: How][] = [
  [/refused/i, 'refused'],
  [/timed? ?out/i, 'timeout'],
  [/not known|could not resolve|can't resolve|bad address|does not resolve|could not translate host name/i, 'unresolved'],
];

export function probedElsewhere(subject: Subject, evidence: Evidence): Connection | undefined {
  const trouble = probeTrouble(subject, evidence);
  const command = trouble?.probe.exec?.command ?? [];
  if (trouble?.failure?.sort !== 'command' || !trouble.unhealthy) return undefined;
  const asked = askedIn(command, subject, evidence);
  const { name } = subject.pod.metadata;
  if (!asked || leadsToSelf(asked.host) || [name, subject.pod.status.podIP].includes(asked.host)) return undefined;
  const { output } = trouble.failure;
  const how = HOW.find(([words]) => words.test(output))?.[1];
  if (!how) return undefined;
  const effect = trouble.effect === 'killed' ? 'kills' : 'keeps';
  return {
    how,
    host: asked.host,
    port: asked.port,
    ip: undefined,
    temporary: false,
    fact: undefined,
    waits: false,
    probed: { kind: trouble.kind, effect, command: command.join(' ') },
    proof: eventProof(trouble.unhealthy),
  };
}
