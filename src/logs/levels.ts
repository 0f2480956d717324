/** What loggers call their levels. */

export type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug';

const LEVELS: Record<string, Level> = {
  trace: 'debug',
  debug: 'debug',
  dbug: 'debug',
  debg: 'debug',
  dbg: 'debug',
  trc: 'debug',
  trce: 'debug',
  verbose: 'debug',
  fine: 'debug',
  finer: 'debug',
  finest: 'debug',
  deb: 'debug',
  verb: 'debug',
  info: 'info',
  inf: 'info',
  information: 'info',
  notice: 'info',
  note: 'info',
  log: 'info',
  hint: 'info',
  detail: 'info',
  statement: 'info',
  context: 'info',
  config: 'info',
  system: 'info',
  success: 'info',
  command: 'info',
  warn: 'warn',
  warning: 'warn',
  deprecated: 'warn',
  wrn: 'warn',
  wrng: 'warn',
  error: 'error',
  err: 'error',
  erro: 'error',
  eror: 'error',
  errr: 'error',
  severe: 'error',
  fail: 'error',
  fatal: 'fatal',
  fata: 'fatal',
  ftl: 'fatal',
  critical: 'fatal',
  crit: 'fatal',
  crt: 'fatal',
  panic: 'fatal',
  pani: 'fatal',
  pnc: 'fatal',
  emerg: 'fatal',
  emergency: 'fatal',
  alert: 'fatal',
  dpanic: 'fatal',
  off: 'fatal',
};

/** Of a level word, of pino's and bunyan's numbers (10 to 60), or of Monolog's (100 to 600; Monolog\Level). */
export function levelOf(value: unknown): Level | undefined {
  if (typeof value === 'number' && value >= 100)
    return value >= 500 ? 'fatal' : value >= 400 ? 'error' : value >= 300 ? 'warn' : value >= 200 ? 'info' : 'debug';
  if (typeof value === 'number')
    return value >= 60 ? 'fatal' : value >= 50 ? 'error' : value >= 40 ? 'warn' : value >= 30 ? 'info' : 'debug';
  return typeof value === 'string' ? LEVELS[value.toLowerCase()] : undefined;
}

/** Of syslog's numbers, 0 (emergency) to 7 (debug), as GELF and journald have them. */
export const syslogLevel = (value: number): Level =>
  value <= 2 ? 'fatal' : value === 3 ? 'error' : value === 4 ? 'warn' : value <= 6 ? 'info' : 'debug';

/** The levels of mongod's `s` field and the like. */
export const LETTERS: Record<string, Level> = { F: 'fatal', E: 'error', W: 'warn', I: 'info', D: 'debug', D1: 'debug', D2: 'debug' };
