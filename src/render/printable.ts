/**
 * Cluster text is cleaned where it enters; this is the second lock. Nothing that a report holds can move the cursor, turn the reading
 * direction, hide in a line, start a line of its own, or speak to the CI system that shows our output.
 */
import { clean } from '../clean.ts';

/** What Azure Pipelines, TeamCity and older GitHub runners act on wherever in a line it stands. */
export const SERVICE_MESSAGE = /##(?=\[|vso\[|teamcity\[)/g;

/** One line of what can be printed. XML 1.0 forbids the non-characters. */
export function printableText(text: string): string {
  return clean(text)
    .replace(/[\t\n]+/g, ' ')
    .replace(/\p{NChar}/gu, '\ufffd')
    .replace(SERVICE_MESSAGE, '# #');
}

const printableLines = (text: string) => inert(text.split('\n').map(printableText).join('\n'));

/**
 * Every string of a value, made printable; what objects were and are keeps its lines until it is laid out (difference.ts), and what
 * kubectl describe prints is of many lines.
 */
export function printable<T>(value: T): T {
  if (typeof value === 'string') return printableText(value) as T;
  if (Array.isArray(value)) return value.map(printable) as T;
  if (value === null || typeof value !== 'object') return value;
  const inner = ([key, one]: [string, unknown]) => {
    if (key === 'differences') return [key, one];
    return [key, key === 'describe' && typeof one === 'string' ? printableLines(one) : printable(one)];
  };
  return Object.fromEntries(Object.entries(value).map(inner)) as T;
}

/** A line that starts with "::" is a command to a GitHub runner (actions/runner ActionCommand.TryParseV2, which trims the line first). */
export function inert(lines: string): string {
  return lines.replace(/^( *)::/gm, '$1: :');
}
