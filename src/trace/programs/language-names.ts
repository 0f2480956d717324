/** Slips of names that a language has by itself: consle.log, pritn(…), a JSON word in Python. How the name is used has to fit, too. */
import { distance } from 'fastest-levenshtein';
import { escaped } from '../../escaped.ts';

/** docs.python.org/3/library/functions.html */
const OF_PYTHON =
  'print len range open int float str bool list dict set tuple sorted sum min max abs round enumerate zip map filter isinstance getattr input iter next type any all'.split(
    ' ',
  );
/** docs.python.org/3/library/exceptions.html */
const RAISED = 'Exception ValueError KeyError TypeError IndexError RuntimeError OSError FileNotFoundError SystemExit'.split(' ');
/** JSON has them otherwise. */
const WORDS = new Map([
  ['true', 'True'],
  ['false', 'False'],
  ['none', 'None'],
  ['null', 'None'],
]);

/** `line`: where it is used. */
export function meantInPython(name: string, line: string): string | undefined {
  const { isCalled, member, isMade } = useOf(name, line);
  const raised = RAISED.find((one) => isNear(name, one));
  if (raised !== undefined) return raised;
  if (isCalled) return OF_PYTHON.find((one) => isNear(name, one) || name.toLowerCase() === one);
  return member === undefined && !isMade ? WORDS.get(name.toLowerCase()) : undefined;
}

/** nodejs.org/api/globals.html */
const OBJECTS = 'console process Buffer JSON Math Date Promise Number String Array Object URL'.split(' ');
const FUNCTIONS = 'require setTimeout setInterval clearTimeout clearInterval parseInt parseFloat isNaN fetch Number String Boolean'.split(
  ' ',
);
const CLASSES = 'Date Promise Array Object Error Map Set RegExp URL'.split(' ');

export function meantInNode(name: string, line: string): string | undefined {
  const { isCalled, member, isMade } = useOf(name, line);
  const sameLetters = (one: string) => one.toLowerCase() === name.toLowerCase();
  if (isMade) return CLASSES.find((one) => isNear(name, one) || sameLetters(one));
  if (member !== undefined) {
    if (member === 'exports' && (isNear(name, 'module') || sameLetters('module'))) return 'module';
    return OBJECTS.find((one) => (isNear(name, one) || sameLetters(one)) && hasMember(one, member));
  }
  // A variable may be called as a class is, in small letters: error, map, date.
  return isCalled ? FUNCTIONS.find((one) => isNear(name, one) || (sameLetters(one) && !/^[A-Z]/.test(one))) : undefined;
}

function useOf(name: string, line: string) {
  const [, before = '', behind = ''] = new RegExp(`^(.*?)(?<![\\w$.])${escaped(name)}(?![\\w$])(.*)$`).exec(line) ?? [];
  return {
    isMade: /\bnew\s+$/.test(before),
    isCalled: /^\s*\(/.test(behind),
    member: /^\s*\.\s*([A-Za-z_$][\w$]*)/.exec(behind)?.[1],
  };
}

/** One of its own: not what every object or function has. */
function hasMember(name: string, member: string): boolean {
  const value: unknown = Reflect.get(globalThis, name);
  return value instanceof Object && member in value && !(member in Function.prototype);
}

/** A letter too few or too many, another one but the first, or two that have changed places. */
function isNear(name: string, other: string): boolean {
  if (name.length === other.length) {
    const at = [...name].findIndex((letter, index) => letter !== other[index]);
    if (at < 0) return false;
    const swapped = name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2);
    if (swapped === other) return true;
    if (at === 0) return false;
  }
  return name.length >= 4 && distance(name, other) === 1 && name.toLowerCase() !== other.toLowerCase();
}
