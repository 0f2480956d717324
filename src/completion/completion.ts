/** From a command line that is not finished to what its last word may become. What only others can tell is a `source`. */
import { FLAGS, type Flag } from '../cli/flags.ts';
import { targetsOf } from '../cli/targets.ts';
import { type Given, tokenize } from '../cli/tokenize.ts';
import { COLORS, OUTPUTS, SHELLS, type Target, type TargetKind } from '../command.ts';

export interface Candidate {
  value: string;
  /** One line about it. */
  what?: string;
}

export type Source =
  | { of: 'causes' | 'demos' | 'contexts' | 'namespaces' | 'files' }
  | { of: 'objects'; plural: TargetKind }
  | { of: 'containers'; target: Target };

export interface Completion {
  /** What is there of the value. */
  partial: string;
  /** What stands before the value and belongs to the candidate: `deploy/`, `-o`, `prod,`. */
  before: string;
  candidates: readonly Candidate[];
  source?: Source;
  /** Candidates that the line has already. */
  taken: readonly string[];
  flags: Given['flags'];
}

const SHORT_KINDS = ['pod', 'deploy', 'rs', 'sts', 'ds', 'job', 'cronjob', 'rc'];
const VERBS: readonly Candidate[] = [
  { value: 'explain', what: 'what a cause or an exit code means' },
  { value: 'demo', what: 'recorded clusters; needs none' },
  { value: 'completion', what: 'the script for a shell' },
];
/** Those whose meaning is not in the code of one program: src/causes/*.md tell what else has to be seen. */
const EXIT_CODES = ['1', '126', '127', '134', '137', '139', '143', '255'].map((value) => ({ value, what: `exit code ${value}` }));
/** They ask for many pods, and exclude a name (cli/command-of.ts). */
const FOR_MANY = ['all-namespaces', 'selector', 'contexts', 'since'];
const OF_VERB: ReadonlyMap<string, readonly string[]> = new Map([
  ['explain', ['help']],
  ['completion', ['help']],
  ['help', []],
  ['demo', ['container', 'output', 'color', 'show-commands', 'help']],
]);
const FILES = ['from', 'save', 'kubectl', 'kubeconfig', 'kuberc', 'cache-dir', 'certificate-authority', 'client-certificate', 'client-key'];
const VALUES: Readonly<Record<string, readonly string[]>> = {
  output: OUTPUTS,
  color: COLORS,
  since: ['30m', '2h', '24h'],
  timeout: ['10s', '20s', '60s'],
};
/** Stands for the word that is completed, while the others are read: no argument can hold it. */
const HERE = '\0';

/** `words`: those after the program's name; the last one is completed, '' where it has not begun. Throws UsageError where the line is wrong. */
export function completionOf(words: readonly string[]): Completion {
  const current = words.at(-1) ?? '';
  const given = tokenize([...words.slice(0, -1), HERE]);
  const awaiting = FLAGS.find(({ name }) => given.flags.get(name)?.includes(HERE));
  if (awaiting) return valueOf(awaiting, current, '', without(given, awaiting));
  const before: Given = { ...given, words: given.words.slice(0, -1) };
  const isFlag = given.words.length <= given.wordsBeforeDashes && current.startsWith('-');
  if (!isFlag) return wordOf(current, before);
  return current.startsWith('--') || current === '-' ? longOf(current, before) : shortsOf(current, before);
}

/** The flag's earlier values count, but not that it waits for one. */
function without(given: Given, { name }: Flag): Given {
  const values = (given.flags.get(name) ?? []).filter((value) => value !== HERE);
  const others = [...given.flags].filter(([other]) => other !== name);
  return { ...given, flags: new Map(values.length > 0 ? [...others, [name, values]] : others) };
}

const nothing = ({ flags }: Given): Completion => ({ partial: '', before: '', candidates: [], taken: [], flags });
const plain = (values: readonly string[]): Candidate[] => values.map((value) => ({ value }));

