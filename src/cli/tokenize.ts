/**
 * Splits argv as kubectl's flag parser does (spf13/pflag v1.0.6 flag.go: parseArgs, parseLongArg, parseSingleShortArg;
 * bool_value.go: strconv.ParseBool), so that an argument means the same to us as to kubectl. Values stay text.
 */
import { UsageError } from '../errors.ts';
import { nearestFlag } from '../help.ts';
import { FLAGS, type Flag } from './flags.ts';

export interface Given {
  /** By name: the values in the order given. Booleans and bare `maybe` flags are 'true' or 'false'. */
  flags: ReadonlyMap<string, readonly string[]>;
  words: readonly string[];
  /** How many words stand before `--`. */
  wordsBeforeDashes: number;
}

const BY_NAME = new Map(FLAGS.map((flag) => [flag.name, flag]));
const BY_SHORT = new Map(FLAGS.filter(({ short }) => short).map((flag) => [flag.short, flag]));
const BOOLEANS = new Map([
  ...['1', 't', 'T', 'true', 'TRUE', 'True'].map((word) => [word, 'true'] as const),
  ...['0', 'f', 'F', 'false', 'FALSE', 'False'].map((word) => [word, 'false'] as const),
]);

export const tokenize = (argv: readonly string[]): Given => new ArgumentReader(argv).read();

class ArgumentReader {
  readonly #rest: string[];
  readonly #flags = new Map<string, string[]>();

  constructor(argv: readonly string[]) {
    this.#rest = [...argv];
  }

  read(): Given {
    const words: string[] = [];
    let dashes: number | undefined;
    for (let argument = this.#rest.shift(); argument !== undefined; argument = this.#rest.shift()) {
      if (argument === '--') {
        dashes = words.length;
        words.push(...this.#rest.splice(0));
      } else if (argument.startsWith('--')) this.#readLong(argument);
      else if (argument.startsWith('-') && argument !== '-') this.#readShorts(argument.slice(1));
      else words.push(argument);
    }
    return { flags: this.#flags, words, wordsBeforeDashes: dashes ?? words.length };
  }

  #readLong(argument: string): void {
    const { name, value } = splitLong(argument);
    // kubectl takes `_` for `-` in the names of flags (component-base cli/flag WordSepNormalizeFunc).
    const flag = BY_NAME.get(name.replaceAll('_', '-'));
    if (!flag) throw new UsageError(`unknown flag: --${name}${nearestFlag(name)}`);
    if (value !== undefined) this.#set(flag, value);
    else if (standsAlone(flag)) this.#set(flag, 'true');
    else this.#set(flag, this.#rest.shift() ?? missing(argument));
  }

  #readShorts(letters: string): void {
    for (let left = letters; left !== ''; ) {
      const letter = String.fromCodePoint(left.codePointAt(0) ?? 0);
      const after = left.slice(letter.length);
      const flag = BY_SHORT.get(letter);
      if (!flag) throw new UsageError(`unknown shorthand flag: '${letter}' in -${left}`);
      if (standsAlone(flag) && !isAssignment(after)) {
        this.#set(flag, 'true');
        left = after;
        continue;
      }
      if (isAssignment(after)) this.#set(flag, after.slice(1));
      else this.#set(flag, after || (this.#rest.shift() ?? missing(`'${letter}' in -${left}`)));
      left = '';
    }
  }

  #set(flag: Flag, value: string): void {
    const values = flag.takes === 'values' ? (this.#flags.get(flag.name) ?? []) : [];
    this.#flags.set(flag.name, [...values, flag.takes === 'nothing' ? readBoolean(flag, value) : value]);
  }
}

const standsAlone = ({ takes }: Flag): boolean => takes === 'nothing' || takes === 'maybe';

/** `-n=` alone is no assignment to pflag: its value is "=". */
const isAssignment = (after: string): boolean => after.length > 1 && after.startsWith('=');

function splitLong(argument: string): { name: string; value: string | undefined } {
  const text = argument.slice(2);
  if (text.startsWith('-') || text.startsWith('=')) throw new UsageError(`bad flag syntax: ${argument}`);
  const at = text.indexOf('=');
  return at < 0 ? { name: text, value: undefined } : { name: text.slice(0, at), value: text.slice(at + 1) };
}

function readBoolean(flag: Flag, value: string): string {
  const read = BOOLEANS.get(value);
  if (read) return read;
  const name = flag.short ? `-${flag.short}, --${flag.name}` : `--${flag.name}`;
  throw new UsageError(`invalid argument ${JSON.stringify(value)} for "${name}" flag: it takes true or false`);
}

function missing(what: string): never {
  throw new UsageError(`flag needs an argument: ${what}`);
}
