/** A test of the shell whether a variable is set: test -n "$API_URL", [ "$API_URL" ], [[ -z ${API_URL:-} ]]. */
import type { Setting } from '../settings/settings.ts';
import { setsVariable } from './sets-variable.ts';

export interface Tested {
  name: string;
  /** What it answers of one that is empty. */
  ofEmpty: 'yes' | 'no';
  /** Undefined: its value is in a Secret, which is not read, or it may be the image's. */
  answer: 'yes' | 'no' | undefined;
}

/** Undefined where it tests something else, or the script sets the variable itself. */
export function testedVariable(words: readonly string[], script: string, variables: readonly Setting[]): Tested | undefined {
  const [program = '', ...rest] = words;
  if (!/^(?:test|\[{1,2})$/.test(program)) return undefined;
  const operands = /^\[/.test(program) ? rest.filter((word) => !/^\]{1,2}$/.test(word)) : rest;
  const [word = '', ...more] = /^-[nz]$/.test(operands[0] ?? '') ? operands.slice(1) : operands;
  const [, name = ''] = /^"?\$(?:\{([A-Za-z_]\w*)(?::?-)?\}|([A-Za-z_]\w*))"?$/.exec(word)?.filter((one) => one !== undefined) ?? [];
  if (name === '' || more.length > 0 || setsVariable(name, script)) return undefined;
  const value = variables.find((one) => one.name === name)?.value;
  const [ofEmpty, ofValue] = operands[0] === '-z' ? (['yes', 'no'] as const) : (['no', 'yes'] as const);
  return { name, ofEmpty, answer: value === undefined ? undefined : value === '' ? ofEmpty : ofValue };
}
