/**
 * How much a text of JSON would be once it is parsed, before it is. A value takes up to some sixty bytes where its text takes one or two: a
 * few kilobytes in gzip, or one answer of a server, would else fill the memory, and who runs out of it cannot be caught.
 */

/**
 * Lists, objects and commas, of which each stands for a value. Objects of the API have one in 17 characters, managedFields alone ("f:name":{},)
 * one in 6: the largest answer that is read, of 32 MiB, stays below.
 */
const MOST = 4_000_000;
/** The API server itself refuses what is nested deeper than 10,000 (maxNestingDepth of sigs.k8s.io/json); no object of the API comes near. */
const DEEPEST = 500;

const [QUOTE, BACKSLASH, COMMA] = [34, 92, 44];
const [LIST, LIST_END, OBJECT, OBJECT_END] = [91, 93, 123, 125];

/** Whether it may be parsed. That it is JSON is not said: what is none is refused at its first fault, having made no more than this. */
export function isBounded(text: string, most = MOST): boolean {
  let count = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case COMMA:
        if (++count > most) return false;
        break;
      case LIST:
      case OBJECT:
        if (++count > most || ++depth > DEEPEST) return false;
        break;
      case LIST_END:
      case OBJECT_END:
        depth--;
    }
  }
  return true;
}

/** Where it closes, given where it opens; after the text where it never does. A quote is escaped by an odd number of backslashes. */
function endOfString(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at - 1;
    while (text.charCodeAt(before) === BACKSLASH) before--;
    if ((at - before) % 2 === 1) return at;
  }
  return text.length;
}

/** As JSON.parse, but that it also throws where the value would be too much. */
export function parseBounded(text: string, most = MOST): unknown {
  if (!isBounded(text, most)) throw new SyntaxError('more values, or deeper, than any answer has');
  return JSON.parse(text);
}
