/** What the values of our flags must be, and what they are once read. Durations are milliseconds. */
import { COLORS, type Live, type Options, OUTPUTS } from '../command.ts';
import { UsageError } from '../errors.ts';
import { didYouMean } from '../help.ts';
import { duration } from './duration.ts';
import { isLabel } from './targets.ts';

export interface Values {
  'all-namespaces'?: boolean;
  namespace?: string;
  selector?: string;
  container?: string;
  since?: number;
  contexts?: string[];
  context?: string;
  kubeconfig?: string;
  output: Options['output'];
  color: Options['color'];
  timeout: number;
  'healthy-for': number;
  watch?: boolean;
  follow?: boolean;
  catch?: boolean;
  record?: Live['record'];
  'no-exec'?: boolean;
  'show-commands'?: boolean;
  'show-secrets'?: boolean;
  force?: boolean;
  fix?: Options['fix'];
  save?: string;
  from?: string;
  kubectl?: string;
  /** kubectl's own, untouched. */
  [flag: string]: unknown;
}

export const DEFAULTS = { output: 'text', color: 'auto', timeout: 20_000, 'healthy-for': 60_000 } as const;

/** From the text of a value to the value. Throws UsageError. */
export const COERCIONS: Readonly<Record<string, (value: string) => unknown>> = {
  // Given twice, it is an array.
  contexts: (value: string | string[]) => [value].flat().flatMap((list) => list.split(',')),
  // As for kubectl, an empty namespace is none.
  namespace: (value) => (value === '' ? undefined : label(value, 'namespace')),
  container: (value) => label(some(value, 'container'), 'container'),
  output: (value) => oneOf(value, OUTPUTS, 'output'),
  color: (value) => oneOf(value, COLORS, 'color'),
  timeout: (value) => duration(value, 'timeout'),
  'healthy-for': (value) => duration(value, 'healthy-for'),
  since: (value) => duration(value, 'since'),
  record: (value) => (value === 'false' ? undefined : value === 'true' || { forMs: duration(value, 'record') }),
  fix: (value) => (value === 'false' ? undefined : value === 'true' || { file: some(value, 'fix') }),
  save: (value) => some(value, 'save'),
  from: (value) => some(value, 'from'),
  kubectl: (value) => some(value, 'kubectl'),
};

function oneOf(value: string, choices: readonly string[], flag: string): string {
  if (choices.includes(value)) return value;
  const use = didYouMean(value.toLowerCase(), choices) || `; use ${choices.join(', ')}`;
  throw new UsageError(`--${flag}: ${JSON.stringify(value)} is unknown${use}`);
}

function label(value: string, flag: string): string {
  if (isLabel(value)) return value;
  throw new UsageError(
    `--${flag}: ${JSON.stringify(value)} cannot be the name of a ${flag}: lower-case letters, digits and '-', at most 63 of them`,
  );
}

function some(value: string, flag: string): string {
  if (value !== '') return value;
  throw new UsageError(`--${flag}: an empty value was given`);
}
