/** A run's calls → the bytes of a bundle. What looks like a credential stays out of it, whatever the user asked for. */
import { gzipSync } from 'node:zlib';
import type { KnownSecrets } from '../redact/known-secrets.ts';
import { redactAnswer } from '../redact/redact-answer.ts';
import { Redactor } from '../redact/redactor.ts';
import type { Attempts } from '../report.ts';
import type { Bundle, SavedCall } from './bundle.ts';
import { MOST_TEXT } from './read-bundle.ts';

/** What is left for the answers themselves. */
const MOST_ANSWERS = MOST_TEXT - 8 * 1024 * 1024;

export function redactBundle(bundle: Bundle, known: KnownSecrets): Bundle {
  const redactor = new Redactor({ known, numbered: true });
  const calls = bundle.calls.map(
    ({ args, stdout, failure, ...rest }): SavedCall => ({
      ...rest,
      args: args.map((arg) => redactor.text(arg)),
      stdout: redactAnswer(stdout, redactor),
      ...(failure ? { failure: { ...failure, message: redactor.text(failure.message) } } : {}),
    }),
  );
  const flags = bundle.flags.map((flag) => redactor.text(flag));
  const attempts = bundle.attempts && redactAttempts(bundle.attempts, redactor);
  return { ...bundle, flags, ...(attempts ? { attempts } : {}), calls: fitting(calls), hidden: [...redactor.labels] };
}

function redactAttempts(attempts: Attempts, redactor: Redactor): Attempts {
  const text = (words: string | null) => (words === null ? null : redactor.text(words));
  return {
    ...attempts,
    conclusions: attempts.conclusions.map((words) => redactor.text(words)),
    seen: attempts.seen.map((one) => ({ ...one, summary: text(one.summary), decisive: text(one.decisive), log: redactor.lines(one.log) })),
  };
}

export function packed(bundle: Bundle): Uint8Array {
  return gzipSync(`${JSON.stringify(bundle)}\n`);
}

/** So that it can be opened again: where the answers are too many, the longest are left out. */
function fitting(calls: readonly SavedCall[]): SavedCall[] {
  const sizes = calls.map(({ stdout }) => Buffer.byteLength(JSON.stringify(stdout)));
  const longestFirst = calls.map((_, at) => at).sort((a, b) => (sizes[b] as number) - (sizes[a] as number));
  let total = sizes.reduce((sum, size) => sum + size, 0);
  const left = new Set<number>();
  for (const at of longestFirst) {
    if (total <= MOST_ANSWERS) break;
    total -= sizes[at] as number;
    left.add(at);
  }
  return calls.map((call, at) =>
    left.has(at)
      ? { ...call, stdout: '', failure: { kind: 'too-large', message: `this answer of ${call.bytes} bytes was left out of the bundle` } }
      : call,
  );
}