function longOf(current: string, given: Given): Completion {
  const at = current.indexOf('=');
  const flag = FLAGS.find(({ name }) => at >= 0 && current.slice(2, at) === name);
  if (flag) return valueOf(flag, current.slice(at + 1), '', given);
  const [first = ''] = given.words;
  const only = given.wordsBeforeDashes > 0 ? OF_VERB.get(first) : undefined;
  const fits = ({ name, takes }: Flag) => {
    if (given.flags.has(name) && takes !== 'values') return false;
    return only ? only.includes(name) : given.words.length === 0 || !FOR_MANY.includes(name);
  };
  return { ...nothing(given), partial: current, candidates: FLAGS.filter(fits).map(({ name, what }) => ({ value: `--${name}`, what })) };
}

/** `-Ao` is whole; in `-ojs` a value has begun. After `=` the shells look at the value alone. */
function shortsOf(current: string, given: Given): Completion {
  for (let at = 1; at < current.length; at++) {
    const flag = FLAGS.find(({ short }) => short === current[at]);
    if (!flag) return nothing(given);
    const rest = current.slice(at + 1);
    if (flag.takes === 'nothing' || rest === '') continue;
    return rest.startsWith('=') ? valueOf(flag, rest.slice(1), '', given) : valueOf(flag, rest, current.slice(0, at + 1), given);
  }
  return { ...nothing(given), partial: current, candidates: plain([current]) };
}

function valueOf({ name, takes }: Flag, partial: string, before: string, given: Given): Completion {
  const completion = { ...nothing(given), partial, before };
  if (takes === 'nothing') return { ...completion, candidates: plain(['true', 'false']) };
  if (FILES.includes(name)) return { ...completion, source: { of: 'files' } };
  if (name === 'namespace') return { ...completion, source: { of: 'namespaces' } };
  if (name === 'context') return { ...completion, source: { of: 'contexts' } };
  if (name === 'contexts') {
    const list = partial.slice(0, partial.lastIndexOf(',') + 1);
    const taken = [...(given.flags.get(name) ?? []), list].flatMap((names) => names.split(','));
    return { ...completion, partial: partial.slice(list.length), before: before + list, taken, source: { of: 'contexts' } };
  }
  if (name === 'container') {
    const target = OF_VERB.has(given.words[0] ?? '') ? undefined : targetsOf(given.words.filter((word) => word !== HERE)).targets[0];
    return target ? { ...completion, source: { of: 'containers', target } } : completion;
  }
  return { ...completion, candidates: plain(VALUES[name] ?? []) };
}

function wordOf(current: string, given: Given): Completion {
  const { words, flags, wordsBeforeDashes } = given;
  const completion = { ...nothing(given), partial: current, taken: words };
  const [first] = words;
  if (first !== undefined && wordsBeforeDashes > 0 && OF_VERB.has(first)) {
    if (words.length > 1) return nothing(given);
    if (first === 'explain') return { ...completion, candidates: EXIT_CODES, source: { of: 'causes' } };
    if (first === 'demo') return { ...completion, source: { of: 'demos' } };
    return { ...completion, candidates: first === 'completion' ? plain(SHELLS) : [] };
  }
  if (flags.has('from') || FOR_MANY.some((name) => flags.has(name))) return nothing(given);
  const kind = first === undefined ? undefined : kindOf(first);
  if (kind) return { ...completion, source: { of: 'objects', plural: kind } };
  const slash = current.indexOf('/') + 1;
  if (slash > 0) {
    const plural = kindOf(current.slice(0, slash - 1));
    const part = { ...completion, partial: current.slice(slash), before: current.slice(0, slash) };
    return plural ? { ...part, source: { of: 'objects', plural } } : nothing(given);
  }
  const kinds = SHORT_KINDS.map((value) => ({ value, what: 'a kind; its name follows' }));
  return { ...completion, source: { of: 'objects', plural: 'pods' }, candidates: first === undefined ? [...VERBS, ...kinds] : [] };
}

const kindOf = (word: string): TargetKind | undefined => (/^[a-z][a-z0-9.]*$/i.test(word) ? targetsOf([word]).onlyKind : undefined);
