/** Hides what looks like a credential, and counts it. The same secret counts once, a private key too. */
import { findSecrets } from './find-secrets.ts';
import { KnownSecrets } from './known-secrets.ts';
import { merged, replaced, type Span } from './span.ts';

export const HIDDEN = '***';
/** How a bundle tells one hidden value from another: ***1, ***2. What is equal stays equal, and what differs still differs. */
const LABEL = /\*\*\*(\d{1,6})(?!\d)/g;

/** Texts whose result is kept, since a report has each more than once; whoever stays for hours has ever new ones. */
const KEPT = 2000;

export interface RedactorOptions {
  known?: KnownSecrets;
  /** Give each value a number of its own; for a bundle. */
  numbered?: boolean;
  /** What comes in is from a bundle: what each of its numbers stands for. The numbers go, and count. */
  labels?: readonly string[];
}

export class Redactor {
  readonly known: KnownSecrets;
  readonly #isNumbered: boolean;
  readonly #names: readonly string[];
  readonly #numbers = new Map<string, number>();
  readonly #whats: string[] = [];
  readonly #done = new Map<string, string>();

  constructor({ known = new KnownSecrets(), numbered = false, labels = [] }: RedactorOptions = {}) {
    this.known = known;
    this.#isNumbered = numbered;
    this.#names = labels;
  }

  /** How many different secrets were hidden. */
  get count(): number {
    return this.#numbers.size;
  }

  /** What each number stands for: DB_PASSWORD, GITHUB_TOKEN. */
  get labels(): readonly string[] {
    return this.#whats;
  }

  text(text: string): string {
    const before = this.#done.get(text);
    if (before !== undefined) return before;
    const made = replaced(text, this.find(text), (secret, { what }) => this.hide(secret, what));
    if (this.#done.size >= KEPT) this.#done.clear();
    if (text.length < 512) this.#done.set(text, made);
    return made;
  }

  /** Lines that belong together: a private key is seen as such. */
  lines(lines: readonly string[]): string[] {
    return lines.length === 0 ? [] : this.text(lines.join('\n')).split('\n');
  }

  /** What stands in the place of a secret: spaces and quotes around it stay, for they may be what is wrong with it. */
  hide(secret: string, what: string): string {
    const [, before = '', inner = '', after = ''] = /^([\s"']{0,16})([\s\S]*?)([\s"']{0,16})$/.exec(secret) ?? [];
    return `${before}${this.#name(inner, what)}${after}`;
  }

  /** The spans of a text, for who replaces them otherwise; they count. */
  find(text: string): Span[] {
    const labelled =
      this.#names.length === 0
        ? []
        : [...text.matchAll(LABEL)].map(
            (match): Span => ({
              start: match.index,
              end: match.index + match[0].length,
              what: this.#names[Number(match[1]) - 1] ?? 'SECRET',
            }),
          );
    const spans = merged([...labelled, ...findSecrets(text, this.known)]);
    for (const { start, end, what } of spans) this.#name(text.slice(start, end), what);
    return spans;
  }

  #name(secret: string, what: string): string {
    const key = what === 'PRIVATE_KEY' ? what : secret;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#numbers.size + 1;
      this.#numbers.set(key, number);
      this.#whats.push(what);
    }
    return this.#isNumbered ? `${HIDDEN}${number}` : HIDDEN;
  }
}
