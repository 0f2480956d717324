/** What the program says about its own use: the help, and what somebody meant who mistyped a word. */
import { distance } from 'fastest-levenshtein';
import { FLAGS, type Flag } from './cli/flags.ts';
import { NAME, PROGRAM } from './version.ts';

/** As people call us: kubectl's plugins are files named kubectl-…, oc takes oc-… too. */
export function programName(invokedAs: string): string {
  const file = invokedAs.split(/[/\\]/).at(-1) ?? '';
  if (file.startsWith('oc-')) return `oc ${NAME}`;
  return file.replace(/\.\w+$/, '') === NAME ? NAME : PROGRAM;
}

/** Fits 80 columns; every flag of ours that is there is in it. */
export function help(program: string): string {
  const flags = FLAGS.filter(({ of }) => of === 'us').map((flag) => `  ${spelled(flag).padEnd(28)}${flag.what}`);
  return `Why does this pod crash, what proves it, and what to type to end it.

  ${program} POD                     why does this pod crash?
  ${program} deploy/web              the worst pod of a workload
                                            (deploy rs sts ds job cronjob rc)
  ${program} -l app=web              the worst pod with these labels
  ${program} [-n NAME | -A]          everything that crashes here
  ${program} explain [CAUSE|CODE]    what a cause or exit code means
  ${program} demo [NAME]             recorded clusters; needs none
  ${program} completion bash|zsh|fish

${flags.join('\n')}
  and kubectl's own: --context --cluster --user --kubeconfig --as --token ...

  ${program} web-7c9f8d5b6-x2x9q -n shop -o json
  ${program} -A --since 2h           what was it last night?
  ${program} explain 137

exit code: 0 all is well, 1 something crashes, 2 could not look, 130 Ctrl-C
`;
}

function spelled({ short, name, takes, value = '' }: Flag): string {
  const after = takes === 'nothing' ? '' : takes === 'maybe' ? `[=${value}]` : ` ${value}`;
  return `${short ? `-${short},` : '   '} --${name}${after}`;
}

/** The one that was meant: it goes on where the word ends, or is at most a third of its letters away. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const longer = word.length > 2 ? words.filter((other) => other.startsWith(word)) : [];
  if (longer.length === 1) return longer[0];
  // Of two that are as near, the one with the same first letter: people mistype the middle of a word.
  const away = (other: string) => distance(word, other) + (other[0] === word[0] ? 0 : 0.5);
  const [best] = words.map((other) => ({ other, away: away(other) })).sort((one, other) => one.away - other.away);
  return best && Math.floor(best.away) <= Math.max(1, Math.floor(word.length / 3)) ? best.other : undefined;
}

/** `; did you mean …?`, or nothing where no word is near. */
export function didYouMean(word: string, words: readonly string[], write = (meant: string) => meant): string {
  const meant = nearest(word, words);
  return meant === undefined ? '' : `; did you mean ${write(meant)}?`;
}

const FLAG_NAMES = FLAGS.map(({ name }) => name);

/** Flags that other programs have, and how ours is called. */
const ELSEWHERE = new Map([
  ['all', 'all-namespaces'],
  ['exec', 'no-exec'],
  ['file', 'from'],
  ['labels', 'selector'],
  ['no-color', 'color=never'],
  ['ns', 'namespace'],
]);

/** `; did you mean --watch?`, or nothing. */
export function nearestFlag(name: string): string {
  const ours = ELSEWHERE.get(name);
  return ours ? `; did you mean --${ours}?` : didYouMean(name, FLAG_NAMES, (meant) => `--${meant}`);
}

/** For one dash too few: `-output` is `-o utput` to kubectl, and to us. */
export function oneDashTooFew(argv: readonly string[]): string {
  const flags = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : argv.length);
  const meant = flags.map((argument) => /^-([a-z][a-z-]+)/.exec(argument)?.[1]).find((name) => name && FLAG_NAMES.includes(name));
  return meant ? `; did you mean --${meant}?` : '';
}
