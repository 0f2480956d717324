/**
 * Values of a YAML or JSON text that their reader takes for another type than is wanted. YAML 1.1, which PyYAML reads, has more words for
 * true and false than YAML 1.2, and dates (yaml.org/type).
 */
import { isMap, isScalar, isSeq, type Scalar, yamlOf } from './config-yaml.ts';

export interface OtherType {
  /** The key that it stands behind, or in whose list. */
  key: string;
  source: string;
  /** From 1. */
  line: number;
  better: string;
  /** The text with it. */
  text: string;
}

/** What stands without quotes and is no text. */
const FORMS: Readonly<Record<string, RegExp>> = {
  bool: /^(?:yes|no|on|off|true|false)$/i,
  // 22:30 has base 60; 04:15 is a text, as its first digit is 0.
  int: /^[-+]?(?:\d[\d_]*|[1-9][\d_]*(?::[0-5]?\d){1,3})$/,
  float: /^[-+]?\d[\d_]*\.\d*$/,
  'datetime.date': /^\d{4}-\d\d-\d\d$/,
};
/** Everyday words, which nobody writes to mean true. */
const WORD = /^(?:yes|no|on|off)$/i;
/** Nobody writes it to mean a number. */
export const isTime = (source: string | undefined): boolean => /^[1-9][\d_]*(?::[0-5]?\d){1,3}$/.test(source ?? '');

/**
 * Those of a type that the code asks for by their key; of words that mean true or false, any. Text that is wanted as a number is `str`.
 */
export function otherTypes(text: string, type: string, asks: (key: string) => boolean): OtherType[] {
  const read = yamlOf(text);
  if (!read) return [];
  const found: OtherType[] = [];
  const visit = (node: unknown, key: string) => {
    if (isMap(node))
      for (const { key: name, value } of node.items) {
        if (isScalar(name)) visit(name, key);
        visit(value, isScalar(name) ? String(name.source ?? name.value) : key);
      }
    else if (isSeq(node)) for (const item of node.items) visit(item, key);
    else if (isScalar(node)) add(node, key);
  };
  const add = (node: Scalar, key: string) => {
    const [start, end] = node.range ?? [];
    const source = String(node.source ?? '');
    if (start === undefined || end === undefined) return;
    const better = BETTER[type]?.(node, source, text.slice(start, end)) ?? quoted(node, source, type);
    if (better === undefined || !((type === 'bool' && WORD.test(source)) || (type === 'int' && isTime(source)) || asks(key))) return;
    found.push({ key, source, line: read.lines.linePos(start).line, better, text: text.slice(0, start) + better + text.slice(end) });
  };
  visit(read.document.contents, '');
  return found;
}

const BETTER: Readonly<Record<string, (node: Scalar, source: string, written: string) => string | undefined>> = {
  str: (node, source) => unquoted(node, source),
  // One value, where a list is wanted: several in one text stand behind commas.
  'no list': ({ value }, _, written) =>
    value === null
      ? undefined
      : typeof value === 'string' && value.includes(',')
        ? JSON.stringify(value.split(',').map((one) => one.trim()))
        : `[${written}]`,
  'no text': (node, source) => (node.type === 'PLAIN' && ['number', 'boolean'].includes(typeof node.value) ? `"${source}"` : undefined),
};

const quoted = (node: Scalar, source: string, type: string): string | undefined =>
  node.type === 'PLAIN' && FORMS[type]?.test(source) ? `"${source}"` : undefined;

const unquoted = (node: Scalar, source: string): string | undefined =>
  (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE') && /^-?(?:0|[1-9]\d{0,17})(?:\.\d{1,10})?$/.test(source)
    ? source
    : undefined;
