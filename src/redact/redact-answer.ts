/**
 * kubectl's answers without their secrets, for a bundle. JSON is gone through value by value, since there a key says what its text is
 * and nothing has to be guessed; any other answer is text.
 */
import { parseBounded } from '../json-bounds.ts';
import { isPlain, looksRandom } from './plain-value.ts';
import type { Redactor } from './redactor.ts';
import { secrecyOf } from './secret-name.ts';

/** What kubectl apply leaves behind: the object as it was applied, as JSON in a string; gone through as the object itself is. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

export function redactAnswer(stdout: string, redactor: Redactor): string {
  if (!/^\s*[{[]/.test(stdout)) return redactor.text(stdout);
  try {
    return JSON.stringify(redacted(parseBounded(stdout), '', redactor));
  } catch {
    // Cut off, or more than is parsed.
    return redactor.text(stdout);
  }
}

/** Objects as the API gives them, or parts of such. */
export const redactValue = <T>(value: T, redactor: Redactor): T => redacted(value, '', redactor) as T;

function redacted(value: unknown, key: string, redactor: Redactor): unknown {
  if (typeof value === 'string') return isSecret(key, value) ? redactor.hide(value, key) : redactor.text(value);
  if (Array.isArray(value))
    return value.every((one) => typeof one === 'string') ? words(value, redactor) : value.map((one) => redacted(one, key, redactor));
  if (value === null || typeof value !== 'object') return value;
  const { kind, name, value: text } = value as Record<string, unknown>;
  // A variable: its name says what its value is.
  if (typeof name === 'string' && typeof text === 'string') return { ...value, value: redacted(text, name, redactor) };
  return Object.fromEntries(
    Object.entries(value)
      .filter(([field]) => !(kind === 'Secret' && /^(?:data|stringData)$/.test(field)))
      .map(([field, inner]) => [field, field === LAST_APPLIED ? applied(inner, redactor) : redacted(inner, field, redactor)]),
  );
}

/** Nothing of it is kept that cannot be read. */
function applied(value: unknown, redactor: Redactor): string | undefined {
  try {
    return JSON.stringify(redacted(parseBounded(String(value)), '', redactor));
  } catch {
    return undefined;
  }
}

function isSecret(key: string, value: string): boolean {
  const secrecy = secrecyOf(key);
  return (
    secrecy !== 'none' &&
    !isPlain(value) &&
    !value.includes('\n-----BEGIN CERT') &&
    (secrecy === 'strong' || (value.length >= 12 && looksRandom(value)))
  );
}

/** Arguments: what follows `--password` is one, and what is secret may be spread over several: `mysql`, `-u`, `root`, `-psecret`. */
function words(list: readonly string[], redactor: Redactor): string[] {
  const joined = list.join('\0');
  const spans = redactor.find(joined.replaceAll('\0', ' '));
  let start = 0;
  return list.map((word, at) => {
    const end = start + word.length;
    const inside = spans.filter((span) => span.start < end && span.end > start);
    const before = list[at - 1] ?? '';
    const flag = /^--?[\w-]+$/.test(before) ? before.replace(/^-+/, '') : '';
    let made = '';
    let from = start;
    for (const span of inside) {
      const until = Math.min(span.end, end);
      made += joined.slice(from, Math.max(span.start, from)) + redactor.hide(joined.slice(Math.max(span.start, start), until), span.what);
      from = until;
    }
    made += joined.slice(from, end);
    start = end + 1;
    return flag !== '' && inside.length === 0 && !word.startsWith('-') && isSecret(flag, word) ? redactor.hide(word, flag) : made;
  });
}
