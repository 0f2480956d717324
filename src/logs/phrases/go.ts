/** Go programs and the libraries they are made of. */
import type { Phrase } from '../phrase.ts';

export const go: readonly Phrase[] = [
  {
    name: 'cobra-command', kind: 'flag-unknown', pattern: /^unknown command "(?<flag>[^"]{1,100})" for "(?<program>[^"]{1,100})"/,
    sample: 'Error: unknown command "start-server" for "ledger"', source: 'case:args-unknown-command',
    nearMiss: 'Error: unknown command of a client was ignored',
  },
];
