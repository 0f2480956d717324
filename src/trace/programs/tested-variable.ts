/** A test of the shell that one variable decides: test -n "$API_URL", [[ -z ${API_URL:-} ]], [ "${MODE:-dev}" = prod ], [ "$SIZE" -gt 5 ]. */
import type { Setting } from '../settings/settings.ts';
import { setsVariable } from './shell-variables.ts';

export interface Tested {
  name: string;
  /** What it answers of one that is empty. */
  ofEmpty: 'yes' | 'no';
  /** Undefined: its value is in a Secret, which is not read, or it may be the image's. */
  answer: 'yes' | 'no' | undefined;
  /** Undefined: whether it is set is all that counts. */
  compared: Comparison | undefined;
}

export interface Comparison {
  word: string;
  /** For a sentence: "prod", "at least 5". */
  words: string;
  isSame: boolean;
}

const VARIABLE = /^"?(x?)\$(?:\{([A-Za-z_]\w*)(?::?-([\w./]*))?\}|([A-Za-z_]\w*))"?$/;
const WORD = /^(?:"([\w./:-]*)"|'([\w./:-]*)'|([\w./:-]+))$/;
const NUMBER = /^-?\d{1,15}$/;
/** What holds, and what that says of the value. */
const SIGNS: Readonly<Record<string, { holds: (value: string, word: string) => boolean; words: string }>> = {
  '=': { holds: (value, word) => value === word, words: '' },
  '==': { holds: (value, word) => value === word, words: '' },
  '!=': { holds: (value, word) => value !== word, words: 'other than ' },
  '-eq': { holds: (value, word) => Number(value) === Number(word), words: '' },
  '-ne': { holds: (value, word) => Number(value) !== Number(word), words: 'other than ' },
  '-gt': { holds: (value, word) => Number(value) > Number(word), words: 'more than ' },
  '-ge': { holds: (value, word) => Number(value) >= Number(word), words: 'at least ' },
  '-lt': { holds: (value, word) => Number(value) < Number(word), words: 'less than ' },
  '-le': { holds: (value, word) => Number(value) <= Number(word), words: 'at most ' },
};

/** Undefined where it tests something else, or the script sets the variable itself. */
export function testedVariable(words: readonly string[], script: string, variables: readonly Setting[]): Tested | undefined {
  const [program = '', ...rest] = words;
  if (!/^(?:test|\[{1,2})$/.test(program)) return undefined;
  const operands = /^\[/.test(program) ? rest.filter((word) => !/^\]{1,2}$/.test(word)) : rest;
  const isNegated = operands[0] === '!';
  const test = testOf(isNegated ? operands.slice(1) : operands);
  if (!test || setsVariable(test.name, script)) return undefined;
  const answer = (value: string) => (test.holds(value) === isNegated ? 'no' : 'yes');
  const value = variables.find((one) => one.name === test.name)?.value;
  const { name, compared } = test;
  return {
    name,
    ofEmpty: answer(''),
    // Of a number that is none the shell complains.
    answer: value === undefined || (test.isNumeric && !NUMBER.test(value)) ? undefined : answer(value),
    compared,
  };
}

interface Test {
  name: string;
  holds: (value: string) => boolean;
  isNumeric: boolean;
  compared: Comparison | undefined;
}

function testOf(operands: readonly string[]): Test | undefined {
  const isSign = /^-[nz]$/.test(operands[0] ?? '');
  const [word = '', sign, against = '', ...more] = isSign ? operands.slice(1) : operands;
  const [, mark, braced, otherwise = '', plain] = VARIABLE.exec(word) ?? [];
  const name = braced ?? plain;
  // With "-" alone one that is empty stays so.
  if (name === undefined || more.length > 0 || (otherwise !== '' && !word.includes(':-'))) return undefined;
  const isEmpty = { name, holds: (value: string) => (value || otherwise) === '', isNumeric: false, compared: undefined };
  const isSet = { ...isEmpty, holds: (value: string) => (value || otherwise) !== '' };
  if (sign === undefined) return mark ? undefined : operands[0] === '-z' ? isEmpty : isSet;
  const known = SIGNS[sign];
  const groups = WORD.exec(against);
  if (isSign || !known || !groups) return undefined;
  const text = groups.slice(1).find((one) => one !== undefined) ?? '';
  // "x$A" = x, of times when [ took an empty word for an option.
  const is = mark && text.startsWith(mark) ? text.slice(1) : mark ? undefined : text;
  if (is === undefined) return undefined;
  if (is === '') return sign === '!=' ? isSet : /^==?$/.test(sign) ? isEmpty : undefined;
  const isNumeric = sign.startsWith('-');
  if (isNumeric && !NUMBER.test(is)) return undefined;
  return {
    name,
    holds: (value) => known.holds(value || otherwise, is),
    isNumeric,
    compared: { word: is, words: `${known.words}${is}`, isSame: known.words === '' },
  };
}
