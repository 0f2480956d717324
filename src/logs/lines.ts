/** Lines of a log: the kubelet's times, colours and level words taken off, structured lines read. */

export type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug';

export interface Line {
  /** The kubelet's time, RFC 3339. */
  time: string | undefined;
  /** The line without that time, colours and the CR; passwords in addresses hidden. */
  text: string;
  level: Level | undefined;
  /** It opens an entry of its own: it has the program's time, a level or a structure. */
  stamped: boolean;
  /** What it says, without time, level and logger: phrases are matched against this. At most 2,000 characters. */
  said: string;
  /** The lines of a stack trace that stood inside a structured line. */
  inner: readonly string[];
}

const LONGEST = 2000;
const KUBELET_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))(?: |$)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours begin with ESC
const COLOUR = /\u001b\[[0-9;?]{0,20}[A-Za-z]/g;

const LEVELS: Record<string, Level> = {
  trace: 'debug', debug: 'debug', dbug: 'debug', debg: 'debug', dbg: 'debug', trc: 'debug', trce: 'debug', verbose: 'debug', fine: 'debug',
  finer: 'debug', finest: 'debug', deb: 'debug', verb: 'debug',
  info: 'info', inf: 'info', information: 'info', notice: 'info', note: 'info', log: 'info', hint: 'info', detail: 'info', statement: 'info',
  context: 'info', config: 'info', system: 'info', success: 'info', command: 'info',
  warn: 'warn', warning: 'warn', deprecated: 'warn', wrn: 'warn', wrng: 'warn',
  error: 'error', err: 'error', erro: 'error', eror: 'error', errr: 'error', severe: 'error', fail: 'error',
  fatal: 'fatal', fata: 'fatal', ftl: 'fatal', critical: 'fatal', crit: 'fatal', crt: 'fatal', panic: 'fatal', pani: 'fatal', pnc: 'fatal',
  emerg: 'fatal', emergency: 'fatal', alert: 'fatal', dpanic: 'fatal', off: 'fatal',
};

/** Of a level word, or of pino's and bunyan's numbers. */
export function levelOf(value: unknown): Level | undefined {
  if (typeof value === 'number') return value >= 60 ? 'fatal' : value >= 50 ? 'error' : value >= 40 ? 'warn' : value >= 30 ? 'info' : 'debug';
  return typeof value === 'string' ? LEVELS[value.toLowerCase()] : undefined;
}

/** The program's own time at the head of a line, as the usual loggers write it. */
const OWN_TIME = new RegExp(
  [
    String.raw`\[?\d{4}[-/.]\d\d[-/.]\d\d[T ]{1,2}\d{1,2}:\d\d:\d\d(?:[.,:]\d{1,9})?(?: ?(?:Z|UTC|GMT|CET|CEST|[A-Z]{3,4}(?=[\s\]])|[+-]\d\d:?\d\d))?\]?`,
    String.raw`\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]?(?= )`,
    String.raw`\d{1,2}:\d\d[AP]M(?= )`,
    String.raw`\[(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,6})? \d{4}\]`,
    String.raw`\[\d\d[-/][A-Z][a-z]{2}[-/]\d{4}[: ]\d\d:\d\d:\d\d(?: [+\w/-]{1,30})?\]`,
    String.raw`[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?= )`,
    String.raw`[A-Z][a-z]{2} \d\d?, \d{4} \d\d?:\d\d:\d\d [AP]M`,
    String.raw`\d{1,7}:[A-Z] \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d\.\d{3} [.*#-]`,
    String.raw`\d{10}(?=: [A-Z])`,
    String.raw`\d{1,7}:signal-handler \(\d{1,12}\)`,
  ].map((form) => `(?:${form})`).join('|').replace(/^/, '^(?:').replace(/$/, ')[\\s:]{0,4}'),
);
const REDIS_TIME = /^\d{1,7}:[A-Zs]/;
const KLOG = /^([IWEF])\d{4} \d\d:\d\d:\d\d\.\d{1,9}\s{1,8}\d{1,10} ([\w./-]{1,80}:\d{1,6})\] /;
/** A level in capitals, whole, among the first words; or in small letters between brackets. */
const UPPER = /(?:^|[\s[|<(./])(TRACE|DEBUG|INFO|INFORMATION|NOTICE|WARN|WARNING|ERROR|ERR|SEVERE|FATAL|CRITICAL|CRIT|PANIC|EMERG|ALERT|DPANIC|EMERGENCY|DBG|INF|WRN|FTL|TRC|PNC|FAIL)(?=[\]\s:|>),/*-]|$)/;
const BRACKETED = /[[<|](?:[\w.]{1,30}:)?(trace|debug|info|information|notice|note|warn|warning|error|err|fatal|critical|crit|emerg|alert|panic)[\]>|]/i;
const SMALL_FIRST = /^(trace|debug|info|notice|warn|warning|error|err|fatal|critical|panic)(?::|\t| {2,8}|\/)/i;
const POSTGRES = /^(?:\[\d{1,10}(?:-\d{1,10})?\] {1,2}(?:[^\s:]{1,100} )?|[\w.-]{1,40}: )?(LOG|HINT|DETAIL|STATEMENT|CONTEXT|QUERY|LOCATION|NOTICE|INFO|WARNING|ERROR|FATAL|PANIC): {1,2}/;
/** The first word of a line that has no time: `ERROR: x`, `[error] x`, `fatal: x`, `WARN  x`, `FATA[0000] x`, `fail: Category[0]`. */
const FIRST_WORD =
  /^(?:PHP )?(?:(?:\[(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|SEVERE|FATAL|CRITICAL|PANIC|EMERG|ALERT)\][\s:]{0,8}|(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|SEVERE|FATAL|CRITICAL|PANIC|EMERG|ALERT)(?:[:\s|]\s{0,8}|$))|\[([Tt]race|[Dd]ebug|[Ii]nfo|[Nn]otice|[Ww]arn(?:ing)?|[Ee]rror|[Ff]atal|[Cc]ritical|crit|emerg|alert)\]\s{0,8}|([Tt]race|[Dd]ebug|[Ii]nfo|[Ww]arn(?:ing)?|[Ee]rror|[Ff]atal|Fatal [Ee]rror|[Cc]ritical|crit|fail|dbug|trce|[Nn]otice|[Dd]eprecated): {1,8}|(DEBU|INFO|WARN|ERRO|FATA|PANI)\[\d{1,10}\] )(?!ERROR:)/;

const TEXT_KEYS = ['msg', 'message', 'event', 'log', 'text', '@m', 'short_message', 'RenderedMessage', 'Message'];
const LEVEL_KEYS = ['level', 'severity', 'log.level', 'lvl', 'levelname', 'loglevel', 'log_level', '@l', 'Level', 'LogLevel', 'severity_text'];
const FAULT_KEYS = ['error', 'err', 'exception', 'error.message', 'error_message', 'errorMessage', 'reason', 'cause', 'detail', 'details', 'Exception', '@x'];
const TRACE_KEYS = ['stack', 'stack_trace', 'stacktrace', 'error.stack_trace', 'exc_info', 'traceback', 'errorVerbose', 'exception.stacktrace'];
/** Other fields that a sentence may need. */
const SIDE_KEYS = ['port', 'host', 'address', 'addr', 'hostname', 'url', 'path', 'file', 'code', 'errno', 'syscall', 'listen', 'server', 'status', 'variable', 'key', 'name', 'field', 'setting', 'flag'];

/** The levels of mongod's `s` field and the like. */
const LETTERS: Record<string, Level> = { F: 'fatal', E: 'error', W: 'warn', I: 'info', D: 'debug', D1: 'debug', D2: 'debug' };

type Structure = Record<string, unknown>;

export function readLines(text: string): Line[] {
  const raw = text.split('\n');
  if (raw.at(-1) === '') raw.pop();
  const timed = raw.map((line) => KUBELET_TIME.exec(line));
  // With --timestamps every line has one, of nine digits but for zeros at the end; other times are the program's own.
  const byKubelet = timed.filter((match, i) => match === null && raw[i] !== '').length <= 1 && timed.some((match) => /\.\d{7,9}/.test(match?.[1] ?? ''));
  return raw.map((line, i) => {
    const match = timed[i];
    return readLine(match ? line.slice(match[0].length) : line, match?.[1], match !== null && !byKubelet);
  });
}

export function readLine(raw: string, time?: string, stamped = false): Line {
  let text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
  if (text.includes('\u001b')) text = text.replace(COLOUR, '');
  if (text.includes('\r')) text = withoutReturns(text);
  if (stamped) text = text.trimStart();
  const head = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  const line = (level: Level | undefined, said: string, isStamped: boolean, inner: readonly string[] = []): Line => ({
    time, text, level, stamped: stamped || isStamped, said: said.slice(0, LONGEST), inner,
  });
  const first = head.charCodeAt(0);
  if (first === 0x7b && text.length < 65536) {
    const structure = readJson(text);
    if (structure) return structured(structure, line);
  }
  if (first === 0x20 || first === 0x09) return line(undefined, head.trim(), false);
  const klog = KLOG.exec(head);
  if (klog) return line(LETTERS[klog[1] as string], klogSaid(head.slice(klog[0].length)), true);
  if (LOGFMT.test(head)) {
    const structure = readLogfmt(head);
    if (levelFrom(structure) || 'msg' in structure) return structured(structure, line);
  }
  const own = OWN_TIME.exec(head);
  if (!own && !stamped) {
    const word = FIRST_WORD.exec(head);
    if (!word) return line(undefined, head, false);
    const level = LEVELS[(word[1] ?? word[2] ?? word[3] ?? word[4] ?? word[5] ?? '').toLowerCase().replace('fatal error', 'fatal')];
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

/** Before a colon or a quote it stands in a name that a script with CRLF gave; elsewhere it draws a progress bar anew. */
function withoutReturns(text: string): string {
  const shown = text.replace(/\r(?=[:'"’`]|$)/g, '\\r');
  return shown.slice(shown.lastIndexOf('\r') + 1);
}

type Make = (level: Level | undefined, said: string, isStamped: boolean, inner?: readonly string[]) => Line;

/** A line that began with the program's own time. */
function plain(rest: string, line: Make): Line {
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
  /^\[[\w.$-]{1,100} *\] (?:\[[^\]]{0,80}\] ?){0,2}/, // Elasticsearch
  /^\[[\w.$/-]{1,100}\] \((?:[^)]{1,80})\) /, // JBoss, Quarkus
  /^\/?[\w-]{1,40}\] /, // Celery
];

function afterLogger(said: string): string {
  for (const logger of LOGGERS) {
    const match = logger.exec(said);
    if (match) return said.slice(match[0].length);
  }
  return said;
}

const KLOG_PAIR = /^"((?:[^"\\]|\\.){0,1000})"(?: (.{0,2000}))?$/;

/** klog's structured form is `"message" err="why" key="value"`. */
function klogSaid(said: string): string {
  const match = KLOG_PAIR.exec(said);
  if (!match) return said;
  const rest = readLogfmt(match[2] ?? '');
  return joined(unquoted(match[1] ?? ''), rest);
}

function readJson(text: string): Structure | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Structure) : undefined;
  } catch {
    return undefined;
  }
}

