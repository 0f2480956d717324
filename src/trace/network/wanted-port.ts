/** Which port a program finds taken: as it says itself, as its settings name it, or as the only one that the spec names. */

import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import type { Fact } from '../../logs/fact.ts';
import type { LogReading } from '../../logs/reading.ts';
import { only } from '../../only.ts';
import type { Proof } from '../../report.ts';
import { type DebugPort, debugPort } from '../java/debug-port.ts';
import { toldToJava } from '../java/java-options.ts';
import { settingsOf } from '../settings/settings.ts';
import { type Holder, ownPorts, sharedPort } from './port-holder.ts';
import { toldPort } from './told-port.ts';

export interface WantedPort {
  port: number | undefined;
  /** For the debug agent of a JVM, with the option that starts it where that is known. */
  debugger?: { option: DebugPort['option'] | undefined };
  /** The container that has it, where that is how we come to it. */
  holder?: Holder;
  /** Neither the program nor its settings say so for certain. */
  isGuess: boolean;
  proof: Proof[];
}

export function wantedPort({ phrase, fields }: Fact<'port-in-use'>, log: LogReading, subject: Subject, evidence: Evidence): WantedPort {
  const said = fields.port === undefined ? undefined : Number(fields.port);
  // The JVM's debug agent says no port; it is none of those that the container declares.
  if (phrase === 'java/jdwp-bind') {
    const debug = debugPort(toldToJava(settingsOf(subject, evidence), log));
    return { port: said ?? debug?.port, debugger: { option: debug?.option }, isGuess: false, proof: [] };
  }
  if (said !== undefined) return { port: Number.isInteger(said) ? said : undefined, isGuess: false, proof: [] };
  // Python and Node.js servers often do not say which. What its settings name as a port and another container has explains more than what it is asked on.
  const shared = sharedPort(subject, evidence);
  if (shared) return { port: shared.port, holder: shared.holder, isGuess: true, proof: [shared.proof] };
  const told = toldPort(log, subject, evidence);
  if (told) return { port: told.port, isGuess: false, proof: [told.proof] };
  const { name, ports = [] } = subject.container;
  const port = only([...new Set([...ports.map(({ containerPort }) => containerPort), ...ownPorts(subject.container)])]);
  const quote = `its ports and probes name port ${port} alone`;
  return { port, isGuess: port !== undefined, proof: port === undefined ? [] : [{ step: 'get', quote, path: `spec.containers[${name}]` }] };
}
