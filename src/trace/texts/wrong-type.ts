/**
 * A value of another type than the program wants, in JSON or YAML: its place in the text, and the same value in the right type. Words of
 * Go's decoders (encoding/json:UnmarshalTypeError, "json: cannot unmarshal string into Go struct field .limits.Transfers of type int";
 * go.yaml.in/yaml:decode.go, "line 3: cannot unmarshal !!str `50` into int").
 */
import type { ConfigFault } from '../../logs/fact.ts';
import { only } from '../../only.ts';
import { type Document, isMap, isScalar, type LineCounter, type Node, visit, yamlOf } from './config-yaml.ts';

export interface WrongType {
  /** The whole line, and its number from 1. */
  quote: string;
  line: number;
  /** The text with the value in the right type, and the value so; undefined where it has no such form. */
  better: { text: string; value: string } | undefined;
}

/** encoding/json calls the struct first, which may have no name. */
const JSON_WORDS = /cannot unmarshal \w+(?: \S+)? into Go struct field [^.\s]*\.(\S+) of type (\S+)/;
const YAML_WORDS = /(?:line (\d+): )?cannot unmarshal !!\w+ `([^`]{0,80})` into (\S+)/;

export function wrongType(text: string, { detail = '', line }: ConfigFault, quote: string): WrongType | undefined {
  const words = JSON_WORDS.test(detail) || YAML_WORDS.test(detail) ? detail : quote;
  const [, path, type] = words.match(JSON_WORDS) ?? [];
  const [, at = line, value, kind] = path ? [] : (words.match(YAML_WORDS) ?? []);
  const wanted = type ?? kind;
  if (!wanted) return undefined;
  const read = yamlOf(text);
  if (!read) return undefined;
  const { document, lines } = read;
  const found = path ? nodeAt(document.contents, path.split('.')) : scalarAt(document, Number(at), value ?? '', lines);
  const [start, end] = found?.range ?? [];
  if (!found || start === undefined || end === undefined) return undefined;
  const number = lines.linePos(start).line;
  const source = text.slice(start, end);
  const right = isScalar(found) ? retyped(source, found.value, wanted) : undefined;
  return {
    quote: (text.split('\n')[number - 1] ?? '').trim(),
    line: number,
    better: right === undefined ? undefined : { text: text.slice(0, start) + right + text.slice(end), value: right },
  };
}

/** Go finds a key in whatever letters. */
function nodeAt(node: unknown, [key, ...rest]: readonly string[]): Node | undefined {
  if (key === undefined) return node as Node;
  if (!isMap(node)) return undefined;
  const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value).toLowerCase() === key.toLowerCase());
  return pair?.value ? nodeAt(pair.value, rest) : undefined;
}

function scalarAt(document: Document, line: number, value: string, lines: LineCounter): Node | undefined {
  const found: Node[] = [];
  visit(document, {
    Scalar: (key, node) => {
      if (key !== 'key' && String(node.source ?? node.value) === value && node.range && lines.linePos(node.range[0]).line === line)
        found.push(node);
    },
  });
  return only(found);
}

const NANOSECONDS: Readonly<Record<string, number>> = { ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };

/** The same value in the wanted type, as it is written. */
function retyped(source: string, value: unknown, wanted: string): string | undefined {
  const text = String(value).trim();
  if (/^u?int\d*$/.test(wanted)) return /^-?\d{1,18}$/.test(text) && text !== source ? text : undefined;
  if (/^float(?:32|64)$/.test(wanted)) return /^-?\d+(?:\.\d+)?$/.test(text) && text !== source ? text : undefined;
  if (wanted === 'bool') return /^(?:true|false)$/i.test(text) ? text.toLowerCase() : undefined;
  if (wanted === 'string') return typeof value === 'string' ? undefined : JSON.stringify(source);
  if (wanted === '[]string') return typeof value === 'string' ? `[${JSON.stringify(value)}]` : undefined;
  const [, count, unit] = wanted === 'time.Duration' ? (/^(\d{1,9})(ms|s|m|h)$/.exec(text) ?? []) : [];
  return count && unit ? String(Number(count) * (NANOSECONDS[unit] as number)) : undefined;
}
