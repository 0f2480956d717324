/** The word of a command line that tells its program to do one thing and end: --once, version, nginx -t. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Subject } from '../../evidence/subject.ts';
import { lastName } from '../../kube/folder.ts';
import type { Container } from '../../kube/shapes.ts';
import { type Setting, settingsOf } from '../settings/settings.ts';
import { type LastCommand, lastCommand } from './last-command.ts';
import { mainProgramOf } from './programs.ts';

export interface OnlyOnce {
  word: string;
  list: 'command' | 'args';
  /** What stands behind it and was most likely meant as its value: -h db. */
  value?: string | undefined;
  /** What the program is told to do. */
  what: string;
  /** Nothing that says what to do is left without it, and the image has a command of its own that does. */
  isWhole: boolean;
  /** Where a shell's line or script gives it. */
  last?: LastCommand;
  /** The variable whose value is, or has, the word. */
  variable?: Setting | undefined;
}

export const ONCE = /^--?(?:once|one-?shot|run-?once|single-?run|exit|one-?time|oneshot|no-?loop|batch|dry-?run)(?:=true)?$/i;
/** Of these what stands behind it may be its value: --batch 25. */
const OFTEN_WITH_VALUE = /^--?(?:batch|exit)$/i;
const PRINTS = /^--?(?:(version|help)|(?:print|show|dump)-(config(?:uration)?|settings|options|defaults))(?:=true)?$/i;
const TESTS = /^--?(?:config-?test|test-?config|check-?config|validate(?:-?config)?|syntax-?check)(?:=true)?$/i;
/** As a subcommand. */
const SAYS = /^(?:version|help)$/;
const CHECKS = /^(?:configtest|check-?config|validate-?config)$/;

/** One letter that means so to this program alone (nginx -h, httpd -h, haproxy -h, redis-server --help, postgres --help, node --help, python -h). */
const OF_PROGRAM: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  nginx: { '-t': 'test', '-T': 'test', '-v': 'version', '-V': 'version', '-h': 'help', '-?': 'help' },
  httpd: { '-t': 'test', '-v': 'version', '-V': 'version', '-h': 'help', '-l': 'list of modules', '-L': 'list of directives' },
  apache2: { '-t': 'test', '-v': 'version', '-V': 'version', '-h': 'help', '-l': 'list of modules', '-L': 'list of directives' },
  haproxy: { '-c': 'test', '-v': 'version', '-vv': 'version' },
  'redis-server': { '-v': 'version', '-h': 'help' },
  postgres: { '-V': 'version', '-?': 'help', '--describe-config': 'list of parameters' },
  java: { '-version': 'version', '-help': 'help', '-?': 'help', '-h': 'help' },
  node: { '-v': 'version', '-h': 'help' },
  python: { '-V': 'version', '-h': 'help', '-?': 'help' },
};

function printedBy(word: string): string | undefined {
  const [, one, other] = PRINTS.exec(word) ?? [];
  return (one ?? other)?.toLowerCase();
}

const told = (what: string): string => (what === 'test' ? 'only to test its configuration' : `only to print its ${what}`);

/** The program that a command line begins with, or that the image's entrypoint is known to run. */
function programOf({ command = [], args = [], image = '' }: Container): string {
  const first = [...command, ...args][0] ?? '';
  const name = first.startsWith('-') || first === '' ? (mainProgramOf(image) ?? '') : lastName(first);
  return /^python[\d.]*$/.test(name) ? 'python' : name;
}

/** What a program answers to a wish for help. */
const USAGE = /^\s{0,4}usage(?: of \S{1,80})?:/i;

/** `lines`: what it has printed, which tells of a letter alone what it means. */
export function onlyOnce(subject: Subject, evidence: Evidence, lines: readonly string[] = []): OnlyOnce | undefined {
  const { container } = subject;
  const last = lastCommand(subject, evidence);
  if (!last) return onceAmong(container, lines) ?? onceByVariable(subject, evidence, lines);
  const [first = '', ...args] = last.words;
  const once = onceAmong({ ...container, command: [first], args }, lines);
  const { place } = last.start.setting;
  const list = place.kind === 'argument' ? place.list : 'command';
  if (once?.list === 'args') return { ...once, list, isWhole: false, last };
  const { words: [, ...more] = [], settings = [] } = last.given ?? {};
  const through = onceAmong({ ...container, command: [first], args: more }, lines);
  const variable = settings.find(({ value = '' }) => value.split(/\s+/).includes(through?.word ?? ''));
  return through?.list === 'args' && variable ? { ...through, list, isWhole: false, last, variable } : undefined;
}

/** $(FLAGS), which the kubelet puts in. */
function onceByVariable(subject: Subject, evidence: Evidence, lines: readonly string[]): OnlyOnce | undefined {
  const settings = settingsOf(subject, evidence);
  const given = (list: 'command' | 'args') =>
    settings.flatMap(({ place, value = '' }) => (place.kind === 'argument' && place.list === list ? [value] : []));
  const once = onceAmong({ ...subject.container, command: given('command'), args: given('args') }, lines);
  const variable = once && settings.find(({ name, value }) => name !== undefined && value === once.word);
  return variable && { ...once, isWhole: false, variable };
}

function onceAmong(container: Container, lines: readonly string[]): OnlyOnce | undefined {
  const { command = [], args = [] } = container;
  const helps = lines.some((line) => USAGE.test(line));
  const letters = OF_PROGRAM[programOf(container)] ?? {};
  // Of a program that runs another one (python app.py -v) the word is that one's.
  const own = (list: readonly string[]) => {
    const end = list.findIndex((word, at) => at > 0 && !word.startsWith('-'));
    return end < 0 ? list : list.slice(0, end);
  };
  const first = command.length > 0 ? (command[1] ?? args[0]) : args[0];
  for (const [list, words] of [
    ['args', args],
    ['command', command],
  ] as const) {
    for (const [at, word] of words.entries()) {
      const isGivenMore = OFTEN_WITH_VALUE.test(word) && /^[^-]/.test(words[at + 1] ?? '');
      const printed = printedBy(word) ?? (word === first && SAYS.test(word) ? word : undefined);
      const isOwn = own(command.length > 0 ? [...command, ...args] : args).includes(word);
      const what =
        ONCE.test(word) && !isGivenMore
          ? 'to run once'
          : printed
            ? told(printed)
            : TESTS.test(word) || (word === first && CHECKS.test(word))
              ? told('test')
              : isOwn && letters[word]
                ? told(letters[word])
                : word === '-h' && helps
                  ? told('help')
                  : undefined;
      if (what === undefined) continue;
      const next = words[words.indexOf(word) + 1];
      const value = word === '-h' && next !== undefined && !next.startsWith('-') ? next : undefined;
      const rest = words.filter((one, at) => one !== word && !(value !== undefined && at === words.indexOf(word) + 1));
      const isAlone = rest.length === 0 || (rest.length === 1 && rest[0] === mainProgramOf(container.image ?? ''));
      return { word, list, value, what, isWhole: isAlone && (list === 'args' || rest.length === 1) };
    }
  }
  return undefined;
}
