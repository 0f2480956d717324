/** Lines of a log: the kubelet's times, colours and level words taken off, structured lines read. */
import { LETTERS, type Level, levelOf } from './levels.ts';
import { type Line, LONGEST } from './line.ts';
import { withoutPutBefore } from './put-before.ts';
import { klogSaid, LOGFMT, levelFrom, type Make, printedMember, readJson, readLogfmt, structured } from './structure.ts';
import { KUBELET_TIME, OWN_TIME } from './times.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours begin with ESC
const COLOUR = /\u001b\[[0-9;?]{0,20}[A-Za-z]/g;

const REDIS_TIME = /^\d{1,7}:[A-Zs]/;
const KLOG = /^([IWEF])\d{4} \d\d:\d\d:\d\d\.\d{1,9}\s{1,8}\d{1,10} ([\w./-]{1,80}:\d{1,6})\] /;
/** A level in capitals, whole, among the first words; or in small letters between brackets. */
const UPPER =
  /(?:^|[\s[|<(./])(TRACE|DEBUG|INFO|INFORMATION|NOTICE|WARN|WARNING|ERROR|ERR|SEVERE|FATAL|CRITICAL|CRIT|PANIC|EMERG|ALERT|DPANIC|EMERGENCY|DBG|INF|WRN|FTL|TRC|PNC|FAIL)(?=[\]\s:|>),/*-]|$)/;
const BRACKETED =
  /[[<|](?:[\w.]{1,30}:)?(trace|debug|info|information|notice|note|warn|warning|error|err|fatal|critical|crit|emerg|alert|panic)[\]>|]/i;
const SMALL_FIRST = /^(trace|debug|info|notice|warn|warning|error|err|fatal|critical|panic)(?::|\t| {2,8}|\/)/i;
const POSTGRES =
  /^(?:\[\d{1,10}(?:-\d{1,10})?\] {1,2}(?:[^\s:]{1,100} )?|[\w.-]{1,40}: )?(LOG|HINT|DETAIL|STATEMENT|CONTEXT|QUERY|LOCATION|NOTICE|INFO|WARNING|ERROR|FATAL|PANIC): {1,2}/;
/** The first word of a line that has no time: `ERROR: x`, `[error] x`, `fatal: x`, `WARN  x`, `FATA[0000] x`, `fail: Category[0]`. */
const FIRST_WORD =
  /^(?:PHP )?(?:(?:\[(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|SEVERE|FATAL|CRITICAL|PANIC|EMERG|ALERT)\][\s:]{0,8}|(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|SEVERE|FATAL|CRITICAL|PANIC|EMERG|ALERT)(?:[:\s|]\s{0,8}|$))|\[([Tt]race|[Dd]ebug|[Ii]nfo|[Nn]otice|[Ww]arn(?:ing)?|[Ee]rror|[Ff]atal|[Cc]ritical|crit|emerg|alert)\]\s{0,8}|([Tt]race|[Dd]ebug|[Ii]nfo|[Ww]arn(?:ing)?|[Ee]rror|[Ff]atal|Fatal [Ee]rror|[Cc]ritical|crit|fail|dbug|trce|[Nn]otice|[Dd]eprecated): {1,8}|(DEBU|INFO|WARN|ERRO|FATA|PANI)\[\d{1,10}\] )(?!ERROR:)/;

/** A request in the form that NCSA's server gave it, with the client's address first: no fault of the server, whatever it answered. */
const REQUEST = /^[\da-fA-F.:]{3,45} (?:- )?\S{1,40} \[\d[^\]]{9,40}\] "/;

export function readLines(text: string): Line[] {
  const raw = text.split('\n');
  if (raw.at(-1) === '') raw.pop();
  const timed = raw.map((line) => KUBELET_TIME.exec(line));
  // With --timestamps every line has one, of nine digits but for zeros at the end; other times are the program's own.
  const byKubelet =
    timed.filter((match, i) => match === null && raw[i] !== '').length <= 1 && timed.some((match) => /\.\d{7,9}/.test(match?.[1] ?? ''));
  const said = raw.map((line, i) => line.slice(timed[i]?.[0].length ?? 0));
  const put = withoutPutBefore(byKubelet ? said : raw);
  const isPut = put !== said && put !== raw;
  return (isPut ? put : said).map((line, i) => readLine(line, timed[i]?.[1], timed[i] !== null && !byKubelet && !isPut));
}

function readLine(raw: string, time?: string, stamped = false): Line {
  let text = raw;
  if (text.includes('\u001b')) text = text.replace(COLOUR, '');
  if (stamped) text = text.trimStart();
  const head = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  const line = (level: Level | undefined, said: string, isStamped: boolean, inner: readonly string[] = []): Line => ({
    time,
    text,
    level,
    stamped: stamped || isStamped,
    said: said.slice(0, LONGEST),
    inner,
  });
  const first = head.charCodeAt(0);
  if (first === 0x7b && text.length < 65536) {
    const structure = readJson(text);
    if (structure) return structured(structure, line);
  }
  if (first === 0x20 || first === 0x09) {
    const words = head.trim();
    return line(undefined, printedMember(words) ?? words, false);
  }
  const klog = KLOG.exec(head);
  if (klog) return line(LETTERS[klog[1] as string], klogSaid(head.slice(klog[0].length)), true);
  if (LOGFMT.test(head)) {
    const structure = readLogfmt(head);
    if (levelFrom(structure) || 'msg' in structure) return structured(structure, line);
  }
  if (REQUEST.test(head)) return line('info', head, true);
  const own = OWN_TIME.exec(head);
  if (!own && !stamped) {
    const word = FIRST_WORD.exec(head);
    if (!word) return line(undefined, head, false);
    const level = levelOf((word[1] ?? word[2] ?? word[3] ?? word[4] ?? word[5] ?? '').toLowerCase().replace('fatal error', 'fatal'));
    return line(level, afterLogger(head.slice(word[0].length)), true);
  }
  const rest = own ? head.slice(own[0].length) : head;
  // Redis marks every line it thinks of note with #, and calls a fatal one a warning.
  if (own && REDIS_TIME.test(own[0])) return line(undefined, rest.replace(/^Warning: /, ''), true);
  if (rest.startsWith('{')) {
    const structure = readJson(rest);
    if (structure) return structured(structure, line);
  }
  return plain(rest, line);
}

/** TensorFlow's logger: its level as a letter behind the time (tsl/platform/default/logging.cc). */
const TENSORFLOW = /^([IWEF]) ([\w./-]{1,160}\.(?:cc|cpp|h|cu):\d{1,6})\] /;

