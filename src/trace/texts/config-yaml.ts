/** Texts of ConfigMaps as YAML, of which JSON is a part (yaml.org/spec/1.2.2/#12-yaml-12-and-json), with the places of what stands in them. */
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type Scalar, visit } from 'yaml';

export { type Document, isMap, isScalar, isSeq, type LineCounter, type Node, type Scalar, visit };

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
