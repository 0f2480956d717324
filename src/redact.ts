/**
 * What looks like a credential is hidden in every output. The diagnosis itself works on what the cluster said; this comes last, over
 * every text of the report.
 */

import { redactValue } from './redact/redact-answer.ts';
import { redactCommand } from './redact/redact-command.ts';
import type { Redactor } from './redact/redactor.ts';
import type { Fix, Report } from './report.ts';

export function redactReport(report: Report, redactor: Redactor): Report {
  const made = redacted(report, redactor);
  return { ...made, redactions: redactor.count };
}

function redacted<T>(value: T, redactor: Redactor): T {
  if (typeof value === 'string') return redactor.text(value) as T;
  if (Array.isArray(value)) return value.map((one) => redacted(one, redactor)) as T;
  if (value === null || typeof value !== 'object') return value;
  const made = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, field(key, one, redactor)]));
  return (isFix(value) ? withAsks(value, made as unknown as Fix, redactor) : made) as T;
}

function field(key: string, value: unknown, redactor: Redactor): unknown {
  if (key === 'command' && typeof value === 'string') return redactCommand(value, redactor).command;
  if (key === 'differences') return redactValue(value, redactor);
  return key === 'log' && Array.isArray(value) ? redactor.lines(value) : redacted(value, redactor);
}

const isFix = (value: object): value is Fix => 'asks' in value;

function withAsks({ command }: Fix, made: Fix, redactor: Redactor): Fix {
  if (command === undefined) return made;
  const { asks } = redactCommand(command, redactor);
  return asks.length === 0
    ? made
    : { ...made, asks: [...made.asks, ...asks.filter(({ variable }) => !made.asks.some((one) => one.variable === variable))] };
}
