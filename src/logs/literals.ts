/**
 * The words that a pattern cannot match without, read from its source: of the words of each set one must be in the
 * text. So a line that has none of them is never tried. Only the constructs that phrases use are understood; what is
 * not understood counts as no word, which is slow and never wrong.
 */
export function literalsOf(pattern: RegExp): string[] | undefined {
  const reader = new Reader(pattern.source, pattern.multiline);
  return reader.alternatives();
}

type Words = string[] | undefined;

/** How much a set of words holds back: the length of its shortest. */
const strength = (words: Words): number => (words ? Math.min(...words.map((word) => word.length)) : 0);

class Reader {
  #at = 0;
  #ended = false;
  #pending = false;
  constructor(
    readonly source: string,
    /** Only the words of the first line count: the others stand in other lines. */
    readonly firstLine: boolean,
  ) {}

  alternatives(): Words {
    const branches: Words[] = [this.#branch()];
    while (this.source[this.#at] === '|') {
      this.#at++;
      branches.push(this.#branch());
    }
    return branches.every((words) => words !== undefined) ? (branches as string[][]).flat() : undefined;
  }

  #branch(): Words {
    let best: Words;
    let run = '';
    const take = (words: Words) => {
      if (!this.#ended && strength(words) > strength(best)) best = words;
    };
    const end = () => {
      if (run) take([run]);
      run = '';
    };
    for (;;) {
      const char = this.source[this.#at];
      if (char === undefined || char === '|' || char === ')') break;
      if (char === '(') {
        end();
        const isBelow = this.#ended;
        const words = this.#group();
        if (!this.#maybeAbsent() && !isBelow && strength(words) > strength(best)) best = words;
        continue;
      }
      const letter = this.#letter();
      if (letter === '') continue;
      const absent = this.#maybeAbsent();
      if (letter === undefined || absent) {
        end();
        if (this.#pending) this.#ended = true;
      } else {
        run += letter;
        if (this.#repeated) end();
      }
    }
    end();
    return best;
  }

  #lineEnd(): string | undefined {
    if (!this.firstLine) return '\n';
    this.#pending = true;
    return undefined;
  }

  #group(): Words {
    this.#at++;
    let counts = true;
    if (this.source[this.#at] === '?') {
      const rest = this.source.slice(this.#at);
      const named = /^\?<[A-Za-z_]\w*>/.exec(rest);
      if (named) this.#at += named[0].length;
      else if (rest.startsWith('?:')) this.#at += 2;
      else {
        counts = rest.startsWith('?=');
        this.#at += rest.startsWith('?<') ? 3 : 2;
      }
    }
    const words = this.alternatives();
    this.#at++;
    return counts ? words : undefined;
  }

  /** One letter; '' for what takes no room (^, $, \b); undefined for anything that stands for several letters. */
  #letter(): string | undefined {
    const char = this.source[this.#at] as string;
    this.#at++;
    if (char === '^' || char === '$') return '';
    if (char === '.') return undefined;
    if (char === '[') return this.#class();
    if (char !== '\\') return char;
    const escaped = this.source[this.#at] as string;
    this.#at++;
    if (escaped === 'b' || escaped === 'B') return '';
    if (escaped === 't') return '\t';
    if (escaped === 'n') return this.#lineEnd();
    if (escaped === 'u') {
      this.#at += 4;
      return undefined;
    }
    if (escaped === 'k') {
      this.#at = this.source.indexOf('>', this.#at) + 1;
      return undefined;
    }
    return /[a-zA-Z0-9]/.test(escaped) ? undefined : escaped;
  }

  /** `[Cc]` is a letter, any other class is not. */
  #class(): string | undefined {
    const from = this.#at;
    if (this.source[this.#at] === '^') this.#at++;
    while (this.source[this.#at] !== ']') this.#at += this.source[this.#at] === '\\' ? 2 : 1;
    const inside = this.source.slice(from, this.#at);
    this.#at++;
    return inside.length === 2 && inside[0] !== '\\' && inside[0]?.toLowerCase() === inside[1]?.toLowerCase() ? inside[0] : undefined;
  }

  #repeated = false;

  /** Reads a quantifier: whether what stood before it may be absent. */
  #maybeAbsent(): boolean {
    const match = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(this.source.slice(this.#at, this.#at + 16));
    this.#repeated = match !== null;
    if (!match) return false;
    this.#at += match[0].length;
    return match[0].startsWith('?') || match[0].startsWith('*') || match[1] === '0';
  }
}
