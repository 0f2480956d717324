/** Times at the head of a line of a log. */

/** The kubelet's, where it is asked for them (RFC 3339 with nanoseconds). */
export const KUBELET_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))(?: |$)/;

/** Of three or four letters, as the name of a time zone is, and no such name. */
const LEVEL = 'INFO|WARN|CRIT|FAIL|ALRT|NOTE|TRAC|DEBU|ERRO|FATA|PANI|ERR|INF|WRN|FTL|TRC|DBG|PNC|LOG';

/** The program's own, as the usual loggers write it. */
export const OWN_TIME = new RegExp(
  [
    String.raw`\[?\d{4}[-/.]\d\d[-/.]\d\d[T ]{1,2}\d{1,2}:\d\d:\d\d(?:[.,:]\d{1,9})?(?: ?(?:Z|UTC|GMT|CET|CEST|(?!(?:${LEVEL})\b)[A-Z]{3,4}(?=[\s\]])|[+-]\d\d:?\d\d))?\]?`,
    String.raw`\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]?(?= )`,
    String.raw`\d{1,2}:\d\d[AP]M(?= )`,
    String.raw`\[(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,6})? \d{4}\]`,
    String.raw`\[\d\d[-/][A-Z][a-z]{2}[-/]\d{4}[: ]\d\d:\d\d:\d\d(?: [+\w/-]{1,30})?\]`,
    String.raw`[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?= )`,
    String.raw`[A-Z][a-z]{2} \d\d?, \d{4} \d\d?:\d\d:\d\d [AP]M`,
    String.raw`\d{1,7}:[A-Z] \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d\.\d{3} [.*#-]`,
    String.raw`\d{10}(?=: [A-Z])`,
    // zap's console encoder with times as seconds (uber-go/zap, EpochTimeEncoder).
    String.raw`\d\.\d{4,20}e\+\d\d(?=\t)`,
    String.raw`\d{1,7}:signal-handler \(\d{1,12}\)`,
  ]
    .map((form) => `(?:${form})`)
    .join('|')
    .replace(/^/, '^(?:')
    .replace(/$/, ')[\\s:]{0,4}'),
);

/** It says nothing where the line alone is quoted. */
export const withoutTime = (line: string): string => line.replace(OWN_TIME, '');
