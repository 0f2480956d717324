/** Where a text stops being JSON (RFC 8259), and whether a parser's complaint can be about that place. */

/** The offset of the first sign that no JSON has there; the length of a text that ends too early; undefined for JSON. */
function jsonFault(text: string): number | undefined {
  try {
    new JsonText(text).check();
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error.at;
    // Deeper than the stack: nobody writes that into a setting.
    return undefined;
  }
}

const WORD = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/;
const ESCAPED = /^\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/;

class JsonText {
  #at = 0;

  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  check(): void {
    this.#skip();
    this.#value();
    this.#skip();
    if (this.#at < this.#text.length) this.#fail();
  }

  #value(): void {
    const sign = this.#text[this.#at];
    if (sign === '{') this.#list('}', () => this.#member());
    else if (sign === '[') this.#list(']', () => this.#value());
    else if (sign === '"') this.#string();
    else {
      const word = WORD.exec(this.#text.slice(this.#at, this.#at + 400))?.[0];
      this.#at = word === undefined ? this.#fail() : this.#at + word.length;
    }
  }

  #list(end: string, item: () => void): void {
    this.#at++;
    this.#skip();
    while (this.#text[this.#at] !== end) {
      item();
      this.#skip();
      if (this.#text[this.#at] === end) break;
      this.#take(',');
      this.#skip();
      if (this.#text[this.#at] === end) this.#fail();
    }
    this.#at++;
  }

  #member(): void {
    this.#string();
    this.#skip();
    this.#take(':');
    this.#skip();
    this.#value();
  }

  #string(): void {
    this.#take('"');
    while (this.#text[this.#at] !== '"') {
      if (this.#at >= this.#text.length || this.#text.charCodeAt(this.#at) < 0x20) this.#fail();
      if (this.#text[this.#at] === '\\') {
        if (!ESCAPED.test(this.#text.slice(this.#at, this.#at + 6))) this.#fail();
        this.#at++;
      }
      this.#at++;
    }
    this.#at++;
  }

  #skip(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #take(sign: string): void {
    if (this.#text[this.#at] !== sign) this.#fail();
    this.#at++;
  }

  #fail(): never {
    throw new Fault(this.#at);
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
