/** The arguments as kubectl gets them: what is asked, the connection's flags, and what protects it from the user's defaults. */

/**
 * `limit`: milliseconds after which we kill it. kubectl gets a slightly longer one of its own, unless the user gave one,
 * so that it ends by itself even where we were killed outright.
 */
export function kubectlArgs(args: readonly string[], connection: readonly string[], limit: number): string[] {
  const own = connection.some((flag) => /^--request-timeout(?:=|$)/.test(flag))
    ? []
    : [`--request-timeout=${Math.ceil(limit / 1000) + 1}s`];
  const added = [...defaultsOf(args), ...connection, ...own];
  const end = args.indexOf('--');
  return end < 0 ? [...args, ...added] : [...args.slice(0, end), ...added, ...args.slice(end)];
}

/**
 * A kuberc (kubectl ≥ 1.34) may set defaults for any flag; one with `get: output=wide` makes every `get --raw` fail with
 * "--raw and --output are mutually exclusive". A flag that is given wins over it. KUBERC=off would help too, but would
 * switch off the user's rules for credential plugins with it.
 */
function defaultsOf([command, ...rest]: readonly string[]): string[] {
  if (command === 'exec') return ['--stdin=false', '--tty=false'];
  if (command !== 'get') return [];
  return ['--watch=false', '--watch-only=false', ...(rest[0] === '--raw' ? ['--output=', '--selector='] : [])];
}