/** MongoDB before 4.4: its level as a letter, the component, the thread (src/mongo/logger/message_event_utf8_encoder.cpp). */
const MONGO = /^([IWEF]) {1,2}(?:[A-Z_]{1,10}|-) {1,10}\[[\w.-]{1,60}\] /;

/** A line that began with the program's own time. */
function plain(rest: string, line: Make): Line {
  const tensorflow = TENSORFLOW.exec(rest);
  if (tensorflow) return line(LETTERS[tensorflow[1] as string], rest.slice(tensorflow[0].length), true);
  const mongo = MONGO.exec(rest);
  if (mongo) return line(LETTERS[mongo[1] as string], rest.slice(mongo[0].length), true);
  const postgres = POSTGRES.exec(rest);
  if (postgres) return line(levelOf(postgres[1]), rest.slice(postgres[0].length), true);
  const near = rest.slice(0, 100);
  const small = SMALL_FIRST.exec(near);
  const upper = UPPER.exec(near);
  const bracketed = BRACKETED.exec(near);
  const word = small ?? (bracketed && (!upper || bracketed.index < upper.index) ? bracketed : upper);
  if (!word) return line(undefined, rest, true);
  return line(levelOf(word[1]), afterLogger(rest.slice(word.index + word[0].length).replace(/^[\])>|:,\s]{1,10}/, '')), true);
}

const LOGGERS = [
  /^\d{1,10} --- \[[^\]]{0,100}\] {1,40}(?:\[[^\]]{0,100}\] {1,40})?\S{1,100} {1,60}: /, // Spring Boot
  /^(?:\[[^\]]{1,100}\] ){0,3}\(?[\w.$[\]/-]{1,100}\)? - /, // Logback, log4j
  /^\[[\w.$/-]{1,100}\] \((?:[^)]{1,80})\) /, // JBoss, Quarkus
  /^\[[\w.$-]{1,100} *\] (?:\[[^\]]{0,80}\] ?){0,2}/, // Elasticsearch
  /^\/?[\w-]{1,40}\] /, // Celery
];

function afterLogger(said: string): string {
  for (const logger of LOGGERS) {
    const match = logger.exec(said);
    if (match) return said.slice(match[0].length);
  }
  return said;
}