const LOGFMT = /^(?:[\w.@-]{1,40}=(?:"(?:[^"\\]|\\.){0,500}"|[^\s"]{0,200}) ){1,6}/;
const PAIR = /([\w.@-]{1,60})=(?:"((?:[^"\\]|\\.){0,1500})"|([^\s"]{0,500}))/g;

function readLogfmt(text: string): Structure {
  const structure: Structure = {};
  for (const [, key, quoted, bare] of text.matchAll(PAIR)) structure[key as string] ??= quoted === undefined ? bare : unquoted(quoted);
  return structure;
}

const unquoted = (text: string): string => text.replaceAll('\\"', '"').replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\\\', '\\');

function levelFrom(structure: Structure): Level | undefined {
  for (const key of LEVEL_KEYS) {
    const level = levelOf(structure[key]);
    if (level) return level;
  }
  const log = structure['log'];
  if (log && typeof log === 'object') return levelOf((log as Structure)['level']);
  return typeof structure['s'] === 'string' ? LETTERS[structure['s']] : undefined;
}

function structured(structure: Structure, line: Make): Line {
  let said = '';
  for (const key of TEXT_KEYS) {
    const value = structure[key];
    if (typeof value === 'string' && value !== '') {
      said = value;
      break;
    }
  }
  const inner: string[] = [];
  const nested = structure['error'] ?? structure['err'] ?? structure['exception'];
  const sources = nested && typeof nested === 'object' ? [structure, nested as Structure] : [structure];
  for (const source of sources)
    for (const key of TRACE_KEYS) {
      const value = source[key];
      if (typeof value === 'string' && value.includes('\n')) inner.push(...value.split('\n', 400));
    }
  const lines = said.split('\n');
  if (lines.length > 1) inner.unshift(...lines.slice(1));
  const attributes = structure['attr'];
  const all = attributes && typeof attributes === 'object' ? { ...(attributes as Structure), ...structure } : structure;
  return line(levelFrom(structure), joined(lines[0] ?? '', all), true, inner);
}

/** The message, then why, then the fields that a sentence may need. */
function joined(message: string, structure: Structure): string {
  let said = message;
  const fault = faultOf(structure);
  if (fault && !said.includes(fault)) said += said === '' ? fault : `: ${fault}`;
  for (const key of SIDE_KEYS) {
    const value = structure[key];
    if ((typeof value === 'string' && value.length <= 300) || typeof value === 'number') said += ` ${key}=${value}`;
  }
  return said.length > LONGEST ? said.slice(0, LONGEST) : said;
}

function faultOf(structure: Structure): string | undefined {
  for (const key of FAULT_KEYS) {
    const value = structure[key];
    if (typeof value === 'string' && value !== '') return value.split('\n', 3).map((line) => line.trim()).join(' ');
    if (value && typeof value === 'object') {
      const { message, msg, errmsg, type, class: kind } = value as Record<string, unknown>;
      const words = [message, msg, errmsg].find((word) => typeof word === 'string' && word !== '') as string | undefined;
      const name = typeof type === 'string' ? type : typeof kind === 'string' ? kind : undefined;
      if (words) return `${name && name !== 'Error' && !words.includes(name) ? `${name}: ` : ''}${words.split('\n', 1)[0]}`;
    }
  }
  return undefined;
}
