/** What a manager of processes puts before each line of a program: a time (s6-log, ts, multilog), or the name of the process (honcho, concurrently). */

interface Form {
  pattern: RegExp;
  /** No program writes so itself: it need not be seen that the line begins behind it. */
  alone?: true;
}

const LEVELS = 'trace|debug|info|notice|warn|warning|error|err|severe|fatal|critical|crit|alert|emerg|panic';
const NOT_LEVEL = `(?!(?:${LEVELS}|${LEVELS.toUpperCase()})\\b)`;

const FORMS: readonly Form[] = [
  { pattern: /^@[0-9a-f]{24} /, alone: true },
  { pattern: /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]? / },
  { pattern: /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})? / },
  { pattern: new RegExp(`^(?:\\d\\d:\\d\\d:\\d\\d )?(?:\\d{1,3}\\|)?${NOT_LEVEL}[A-Za-z][\\w.-]{0,39} {0,20}\\| `), alone: true },
  { pattern: new RegExp(`^\\[${NOT_LEVEL}[\\w.:-]{1,40}\\] `) },
];

/** The line itself begins behind it: it is indented (a level may be, by loggers that pad it), or is the head of a trace, or has a time of its own. */
const BEGINS = new RegExp(
  `^(?:(?: {2,}|\\t)(?! *${NOT_LEVEL.replace('?!', '?:')})\\S|Traceback \\(most recent call last\\):|\\[?\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d)`,
);

/** The lines without it. */
export function withoutPutBefore(lines: readonly string[]): readonly string[] {
  for (const { pattern, alone } of FORMS) {
    const from = lines.findIndex((line) => pattern.test(line));
    if (from < 0) continue;
    const to = lines.findLastIndex((line) => pattern.test(line));
    const heads = lines.map((line, at) => (at < from || at > to ? '' : (pattern.exec(`${line} `)?.[0] ?? '')));
    const isMost = to > from && 2 * (to - from + 1) >= lines.length;
    const isWhole = isMost && lines.every((line, at) => at < from || at > to || heads[at] !== '' || line.trim() === '');
    const rest = isWhole ? lines.map((line, at) => line.slice((heads[at] as string).length)) : [];
    if (isWhole && (alone || rest.some((line, at) => heads[at] !== '' && BEGINS.test(line)))) return rest;
  }
  return lines;
}
