import { valueOf } from '../evidence/evidence.ts';
import { hasOwnMessage } from '../evidence/own-message.ts';
import { attemptProof, keyObject, specProof } from '../evidence/proof.ts';
import { during } from '../evidence/subject.ts';
import { advised } from '../fixes/fix.ts';
import { giveVariable } from '../fixes/variables.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import { signalOf } from '../kube/signals.ts';
import { present } from '../present.ts';
import { secrecyOf } from '../redact/secret-name.ts';
import type { Fix } from '../report.ts';
import { exitInCode } from '../trace/programs/exit-in-code.ts';
import { placeOf, type Setting, variablesOf } from '../trace/settings/settings.ts';
import { type Cause, RUNG } from './cause.ts';

/** So many of its last lines may be what it says as it ends. */
const LAST = 3;

export const endedByOwnCode: Cause = {
  id: 'ended-by-own-code',
  title: 'a line of its own code ends it',
  tier: 'container',
  covers: ['app.silent-exit', 'app.exit-nonzero-generic'],
  // What a shell around it says or does explains more.
  rung: RUNG.fell + 2,

  detect(subject, evidence) {
    const { attempt, container, namespace } = subject;
    const log = valueOf(subject.log());
    const code = attempt?.exitCode;
    // By a signal the kubelet may have ended it, which it says.
    const isKilled =
      code !== undefined && code > 125 && (!subject.eventsKnown || during(subject.events('Killing'), attempt, 60).length > 0);
    if (!attempt || !code || isKilled || attempt.reason === 'OOMKilled' || !log || log.decisive || hasOwnMessage(attempt.message, log))
      return undefined;
    const exit = exitInCode(code, log.lines.slice(-LAST), subject, evidence);
    if (!exit) return undefined;
    const last = log.lines.at(-1)?.trim();
    const { reads, config } = exit;
    const signal = signalOf(code);
    const variables = variablesOf(subject, evidence);
    const setting = reads === undefined ? undefined : variables.find(({ name }) => name === reads);
    // Of a value in a Secret it is not known whether it is empty.
    const isEmpty = reads !== undefined && exit.holds !== 'set' && (setting === undefined ? !exit.hasDefault : setting.value === '');
    const fix = new WorkloadFix(subject, evidence);
    const behind = exit.condition && exit.condition !== exit.quote ? `, behind "${exit.condition}"` : '';
    const about =
      reads === undefined ? '' : `; that is about ${reads}${isEmpty ? `, which is ${setting ? 'empty' : 'not set'}` : holds(setting)}`;
    return {
      summary: `the program in container ${container.name} ends itself with ${code}${signal ? ` (${signal})` : ''}, at ${exit.where}: "${exit.quote}"${behind}${about}`,
      confidence: 'likely',
      object: isEmpty
        ? fix.containerObject(`env[${reads}]`)
        : config
          ? keyObject(namespace, config.name, config.key)
          : fix.containerObject('command'),
      proof: [
        attemptProof(subject),
        ...present(last && { step: attempt.log === 'current' ? 'logs' : 'logs --previous', quote: last }),
        { step: config ? `get cm ${config.name}` : 'get', quote: [...new Set([exit.condition ?? exit.quote, exit.quote])].join(' … ') },
        ...(reads === undefined ? [] : [specProof(subject, 'env', variables.map(({ name }) => name).join(', ') || 'none')]),
      ],
      fixes: isEmpty ? giveVariable(reads, fix) : [sayWhy(exit.condition ?? exit.quote)],
      decides: 'a line that it prints before it ends itself',
    };
  },
};

/** Values of Secrets are not known, and others that are secret by their name not shown. */
const holds = (setting: Setting | undefined): string =>
  setting?.value && secrecyOf(setting.name ?? '') === 'none'
    ? `, which is ${JSON.stringify(setting.value.slice(0, 80))} (${placeOf(setting)})`
    : '';

const sayWhy = (condition: string): Fix =>
  advised(`see what leads there ("${condition.slice(0, 100)}"), and let the program say so before it ends`);
