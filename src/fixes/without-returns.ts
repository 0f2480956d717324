/** A shell script with Windows line ends, run without its carriage returns, where it stands in an image that cannot be changed at once. */

/** `words`: the script, which stays $0, and what it is given. */
export const withoutReturns = (shell: string, words: readonly string[]): string[] => [
  'sh',
  '-c',
  `exec ${shell} -c "$(tr -d '\\r' < ${words[0]})" "$0" "$@"`,
  ...words,
];
