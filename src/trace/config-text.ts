/** The few errors in configuration texts whose correction is beyond doubt. Anything else is left to a person. */
import type { Fact } from '../logs/fact.ts';
import { DIRECTIVES } from './directives.ts';
import { nearest } from './references.ts';

export interface Corrected { text: string; what: string }

export function corrected(text: string, key: string, fact: Fact<'config-malformed' | 'config-rejected'>): Corrected | undefined {
  const { line, token, detail = '' } = fact.fields;
  return tabs(text, key, detail + fact.quote) ?? directive(text, line, token);
}

/** YAML allows no tab in indentation (yaml.org/spec/1.2.2 §6.1). */
function tabs(text: string, key: string, words: string): Corrected | undefined {
  if (!/\\t|\btab\b/i.test(words) || !/\.ya?ml$/.test(key) || !/^[ ]*\t/m.test(text)) return undefined;
  return { text: text.replace(/^[ \t]+/gm, (indent) => indent.replaceAll('\t', '  ')), what: `write spaces for the tabs that indent ${key}` };
}

/** A directive with a typing error: one directive of the same program is near, and no other is as near. */
function directive(text: string, line: string | undefined, token: string | undefined): Corrected | undefined {
  if (!token || !/^[a-z][\w-]*$/i.test(token)) return undefined;
  for (const [program, names] of Object.entries(DIRECTIVES)) {
    if (names.includes(token.toLowerCase())) continue;
    const near = nearest(token, names);
    if (!near) continue;
    const lines = text.split('\n');
    const at = line ? Number(line) - 1 : lines.findIndex((one) => one.trimStart().startsWith(token));
    const word = new RegExp(`(^|\\s)${token.replace(/[^\w]/g, '\\$&')}(?=\\s|$|;)`);
    if (!lines[at] || !word.test(lines[at])) continue;
    lines[at] = lines[at].replace(word, `$1${near}`);
    return { text: lines.join('\n'), what: `write ${near} for ${token}, which ${program} does not know` };
  }
  return undefined;
}
