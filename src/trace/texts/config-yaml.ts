/** Texts of ConfigMaps as YAML, of which JSON is a part (yaml.org/spec/1.2.2/#12-yaml-12-and-json), with the places of what stands in them. */
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
  type YAMLMap,
} from 'yaml';

export { type Document, isMap, isScalar, isSeq, type LineCounter, type Node, type Pair, type Scalar, visit, type YAMLMap };

/** Undefined where it cannot be read. An alias without its anchor (*.example.com) is found only on the way to values. */
export function yamlOf(text: string): { document: Document; lines: LineCounter } | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' });
  try {
    document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
  return document.errors.length > 0 ? undefined : { document: document as Document, lines };
}

/** As readers take it that let a key stand twice in one group. */
export function lenientYamlOf(text: string): { document: Document; lines: LineCounter } | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent' });
  return document.errors.length > 0 ? undefined : { document: document as Document, lines };
}
