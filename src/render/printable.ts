/**
 * Cluster text is cleaned where it enters; this is the second lock. Nothing that a report holds can move the cursor, turn the reading
 * direction, hide in a line, start a line of its own, or speak to the CI system that shows our output.
 */

/** Control, bidi, invisible, tag and non-characters, and halves of a surrogate pair; XML 1.0 forbids some of these outright. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
export const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]|\p{Cs}|\p{NChar}/gu;

/** What Azure Pipelines, TeamCity and older GitHub runners act on wherever in a line it stands. */
export const SERVICE_MESSAGE = /##(?=\[|vso\[|teamcity\[)/g;

/** One line of what can be printed. */
export function printableText(text: string): string {
  return text.replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ').replace(UNPRINTABLE, '\ufffd').replace(SERVICE_MESSAGE, '# #');
}

/** Every string of a value, made printable. */
export function printable<T>(value: T): T {
  if (typeof value === 'string') return printableText(value) as T;
  if (Array.isArray(value)) return value.map(printable) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, printable(one)])) as T;
}

/** A line that starts with "::" is a command to a GitHub runner (actions/runner ActionCommand.TryParseV2, which trims the line first). */
export function inert(lines: string): string {
  return lines.replace(/^( *)::/gm, '$1: :');
}
