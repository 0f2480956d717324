/** Where a text stops being JSON (RFC 8259), and whether a parser's complaint can be about that place. */

/** The offset of the first sign that no JSON has there; the length of a text that ends too early; undefined for JSON. */
function jsonFault(text: string): number | undefined {
  let at = 0;
  const skip = () => {
    while (/[ \t\r\n]/.test(text[at] ?? '')) at++;
  };
  const fail = (): never => {
    throw new Fault(at);
  };
  const take = (sign: string) => (text[at] === sign ? at++ : fail());
  const string = () => {
    take('"');
    while (text[at] !== '"') {
      if (at >= text.length || (text.charCodeAt(at) ?? 0) < 0x20) fail();
      if (text[at] === '\\') {
        if (!/^\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/.test(text.slice(at, at + 6))) fail();
        at++;
      }
      at++;
    }
    at++;
  };
  const list = (end: string, item: () => void) => {
    at++;
    skip();
    while (text[at] !== end) {
      item();
      skip();
      if (text[at] === end) break;
      take(',');
      skip();
      if (text[at] === end) fail();
    }
    at++;
  };
  const member = () => {
    string();
    skip();
    take(':');
    skip();
    value();
  };
  const value = (): void => {
    if (text[at] === '{') list('}', member);
    else if (text[at] === '[') list(']', value);
    else if (text[at] === '"') string();
    else {
      const word = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/.exec(text.slice(at, at + 400))?.[0];
      at = word === undefined ? fail() : at + word.length;
    }
  };
  try {
    skip();
    value();
    skip();
    if (at < text.length) fail();
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error.at;
    // Deeper than the stack: nobody writes that into a setting.
    return undefined;
  }
}

class Fault extends Error {
  constructor(readonly at: number) {
    super();
  }
}

/** Python's json tells the place to the sign, but for these two, which it tells of their beginning. */
const PYTHON = /\(char (\d{1,9})\)/;
const FROM_BEGINNING = /Unterminated string|Illegal trailing comma/;
/** V8 (JsonParser::ReportUnexpectedToken); within a misspelt word it names the letter. */
const NODE = /in JSON at position (\d{1,9})/;
const LETTERS = 5;
/** Go's encoding/json and V8 name the sign alone. */
const SIGN = /invalid character '(\\?.)' (?:looking|after|in)|Unexpected token '?(\S)'?(?:,| in JSON)/;
const AT_END = /unexpected end of JSON input|Unexpected end of JSON/i;

/** Could a parser have said it of this text? Where it does not tell the place, any text could be meant. */
export function isSaidOf(complaint: string, text: string): boolean {
  const fault = jsonFault(text);
  if (fault === undefined) return false;
  const python = FROM_BEGINNING.test(complaint) ? undefined : PYTHON.exec(complaint)?.[1];
  if (python !== undefined) return Number(python) === fault;
  const node = NODE.exec(complaint)?.[1];
  if (node !== undefined) return Number(node) >= fault && Number(node) <= fault + LETTERS;
  if (AT_END.test(complaint)) return fault >= text.trimEnd().length;
  const sign = SIGN.exec(complaint)
    ?.slice(1)
    .find((one) => one !== undefined);
  return sign === undefined || text.slice(fault, fault + LETTERS).includes(sign.replace(/^\\(?=.)/, ''));
}
