/** Structured lines: JSON, logfmt and klog's pairs, each as one sentence. */
import { escaped } from '../escaped.ts';
import { LETTERS, type Level, levelOf, syslogLevel } from './levels.ts';
import { type Line, LONGEST } from './line.ts';

const TEXT_KEYS = ['msg', 'message', 'event', 'log', 'text', '@m', 'short_message', 'RenderedMessage', 'Message'];
const LEVEL_KEYS = [
  'level',
  'severity',
  'log.level',
  'lvl',
  'levelname',
  'loglevel',
  'log_level',
  '@l',
  'Level',
  'LogLevel',
  'severity_text',
];
const FAULT_KEYS = [
  'error',
  'err',
  'exception',
  'error.message',
  'error_message',
  'errorMessage',
  'reason',
  'cause',
  'detail',
  'details',
  'Exception',
  '@x',
  'issues',
  'errors',
  'fieldErrors',
  'validationErrors',
  'thrown',
  'throwable',
];
const TRACE_KEYS = [
  'stack',
  'stack_trace',
  'stacktrace',
  'error.stack_trace',
  'exc_info',
  'traceback',
  'errorVerbose',
  'exception.stacktrace',
  'extendedStackTrace',
];
/** Where an error may be an object: ECS, bunyan and pino, Log4j 2's JsonLayout (thrown), Logback's JsonEncoder (throwable). */
const NESTED = ['error', 'err', 'exception', 'thrown', 'throwable'];
/** Other fields that a sentence may need. */
const SIDE_KEYS = [
  'port',
  'host',
  'address',
  'addr',
  'hostname',
  'url',
  'path',
  'file',
  'code',
  'errno',
  'syscall',
  'listen',
  'server',
  'status',
  'variable',
  'key',
  'name',
  'field',
  'setting',
  'flag',
];
/** Where they hold a path: to some loggers source is the line of code. */
const FILE_KEYS = ['source', 'config', 'config_file', 'configFile', 'filename', 'filepath'];

/** A whole trace under a key that else holds words (structlog's and loguru's `exception`, Serilog's `@x`), or one of the program's own. */
const TRACE = /^Traceback \(most recent call last\):\n|\n\s{1,8}at \S/;

export type Structure = Record<string, unknown>;

export type Make = (level: Level | undefined, said: string, isStamped: boolean, inner?: readonly string[]) => Line;

const KLOG_PAIR = /^"((?:[^"\\]|\\.){0,1000})"(?: (.{0,2000}))?$/;

/** klog's structured form is `"message" err="why" key="value"`. */
export function klogSaid(said: string): string {
  const match = KLOG_PAIR.exec(said);
  if (!match) return said;
  const rest = readLogfmt(match[2] ?? '');
  return joined(unquoted(match[1] ?? ''), rest);
}

export function readJson(text: string): Structure | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Structure) : undefined;
  } catch {
    return undefined;
  }
}

export const LOGFMT = /^(?:[\w.@-]{1,40}=(?:"(?:[^"\\]|\\.){0,500}"|[^\s"]{0,200}) ){1,6}/;
const PAIR = /([\w.@-]{1,60})=(?:"((?:[^"\\]|\\.){0,1500})"|([^\s"]{0,500}))/g;

export function readLogfmt(text: string): Structure {
  const structure: Structure = {};
  for (const [, key, quoted, bare] of text.matchAll(PAIR)) structure[key as string] ??= quoted === undefined ? bare : unquoted(quoted);
  return structure;
}

const unquoted = (text: string): string =>
  text.replaceAll('\\"', '"').replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\\\', '\\');

export function levelFrom(structure: Structure): Level | undefined {
  // GELF 1.1: version, host and short_message are mandatory, and its levels are syslog's.
  const { version, short_message: words, level: number } = structure;
  if (version === '1.1' && typeof words === 'string' && typeof number === 'number' && number <= 7) return syslogLevel(number);
  for (const key of LEVEL_KEYS) {
    const level = levelOf(structure[key]);
    if (level) return level;
  }
  const log = structure['log'];
  if (log && typeof log === 'object') return levelOf((log as Structure)['level']);
  return typeof structure['s'] === 'string' ? LETTERS[structure['s']] : undefined;
}

