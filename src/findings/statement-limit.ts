/** The client's own limit for its statements, among the options that libpq hands on (PGOPTIONS: -c statement_timeout=30). */
import type { Evidence } from '../evidence/evidence.ts';
import type { Subject } from '../evidence/subject.ts';
import { changeSettings } from '../fixes/settings.ts';
import { WorkloadFix } from '../fixes/workload.ts';
import type { Fact } from '../logs/fact.ts';
import { present } from '../present.ts';
import type { Fix, ObjectRef, Proof } from '../report.ts';
import { settingInVariable } from '../trace/servers/server-setting.ts';
import { placeOf, settingsOf } from '../trace/settings/settings.ts';
import { settingObject, settingProof } from './setting-proof.ts';

export interface StatementLimit {
  /** For the end of a sentence. */
  words: string;
  object: ObjectRef;
  proof: Proof;
  fixes: Fix[];
}

/** Fewer milliseconds than this hardly anybody means: it is a number of seconds. */
const FEW = 500;

export function statementLimit(fact: Fact<'request-refused'>, subject: Subject, evidence: Evidence): StatementLimit | undefined {
  const name = { 'too-long': 'statement_timeout', locked: 'lock_timeout' }[fact.fields.what as string];
  const given = name === undefined ? undefined : settingInVariable(name, settingsOf(subject, evidence));
  const [, number, unit = ''] = /^(\d{1,9})\s?(ms|s|min|h)?$/.exec(given?.value ?? '') ?? [];
  if (!given || number === undefined || Number(number) === 0) return undefined;
  const fix = new WorkloadFix(subject, evidence);
  const isShort = unit === '' && Number(number) < FEW;
  const to = isShort ? `${number}s` : `${Number(number) * 10}${unit}`;
  const text = isShort ? `give it in seconds: ${given.name}=${to}` : `let it take ten times as long: ${given.name}=${to}`;
  const change = changeSettings(text, [given.changedTo(to)], fix);
  return {
    words: `; ${placeOf(given.setting)} has ${given.name}=${given.value}${unit === '' ? ', which PostgreSQL takes for milliseconds' : ''}`,
    object: settingObject(given.setting, fix),
    proof: settingProof(given.setting, given.name, given.value, subject),
    fixes: present(change),
  };
}
