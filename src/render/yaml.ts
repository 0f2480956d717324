/** The JSON report's value as YAML. */
import { Document, isScalar, visit } from 'yaml';
import type { Report } from '../report.ts';
import { escaped, UNSEEN } from './json.ts';
import { ordered } from './ordered.ts';
import { SERVICE_MESSAGE } from './printable.ts';

export const yaml = (report: Report): string => document(ordered(report));

/**
 * Any value as YAML that is read back as it is, by readers of YAML 1.1 too. `inLines`: texts of several lines stand as such, to be
 * compared by them; else what a text holds cannot be taken for a line of the document.
 */
export function document(value: unknown, inLines = false): string {
  // Readers of YAML 1.1 take bare times for timestamps and `no` for false.
  const document = new Document(value, { aliasDuplicateObjects: false, compat: 'yaml-1.1' });
  // Only a double-quoted scalar can hold escapes (yaml.org/spec/1.2.2/#57-escaped-characters).
  visit(document, {
    Scalar(_, node) {
      if (!isScalar(node) || typeof node.value !== 'string' || !holds(node.value)) return;
      node.type = inLines && !holds(node.value.replace(/[\n\t]/g, '')) ? 'BLOCK_LITERAL' : 'QUOTE_DOUBLE';
    },
  });
  return escaped(
    document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER }),
    inLines ? spellInLines : spellCodePoint,
  );
}

const holds = (text: string) => text.search(UNSEEN) !== -1 || text.search(SERVICE_MESSAGE) !== -1;

/** Tabs are written as such in blocks, where nothing can be escaped; a quoted text has none. */
const spellInLines = (character: string) => (character === '\t' ? character : spellCodePoint(character));

/** YAML's escapes are code points. */
function spellCodePoint(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