/** PostgreSQL's own JSON (log_destination = jsonlog), and as CloudNativePG passes it on. What ends one client's session ends no server. */
function postgresRecord({ record, ...own }: Structure): Structure | undefined {
  const {
    error_severity: severity,
    message,
    detail,
    backend_type: backend,
  } = (record && typeof record === 'object' ? record : own) as Structure;
  if (typeof severity !== 'string' || typeof message !== 'string') return undefined;
  return { level: backend === 'client backend' ? 'info' : severity, msg: message, ...(typeof detail === 'string' ? { detail } : {}) };
}

export function structured(given: Structure, line: Make): Line {
  const structure = postgresRecord(given) ?? given;
  let said = '';
  for (const key of TEXT_KEYS) {
    const value = structure[key];
    if (typeof value === 'string' && value !== '') {
      said = value;
      break;
    }
  }
  if (said === '') said = wordsBelow(structure) ?? '';
  const inner: string[] = [];
  // A formatter of one's own has a name of its own for it: exc, trace, err_stack.
  for (const [key, value] of Object.entries(structure))
    if (typeof value === 'string' && !TEXT_KEYS.includes(key) && !TRACE_KEYS.includes(key) && TRACE.test(value))
      inner.push(...value.split('\n', 400));
  const nested = NESTED.map((key) => structure[key]).find((value) => value && typeof value === 'object') as Structure | undefined;
  for (const source of nested ? [structure, nested] : [structure])
    for (const key of TRACE_KEYS) {
      const value = source[key];
      if (typeof value === 'string' && value.includes('\n')) inner.push(...value.split('\n', 400));
    }
  const lines = said.split('\n');
  if (lines.length > 1) inner.unshift(...lines.slice(1));
  const attributes = structure['attr'];
  const told = attributes && typeof attributes === 'object' ? storageWords(attributes as Structure) : undefined;
  if (told) said = `${lines[0]}: ${told}`;
  const all = attributes && typeof attributes === 'object' ? { ...(attributes as Structure), ...structure } : structure;
  return line(levelFrom(structure), joined(told ? said : (lines[0] ?? ''), all), true, inner);
}

/** Of a line that has its words deeper (hasura: detail.info.error), the first of them. */
function wordsBelow(structure: Structure, depth = 0): string | undefined {
  if (depth > 0)
    for (const key of [...TEXT_KEYS, ...FAULT_KEYS]) {
      const value = structure[key];
      if (typeof value === 'string' && value !== '') return value;
    }
  if (depth > 3) return undefined;
  for (const value of Object.values(structure))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const words = wordsBelow(value as Structure, depth + 1);
      if (words !== undefined) return words;
    }
  return undefined;
}

/** MongoDB passes on what its storage engine says as an attribute, a text or (since 6.0) WiredTiger's own JSON (src/support/err.c). */
function storageWords({ message }: Structure): string | undefined {
  if (typeof message === 'string') return message;
  const { msg, error_str: why } = (message && typeof message === 'object' ? message : {}) as Structure;
  return typeof msg === 'string' && typeof why === 'string' ? `${msg}: ${why}` : undefined;
}

/** The message, then why, then the fields that a sentence may need. */
function joined(message: string, structure: Structure): string {
  let said = message;
  const fault = faultOf(structure);
  if (fault && !said.includes(fault)) said += said === '' ? fault : `: ${fault}`;
  // pino and bunyan name their own machine, and so does GELF.
  const own = 'pid' in structure ? 'hostname' : 'short_message' in structure ? 'host' : undefined;
  const keys = SIDE_KEYS.filter((key) => key !== own);
  for (const key of keys) {
    const value = structure[key];
    if ((typeof value === 'string' && value.length <= 300) || typeof value === 'number') said += ` ${key}=${value}`;
  }
  for (const key of FILE_KEYS) {
    const value = structure[key];
    if (typeof value === 'string' && /^\/[\w@%+./-]{1,300}$/.test(value)) said += ` ${key}=${value}`;
  }
  return said.length > LONGEST ? said.slice(0, LONGEST) : said;
}

function faultOf(structure: Structure): string | undefined {
  for (const key of FAULT_KEYS) {
    const value = structure[key];
    if (typeof value === 'string' && value !== '' && !value.startsWith('Traceback (most recent call last)'))
      return value
        .split('\n', 3)
        .map((line) => line.trim())
        .join(' ');
    if (Array.isArray(value)) {
      const listed = value.slice(0, 10).flatMap(faultInList).join('; ');
      if (listed) return listed;
    } else if (value && typeof value === 'object') {
      const { message, msg, errmsg, type, class: kind = (value as Structure)['className'] } = value as Record<string, unknown>;
      const words = [message, msg, errmsg].find((word) => typeof word === 'string' && word !== '') as string | undefined;
      const name = typeof type === 'string' ? type : typeof kind === 'string' ? kind : undefined;
      if (!words) {
        const listed = listedFaults(value as Structure);
        if (listed) return listed;
      }
      if (words) return `${name && name !== 'Error' && !words.includes(name) ? `${name}: ` : ''}${words.split('\n', 1)[0]}`;
    }
  }
  return undefined;
}

/** ["queues[2].name is required"], or [{ "path": "queues.2.name", "message": "is required" }]. */
function faultInList(item: unknown): string[] {
  if (typeof item === 'string') return item === '' ? [] : [item.split('\n', 1)[0] as string];
  if (!item || typeof item !== 'object') return [];
  const { path, field, property, loc, message, msg, error } = item as Structure;
  const place = [path, field, property, loc]
    .map((one) => (Array.isArray(one) ? one.join('.') : one))
    .find((one) => typeof one === 'string' && one !== '');
  const words = [message, msg, error].find((one) => typeof one === 'string' && one !== '') as string | undefined;
  if (!words) return [];
  return [place && !words.includes(place as string) ? `${place}: ${words}` : words];
}

/** A validator's list: { TTL: ["Expected number, received nan"] }. */
function listedFaults(list: Structure): string | undefined {
  const faults = Object.entries(list).flatMap(([name, words]) =>
    Array.isArray(words) && words.length > 0 && words.every((word) => typeof word === 'string') ? [`${name}: ${words[0]}`] : [],
  );
  return faults.length === 0 ? undefined : faults.slice(0, 10).join('; ');
}

const memberOf = (keys: readonly string[]) =>
  new RegExp(
    `"(?:${keys.map(escaped).join('|')})"\\s{0,4}:\\s{0,4}(?:"(?:[^"\\\\]|\\\\.){1,400}"|\\[\\s{0,4}"(?:[^"\\\\]|\\\\.){1,300}"[^\\]]{0,200}\\])`,
  );
const MEMBERS = [memberOf(TEXT_KEYS), memberOf(FAULT_KEYS)];
const PRINTED = new RegExp(`^"(?:${[...TEXT_KEYS, ...FAULT_KEYS].map(escaped).join('|')})": {1,4}"((?:[^"\\\\]|\\\\.){1,1500})",?$`);

/** The words of one member of JSON that is printed over several lines, as a server's answer mostly is; undefined where it is another line. */
export function printedMember(text: string): string | undefined {
  const words = text.charCodeAt(0) === 0x22 ? PRINTED.exec(text)?.[1] : undefined;
  return words && unquoted(words);
}

/** MongoDB's own words, and those of its storage engine, which it passes on. */
const STORAGE = /"attr":.{0,200}?("(?:message|msg)":"[^"]{0,60}__posix_(?:[^"\\]|\\.){1,300}")/;

/** Of a JSON line the members that say what is wrong, as they are written there. */
export function tellingMembers(text: string): string | undefined {
  const found = [...MEMBERS.flatMap((member) => member.exec(text)?.[0] ?? []), ...(STORAGE.exec(text)?.slice(1) ?? [])];
  return found.length === 0 ? undefined : `{… ${found.join(' … ')} …}`;
}
